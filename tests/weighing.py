"""What a page weighs on its way to a reader: in the files that are baked of it, sent by the server that sends them."""

from explainer.baking import packing
from explainer.baking.files import BakeFolder
from explainer.baking.rendering import render
from explainer.baking.serving import BakedFirst


def weigh(record, folder):
    """The bytes of a record's page that a browser gets once what waited has been compressed; `folder` is baked into."""
    path, headers = record.get_absolute_url(), {}
    BakeFolder(folder).write([render(path)])
    packing.pack(folder)
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "HTTP_ACCEPT_ENCODING": "gzip, deflate, br"}
    body = b"".join(BakedFirst(lambda environ, start: [], folder)(environ, lambda status, all: headers.update(all)))
    assert (headers["Content-Encoding"], headers["Content-Length"]) == ("br", str(len(body)))
    return len(body)
