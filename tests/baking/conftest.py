"""Each test bakes into a folder of its own; tests with real servers share a newsroom on the disk."""

from dataclasses import replace

import pytest

from explainer.publication import pages
from tests.baking.edits import bake_everything
from tests.baking.kept import made_once
from tests.baking.running import Newsroom, free_port
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

RENAME = """
from explainer.publication.change import change
from explainer.models import Note
note = Note.objects.get(slug="wagner-mutiny")
with change(note):
    note.slug = "mutiny"
    note.save()
"""


def pytest_itemcollected(item):
    """One process runs all tests of a server."""
    for name in ("keyed", "newsroom"):
        if name in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group(name))
            return


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.BAKE_DIR = tmp_path / "baked"
    return settings.BAKE_DIR


@pytest.fixture
def site(folder):
    """Two articles that share a note, a third that shares nothing."""
    return made_once(make_site)


def make_site():
    source, shared, claim = make_source(), make_note(title="Shared"), make_claim()
    cite(shared, source)
    cite(claim)
    first = make_article("The chief of MI6 spoke.\n\nHe recalled 1968.", title="First")
    annotate(first, "MI6", shared)
    annotate(first, "recalled 1968", claim)
    second = make_article("MI6 again.", title="Second")
    annotate(second, "MI6", shared)
    make_article("The ozone layer mends.", title="Third")
    bake_everything()
    return {"first": first, "second": second, "shared": shared, "claim": claim, "source": source}


@pytest.fixture
def short_lists(monkeypatch):
    """Lists of two on a page, so that there are pages for records to move between."""
    short = [replace(page, per_page=2) if page.sorted_by else page for page in pages.PAGES]
    monkeypatch.setattr(pages, "PAGES", tuple(short))


def running(folder, **environment):
    newsroom = Newsroom(folder, **environment).load()
    newsroom.manage(code=RENAME)
    newsroom.manage("bake")
    return newsroom


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory):
    """The small newsroom behind a real server, as it is without any setting."""
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
