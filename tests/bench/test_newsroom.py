"""The made-up newsroom is the same for the same seed, and as sound as one that editors made."""

import io
import sys

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from bench.newsroom import make_newsroom
from explainer.actions.revising import revise
from explainer.batch_memo import batch
from explainer.models import Annotation, Article, Citation, Claim, Event, Note, Paragraph, Revision, Source, State
from explainer.publication.addresses import all_addresses
from tests.factories import make_note

pytestmark = pytest.mark.django_db
UNLIKE = {"id", "created", "modified", "snapshot", "owner", "note", "claim", "article", "source", "picture"}
MODELS = (Source, Note, Claim, Event, Citation, Article, Paragraph, Annotation, Revision)


def everything():
    """All that is in the database, but for keys and the time of writing."""
    return {
        model.__name__: [
            [getattr(row, field.name) for field in model._meta.fields if field.name not in UNLIKE]
            for row in model.objects.order_by("pk")
        ]
        for model in MODELS
    }


@pytest.fixture
def small(db):
    return make_newsroom(articles=30, notes=60, claims=15)


@pytest.mark.thorough
def test_the_same_seed_makes_the_same_records_and_another_does_not(small):
    first = everything()
    for model in (Annotation, Article, Citation, Note, Claim, Source):
        model.objects.all().delete()
    make_newsroom(articles=30, notes=60, claims=15, add=True)
    assert everything() == first
    make_newsroom(articles=30, notes=60, claims=15, seed=2, add=True)
    assert Article.objects.count() == 60


@pytest.mark.thorough
def test_every_public_page_of_it_renders(db, client):
    make_newsroom(articles=10, notes=20, claims=8)
    paths = list(all_addresses())
    assert len(paths) > 200
    with batch():  # as they are baked
        assert {path for path in paths if client.get(path).status_code != 200} == set()


@pytest.mark.thorough
def test_its_articles_are_what_a_save_would_have_made(small):
    for article in Article.objects.all():
        made = list(article.paragraphs.values_list("position", "start", "kind", "html", "text", "digest"))
        copy = Article.objects.get(pk=article.pk)
        copy.pk, copy.slug = None, f"copy-of-{copy.slug}"
        copy.save()
        assert list(copy.paragraphs.values_list("position", "start", "kind", "html", "text", "digest")) == made
        assert copy.text == article.text


@pytest.mark.thorough
def test_its_cards_stay_where_they_are_when_all_are_checked(small):
    before = everything()["Annotation"]
    out = io.StringIO()
    call_command("reanchor", all=True, dry_run=True, stdout=out)
    assert "came loose" not in out.getvalue()
    assert "found again" not in out.getvalue()
    call_command("reanchor", all=True, stdout=out)
    assert everything()["Annotation"] == before
    for annotation in Annotation.objects.attached().select_related("article"):
        assert annotation.article.text[annotation.start : annotation.end] == annotation.exact


@pytest.mark.thorough
def test_its_history_says_what_its_records_say(small):
    for model in (Article, Note, Claim):
        for record in model.objects.all():
            assert revise(record) is None, "a save that changes nothing made a revision"


@pytest.mark.thorough
def test_it_has_some_of_everything_that_editors_have_to_look_after():
    make_newsroom(articles=150, notes=100, claims=100)
    assert set(Article.objects.values_list("state", flat=True)) == set(State.values)
    assert Article.objects.filter(state=State.PUBLISHED, published_at__gt=timezone.now()).exists()
    assert Revision.objects.corrections().exists()
    assert Article.objects.exclude(taken_down_at=None).exists()
    assert set(Annotation.objects.values_list("anchor", flat=True)) == set(Annotation.Anchor.values)
    assert 6 < Annotation.objects.count() / Article.objects.count() < 10
    assert Note.objects.filter(review_by__lt=timezone.localdate()).exists()
    assert 5 < Claim.objects.filter(citations=None).count() < 30
    assert len(set(Note.objects.values_list("title", flat=True))) == 100
    assert len(set(Article.objects.values_list("title", flat=True))) == 150
    assert any(len(word) > 60 for note in Note.objects.all() for word in note.title.split())
    text = " ".join(Article.objects.values_list("text", flat=True))
    assert sum(note.aliases[0] in text for note in Note.objects.all()) > 20


@pytest.mark.thorough
def test_all_of_it_would_pass_an_editors_form(small):
    for model in (Source, Note, Claim, Event, Citation):
        for record in model.objects.all():
            record.full_clean()


def test_it_refuses_a_database_that_holds_records_unless_told_to_add():
    make_note()
    with pytest.raises(CommandError, match="Give --add"):
        call_command("make_newsroom", articles=1, notes=1)
    assert Article.objects.count() == 0
    out = io.StringIO()
    call_command("make_newsroom", articles=2, notes=1, add=True, stdout=out)
    assert "1 notes, 1 claims, 2 articles" in out.getvalue()
    assert (Article.objects.count(), Note.objects.count()) == (2, 2)


def test_it_says_so_where_the_generator_is_not_there(monkeypatch):
    monkeypatch.setitem(sys.modules, "bench.newsroom", None)
    with pytest.raises(CommandError, match=r"^The generator of made-up newsrooms is not in this copy"):
        call_command("make_newsroom", articles=1, notes=1)


def test_nothing_is_made_of_numbers_below_nought():
    with pytest.raises(CommandError):
        call_command("make_newsroom", articles=-1, notes=1)


def test_articles_without_a_library_have_no_cards():
    make_newsroom(articles=2, notes=0, claims=0)
    assert Annotation.objects.count() == 0
