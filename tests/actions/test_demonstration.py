"""The demonstration newsroom keeps what was promised of it."""

import pytest
from django.db import transaction

from explainer.models import Annotation, Article, Citation, Claim, Note, Revision, Source, State, Verdict, VerdictChange
from tests.conftest import fill_with_demonstration

MAIN, SECOND, THIRD = "mi6-invites-russians", "wagner-mutiny-one-year-on", "ozone-layer-mending"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """The demonstration newsroom, loaded once for these tests, which only read, and gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        fill_with_demonstration()
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


def told(record, change):
    """What readers were told of a record by updates of this class: day and sentence."""
    revisions = Revision.objects.of(record).public().filter(change=change)
    return [(f"{each.public_from:%Y-%m-%d}", each.line or each.is_right) for each in revisions.order_by("pk")]


def test_it_carries_a_correction_that_says_what_was_wrong_and_what_is_right():
    correction = Revision.objects.of(article(MAIN)).public().get(change=Revision.Change.CORRECTION)
    assert f"{correction.public_from:%Y-%m-%d}" == "2026-11-27"
    assert correction.was_wrong == "Moore said that Russians must make the moral choice that others made in 1968."
    assert correction.is_right == "He said that they face the same choice."
    assert "now face the moral choice that others faced in 1968" in article(MAIN).text


def test_it_carries_a_clarification():
    note = Note.objects.get(slug="moscow-drones-2023")
    assert [day for day, _ in told(note, Revision.Change.CLARIFICATION)] == ["2026-11-27"]


@pytest.mark.parametrize(
    ("slug", "day", "said"),
    [
        ("yevgeny-prigozhin", "2023-08-28", "died"),
        ("crimean-bridge-attacks", "2025-06-04", "3 June 2025"),
        ("richard-moore", "2025-10-01", "Blaise Metreweli"),
    ],
)
def test_it_tells_what_became_known_later_on_the_day_that_it_did(slug, day, said):
    new = dict(told(Note.objects.get(slug=slug), Revision.Change.NEW_FACT))
    assert said in new[day]


def test_one_of_its_verdicts_changed_with_a_correction():
    change = VerdictChange.objects.get()
    assert change.claim.slug == "cities-destroyed-families-driven-out"
    assert (change.before, change.after) == (Verdict.WELL_SUPPORTED, Verdict.PARTLY_SUPPORTED)
    assert change.revision.change == Revision.Change.CORRECTION
    assert f"{change.revision.public_from:%Y-%m-%d}" == "2026-11-27"


@pytest.mark.parametrize("model", [Note, Claim])
def test_no_note_and_no_claim_is_attached_nowhere(model):
    assert list(model.objects.filter(annotations=None)) == []


@pytest.mark.parametrize("model", [Note, Claim])
def test_nothing_rests_on_an_encyclopaedia_alone(model):
    others = Citation.objects.exclude(source__kind=Source.Kind.ENCYCLOPAEDIA).values(model.type_name)
    assert list(model.objects.exclude(pk__in=others.exclude(**{model.type_name: None}))) == []


def test_the_three_main_notes_rest_on_an_encyclopaedia_for_less_than_half():
    for slug in ("invasion-1968", "wagner-mutiny", "crimean-bridge-attacks"):
        kinds = list(Citation.objects.filter(note__slug=slug).values_list("source__kind", flat=True))
        assert kinds.count(Source.Kind.ENCYCLOPAEDIA) * 2 < len(kinds), slug


def test_every_claimant_has_a_name():
    for claim in Claim.objects.all():
        assert not claim.claimant.lower().startswith(("a ", "an ", "the report", "some ")), claim.claimant
        assert "report" not in claim.claimant.lower(), claim.claimant


def test_the_sentence_check_has_words_of_sources_to_hold_the_main_texts_against():
    kept = Citation.objects.exclude(excerpt="")
    for slug in ("invasion-1968", "wagner-mutiny", "crimean-bridge-attacks"):
        assert kept.filter(note__slug=slug).exists(), slug
    assert kept.exclude(claim=None).values("claim").distinct().count() >= 12
    assert kept.filter(article__slug=MAIN).count() == 6


def test_what_is_quoted_from_a_source_stands_in_the_words_kept_of_it():
    """The words of a source are its quotations that were seen, and its headline: nothing was made up."""
    for citation in Citation.objects.exclude(excerpt="").select_related("source"):
        for line in citation.excerpt.split("\n"):
            assert len(line) < 120, line
            is_headline = line == citation.source.title
            assert is_headline or line in spoken(citation.record), (citation.record, line)


def spoken(record):
    """Everything that a record says, as it is set for readers or before that."""
    words = [record.text] if isinstance(record, Article) else [record.summary, *_long(record)]
    return " ".join(words)


def _long(item):
    names = ("body", "reasoning", "quote")
    return [getattr(item, name, "") for name in names] + [citation.words for citation in item.citations.all()]
