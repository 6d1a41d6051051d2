"""Counting embeds: by day and origin, nothing of a reader, and never at a page's price."""

import logging
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError

from explainer.actions import embed_counts
from explainer.models import EmbedCount
from tests.factories import make_note

pytestmark = pytest.mark.django_db
HOST = "https://daily.example"


@pytest.fixture(autouse=True)
def counted(settings, monkeypatch):
    """Counting is on, and written only when a test says so."""
    settings.EMBED_COUNT_SECONDS = 30
    monkeypatch.setattr(embed_counts, "_start_timer", lambda: None)
    embed_counts._waiting.clear()
    make_note(slug="note")
    yield
    embed_counts._waiting.clear()


def visit(client, query="", **headers):
    return client.get(f"/embed/notes/note/{query}", headers={name.replace("_", "-"): v for name, v in headers.items()})


def written():
    embed_counts.flush()
    return {count.origin: count.views for count in EmbedCount.objects.all()}


def test_it_counts_by_day_and_origin(client):
    for path in ("/a", "/b?reader=1", ""):
        visit(client, referer=HOST + path, sec_fetch_dest="iframe")
    visit(client, referer="http://weekly.example:8080/x")
    visit(client, sec_fetch_dest="iframe")
    assert written() == {HOST: 3, "http://weekly.example:8080": 1, "": 1}
    assert {count.day for count in EmbedCount.objects.all()} == {datetime.now(UTC).date()}
    visit(client, referer=f"{HOST}/c")
    assert written()[HOST] == 4


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("?dnt=1", {"referer": HOST}),
        ("", {"referer": HOST, "dnt": "1"}),
        ("", {"referer": HOST, "sec_gpc": "1"}),
        ("", {"referer": HOST, "sec_fetch_dest": "document"}),
        ("", {"referer": HOST, "sec_fetch_dest": "empty"}),
        ("", {"referer": "http://testserver/embed/code/"}),
        ("", {}),
    ],
)
def test_it_does_not_count_who_asks_not_to_be_nor_what_is_no_embed(client, query, headers):
    assert visit(client, query, **headers).status_code == 200
    assert written() == {}


@pytest.mark.parametrize(
    "referer",
    ["x", "javascript:1", "about:srcdoc", "https://", "https://a b/", "https://[", "http://a:b", "https://ä.example/",
     "https://" + "a" * 5000, "https://evil.example\\x"],
)  # fmt: skip
def test_it_makes_nothing_of_a_referer_that_is_none(client, referer):
    assert visit(client, referer=referer, sec_fetch_dest="iframe").status_code == 200
    assert written() == {"": 1}


def test_a_page_waits_for_no_count(client, django_assert_num_queries):
    with django_assert_num_queries(5):
        visit(client, referer=HOST)


def test_a_page_is_there_when_counts_can_t_be_written(client, monkeypatch, caplog):
    def broken(*args):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("explainer.actions.embed_counts._add", broken)
    assert visit(client, referer=HOST).status_code == 200
    with caplog.at_level(logging.ERROR):
        embed_counts.flush()
    assert "could not be written" in caplog.text
    assert not embed_counts._waiting


def test_invented_origins_can_t_fill_memory_or_the_table(client, monkeypatch):
    monkeypatch.setattr(embed_counts, "MOST_ORIGINS", 3)
    for n in range(9):
        visit(client, referer=f"https://{n}.example/")
    assert len(embed_counts._waiting) == 4
    assert written() == {"https://0.example": 1, "https://1.example": 1, "https://2.example": 1, "others": 6}
    visit(client, referer="https://late.example/")
    assert written() == {"https://0.example": 1, "https://1.example": 1, "https://2.example": 1, "others": 7}


def test_it_can_be_switched_off(client, settings):
    settings.EMBED_COUNT_SECONDS = 0
    visit(client, referer=HOST)
    assert written() == {}


def test_it_writes_by_itself_after_a_while(monkeypatch, settings):
    started = []

    class Timer:
        daemon = False

        def __init__(self, seconds, function):
            started.append((seconds, function))

        def start(self):
            pass

    monkeypatch.undo()
    settings.EMBED_COUNT_SECONDS = 30
    monkeypatch.setattr(embed_counts.threading, "Timer", Timer)
    for _ in range(5):
        embed_counts.count(referer=HOST)
    assert started == [(30, embed_counts._flush_in_thread)]
    assert written() == {HOST: 5}
    embed_counts.count(referer=HOST)
    assert len(started) == 2
    embed_counts.flush()


def test_the_desk_shows_counts_and_lets_nobody_change_them(admin_client):
    EmbedCount.objects.create(day="2026-03-01", origin=HOST, views=7)
    assert HOST in admin_client.get("/admin/explainer/embedcount/").content.decode()
    assert admin_client.get("/admin/explainer/embedcount/add/").status_code == 403
