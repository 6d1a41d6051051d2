"""The desk shows each sentence beside the words it rests on, keeps what is pasted, and blocks nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from explainer.actions.revising import revise
from explainer.desk.support import readable_text
from explainer.models import State
from tests.desk.test_front_desk import anna, ben, parts  # noqa: F401  fixtures of the desk's editors
from tests.desk.test_page_title import HERE, server
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
WORDS = "Some 25,000 fighters joined the march on Moscow."


def address(record):
    return reverse(f"admin:explainer_{record._meta.model_name}_support", args=[record.pk])


def test_it_marks_what_the_words_do_not_carry(admin_client):
    note = make_note(summary="Some 8,000 fighters joined the march.")
    cite(note, make_source(title="The Daily", publisher=""), excerpt=WORDS)
    html = read(admin_client.get(address(note)))
    assert [mark.text for mark in html.all("mark")] == ["8,000"]
    row = html.one("tr", data_state="changed")
    text = " ".join(row.text.split())
    assert "Found with differences The Daily Not in the words: 8,000" in text
    assert WORDS in text
    assert "1 sentence. Every one rests on words of a source. 1 says something that its source’s words don’t." in (
        " ".join(html.one("div", class_="desk support").text.split())
    )


def test_pasted_words_are_kept_and_checked_at_once(admin_client):
    claim = make_claim(summary="He spoke of 25,000 fighters.")
    citation = cite(claim)
    page = admin_client.post(address(claim), {"citation": citation.pk, "excerpt": f" {WORDS}\r\n"}, follow=True)
    citation.refresh_from_db()
    assert citation.excerpt == WORDS
    assert "Found in other words" in page.text
    assert page.redirect_chain == [(f"{address(claim)}#citation-{citation.pk}", 302)]


def test_what_is_refused_stands_there_again(admin_client):
    note = make_note()
    citation = cite(note)
    page = admin_client.post(address(note), {"citation": citation.pk, "excerpt": "x" * 20_001})
    assert page.status_code == 422
    assert "20,001 characters; at most 20,000 are kept" in page.text
    assert "x" * 20_001 in page.text


@pytest.mark.parametrize("sent", [{"citation": "x"}, {"citation": "99999999999999999999"}, {}, {"citation": "٣"}])
def test_another_records_citation_and_nonsense_are_not_found(admin_client, sent):
    note, other = make_note(), cite(make_note(), excerpt=WORDS)
    assert admin_client.post(address(note), {"excerpt": "mine", **sent}).status_code == 404
    assert admin_client.post(address(note), {"citation": other.pk, "excerpt": "mine"}).status_code == 404
    other.refresh_from_db()
    assert other.excerpt == WORDS


def test_who_may_not_change_a_record_looks_and_keeps_nothing(client):
    note = make_note(state=State.PUBLISHED)
    citation = cite(note, excerpt=WORDS)
    client.force_login(make_user("Contributors"))
    page = client.get(address(note))
    assert WORDS in page.text
    assert "Keep and check" not in page.text
    assert client.post(address(note), {"citation": citation.pk, "excerpt": "mine"}).status_code == 403
    citation.refresh_from_db()
    assert citation.excerpt == WORDS


def test_a_source_that_cannot_be_read_is_said_and_what_was_typed_stays(admin_client):
    note = make_note()
    citation = cite(note, make_source(url="http://127.0.0.1/"))
    page = admin_client.post(address(note), {"citation": citation.pk, "fetch": "1", "excerpt": "typed so far"})
    assert page.status_code == 422
    assert "The page could not be read from here." in page.text
    assert "typed so far" in page.text


def test_the_readable_text_of_a_page_is_without_what_stands_around_it():
    article = "".join(f"<p>Fighters joined the march on Moscow, it said in sentence number {n}.</p>" for n in range(9))
    body = f"<html><nav><a href=/>Home</a></nav><article><h1>The march</h1>{article}</article></html>".encode()
    with server(lambda _path: (200, {"Content-Type": "text/html; charset=utf-8"}, body)) as (url, _asked):
        text = readable_text(url, **HERE)
    assert "Fighters joined the march on Moscow, it said in sentence number 8." in text
    assert "<p>" not in text
    with server(lambda _path: (404, {}, body)) as (url, _asked), pytest.raises(OSError, match="404"):
        readable_text(url, **HERE)


def test_the_front_desk_counts_sentences_and_leads_to_them(anna, ben):  # noqa: F811  the fixtures
    note, claim, gone = make_note(title="Mutiny", summary="One. Two words."), make_claim(title="Door"), make_note()
    gone.state = State.TAKEN_DOWN
    gone.save()
    for record in (note, claim, gone):
        revise(record)
    part = parts(anna)["Sentences without a source"]
    assert part.count == 3
    assert [(line.name, line.about, line.address) for line in part.lines] == [
        ("Mutiny", "2 sentences", address(note)),
        ("Door", "1 sentence", address(claim)),
    ]
    assert "Sentences without a source" not in parts(ben)


def test_it_asks_as_much_for_one_citation_as_for_many(admin_client):
    note = make_note(summary="One. Two.")
    cite(note, excerpt=WORDS)
    admin_client.get(address(note))
    with CaptureQueriesContext(connection) as few:
        admin_client.get(address(note))
    for _ in range(9):
        cite(note, excerpt=WORDS)
    with CaptureQueriesContext(connection) as many:
        admin_client.get(address(note))
    assert len(few) == len(many)


def test_the_forms_lead_there(admin_client):
    note, claim, article = (
        make_note(),
        make_claim(quote="our door is open"),
        make_article("He said “the door is open”."),
    )
    annotate(article, "door", claim)
    for record in (note, claim):
        page = admin_client.get(reverse(f"admin:explainer_{record._meta.model_name}_change", args=[record.pk]))
        assert f'href="{address(record)}"' in page.text
    there = reverse("admin:explainer_article_quotations", args=[article.pk])
    assert there in admin_client.get(reverse("admin:explainer_article_change", args=[article.pk])).text
    html = read(admin_client.get(there))
    assert [mark.text for mark in html.all("mark")] == ["the door is open"]
    assert "our door is open" in html.one("blockquote").text


def test_weak_sources_are_pointed_out(admin_client, settings):
    settings.WEAK_SOURCES = ["encyclopaedia"]
    note = make_note(summary=WORDS)
    cite(note, make_source(kind="encyclopaedia"), excerpt=WORDS)
    cite(note, make_source(kind="agency"))
    html = read(admin_client.get(address(note)))
    assert [span.text for span in html.all("span", data_weak=None) if "data-weak" in span.attrs] == [
        "Encyclopaedia"
    ] * 2
