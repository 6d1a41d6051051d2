"""Articles are edited; their cards stay on the right words or say that they came loose."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.models import Annotation, Article, Paragraph
from explainer.text.anchoring import Carrier
from tests.factories import annotate, make_article

pytestmark = pytest.mark.django_db

BODY = """The head of MI6 spoke in Prague on Wednesday.

He recalled the invasion of Czechoslovakia in August 1968, when tanks crossed the border at night.

Some Russians, he said, were silently appalled by the war."""


def words_of(annotation):
    annotation.refresh_from_db()
    text = Article.objects.get(pk=annotation.article_id).text
    return text[annotation.start : annotation.end]


def edit(article, old, new):
    assert old in article.body
    article.body = article.body.replace(old, new)
    article.save()


def test_it_follows_words_when_text_is_put_before_them():
    article = make_article(BODY)
    annotation = annotate(article, "the invasion of Czechoslovakia")
    edit(article, "The head of MI6", "In a rare speech, the head of MI6")
    assert words_of(annotation) == "the invasion of Czechoslovakia"
    assert annotation.is_attached


def test_it_follows_words_that_are_edited_themselves():
    article = make_article(BODY)
    annotation = annotate(article, "the invasion of Czechoslovakia in August 1968")
    edit(article, "of Czechoslovakia in August", "of Czechoslovakia late in August")
    assert words_of(annotation) == "the invasion of Czechoslovakia late in August 1968"


def test_it_follows_a_paragraph_that_moves():
    article = make_article(BODY)
    annotation = annotate(article, "silently appalled")
    first, second, third = article.body.split("\n\n")
    article.body = "\n\n".join([third, first, second])
    article.save()
    assert words_of(annotation) == "silently appalled"
    assert annotation.start < 60


def test_it_comes_loose_when_its_sentence_is_deleted_and_keeps_its_words():
    article = make_article(BODY)
    annotation = annotate(article, "silently appalled")
    edit(article, "Some Russians, he said, were silently appalled by the war.", "He then took questions.")
    annotation.refresh_from_db()
    assert annotation.anchor == Annotation.Anchor.ADRIFT
    assert annotation.exact == "silently appalled"
    assert annotation.passage == "Some Russians, he said, were silently appalled by the war."
    assert [loose.pk for loose in article.loosened] == [annotation.pk]


def test_it_does_not_hold_on_when_a_name_is_replaced_in_place():
    article = make_article("Last year the Wagner mutiny shook the Kremlin, and many people in Moscow were afraid.")
    annotation = annotate(article, "the Wagner mutiny")
    edit(article, "the Wagner mutiny", "a drone attack")
    annotation.refresh_from_db()
    assert not annotation.is_attached


def test_it_comes_back_when_the_words_come_back():
    article = make_article(BODY)
    annotation = annotate(article, "silently appalled")
    sentence = "Some Russians, he said, were silently appalled by the war."
    edit(article, sentence, "He then took questions.")
    edit(article, "He then took questions.", sentence)
    assert words_of(annotation) == "silently appalled"
    assert annotation.is_attached
    assert article.loosened == []


def test_a_failed_save_changes_nothing(monkeypatch):
    article = make_article(BODY)
    annotation = annotate(article, "silently appalled")
    before = list(Paragraph.objects.values_list("key", "text", "start"))

    def power_cut(*args, **kwargs):
        raise OSError("power cut")

    monkeypatch.setattr(Carrier, "carry", power_cut)
    article.body = "New. " + article.body
    with pytest.raises(OSError, match="power cut"):
        article.save()
    assert Article.objects.get(pk=article.pk).body == BODY
    assert list(Paragraph.objects.values_list("key", "text", "start")) == before
    assert words_of(annotation) == "silently appalled"


def test_paragraph_keys_survive_an_edit_a_move_and_a_split():
    article = make_article(BODY)
    first, second, third = article.paragraphs.values_list("key", flat=True)
    before, after = BODY.split("\n\n")[1].split(", when ")
    article.body = "\n\n".join(
        ["Some Russians, he said, were appalled by the war.", BODY.split("\n\n")[0], before + ".", "Then " + after]
    )
    article.save()
    keys = list(article.paragraphs.values_list("key", flat=True))
    assert keys[0] == third
    assert keys[1] == first
    assert keys[2] == second
    assert keys[3] not in {first, second, third}


def test_offsets_agree_with_the_text_after_every_edit():
    article = make_article(BODY)
    for old, new in [
        ("Prague", "*Prague*, the Czech capital,"),
        ("\n\nHe recalled", " He recalled"),
        ("August", "# 1968\n\nAugust"),
    ]:
        edit(article, old, new)
        for paragraph in article.paragraphs.all():
            assert article.text[paragraph.start : paragraph.end] == paragraph.text


def live_report(paragraphs):
    body = "\n\n".join(f"At {n}:00 unit {n * 7919 % 1009} reported from sector {n * 31}." for n in range(paragraphs))
    article = make_article(body)
    for n in (0, 3, 4):
        annotate(article, f"sector {n * 31}.")
    return article


def queries_of_one_edit(article):
    article.body = article.body.replace("At 1:00", "Towards 1:00")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        article.save()
    return [query["sql"] for query in queries]


def test_an_edit_of_a_long_live_report_costs_as_many_queries_as_of_a_short_one():
    short, long = live_report(5), live_report(500)
    assert len(queries_of_one_edit(long)) == len(queries_of_one_edit(short))
    assert long.annotations.attached().count() == 3


def test_an_edit_renders_only_what_changed(monkeypatch):
    article = live_report(100)
    rendered = []
    from explainer import rendering

    real = rendering.render_blocks
    monkeypatch.setattr(
        rendering, "render_blocks", lambda source, *rest: rendered.append(source) or real(source, *rest)
    )
    article.body = article.body.replace("At 50:00", "Towards 50:00")
    article.save()
    assert len(rendered) == 1
    assert rendered[0].startswith("Towards 50:00")
