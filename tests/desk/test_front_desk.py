"""The desk's first page says what waits for the editor who looks, and leads to where it is settled."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from explainer.desk.front_desk import front_desk
from explainer.models import Annotation, LinkCheck, StalePage, State
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(django_user_model):
    user = django_user_model.objects.create_user("anna", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="explainer"))
    return user


@pytest.fixture
def ben(django_user_model):
    """Writes articles, and may publish nothing."""
    user = django_user_model.objects.create_user("ben", is_staff=True)
    names = ["change_article", "add_article", "view_article"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return user


def parts(user):
    return {part.title: part for part in front_desk(user)}


def names(part):
    return [line.name for line in part.lines]


def fill(count=1):
    """That many of everything that can wait."""
    today = timezone.localdate()
    for n in range(count):
        make_article(state=State.REVIEW, title=f"Reviewed {n}")
        make_article(state=State.DRAFT, title=f"Drafted {n}")
        make_article(title=f"Later {n}", published_at=timezone.now() + timedelta(days=3))
        loose = annotate(make_article("Tanks came.", title=f"Loose {n}"), "Tanks")
        Annotation.objects.filter(pk=loose.pk).update(anchor="adrift")
        make_note(title=f"Old {n}", review_by=today - timedelta(days=n))
        cite(make_claim(title=f"Due {n}", review_by=today + timedelta(days=10)))
        make_claim(title=f"Unsourced {n}")
        source = make_source(title=f"Lost {n}", archived_url="https://archive.example/")
        LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), status=404, is_dead=True)
        StalePage.objects.mark([f"/broken/{n}/"])
        StalePage.objects.get(path=f"/broken/{n}/").postpone("ValueError: no")


def test_an_empty_newsroom_says_so(anna):
    found = parts(anna)
    assert [part.count for part in found.values()] == [0] * 9
    assert found["Came loose"].empty == "Nothing came loose."


def test_it_shows_what_waits_with_its_number(anna):
    fill(7)
    found = parts(anna)
    assert {title: part.count for title, part in found.items()} == {
        "In review": 7, "Came loose": 7, "To be checked again": 14, "Claims without a source": 7,
        "Sentences without a source": 0, "Dead links": 7,
        "Pages that don’t bake": 7, "Scheduled": 7, "Drafts": 7,
    }  # fmt: skip
    assert names(found["In review"]) == [f"Reviewed {n}" for n in range(5)]
    assert names(found["To be checked again"])[:5] == [f"Old {n}" for n in (6, 5, 4, 3, 2)]
    assert found["Dead links"].lines[0].other == ("stored copy", "https://archive.example/")
    assert found["Pages that don’t bake"].lines[0].about == "ValueError: no"


def test_what_does_not_wait_is_not_there(anna):
    today = timezone.localdate()
    make_note(review_by=today + timedelta(days=15)), make_note(review_by=today, state=State.DRAFT)
    cite(make_claim()), make_claim(state=State.TAKEN_DOWN)
    left = annotate(make_article("Tanks came."), "Tanks")
    Annotation.objects.filter(pk=left.pk).update(anchor="adrift", is_left=True)
    source = make_source()
    LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), status=200)
    assert {title for title, part in parts(anna).items() if part.count} == {"Drafts"}


def test_every_line_and_every_number_leads_somewhere(anna, client):
    fill(2)
    client.force_login(anna)
    for part in front_desk(anna):
        for line in part.lines:
            assert client.get(line.address).status_code == 200, line
        for _name, address, count in part.more:
            response = client.get(address)
            assert response.status_code == 200, address
            assert response.context["cl"].result_count == count, address


def test_one_s_own_drafts_come_first(anna, ben):
    make_article(state=State.DRAFT, title="Hers", made_by=anna)
    make_article(state=State.DRAFT, title="His", made_by=ben)
    make_article(state=State.DRAFT, title="Nobody's")
    assert names(parts(anna)["Drafts"])[0] == "Hers"
    assert names(parts(ben)["Drafts"])[0] == "His"


def test_it_shows_nobody_what_they_can_do_nothing_about(anna, ben, django_user_model):
    fill()
    make_article(state=State.REVIEW, title="His", made_by=ben)
    found = parts(ben)
    assert list(found) == ["In review", "Came loose", "Scheduled", "Drafts"]
    assert names(found["In review"]) == ["His"]
    assert front_desk(django_user_model.objects.create_user("carl", is_staff=True)) == []


def test_it_takes_as_many_queries_for_1_as_for_20_of_everything(anna):
    assert anna.has_perm("explainer.change_note")  # asked for once in a request
    taken = []
    for count in (1, 19):
        fill(count)
        with CaptureQueriesContext(connection) as queries:
            parts(anna)
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 18


def test_it_stands_above_the_list_of_everything(anna, client):
    fill()
    client.force_login(anna)
    html = client.get("/admin/").content.decode()
    assert html.index("Came loose") < html.index("Everything") < html.index('id="content-main"')
    assert "Pages that don’t bake" in html


def test_pages_that_wait_are_counted_though_none_fails(anna):
    StalePage.objects.mark(["/waiting/"])
    part = parts(anna)["Pages that don’t bake"]
    assert (part.count, part.lines) == (0, [])
    assert [(name, count) for name, _address, count in part.more] == [("all that wait", 1)]
    StalePage.objects.get().postpone("ValueError: no")
    part = parts(anna)["Pages that don’t bake"]
    assert [(name, count) for name, _address, count in part.more] == [("failing", 1), ("all that wait", 1)]
