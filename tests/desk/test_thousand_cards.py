"""A draft with a thousand cards: its form saves, and the annotate screen still answers.

What is written over a published one: test_working_copies.py.
"""

import pytest

from explainer.models import Annotation, Article
from tests.desk.test_admin import form_of, url
from tests.factories import make_article, make_note, make_user
from tests.markup import read

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

CARDS = 1000
BODY = "\n\n".join(" ".join(f"word{10 * line + n} and more" for n in range(10)) for line in range(CARDS // 10))


@pytest.fixture
def editor(client):
    client.force_login(make_user("Editors"))
    return client


def with_cards(**fields):
    article, notes = make_article(BODY, **fields), [make_note() for _ in range(20)]
    cards, at = [], 0
    for number in range(CARDS):
        at = article.text.index(f"word{number} ", at)
        card = Annotation(article=article, note=notes[number % 20])
        card.attach(at, at + len(f"word{number}"))
        cards.append(card)
    Annotation.objects.bulk_create(cards)
    return article


def words(article):
    return list(article.annotations.attached().order_by("start").values_list("exact", flat=True))


def test_the_form_of_a_draft_saves_and_every_card_stays_on_its_words(editor):
    article = with_cards(state="draft")
    address = url("article", "change", article.pk)
    form = form_of(editor.get(address))
    assert len(form) < 100, "the form doesn't repeat every card"
    changed = {"title": "Another", "body": "Something before.\n\n" + BODY}
    assert editor.post(address, form | changed).status_code == 302
    article = Article.objects.get(pk=article.pk)
    assert article.title == "Another"
    assert words(article) == [f"word{number}" for number in range(CARDS)]
    first = article.annotations.order_by("start").first()
    assert article.text[first.start : first.start + 5] == "word0"


def test_the_annotate_screen_shows_them_all_and_puts_one_more(editor):
    article, note = with_cards(state="draft"), make_note()
    address = f"/admin/explainer/article/{article.pk}/annotate/"
    page = read(editor.get(address))
    assert len({mark.attrs["data-annotation"] for mark in page.elements if "data-annotation" in mark.attrs}) == CARDS
    start = article.text.index("and more")
    sent = {"choice": "put", "key": "one-more", "note": note.pk, "start": start, "end": start + 3, "exact": "and"}
    answer = editor.post(f"{address}change/", sent)
    assert (answer.status_code, answer["X-Desk"]) == (200, "one-more")
    assert article.annotations.count() == CARDS + 1
