"""The desk shows which questions of readers have a card; an editor may tick them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.desk.coverage import coverage
from explainer.models import CoverageOverride
from explainer.models.coverage import Question
from explainer.text.questions import RULES
from tests.factories import annotate, cite, make_article, make_claim, make_note

pytestmark = pytest.mark.django_db


def make_covered(count=1):
    article = make_article(" ".join(f"word{n}end" for n in range(count * 2)))
    for n in range(count):
        note = make_note(kind="person", title=f"Moore {n}")
        note.events.create(date="1968", text="x"), note.events.create(date="1969", text="y")
        annotate(article, f"word{2 * n}end", note)
        annotate(article, f"word{2 * n + 1}end", make_claim(kind="promise", verdict="disputed"))
    return article


def answered(article):
    return {line.question for _, line in coverage(article).lines if line.is_answered}


def tick(client, article, **sent):
    return client.post(f"/admin/questions/{article.pk}/", sent)


def test_every_question_has_a_rule_and_words():
    assert list(RULES) == Question.values


def test_it_reads_what_is_attached_in_three_queries():
    few, many = make_covered(1), make_covered(20)
    for article in (few, many):
        with CaptureQueriesContext(connection) as queries:
            assert answered(article) == {"before", "who", "know", "unknown", "next"}
        assert len(queries) == 3  # the third is the newsroom's own scale


def test_sources_of_the_article_itself_count():
    article = make_article()
    assert answered(article) == set()
    cite(article)
    assert answered(article) == {"know"}


def test_an_editor_ticks_unticks_and_leaves_it_to_the_rule(admin_client):
    article = make_covered()
    note = article.annotations.exclude(note=None).get().note
    tick(admin_client, article, question="where", choice="yes", note=note.pk)
    tick(admin_client, article, question="who", choice="no")
    lines = {line.question: line for _, line in coverage(article).lines}
    assert (lines["where"].by, lines["who"].is_answered) == ((note.title,), False)
    tick(admin_client, article, question="who", choice="rule")
    assert answered(article) == {"before", "who", "where", "know", "unknown", "next"}
    assert CoverageOverride.objects.count() == 1


@pytest.mark.parametrize("page", ["change", "cards", "annotate"])
def test_it_stands_on_the_article_s_pages_and_leads_back_there(admin_client, page):
    article = make_covered()
    address = f"/admin/explainer/article/{article.pk}/{page}/"
    html = admin_client.get(address).content.decode()
    assert "5 of 8 have an answer" in html
    response = tick(admin_client, article, question="why", choice="yes", back=address)
    assert response.url == f"{address}#coverage"
    assert "6 of 8 have an answer" in admin_client.get(address).content.decode()


def test_it_leads_to_no_other_site(admin_client):
    article = make_article()
    response = tick(admin_client, article, question="why", choice="yes", back="https://evil.example/")
    assert response.url == f"/admin/explainer/article/{article.pk}/change/"


def test_it_refuses_what_it_does_not_know_and_who_may_not(admin_client, client, django_user_model):
    article = make_article()
    assert tick(admin_client, article, question="how", choice="yes").status_code == 400
    client.force_login(django_user_model.objects.create_user("ben", is_staff=True))
    assert tick(client, article, question="why", choice="yes").status_code == 403
    assert not CoverageOverride.objects.exists()
