"""What is shown by many articles is published, corrected and taken down in as many queries as what few show."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.actions import workflow, working_copies
from explainer.actions.bin import purge
from explainer.actions.publishing_changes import publish_changes
from explainer.actions.revising import revise
from explainer.models import Article, Claimant, Note, Revision, StalePage, State
from explainer.publication.addresses import all_addresses
from explainer.publication.change import change
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source, make_user

pytestmark = pytest.mark.django_db
A_FEW = 15  # rows of pages to bake are written by the hundred, and what articles said last is read so


@pytest.fixture
def editor():
    return make_user("Editors")


def on_articles(count, *items):
    """That many articles with a history, each with cards of these items."""
    for number in range(count):
        article = make_article(
            " ".join(f"word{at}." for at in range(len(items))), slug=f"with-{items[0].slug}-{number}"
        )
        for at, item in enumerate(items):
            annotate(article, f"word{at}.", item)
        revise(article)


def correct(note, editor):
    copy = working_copies.begin(record=note, by=editor)
    copy.summary = "It was 1969."
    copy.save()
    publish_changes(copy=copy, by=editor, change="correction", line="It was 1969, not 1968.")


def of_note(count: int, editor) -> dict[str, Callable[[], object]]:
    """What is done in turn to a note on so many articles."""
    note = make_note(state=State.DRAFT)
    on_articles(count, note)

    def fresh():
        return Note.objects.get(pk=note.pk)

    return {
        "publish": lambda: workflow.publish(record=fresh(), by=editor),
        "correct": lambda: correct(fresh(), editor),
        "take down": lambda: workflow.take_down(record=fresh(), by=editor, line="We check it."),
        "back to draft": lambda: workflow.back_to_draft(record=fresh(), by=editor),
        "publish again": lambda: workflow.publish(record=fresh(), by=editor),
        "purge": lambda: purge(record=fresh(), by=editor, typed=note.title),
    }


def of_others(count: int, editor) -> dict[str, Callable[[], object]]:
    """What is saved that so many records rest on, each of them on an article of its own."""
    source, name = make_source(), f"Lang of {count}"
    claims = [make_claim(claimant=name) for _ in range(count)]
    for claim in claims:
        on_articles(1, claim)
        cite(claim, source)
    dated = make_note()
    dated.events.create(date="1968", text="It happened.", source=source)
    cite(make_article(), source)
    return {
        "retitle a source": lambda: save(source, title="Another title"),
        "rename a claimant": lambda: save(Claimant.objects.get(name=name), name=f"Long of {count}"),
    }


def save(record, **fields):
    with change(record):
        for field, value in fields.items():
            setattr(record, field, value)
        record.save()


@pytest.mark.parametrize("done", [of_note, of_others])
def test_it_takes_as_many_queries_for_fifty_articles_as_for_five(editor, done):
    taken: dict[str, list[int]] = {}
    for count in (5, 50):
        for name, act in done(count, editor).items():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                act()
            taken.setdefault(name, []).append(len(queries))
    assert [name for name, (few, many) in taken.items() if many > few + A_FEW] == [], taken


def test_all_addresses_are_found_in_as_many_queries_for_fifty_articles_as_for_five(django_assert_max_num_queries):
    on_articles(5, make_note(), make_claim())
    with CaptureQueriesContext(connection) as few:
        list(all_addresses())
    on_articles(45, make_note(), make_claim())
    with django_assert_max_num_queries(len(few)):
        list(all_addresses())


def test_each_article_keeps_that_a_card_came_or_went_and_only_that_page_of_it_is_marked_for_it(editor):
    note = make_note(state=State.DRAFT)
    on_articles(2, note)
    StalePage.objects.all().delete()
    workflow.publish(record=note, by=editor)
    article = Article.objects.first()
    assert [each.changed for each in Revision.objects.of(article)] == [["cards"], ["made"]]
    stale = set(StalePage.objects.values_list("path", flat=True))
    assert {f"{article.get_absolute_url()}{rest}" for rest in ("", "full/", "timeline/", "changes/")} <= stale
    assert {"/feed.xml", f"{article.get_absolute_url()}preview.png"}.isdisjoint(stale)


def test_an_article_that_was_changed_past_its_form_tells_readers_so(editor):
    note = make_note(state=State.DRAFT)
    on_articles(1, note)
    article = Article.objects.get()
    article.standfirst = "In a shell, a man wrote it."
    article.save()
    StalePage.objects.all().delete()
    workflow.publish(record=note, by=editor)
    made = Revision.objects.of(article).first()
    assert (set(made.changed), made.is_told) == ({"standfirst", "cards"}, True)
    article.refresh_from_db()
    assert article.updated_at == made.made
    assert StalePage.objects.filter(path="/feed.xml").exists()


def test_a_purged_note_is_missed_in_the_history_of_the_articles_that_had_it():
    note = make_note()
    on_articles(1, note)
    purge(record=note, by=make_user("Administrators"), typed=note.title)
    assert Revision.objects.of(Article.objects.get()).first().changed == ["cards"]
