"""An answer of the annotate screen brings the pieces alone that the page has not, and the page is then as if loaded
anew."""

import random
import re

import pytest

from explainer.models import Annotation, Article
from tests.desk.annotate_page import AnnotatePage
from tests.factories import annotate, make_article, make_claim, make_note, make_user

pytestmark = pytest.mark.django_db

BODY = "\n\n".join(" ".join(f"word{row}x{n}" for n in range(40)) for row in range(12))
ANSWER = 32_000  # bytes of an answer for one card more on an article with a thousand
keys = iter(range(10**6))


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editors"))
    return client


def put(article, words, note):
    start = article.text.index(f"{words} ")
    span = {"start": start, "end": start + len(words), "exact": words}
    return {"choice": "put", "key": f"key-{next(keys)}", "note": note.pk, **span}


def of_kind(page, kind):
    return [(name, text) for name, text in page.pieces.items() if name.startswith(kind)]


def assert_as_loaded(page, loaded):
    """Text and list one by one: on the page they stand apart, and a part that is sent whole comes after the other."""
    for kind in ("block-", "placed-"):
        assert of_kind(page, kind) == of_kind(loaded, kind)


def targets(answer):
    return re.findall(r'hx-target="#([\w-]+)"', answer.content.decode())


def test_a_card_more_brings_its_paragraph_and_its_stretch_of_the_list(editor):
    article, note = make_article(BODY, state="draft"), make_note()
    annotate(article, "word3x1", note)
    annotate(article, "word9x1", note)
    page = AnnotatePage(editor, article)
    answer = page.send(put(article, "word3x5", note))
    pieces = [target for target in targets(answer) if target in page.pieces]
    assert [piece.partition("-")[0] for piece in pieces] == ["block", "placed"]
    assert "text" not in targets(answer)
    assert "placed" not in targets(answer)
    assert_as_loaded(page, AnnotatePage(editor, article))


def test_a_page_that_says_nothing_is_sent_all(editor):
    article, note = make_article(BODY, state="draft"), make_note()
    answer = editor.post(f"/admin/explainer/article/{article.pk}/annotate/change/", put(article, "word3x5", note))
    assert {"text", "placed"} <= set(targets(answer))


@pytest.mark.parametrize("said", ["x", ":", "block-1", "block-1:x block-1:y", "placed-0: :0", "\u00e9:1", "a:b " * 900])
def test_whatever_a_page_says_it_has_it_is_sent_what_it_needs(editor, said):
    article, note = make_article(BODY, state="draft"), make_note()
    address = f"/admin/explainer/article/{article.pk}/annotate/change/"
    answer = editor.post(address, put(article, "word3x5", note), headers={"X-Pieces": said})
    assert answer.status_code == 200
    assert {"text", "placed"} <= set(targets(answer))


def test_a_refusal_brings_what_another_did_meanwhile(editor, django_user_model):
    article, note = make_article(BODY, state="draft"), make_note()
    card = annotate(article, "word3x1", note)
    page = AnnotatePage(editor, article)
    other = AnnotatePage(editor, article)
    other.send({"choice": "remove", "key": "theirs", "annotation": card.pk, "seen": card.seal})
    answer = page.send({"choice": "remove", "key": "mine", "annotation": card.pk, "seen": card.seal})
    assert answer.status_code == 409
    assert_as_loaded(page, AnnotatePage(editor, article))


@pytest.mark.thorough
@pytest.mark.parametrize("seed", range(3))
def test_after_any_changes_by_two_the_page_is_as_if_loaded_anew(editor, seed):
    chance, article = random.Random(seed), make_article(BODY, state="draft")
    notes = [make_note(), make_note(title="word5x7"), make_note(state="draft")]
    claim = make_claim(title="Something claimed")
    annotate(article, "word2x2", claim)
    pages = [AnnotatePage(editor, article), AnnotatePage(editor, article)]
    for _ in range(25):
        page, word = chance.choice(pages), f"word{chance.randrange(12)}x{chance.randrange(1, 38)}"
        card = chance.choice([None, *article.annotations.attached()])
        what = chance.choice(["put", "put", "remove", "adjust", "undo", "edit", "retitle"])
        if what == "edit":  # the text itself changes, and with it where every later word stands
            article.body = chance.choice(["Said before.\n\n", ""]) + article.body.replace(
                f"{word} ", f"{word} more ", 1
            )
            article.save()
            article = Article.objects.get(pk=article.pk)
        elif what == "retitle":
            notes[0].title += "!"
            notes[0].save()
        elif what == "put" or not card:
            page.send(put(article, word, chance.choice(notes)) if f"{word} " in article.text else {"choice": "put"})
        else:
            fields = {"choice": what, "key": f"key-{next(keys)}", "annotation": card.pk, "seen": card.seal}
            span = {
                name: value
                for name, value in put(article, card.exact, notes[0]).items()
                if name in {"start", "end", "exact"}
            }
            page.send(fields | span)
        page.watch()
        assert_as_loaded(page, AnnotatePage(editor, article))
    for page in pages:
        page.watch()
        assert_as_loaded(page, AnnotatePage(editor, article))


@pytest.mark.thorough
def test_one_card_more_on_an_article_with_a_thousand_is_a_small_answer(editor):
    body = "\n\n".join(" ".join(f"word{row}x{n} and more" for n in range(20)) for row in range(60))
    article, note = make_article(body, state="draft"), make_note()
    cards = []
    for row in range(50):
        for n in range(20):
            at = article.text.index(f"word{row}x{n} ")
            cards.append(Annotation(article=article, note=note))
            cards[-1].attach(at, at + len(f"word{row}x{n}"))
    Annotation.objects.bulk_create(cards)
    page = AnnotatePage(editor, article)
    answer = page.send(put(article, "word25x10 and", note))
    assert answer.status_code == 200
    assert len(answer.content) <= ANSWER
