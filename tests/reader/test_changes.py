"""Readers see what changed of what they could see, and nothing that they couldn't."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from explainer.actions import workflow
from explainer.actions.revising import revise
from explainer.models import Note, Revision, State
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db
SECRET = "Zyxwv"


def edit(record, change="", line="", was_wrong="", is_right="", **fields):
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    return revise(record, change=change, line=line, was_wrong=was_wrong, is_right=is_right)


def changes(client, record):
    response = client.get(f"{record.get_absolute_url()}changes/")
    assert response.status_code == 200
    return read(response)


def text_of(page):
    return " ".join(page.one("main").text.split())


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_it_says_so_when_nothing_has_changed(client, make):
    record = make()
    revise(record)
    assert "Nothing has changed since it was published." in text_of(changes(client, record))


def test_it_shows_a_correction_word_by_word_with_its_line(client):
    note = make_note(summary="Tanks came in August 1969.")
    revise(note)
    made = edit(note, "correction", "The year was 1968.", summary="Tanks came in August 1968.")
    page = changes(client, note)
    change = page.one("section", id=f"change-{made.pk}")
    assert "Correction" in change.text
    assert "The year was 1968." in change.text
    assert [" ".join(each.text.split()) for each in change.all("del")] == ["[removed: 1969]"]
    assert [" ".join(each.text.split()) for each in change.all("ins")] == ["[added: 1968]"]


def test_it_shows_dates_and_sources_that_came_and_went(client):
    note, source = make_note(), make_source(title="Der Spiegel")
    revise(note)
    note.events.create(date="2025-10-01", text="A new chief took over.", source=source)
    cite(note, source, words="the handover")
    edit(note, "new_fact", "The new chief.")
    shown = text_of(changes(client, note))
    assert "1 October 2025: A new chief took over." in shown
    assert "Der Spiegel: the handover" in shown


def test_it_shows_newest_first(client):
    claim = make_claim(summary="One.")
    revise(claim)
    made = [edit(claim, "clarification", summary=words) for words in ("Two words.", "Three whole words.")]
    found = [each.attrs["id"] for each in changes(client, claim).all("section")]
    assert found == [f"change-{revision.pk}" for revision in reversed(made)]


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_it_never_shows_what_was_written_before_publication(client, admin_user, make):
    field = "body" if make is make_article else "summary"
    record = make(state=State.DRAFT, **{field: f"{SECRET} in a first draft."})
    revise(record)
    edit(record, **{field: f"{SECRET} in a second draft."})
    workflow.submit(record=record, by=admin_user)
    edit(record, **{field: "What readers got."})
    workflow.publish(record=record, by=admin_user)
    edit(record, "clarification", "Said better.", **{field: "What readers got now."})
    page = client.get(f"{record.get_absolute_url()}changes/").content.decode()
    assert SECRET not in page
    assert "Said better." in page


def test_it_never_shows_what_was_written_while_it_was_taken_down(client, admin_user):
    note = make_note(summary="First.")
    revise(note)
    workflow.take_down(record=note, by=admin_user, line="We check it.")
    edit(note, "correction", f"{SECRET} line", summary=f"{SECRET} words")
    edit(note, summary="Second.")
    workflow.publish(record=note, by=admin_user)
    page = client.get(f"{note.get_absolute_url()}changes/").content.decode()
    assert SECRET not in page
    assert "First." not in page
    assert "It was taken down, and is public again" in page


def test_it_never_shows_what_was_replaced_under_embargo(client, admin_user):
    article = make_article(f"{SECRET} under embargo.", state=State.DRAFT, published_at=None)
    workflow.publish(record=article, by=admin_user, at=timezone.now() + timedelta(hours=1))
    edit(article, body="What goes out.")
    assert client.get(f"{article.get_absolute_url()}changes/").status_code == 404
    past = timezone.now() - timedelta(minutes=1)
    article.published_at = past
    type(article).objects.update(published_at=past)
    Revision.objects.exclude(public_from=None).update(public_from=past)
    edit(article, "clarification", body="What went out, clearer.")
    page = client.get(f"{article.get_absolute_url()}changes/").content.decode()
    assert SECRET not in page
    assert "clearer" in page


def test_it_never_shows_what_editors_keep_to_themselves(client):
    note = make_note(aliases=["A"])
    revise(note)
    edit(note, aliases=[SECRET], review_by=timezone.localdate())
    assert SECRET not in client.get(f"{note.get_absolute_url()}changes/").content.decode()


def test_it_shows_words_as_readers_saw_them_without_markdown(client):
    article = make_article("Read [the speech](https://example.org/speech) first.")
    revise(article)
    edit(article, "clarification", body="Read [his speech](https://example.org/other) first.")
    shown = text_of(changes(client, article))
    assert "his" in shown
    assert "example.org" not in shown
    assert "[his" not in shown


@pytest.mark.parametrize(
    ("make", "state"), [(make_article, State.DRAFT), (make_note, State.REVIEW), (make_claim, State.DRAFT)]
)
def test_it_is_not_there_for_what_is_not_public(client, make, state):
    assert client.get(f"{make(state=state).get_absolute_url()}changes/").status_code == 404


def test_an_article_links_to_its_changes_only_if_there_are_updates(client):
    article = make_article("The chief spoke in Prague.")
    revise(article)
    address = f"{article.get_absolute_url()}changes/"
    edit(article, "wording", body="The chief spoke at Prague.")
    assert address not in client.get(article.get_absolute_url()).content.decode()
    edit(article, "new_fact", body="The chief spoke at Prague. He named names.")
    assert address in client.get(article.get_absolute_url()).content.decode()


CORRECTED = re.compile("Corrected on|Correction</b>")


@pytest.mark.parametrize("make", [make_note, make_claim])
def test_a_card_says_when_and_how_it_was_corrected(client, make):
    item = make(summary="It was 1969.")
    revise(item)
    card = annotate(make_article("Tanks came."), "Tanks", item)
    pages = [
        item.get_absolute_url(), card.get_absolute_url(), f"{card.get_absolute_url()}fragment/",
        f"{card.article.get_absolute_url()}full/", f"/embed{item.get_absolute_url()}",
        f"/embed{card.article.get_absolute_url()}",
    ]  # fmt: skip
    for page in pages:
        assert not CORRECTED.search(client.get(page).content.decode()), page
    made = edit(item, "correction", "The year was 1968.", summary="It was 1968.")
    for page in pages:
        answer = client.get(page).content.decode()
        assert CORRECTED.search(answer), page
        assert ": The year was 1968." in answer
        assert f"{item.get_absolute_url()}changes/#change-{made.pk}" in answer


def test_what_was_wrong_and_what_is_right_stand_wherever_a_correction_does(client):
    article, note = make_article("Tanks came in 1969."), make_note(summary="It was 1969.")
    card = annotate(article, "Tanks", note)
    told = {"change": "correction", "line": "Misread.", "was_wrong": "It was 1969.", "is_right": "It was <1968>."}
    for record in (article, note):
        revise(record)
    edit(article, **told, body="Tanks came in 1968.")
    edit(note, **told, summary="It was 1968.")
    pages = [
        article.get_absolute_url(), card.get_absolute_url(), f"{card.get_absolute_url()}fragment/",
        f"{article.get_absolute_url()}changes/", f"{note.get_absolute_url()}changes/", note.get_absolute_url(),
        f"/embed{note.get_absolute_url()}", "/corrections/", "/",
    ]  # fmt: skip
    for page in pages:
        words = " ".join(read(client.get(page)).text.split())  # a fragment has no <main>
        assert "Misread. Wrong: It was 1969. Right: It was <1968>." in words, page
    for feed in ("/corrections/feed.xml", "/updates/feed.xml", f"{note.get_absolute_url()}feed.xml"):
        assert "Wrong: It was 1969. Right: It was &amp;lt;1968&amp;gt;." in client.get(feed).content.decode(), feed


def test_corrections_are_listed_newest_first_on_pages(client):
    assert "Nothing had to be corrected yet." in text_of(read(client.get("/corrections/")))
    note, claim = make_note(title="A note"), make_claim(title="A claim")
    for record in (note, claim):
        revise(record)
        edit(record, "new_fact", "Not a correction.", summary="More is known by now than was.")
    for number in range(31):
        edit(note if number % 2 else claim, "correction", f"Line {number}.", summary=f"Corrected {number}.")
    page = text_of(read(client.get("/corrections/")))
    assert page.index("Line 30.") < page.index("Line 1.")
    assert "Not a correction." not in page
    assert "Line 0." not in page
    assert "Line 0." in text_of(read(client.get("/corrections/page/2/")))
    assert client.get("/corrections/page/3/").status_code == 404


def test_corrections_leave_out_what_is_not_public_any_more(client, admin_user):
    note = make_note(title=f"{SECRET} note")
    revise(note)
    edit(note, "correction", f"{SECRET} line.", summary="Right.")
    workflow.take_down(record=note, by=admin_user, line="We check it.")
    assert SECRET not in client.get("/corrections/").content.decode()


@pytest.mark.thorough
@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_it_takes_as_many_queries_for_1_change_as_for_150(client, make):
    taken = []
    field = "body" if make is make_article else "summary"
    for count in (1, 150):
        record = make()
        revise(record)
        for number in range(count):
            edit(record, "clarification", **{field: f"Words {number}."})
        with CaptureQueriesContext(connection) as queries:
            page = changes(client, record)
        assert len(page.all("section")) == count
        taken.append(len(queries))
    assert taken[1] - taken[0] <= 1  # the newest hundred are loaded with their words, the older without
    assert taken[1] <= 6  # one for redactions, one for what a take-down withdrew


def test_it_takes_as_many_queries_for_1_correction_as_for_30(client):
    taken = []
    for count in (1, 29):
        for number in range(count):
            note = make_note()
            revise(note)
            edit(note, "correction", f"Line {number}.", summary="Right.")
        with CaptureQueriesContext(connection) as queries:
            client.get("/corrections/")
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 2
    assert Note.objects.count() == 30
