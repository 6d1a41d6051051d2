"""The desk's lists take as many queries for a full page as for two rows, and don't read what they don't show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import annotate, make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(admin_client):
    admin_client.get("/admin/")
    return admin_client


def asked(client, path):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
        return [query["sql"] for query in captured]


def make_records(count):
    for number in range(count):
        article = make_article(f"Words {number} of the article.", section="Water")
        annotate(article, "Words", make_note())
        annotate(article, "article", make_claim())
        make_source()


@pytest.mark.parametrize("name", ["article", "note", "claim", "source", "annotation"])
@pytest.mark.parametrize("query", ["", "?q=words", "?p=1"])
def test_a_list_takes_the_same_queries_however_long_it_is(desk, name, query):
    make_records(2)
    few = asked(desk, f"/admin/explainer/{name}/{query}")
    make_records(30)
    many = asked(desk, f"/admin/explainer/{name}/{query}")
    assert len(many) <= len(few) <= 9


def test_a_list_leaves_long_texts_in_the_database(desk):
    make_records(2)
    for name, column in [("article", "body"), ("article", "text"), ("note", "body"), ("claim", "reasoning")]:
        selected = f'"explainer_{name}"."{column}"'
        lists = asked(desk, f"/admin/explainer/{name}/") + asked(desk, "/admin/explainer/annotation/")
        assert [sql for sql in lists if selected in sql] == []


def test_a_list_of_cards_makes_no_choice_of_all_articles(desk):
    make_records(3)
    page = desk.get("/admin/explainer/annotation/").content.decode()
    assert "article__id__exact" not in page
    assert len(desk.get("/admin/explainer/annotation/?article__id__exact=0").context["cl"].result_list) == 0


def test_cards_are_found_by_their_words_and_by_every_title(desk):
    article = make_article("Moscow saw drones.", title="Night over the river")
    annotate(article, "drones", make_note(title="Air raids"))
    annotate(article, "Moscow", make_claim(title="Who sent them"))
    annotate(make_article("Elsewhere."), "Elsewhere")

    def found(words):
        rows = desk.get("/admin/explainer/annotation/", {"q": words}).context["cl"].result_list
        return sorted(row.exact for row in rows)

    assert found("DRONES") == ["drones"]
    assert found("raids") == ["drones"]
    assert found("sent") == ["Moscow"]
    assert found("river") == ["Moscow", "drones"]
    assert found("river raids") == ["drones"]
    assert found("nothing") == []


def test_articles_are_sorted_by_their_number_of_cards(desk):
    few, many = make_article("One two three."), make_article("One two three.")
    annotate(few, "One")
    for words in ("One", "two", "three"):
        annotate(many, words)
    column = 5  # cards
    rows = desk.get(f"/admin/explainer/article/?o=-{column}").context["cl"].result_list
    assert [(row.pk, row.card_count) for row in rows] == [(many.pk, 3), (few.pk, 1)]
