"""The first page of a publication: one lead, the others by date, and what is newest in the library."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from explainer.actions.revising import baseline, revise
from explainer.models import State
from explainer.publication.change import change
from explainer.publication.dependencies import paths_showing
from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db


def page(client, address="/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def articles(count):
    now = timezone.now()
    return [
        make_article("Tanks came.", title=f"Story {n:03}", published_at=now - timedelta(days=n)) for n in range(count)
    ]


def titles(html):
    return re.findall(r"<h2><a[^>]*>(Story \d+)|<a class=\"headline\"[^>]*>(Story \d+)", html)


def section(html, name):
    found = re.search(rf'<section aria-labelledby="{name}">.*?</section>', html, re.S)
    return found[0] if found else ""


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_it_says_that_nothing_is_published(client):
    html = page(client)
    assert "Nothing has been published yet." in html
    assert "<section" not in html
    assert 'class="first"' not in html


def test_the_newest_leads_and_the_others_follow_by_date(client):
    articles(3)
    assert titles(page(client)) == [("Story 000", ""), ("", "Story 001"), ("", "Story 002")]


@pytest.mark.thorough
def test_three_hundred_have_pages_of_which_the_first_alone_leads(client):
    articles(300)
    annotate(make_article("a", title="Old", published_at=timezone.now() - timedelta(days=999)), "a", make_note())
    first, second = page(client), page(client, "/page/2/")
    assert (len(titles(first)), len(titles(second))) == (20, 20)
    assert 'class="first"' in first
    assert "<section" in first
    assert 'class="first"' not in second
    assert "<section" not in second
    assert len(first) < 40_000


def test_verdict_and_claimant_come_before_the_claim(client):
    articles(1)
    make_claim(title="the moon is cheese", claimant="A mouse", verdict="disputed", as_of=date(2026, 3, 1))
    said = words(section(page(client), "checks"))
    assert said.index("Disputed") < said.index("A mouse") < said.index("the moon is cheese")


def test_checks_are_the_last_five_by_their_date(client):
    for day in range(1, 9):
        make_claim(title=f"claim number {day}", as_of=date(2026, 1, day))
    make_claim(title="claim number 0", as_of=None)
    make_claim(title="claim number 9", as_of=date(2026, 1, 20), state=State.DRAFT)
    assert re.findall(r"claim number (\d)", page(client)) == ["8", "7", "6", "5", "4"]


def test_background_is_by_how_many_explainers_use_it(client):
    often, once, never = make_note(title="Often"), make_note(title="Once"), make_note(title="Never")
    for article in articles(3):
        annotate(article, "Tanks", often)
    annotate(article, "came", once)
    annotate(article, "came", often)
    annotate(make_article("Tanks", state=State.DRAFT), "Tanks", never)
    assert words(section(page(client), "background")).startswith(
        "Background used most Often in 3 explainers Once in 1 explainer All"
    )


def test_the_last_three_corrections_are_there(client):
    for n in range(4):
        note = make_note(title=f"Note {n}")
        baseline(record=note)
        note.summary = "Right now."
        note.save()
        revise(note, change="correction", line=f"It was wrong {n}.")
    assert re.findall(r"It was wrong \d", section(page(client), "corrections")) == [
        f"It was wrong {n}" for n in (3, 2, 1)
    ]


def test_it_takes_a_fixed_number_of_queries(client, django_assert_num_queries):
    article = articles(1)[0]
    annotate(article, "came", make_claim())
    annotate(article, "Tanks", make_note())
    with django_assert_num_queries(7):
        client.get("/")
    for article in articles(25):
        annotate(article, "Tanks", make_note())
        annotate(article, "came", make_claim())
    with django_assert_num_queries(7):
        client.get("/")


def test_only_what_it_shows_makes_it_stale():
    [article] = articles(1)
    used, unused = make_note(), make_note()
    annotate(article, "Tanks", used)
    old = make_claim(as_of=date(2020, 1, 1))
    newer = [make_claim(as_of=date(2026, 1, day)) for day in range(1, 6)]
    assert ["/" in paths_showing(record) for record in (used, unused, old, *newer)] == [True, False, False, *[True] * 5]


def test_a_claim_that_is_checked_anew_comes_in_and_another_goes(client):
    claims = [make_claim(title=f"claim number {n}", as_of=date(2026, 1, n + 1)) for n in range(6)]
    with change(claims[0]):
        claims[0].as_of = date(2026, 2, 1)
        claims[0].save()
    assert re.findall(r"claim number (\d)", page(client)) == ["0", "5", "4", "3", "2"]
