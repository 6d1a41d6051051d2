"""Notes, claims, sources and annotations: what they say of themselves, and what can't be deleted."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from explainer.models import Annotation, Article, Claim, Note, Source, State, Verdict
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db

BODY = "The chief spoke of 1968.\n\nIn 1968 tanks came to **Prague**.\n\nPeople remembered 1968."


def typed(article, exact, prefix="", **fields):
    """An annotation as an editor types it, checked and saved."""
    annotation = Annotation(article=article, note=fields.pop("note", None) or make_note(), exact=exact, prefix=prefix)
    annotation.full_clean()
    annotation.save()
    return annotation


def test_it_finds_words_that_stand_once():
    article = make_article(BODY)
    annotation = typed(article, "tanks came to Prague")
    assert article.text[annotation.start : annotation.end] == "tanks came to Prague"
    assert (annotation.prefix, annotation.suffix) == (article.text[:34][2:], article.text[54:86])
    assert annotation.passage == "In 1968 tanks came to Prague."
    assert annotation.is_attached


def test_it_finds_the_words_after_the_text_before_them():
    article = make_article(BODY)
    annotation = typed(article, "1968", prefix="remembered ")
    assert annotation.start == article.text.rindex("1968")


def test_it_finds_the_words_after_the_text_before_them_though_the_text_begins_with_them():
    assert typed(make_article("Tanks came. Tanks left."), "Tanks", prefix="came. ").start == 12


@pytest.mark.parametrize(
    ("exact", "prefix", "message"),
    [
        ("1968", "", "These words stand 3 times in the article. Say which by"),
        ("**Prague**", "", "These words are not in the article. Copy them from the published text, without Markdown"),
        ("Brno", "", "These words are not in the article."),
    ],
)
def test_it_says_why_it_can_not_find_them(exact, prefix, message):
    with pytest.raises(ValidationError) as caught:
        typed(make_article(BODY), exact, prefix)
    assert list(caught.value.message_dict) == ["exact"]
    assert caught.value.messages[0].startswith(message)


def test_it_stays_where_it_is_when_it_is_checked_again():
    article = make_article(BODY)
    annotation = annotate(article, "1968", nth=2)
    before = annotation.position
    annotation.full_clean()
    assert annotation.position == before


def test_it_knows_its_item_kind_and_address():
    article, note, claim = make_article("a b", slug="story"), make_note(), make_claim()
    first, second = annotate(article, "a", note), annotate(article, "b", claim)
    assert [(a.item, a.kind) for a in (first, second)] == [(note, "note"), (claim, "claim")]
    assert first.get_absolute_url() == f"/articles/story/cards/{first.pk}/"
    with pytest.raises(ValueError, match="without note or claim"):
        _ = Annotation().item


def test_it_shows_the_cards_of_published_notes_and_claims_in_the_order_of_their_words():
    article = make_article("a b c d e")
    shown = [annotate(article, "d", make_claim()), annotate(article, "b"), annotate(article, "a")]
    for state in (State.DRAFT, State.REVIEW, State.TAKEN_DOWN):
        annotate(article, "c", make_note(state=state))
        annotate(article, "e", make_claim(state=state))
    assert list(article.annotations.shown()) == shown[::-1]


@pytest.mark.parametrize("make", [make_note, make_claim])
def test_it_can_not_be_deleted_while_an_article_shows_it(make):
    item = make()
    annotation = annotate(make_article(), "Prague", item)
    with pytest.raises(ProtectedError):
        item.delete()
    annotation.delete()
    item.delete()
    assert type(item).objects.count() == 0


def test_it_can_not_be_deleted_while_it_is_cited():
    source = make_source()
    cite(make_note(), source)
    with pytest.raises(ProtectedError):
        source.delete()
    assert Source.objects.count() == 1


def test_it_lists_the_published_articles_that_use_it_each_once():
    note, claim = make_note(), make_claim()
    article, draft = make_article("a b c"), make_article("a b", state=State.DRAFT)
    for item, word in ((note, "a"), (note, "b"), (claim, "c")):
        annotate(article, word, item)
    annotate(draft, "a", note)
    annotate(draft, "b", claim)
    make_article("a b")
    assert (list(Article.objects.showing(note)), list(Article.objects.showing(claim))) == ([article], [article])


@pytest.mark.parametrize(("model", "make"), [(Note, make_note), (Claim, make_claim)])
def test_it_is_public_only_when_it_is_published(model, make):
    rows = {state: make(state=state) for state in State}
    assert list(model.objects.published()) == [rows[State.PUBLISHED]]
    assert [state for state, row in rows.items() if row.is_public] == [State.PUBLISHED]


def test_it_explains_each_verdict_in_a_sentence_of_its_own():
    meanings = [verdict.meaning for verdict in Verdict]
    assert len(set(meanings)) == len(Verdict)
    assert all(meaning.endswith(".") for meaning in meanings)
    assert Claim(verdict="disputed").verdict_on_scale.meaning == Verdict.DISPUTED.meaning


def test_it_is_found_by_its_natural_key():
    for make in (make_article, make_note, make_claim, make_source):
        row = make()
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row


def test_it_names_itself_for_editors():
    note, article = make_note(title="Prague Spring"), make_article("Tanks came.", title="A story")
    assert str(annotate(article, "Tanks", note)) == "Prague Spring: “Tanks”"
    assert str(make_source(title="Timeline", publisher="AFP")) == "Timeline (AFP)"
    assert str(cite(note, make_source(title="Timeline"))) == "Timeline"
    assert [str(row) for row in (note, article, article.paragraphs.get())] == [
        "Prague Spring",
        "A story",
        "Tanks came.",
    ]
