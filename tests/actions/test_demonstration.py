"""The demonstration newsroom keeps what was promised of it."""

import pytest
from django.db import transaction

from explainer.actions.newsroom_files import load_newsroom
from explainer.models import Annotation, Article, Claim, Note, Source, State, Verdict
from tests.conftest import FIXTURES

MAIN, SECOND, THIRD = "mi6-invites-russians", "wagner-mutiny-one-year-on", "ozone-layer-mending"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration newsroom, loaded once for these tests, which only read, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_newsroom(folder=FIXTURES)
        yield
        transaction.set_rollback(True)


def article(slug):
    return Article.objects.get(slug=slug)


def notes_of(slug):
    return set(Note.objects.filter(annotations__article__slug=slug))


def claims_of(slug):
    return set(Claim.objects.filter(annotations__article__slug=slug))


@pytest.mark.thorough
def test_it_has_three_published_articles():
    assert {each.slug for each in Article.objects.published()} == {MAIN, SECOND, THIRD}


def test_it_tells_the_main_story_at_length_with_subheadings_and_background():
    kinds = [paragraph.kind for paragraph in article(MAIN).paragraphs.all()]
    assert kinds.count("paragraph") >= 22
    assert kinds.count("heading") >= 3
    assert len(notes_of(MAIN)) >= 14
    assert len(claims_of(MAIN)) >= 10
    assert article(MAIN).annotations.count() >= 25
    assert {note.slug for note in notes_of(MAIN)} >= {"invasion-1968", "wagner-mutiny", "crimean-bridge-attacks"}


@pytest.mark.parametrize("slug", [MAIN, SECOND, THIRD])
def test_it_puts_at_most_three_cards_on_a_paragraph(slug):
    story = article(slug)
    for paragraph in story.paragraphs.all():
        cards = story.annotations.filter(start__gte=paragraph.start, start__lt=paragraph.end or paragraph.start)
        assert cards.count() <= 3, paragraph.text


@pytest.mark.parametrize("slug", [MAIN, SECOND, THIRD])
def test_it_gives_no_words_two_cards_of_one_note_or_claim(slug):
    places = [(a.item, a.start) for a in article(slug).annotations.all()]
    assert len(places) == len(set(places))


def test_it_shares_background_between_the_first_two_articles_only():
    assert len(notes_of(MAIN) & notes_of(SECOND)) >= 5
    assert notes_of(THIRD) & (notes_of(MAIN) | notes_of(SECOND)) == set()
    assert list(Article.objects.sharing_notes_with(article(MAIN))) == [article(SECOND)]


def test_it_attaches_every_card_to_the_words_it_quotes():
    for annotation in Annotation.objects.select_related("article"):
        assert annotation.is_attached, annotation
        text = annotation.article.text
        assert text[annotation.start : annotation.end] == annotation.exact
        assert text[: annotation.start].endswith(annotation.prefix)
        assert text[annotation.end :].startswith(annotation.suffix)


def test_it_has_a_verdict_reasons_and_a_source_for_every_claim():
    for claim in Claim.objects.all():
        assert claim.verdict in Verdict.values
        assert claim.claimant, claim
        assert claim.reasoning, claim
        assert claim.would_change, claim
        assert claim.said_on, claim
        assert claim.citations.exists(), claim
        assert all(citation.words for citation in claim.citations.all()), claim
    assert len({claim.verdict for claim in Claim.objects.all()}) >= 4


def test_it_has_text_aliases_and_sources_for_every_note():
    for note in Note.objects.all():
        assert note.body, note
        assert note.aliases, note
        assert note.citations.exists(), note
        assert all(citation.words for citation in note.citations.all()), note


def test_it_has_dated_sourced_events_for_every_note_about_an_event_and_for_most_others():
    for note in Note.objects.filter(kind=Note.Kind.EVENT):
        assert note.events.exists(), note
    with_events = Note.objects.exclude(events=None).count()
    assert with_events >= 14
    for note in Note.objects.all():
        assert all(event.source for event in note.events.all()), note


def test_it_places_the_notes_that_happened_somewhere():
    for slug in ("invasion-1968", "wagner-mutiny", "crimean-bridge-attacks", "rostov-on-don"):
        note = Note.objects.get(slug=slug)
        assert note.place_name
        assert note.latitude is not None


def test_it_has_an_address_and_a_publisher_for_every_source_and_uses_each():
    for source in Source.objects.all():
        assert source.url.startswith(("https://", "http://")), source.slug
        assert source.publisher, source.slug
        assert source.citations.exists() or source.events.exists(), source.slug


def test_it_checks_every_note_and_claim_again_some_day():
    for item in [*Note.objects.all(), *Claim.objects.all()]:
        assert item.as_of is not None, item
        assert item.review_by > item.as_of, item
        assert item.state == State.PUBLISHED


def test_it_keeps_summaries_short_enough_to_read_at_a_glance():
    for item in [*Note.objects.all(), *Claim.objects.all()]:
        assert 8 <= len(item.summary.split()) <= 60, item
