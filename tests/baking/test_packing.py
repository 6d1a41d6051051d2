"""What most readers open is compressed at full strength a moment after it was baked, and never another page's form."""

import threading
from pathlib import Path

import brotli
import pytest

from explainer.baking import packing
from explainer.baking.files import BakeFolder, compress, only_packer, waiting_pages
from explainer.baking.rendering import RenderedPage
from explainer.baking.serving import BakedFirst
from tests.factories import make_note

WORDS = " ".join(f"{word} follows {word * 7919 % 1013}, said number {word * 31 % 977}." for word in range(900))


def page(path, words=WORDS):
    return RenderedPage(path, f"<p>{words}</p>".encode(), "text/html; charset=utf-8", ())


@pytest.fixture
def folder(tmp_path):
    return BakeFolder(tmp_path)


def br(folder, name):
    return (folder.folder / f"{name}.br").read_bytes()


def test_it_replaces_the_quick_form_of_what_most_readers_open(folder):
    folder.write([page("/articles/a/"), page("/articles/a/cards/1/")])
    quick, other = br(folder, "articles/a/index.html"), br(folder, "articles/a/cards/1/index.html")
    assert packing.pack(folder.folder) == 1
    small = br(folder, "articles/a/index.html")
    assert len(small) < len(quick)
    assert (small, br(folder, "articles/a/cards/1/index.html")) == (compress(page("/").body), other)
    assert packing.pack(folder.folder) == 0


def test_a_page_that_is_baked_again_keeps_its_small_form_until_it_changes(folder):
    folder.write([page("/articles/a/")])
    packing.pack(folder.folder)
    small = br(folder, "articles/a/index.html")
    folder.write([page("/articles/a/")])
    assert br(folder, "articles/a/index.html") == small
    assert list(folder.compare([page("/articles/a/")])) == [""]
    folder.write([page("/articles/a/", WORDS.upper())])
    assert brotli.decompress(br(folder, "articles/a/index.html")) == page("/", WORDS.upper()).body
    assert packing.pack(folder.folder) == 1


@pytest.mark.parametrize("broken", [b"", b"no Brotli", brotli.compress(b"another page")])
def test_a_broken_form_is_seen_and_mended(folder, broken):
    folder.write([page("/articles/a/")])
    (folder.folder / "articles/a/index.html.br").write_bytes(broken)
    assert list(folder.compare([page("/articles/a/")])) == ["br"]
    folder.write([page("/articles/a/")])
    assert brotli.decompress(br(folder, "articles/a/index.html")) == page("/").body


def test_what_waits_is_still_known_after_a_crash(folder):
    folder.write([page("/articles/a/"), page("/articles/b/")])
    assert packing.pack(folder.folder, seconds=0) == 0
    assert packing.pack(BakeFolder(folder.location).folder) == 2


def test_a_page_that_was_replaced_meanwhile_gets_its_own_form(folder, monkeypatch):
    """The new page comes while the old one is compressed: the old one's form must not be put beside it."""
    folder.write([page("/articles/a/")])

    def replaced_meanwhile(body):
        monkeypatch.setattr(packing, "compress", compress)
        thread = threading.Thread(target=folder.write, args=[[page("/articles/a/", WORDS.upper())]])
        thread.start()
        thread.join(60)
        return compress(body)

    monkeypatch.setattr(packing, "compress", replaced_meanwhile)
    assert packing.pack(folder.folder) == 1
    assert br(folder, "articles/a/index.html") == compress(page("/", WORDS.upper()).body)


def test_a_page_that_is_gone_is_waited_for_no_more(folder):
    folder.write([page("/articles/a/")])
    folder.write([RenderedPage("/articles/a/", b"", "", ())])
    assert packing.pack(folder.folder) == 0
    assert waiting_pages(folder.folder) == []
    assert not (folder.folder / "articles").exists()


def test_one_that_fails_is_in_nobody_s_way(folder, caplog):
    folder.write([page("/articles/a/"), page("/articles/b/")])
    (folder.folder / "articles/a/index.html.br.packed").mkdir()
    assert packing.pack(folder.folder) == 1
    assert "could not compress" in caplog.text
    (folder.folder / "articles/a/index.html.br.packed").rmdir()
    assert packing.pack(folder.folder) == 1


def test_one_process_does_it_at_a_time(folder):
    folder.write([page("/articles/a/")])
    with only_packer(folder.folder):
        assert packing.pack(folder.folder) == 0
    assert packing.pack(folder.folder) == 1


def test_a_server_that_has_the_page_in_memory_sends_the_small_form(folder):
    def sent():
        environ = {"REQUEST_METHOD": "GET", "PATH_INFO": "/articles/a/", "HTTP_ACCEPT_ENCODING": "br"}
        return b"".join(server(environ, lambda status, headers: None))

    server = BakedFirst(lambda environ, start: [b"not baked"], folder.folder)
    folder.write([page("/articles/a/")])
    assert sent() == br(folder, "articles/a/index.html")
    packing.pack(folder.folder)
    assert sent() == compress(page("/").body)


@pytest.mark.django_db(transaction=True)
def test_a_save_compresses_what_it_made_stale(settings, tmp_path):
    from explainer.baking import queue
    from explainer.publication.outbox import mark
    from tests.baking.test_background import wait_until

    settings.BAKE_DIR = tmp_path / "baked"
    note = make_note()
    mark([note.get_absolute_url()])
    queue.bake_soon()
    wait_until(lambda: not waiting_pages(Path(settings.BAKE_DIR)))
    file = Path(settings.BAKE_DIR) / note.get_absolute_url()[1:] / "index.html"
    assert file.with_name("index.html.br").read_bytes() == compress(file.read_bytes())
