"""Each test bakes into a folder of its own; tests with real servers share a newsroom on the disk."""

import pytest

from tests.baking.running import Newsroom, free_port

RENAME = """
from explainer.publication import change as publishing
from explainer.models import Note
note = Note.objects.get(slug="wagner-mutiny")
with publishing.change(note):
    note.slug = "mutiny"
    note.save()
"""


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BAKE_DIR = tmp_path / "baked"
    return settings.BAKE_DIR


def running(folder, **environment):
    newsroom = Newsroom(folder, **environment).load()
    newsroom.manage(code=RENAME)
    newsroom.manage("bake")
    return newsroom


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory):
    """The demonstration newsroom behind a real server, as it is without any setting."""
    newsroom = running(tmp_path_factory.mktemp("newsroom"))
    with newsroom.serve():
        yield newsroom


@pytest.fixture(scope="session")
def keyed(tmp_path_factory):
    """The same with surrogate keys, and a Varnish to purge at `cache_port`, which a test may start."""
    port = free_port()
    newsroom = running(tmp_path_factory.mktemp("keyed"), SURROGATE_HEADER="Surrogate-Key", SHARED_CACHE_SECONDS="86400")
    newsroom.cache_port = port
    newsroom.env |= {"PURGER": "explainer.baking.purgers.Varnish", "PURGE_URL": f"http://127.0.0.1:{port}/"}
    with newsroom.serve():
        yield newsroom
