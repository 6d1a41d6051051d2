"""The folder of baked files."""

import errno
import gzip
from pathlib import Path

import brotli
import pytest

from explainer.baking import files
from explainer.baking.file_names import file_name
from explainer.baking.files import BakeFolder
from explainer.baking.rendering import RenderedPage


def page(path, body=b"<p>Hello</p>" * 50):
    return RenderedPage(path, body, "text/html; charset=utf-8", (("Cache-Control", "public"),))


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "index.html"),
        ("/search/index.json", "search/index.json"),
        ("/notes/mi6/", "notes/mi6/index.html"),
        ("/feed.xml", "feed.xml"),
        ("/ž/", "ž/index.html"),
    ],
)
def test_an_address_has_one_file(path, name):
    assert file_name(path) == name


@pytest.mark.parametrize("path", ["/../x/", "/a/../../b", "relative", "/a\\b/", "/a\0b/", "/./", "/notes/index.html"])
def test_no_address_leaves_the_folder(path):
    with pytest.raises(ValueError, match="not an address"):
        file_name(path)


def test_it_writes_the_page_and_its_variants(tmp_path):
    BakeFolder(tmp_path).write([page("/notes/mi6/")])
    base = tmp_path / "notes/mi6"
    assert sorted(path.name for path in base.iterdir()) == [
        "index.html", "index.html.br", "index.html.gz", "index.html.json",
    ]  # fmt: skip
    plain = (base / "index.html").read_bytes()
    assert gzip.decompress((base / "index.html.gz").read_bytes()) == plain
    assert brotli.decompress((base / "index.html.br").read_bytes()) == plain


def test_a_page_that_is_json_itself_is_told_from_the_headers_of_others(tmp_path):
    folder = BakeFolder(tmp_path)
    folder.write([page("/search/index.json", b"{}"), page("/search/"), page("/feed.xml")])
    assert folder.names() == {"search/index.json", "search/index.html", "feed.xml"}
    folder.write([RenderedPage("/search/index.json", b"", "", ())])
    assert folder.names() == {"search/index.html", "feed.xml"}


def test_it_leaves_unchanged_files_alone(tmp_path):
    BakeFolder(tmp_path).write([page("/")])
    before = (tmp_path / "index.html").stat()
    BakeFolder(tmp_path).write([page("/")])
    after = (tmp_path / "index.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_it_replaces_a_file_whole(tmp_path):
    BakeFolder(tmp_path).write([page("/", b"old")])
    opened = (tmp_path / "index.html").open("rb")
    BakeFolder(tmp_path).write([page("/", b"new and longer")])
    assert opened.read() == b"old"
    assert (tmp_path / "index.html").read_bytes() == b"new and longer"
    opened.close()


def test_a_page_that_can_t_be_written_is_in_nobody_s_way(tmp_path):
    (tmp_path / "notes").write_text("in the way")
    with pytest.raises(NotADirectoryError):
        BakeFolder(tmp_path).write([page("/a/"), page("/notes/mi6/"), page("/b/")])
    assert BakeFolder(tmp_path).names() == {"a/index.html", "b/index.html"}


def test_a_full_disk_is_not_filled_with_halves(tmp_path, monkeypatch):
    BakeFolder(tmp_path).write([page("/a/", b"old")])

    def full(path, content):
        Path(path).touch()
        if path.endswith(f".br{files.STAGED}"):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "_write", full)
    with pytest.raises(OSError, match="No space left"):
        BakeFolder(tmp_path).write([page("/a/", b"new"), page("/b/")])
    assert (tmp_path / "a/index.html").read_bytes() == b"old"
    assert list(tmp_path.rglob(f"*{files.STAGED}")) == []


def test_a_gone_page_goes_with_its_variants_and_empty_folders(tmp_path):
    folder = BakeFolder(tmp_path)
    folder.write([page("/notes/a/"), page("/notes/b/")])
    folder.write([RenderedPage("/notes/a/", b"", "", ())])
    assert folder.names() == {"notes/b/index.html"}
    assert not (tmp_path / "notes/a").exists()
    folder.write([RenderedPage("/notes/a/", b"", "", ())])
    assert folder.names() == {"notes/b/index.html"}


def test_a_gone_page_needs_no_folder(tmp_path):
    folder = BakeFolder(tmp_path / "none")
    folder.write([RenderedPage("/notes/a/", b"", "", ())])
    assert folder.names() == set()
