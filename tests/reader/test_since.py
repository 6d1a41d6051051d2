"""What is new in an article since a day: what counts, which days have a page, and where others lead."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from explainer.actions.revising import baseline, revise
from explainer.baking.comparing import differences
from explainer.baking.files import BakeFolder
from explainer.baking.queue import bake_due
from explainer.models import Annotation, Article, Revision
from explainer.publication.change import change
from explainer.publication.news import MOST_DAYS, days_of, news_of
from explainer.publication.outbox import mark_everything
from tests.factories import annotate, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db
OUT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def article():
    made = make_article("MI6 spoke in Prague.", slug="story", published_at=OUT)
    baseline(record=made)
    Revision.objects.update(made=OUT, public_from=OUT)
    return made


def tell(record, day, change="correction", **changed):
    """Change the record's words, as if it had been on that day of March 2026."""
    baseline(record=record)
    Revision.objects.of(record).filter(public_from__gt=OUT).exclude(change__in=Revision.TOLD).update(public_from=OUT)
    for name, value in (changed or {"summary": f"As of {day} March, {change}."}).items():
        setattr(record, name, value)
    record.save()
    revision = revise(record, change=change, line=f"On {day} March.")
    Revision.objects.filter(pk=revision.pk).update(public_from=OUT + timedelta(days=day - 1))
    return revision


def card(article, words, item):
    made = annotate(article, words, item)
    Annotation.objects.filter(pk=made.pk).update(created=OUT)
    baseline(record=item)
    Revision.objects.of(item).update(made=OUT, public_from=OUT)
    return made


def days(article):
    return [str(day) for day in days_of([article.pk])[article.pk]]


def test_news_are_what_readers_were_told_and_cards_that_came_later(article):
    note, claim, later = make_note(), make_claim(), make_note()
    first, _ = card(article, "MI6", note), card(article, "spoke", claim)
    tell(note, 3)
    tell(claim, 4, "wording")
    tell(article, 5, "new_fact", body="MI6 spoke in Prague again.")
    added = card(article, "Prague", later)
    Annotation.objects.filter(pk=added.pk).update(created=OUT + timedelta(days=6))
    tell(later, 2)  # before its card came: no news
    news = [(each.at.day, each.card, bool(each.revision)) for each in news_of([article.pk])[article.pk]]
    assert news == [(7, added.pk, False), (5, None, True), (3, first.pk, True)]


def test_what_a_note_went_through_before_the_article_is_no_news(article):
    note = make_note()
    card(article, "MI6", note)
    tell(note, -5)
    assert news_of([article.pk]) == {article.pk: []}


def test_what_is_loaded_with_its_background_is_not_new(newsroom):
    assert Article.objects.exists()
    for each in Article.objects.all():
        assert not [news for news in news_of([each.pk])[each.pk] if news.revision is None]


def test_days_between_lead_to_the_next_one_and_later_ones_to_the_list(client, article):
    note = make_note()
    card(article, "MI6", note)
    tell(note, 3)
    tell(note, 10)
    assert days(article) == ["2026-03-10", "2026-03-03"]
    ways = {day: client.get(f"/articles/story/since/2026-03-{day}/") for day in ("01", "03", "04", "11")}
    assert {day: answer.get("Location", answer.status_code) for day, answer in ways.items()} == {
        "01": "/articles/story/since/2026-03-03/",
        "03": 200,
        "04": "/articles/story/since/2026-03-10/",
        "11": "/articles/story/since/",
    }
    told = re.findall(r'<p class="told">.*?: (On \d+ March\.)', ways["03"].text)
    assert told == ["On 10 March.", "On 3 March."]
    assert "On 3 March." not in client.get("/articles/story/since/2026-03-10/").text
    assert client.get("/articles/story/?since=2026-03-04")["Location"] == "/articles/story/since/2026-03-04/"
    assert client.get("/articles/story/?since=Tuesday")["Location"] == "/articles/story/since/"
    assert client.get("/articles/story/since/2026-02-30/").status_code == 404


def test_the_newest_days_alone_have_a_page(client, article):
    note = make_note()
    card(article, "MI6", note)
    for day in range(2, MOST_DAYS + 5):
        tell(note, day)
    assert len(days(article)) == MOST_DAYS
    answer = client.get("/articles/story/since/2026-03-02/")
    assert answer["Location"] == f"/articles/story/since/{days(article)[-1]}/"


@pytest.mark.thorough
def test_they_are_files_and_what_is_no_news_any_more_has_none(article, settings, tmp_path):
    settings.BAKE_DIR = folder = tmp_path / "baked"
    note = make_note()
    card(article, "MI6", note)
    told = tell(note, 3)
    mark_everything()
    list(bake_due())
    assert (folder / "articles/story/since/2026-03-03/index.html").exists()
    with change(note):
        Revision.objects.filter(pk=told.pk).update(change="wording")
    list(bake_due())
    assert not (folder / "articles/story/since/2026-03-03/index.html").exists()
    assert list(differences(BakeFolder(folder))) == []


@pytest.mark.parametrize("count", [1, 30])
def test_it_takes_as_many_queries_for_any_number_of_articles(django_assert_max_num_queries, count):
    note = make_note()
    for _ in range(count):
        annotate(make_article(), "Prague", note)
    keys = list(Article.objects.values_list("pk", flat=True))
    with django_assert_max_num_queries(3):
        news_of(keys)
