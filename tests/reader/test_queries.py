"""Pages take a fixed number of queries, however much is on them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.models import Annotation
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return [query["sql"] for query in captured]


def article_with(count):
    """An article with that many annotations: notes and claims of their own, with sources and events, some adrift."""
    article = make_article("\n\n".join(f"Paragraph {n} says word{n}end here." for n in range(count)))
    shared = make_note()
    annotate(article, "Paragraph 0", shared)
    for n in range(count - 1):
        item = make_claim() if n % 3 else make_note()
        annotation = annotate(article, f"word{n}end", item)
        cite(item, make_source())
        if n % 3 == 0:
            item.events.create(date="1968", text="It happened.", source=make_source())
        if n % 10 == 0:
            Annotation.objects.filter(pk=annotation.pk).update(anchor=Annotation.Anchor.ADRIFT)
    cite(article, make_source())
    for n in range(min(count, 4)):
        annotate(make_article("a", title=f"Related {n}"), "a", shared)
    return article


@pytest.mark.thorough
@pytest.mark.parametrize("address", ["", "full/"])
def test_it_takes_at_most_ten_for_an_article_with_3_annotations_and_with_300(client, address):
    few, many = article_with(3), article_with(300)
    assert (few.annotations.count(), many.annotations.count()) == (3, 300)
    taken = [len(queries(client, f"{article.get_absolute_url()}{address}")) for article in (few, many)]
    assert taken[0] == taken[1] <= 10  # the scale, and the histories of verdicts


@pytest.mark.parametrize("address", ["", "fragment/"])
def test_it_takes_as_many_for_a_card_with_1_source_and_with_30(client, address):
    taken = []
    for count in (1, 30):
        note = make_note()
        for _ in range(count):
            cite(note)
            note.events.create(date="1968", text="x", source=make_source())
        card = annotate(make_article(), "Prague", note)
        taken.append(len(queries(client, f"{card.get_absolute_url()}{address}")))
    assert taken[0] == taken[1] <= 5  # the last: its corrections


@pytest.mark.parametrize(
    ("address", "make", "most"), [("/", make_article, 5), ("/notes/", make_note, 2), ("/claims/", make_claim, 6)]
)
def test_it_takes_as_many_for_a_list_of_1_and_of_30(client, address, make, most):
    make()
    one = queries(client, address)
    for _ in range(29):
        make()
    assert len(queries(client, address)) == len(one) <= most


@pytest.mark.parametrize("make", [make_note, make_claim])
def test_it_takes_as_many_for_what_is_used_in_1_article_and_in_30(client, make):
    taken = []
    for count in (1, 30):
        item = make()
        for _ in range(count):
            cite(item)
            annotate(make_article(), "Prague", item)
        taken.append(len(queries(client, item.get_absolute_url())))
    assert taken[0] == taken[1] <= 7


def test_it_asks_for_no_session_and_no_account(client, admin_user):
    client.force_login(admin_user)
    article = article_with(3)
    asked = " ".join(queries(client, article.get_absolute_url()))
    assert "django_session" not in asked
    assert "auth_user" not in asked
