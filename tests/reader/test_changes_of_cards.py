"""Cards that come, move or go on a public article, and an address that changes, leave a trace for readers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from explainer.actions import annotating, workflow, working_copies
from explainer.actions.annotating import WordSpan
from explainer.actions.publishing_changes import publish_changes
from explainer.actions.redacting import redact
from explainer.actions.revising import restore, revise
from explainer.models import Article, Note, Revision, State
from tests.factories import annotate, make_article, make_claim, make_note, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db
BODY = "The chief spoke in Prague.\n\nTanks had come to Prague in 1968."


def told(client, record):
    """What the page of changes says, newest first: each change as its parts and their lines."""
    page = read(client.get(f"{record.get_absolute_url()}changes/"))
    lines = [change.all("h3") + change.all("p") for change in page.all("section")]
    return [[" ".join(each.text.split()) for each in parts] for parts in lines]


def span(article, words, nth=0):
    start = -1
    for _ in range(nth + 1):
        start = article.text.index(words, start + 1)
    return WordSpan(start, start + len(words), words)


@pytest.fixture
def editor():
    return make_user("Editors")


@pytest.fixture
def article():
    made = make_article(BODY)
    annotate(made, "The chief", make_note())
    revise(made)
    return made


def work_on(article, editor):
    copy = working_copies.begin(record=article, by=editor)
    return copy, copy.annotations.select_related("note").order_by("start").first()


def test_it_tells_of_cards_that_were_added(client, article, editor):
    copy, _card = work_on(article, editor)
    annotating.put(article=copy, item=make_note(), span=span(copy, "Tanks"), by=editor, key="1")
    annotating.put(article=copy, item=make_claim(), span=span(copy, "1968"), by=editor, key="2")
    publish_changes(copy=copy, by=editor)
    assert told(client, article) == [["Cards", "Added background on “Tanks”.", "Added a claim on “1968”."]]


def test_it_tells_of_a_card_that_was_removed(client, article, editor):
    copy, card = work_on(article, editor)
    annotating.remove(article=copy, annotation=card.pk, seen=card.seal, by=editor, key="1")
    publish_changes(copy=copy, by=editor)
    assert told(client, article) == [["Cards", "Removed the background on “The chief”."]]


def test_it_tells_of_a_card_that_was_moved(client, article, editor):
    copy, card = work_on(article, editor)
    annotating.adjust(article=copy, annotation=card.pk, seen=card.seal, span=span(copy, "Prague"), by=editor, key="1")
    publish_changes(copy=copy, by=editor)
    copy, card = work_on(article, editor)
    wanted = span(copy, "Prague", nth=1)
    annotating.adjust(article=copy, annotation=card.pk, seen=card.seal, span=wanted, by=editor, key="2")
    publish_changes(copy=copy, by=editor)
    assert told(client, article) == [
        ["Cards", "Moved the background on “Prague” to the same words elsewhere."],
        ["Cards", "Moved the background from “The chief” to “Prague”."],
    ]


def test_words_edited_under_a_card_are_no_move(client, article, editor):
    copy, _card = work_on(article, editor)
    copy.body = BODY.replace("The chief spoke", "Yesterday the new chief spoke")
    copy.save()
    publish_changes(copy=copy, by=editor)
    assert [parts[0] for parts in told(client, article)] == ["Text"]


def test_a_card_comes_with_its_draft_and_goes_when_that_is_taken_down(client, article, editor):
    note = make_note(state=State.DRAFT)
    annotate(article, "1968", note)
    article.standfirst = "More than half a century later."
    article.save()
    revise(article)
    assert [parts[0] for parts in told(client, article)] == ["Standfirst"]
    workflow.publish(record=note, by=editor)
    workflow.take_down(record=Note.objects.get(pk=note.pk), by=editor, line="We check it.")
    assert told(client, article)[:2] == [
        ["Cards", "Removed the background on “1968”."],
        ["Cards", "Added background on “1968”."],
    ]


def test_cards_of_an_article_that_goes_out_later_are_no_change(client, editor):
    article = make_article(BODY, state=State.DRAFT, published_at=None)
    note = make_note(state=State.DRAFT, with_article=True)
    annotate(article, "1968", note)
    workflow.publish(record=article, by=editor, at=timezone.now() + timedelta(hours=1))
    article = Article.objects.get(pk=article.pk)
    annotating.put(article=article, item=make_note(), span=span(article, "Tanks"), by=editor, key="1")
    past = timezone.now() - timedelta(minutes=1)
    Article.objects.filter(pk=article.pk).update(published_at=past)
    Note.objects.filter(pk=note.pk).update(held_until=past)
    Revision.objects.exclude(public_from=None).update(public_from=past)
    article = Article.objects.get(pk=article.pk)
    article.standfirst = "More than half a century later."
    article.save()
    revise(article)
    assert [parts[0] for parts in told(client, article)] == ["Standfirst"]


def test_restored_words_leave_the_cards_as_they_are(client, article, editor):
    first = Revision.objects.of(article).get()
    annotate(article, "1968", make_note())
    article.standfirst = "More than half a century later."
    article.save()
    revise(article)
    restore(revision=first, by=editor)
    assert article.annotations.count() == 2
    assert told(client, article)[0][0] == "Standfirst"
    assert "Cards" not in told(client, article)[0]


def test_nothing_is_told_of_snapshots_from_before_cards_were_kept(client, article):
    old = Revision.objects.of(article).get()
    del old.snapshot["cards"]
    old.save()
    assert revise(article) is None
    article.standfirst = "More than half a century later."
    article.save()
    revise(article)
    assert [parts[0] for parts in told(client, article)] == ["Standfirst"]


@pytest.mark.parametrize("make", [make_article, make_note, make_claim])
def test_it_tells_of_another_address(client, make):
    record = make(slug="old")
    revise(record)
    record.slug = "new"
    record.save()
    revise(record)
    folder = record.folder
    assert told(client, record) == [["Address", f"[removed: /{folder}/old/] → [added: /{folder}/new/]"]]


def test_an_address_that_was_removed_for_good_is_not_named(client):
    note = make_note(slug="petra-lang", summary="Petra Lang spoke in Prague.")
    first = revise(note)
    note.slug, note.summary = "a-speech", "She spoke in Prague."
    note.save()
    revise(note)
    assert "petra-lang" in str(told(client, note))
    redact(revision=first, ground="privacy", line="", words="Petra Lang", by=make_user("Administrators"))
    assert "petra" not in client.get(f"{note.get_absolute_url()}changes/").content.decode().lower()
