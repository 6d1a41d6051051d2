"""The preview beside an article's text: what readers would get after saving, and nothing saved by looking."""

import re

import pytest

from explainer.models import Annotation, Article, Paragraph, State
from tests.desk.test_admin import form_of, url
from tests.factories import annotate, cite, make_article, make_note

pytestmark = pytest.mark.django_db
END = re.compile(r'<h2 class="paper">|<section|<details class="references|</article')


def text_of(page):
    """The page's paragraphs and cards, without what leads to the rest of a card."""
    body = END.split(page.partition('<div class="body prose"')[2].partition(">")[2])[0]
    return re.sub(r'<div class="more">.*?</div>', "", body, flags=re.DOTALL).strip().removesuffix("</div>").split("\n")


@pytest.fixture
def article():
    article = make_article(
        "The chief of MI6 spoke.\n\nHe recalled 1968.", slug="story", language="de", standfirst="Old."
    )
    note = make_note(title="MI6")
    cite(note)
    annotate(article, "MI6", note)
    annotate(article, "1968")
    return article


def look(client, article, **changed):
    data = form_of(client.get(url("article", "change", article.pk))) | changed
    answer = client.post(url("article", "preview", article.pk), data)
    assert answer.status_code == 200
    return answer.json()


def test_it_is_what_readers_get_after_saving(admin_client, client, article):
    before = [list(model.objects.values()) for model in (Article, Paragraph, Annotation)]
    body = 'Neu.\n\nHe recalled the "year" 1968.\n\n![A tank](/media/x.png | "By")\n\nThe *chief* of MI6 spoke, then.'
    shown = look(admin_client, article, body=body, standfirst="New.")
    assert [list(model.objects.values()) for model in (Article, Paragraph, Annotation)] == before
    assert "New." in shown["views"]["article"]
    assert shown["problems"] == []
    article.body = body
    article.save()
    assert text_of(shown["views"]["article"]) == text_of(client.get("/articles/story/").content.decode())


def test_it_shows_cards_to_come_and_those_that_came_loose(admin_client, article):
    article.annotations.first().note.__class__.objects.update(state=State.DRAFT)
    shown = look(admin_client, article, body="He recalled 1968.")["views"]["article"]
    assert shown.count('<details class="card"') == 2
    assert 'class="adrift"' in shown


def test_what_was_never_saved_is_shown_as_far_as_it_goes(admin_client):
    data = form_of(admin_client.get(url("article", "add"))) | {"body": "So **far**.", "title": ""}
    answer = admin_client.post(url("article", "preview"), data).json()
    assert "<strong>far</strong>" in answer["views"]["article"]
    assert answer["problems"] == ["Headline: This field is required."]
    assert Article.objects.count() == 0
