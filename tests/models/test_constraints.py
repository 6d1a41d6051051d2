"""What must never be: refused by the database, and before that explained to the editor who tried."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from explainer.models import Annotation, Article, Citation, Claim, Event, Note, Paragraph, Source, State
from tests.factories import make_article, make_claim, make_note, make_picture, make_source

pytestmark = pytest.mark.django_db

ITEM = {"slug": "x", "title": "X", "kind": "event", "summary": "What it is."}
CLAIM = {**ITEM, "kind": "fact", "claimant": "Someone"}
ARTICLE = {"slug": "x", "title": "X", "body": "Words."}
DATES = {"as_of": datetime.date(2026, 3, 1), "review_by": datetime.date(2026, 2, 28)}


def annotation(**fields):
    return Annotation(**{"article": make_article("Tanks came."), "exact": "Tanks", **fields})


def citation(**fields):
    return Citation(source=make_source(), **fields)


CASES = [
    (lambda: annotation(), "annotation_has_note_or_claim", "Choose a note or a claim: exactly one of them."),
    (
        lambda: annotation(note=make_note(), claim=make_claim()),
        "annotation_has_note_or_claim",
        "Choose a note or a claim: exactly one of them.",
    ),
    (
        lambda: Article(**ARTICLE, picture=make_picture()),
        "article_picture_has_alt",
        "Describe the picture in “alternative",
    ),
    (lambda: Note(**ITEM, picture=make_picture()), "note_picture_has_alt", "Describe the picture in “alternative"),
    (lambda: Note(**ITEM, **DATES), "note_review_after_as_of", "“Review by” is before “as of”. Choose a later day"),
    (lambda: Claim(**CLAIM, **DATES), "claim_review_after_as_of", "“Review by” is before “as of”. Choose a later day"),
    (lambda: Note(**ITEM, latitude=50.1), "note_has_both_coordinates", "Give both latitude and longitude, or neither."),
    (lambda: Note(**ITEM, longitude=14), "note_has_both_coordinates", "Give both latitude and longitude, or neither."),
    (
        lambda: Event(note=make_note(), date="1968-08-21", end_date="1968-08-20", text="x"),
        "event_ends_after_it_begins",
        "The end is before the beginning.",
    ),
    (lambda: citation(), "citation_has_one_owner", "A citation belongs to one note, one claim or one article."),
    (
        lambda: citation(note=make_note(), claim=make_claim()),
        "citation_has_one_owner",
        "A citation belongs to one note, one claim or one article.",
    ),
    (
        lambda: citation(note=make_note(), article=make_article()),
        "citation_has_one_owner",
        "A citation belongs to one note, one claim or one article.",
    ),
]


def refused(row, name):
    """Try to store the row past all of our own code; assert that this constraint refuses it."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        type(row).objects.bulk_create([row])


@pytest.mark.parametrize(("make", "name", "message"), CASES, ids=[f"{n}-{case[1]}" for n, case in enumerate(CASES)])
def test_it_is_refused_by_the_database_and_explained(make, name, message):
    refused(make(), name)
    with pytest.raises(ValidationError) as caught:
        make().full_clean()
    assert [text for text in caught.value.messages if text.startswith(message)], caught.value.messages


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: annotation(note=make_note(), exact=""), "annotation_has_words"),
        (lambda: Note(**{**ITEM, "summary": ""}), "note_has_summary"),
        (lambda: Claim(**{**CLAIM, "summary": ""}), "claim_has_summary"),
    ],
)
def test_it_is_refused_if_it_is_empty(make, name):
    refused(make(), name)
    with pytest.raises(ValidationError) as caught:
        make().full_clean()
    assert set(caught.value.message_dict) & {"exact", "summary"}


def test_it_is_refused_if_it_is_published_without_a_date():
    refused(Article(**ARTICLE, state=State.PUBLISHED), "article_published_has_date")


def test_it_gets_the_date_of_today_if_an_editor_publishes_it_without_one():
    article = Article(**ARTICLE, state=State.PUBLISHED)
    article.full_clean()
    assert article.published_at.date() == datetime.datetime.now(datetime.UTC).date()


@pytest.mark.parametrize(
    ("make", "again", "message"),
    [
        (make_article, lambda: Article(**ARTICLE), "Another article has this address already. Choose another slug."),
        (make_note, lambda: Note(**ITEM), "Something else has this address already. Choose another slug."),
        (make_claim, lambda: Claim(**CLAIM), "Something else has this address already. Choose another slug."),
        (make_source, lambda: Source(slug="x", title="X"), "Source with this Short name already exists."),
    ],
)
def test_it_has_an_address_of_its_own(make, again, message):
    make(slug="x")
    refused(again(), "slug")
    with pytest.raises(ValidationError) as caught:
        again().full_clean()
    assert caught.value.message_dict == {"slug": [message]}


def test_it_never_gives_two_paragraphs_of_an_article_one_key():
    article = make_article("One.")
    key = article.paragraphs.get().key
    again = Paragraph(article=article, key=key, position=1, start=0, kind="paragraph", html="<p>Two.</p>", digest="x")
    refused(again, "paragraph_key_is_unique|explainer_paragraph.key")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"latitude": 90.5, "longitude": 0}, "latitude"),
        ({"latitude": 0, "longitude": -181}, "longitude"),
        ({"aliases": "Prague Spring"}, "aliases"),
        ({"aliases": ["Prague Spring", " "]}, "aliases"),
        ({"aliases": ["Prague Spring", 1968]}, "aliases"),
        ({"kind": "rumour"}, "kind"),
        ({"state": "secret"}, "state"),
        ({"slug": "no spaces"}, "slug"),
    ],
)
def test_it_names_the_field_that_is_wrong(fields, field):
    with pytest.raises(ValidationError) as caught:
        Note(**{**ITEM, **fields}).full_clean()
    assert set(caught.value.message_dict) == {field}


@pytest.mark.parametrize(
    "make",
    [
        lambda: Note(**ITEM, as_of=DATES["as_of"], review_by=DATES["as_of"]),
        lambda: Note(**ITEM, review_by=DATES["review_by"]),
        lambda: Note(**ITEM, latitude=50.1, longitude=14.4, aliases=["Prague Spring"]),
        lambda: Event(note=make_note(), date="1968", end_date="1968", text="x"),
        lambda: Event(note=make_note(), date="1968-08", end_date="1968-08-21", text="x"),
        lambda: Article(**ARTICLE, picture=make_picture(), picture_alt="A tank"),
        lambda: citation(article=make_article()),
        lambda: annotation(claim=make_claim()),
    ],
)
def test_it_is_stored_if_it_keeps_the_rules(make):
    row = make()
    row.full_clean()
    type(row).objects.bulk_create([row])
    assert type(row).objects.filter(pk=row.pk).exists()
