"""The desk's first page says what waits for the editor who looks, and leads to where it is settled."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import AnonymousUser, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from explainer.actions.workflow import submit
from explainer.actions.working_copies import begin
from explainer.desk.front_desk import front_desk
from explainer.desk.own_work import last_done
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
        begin(record=make_note(title=f"Changed {n}"), by=AnonymousUser())
        handed_in = make_claim(title=f"Handed in {n}")
        cite(handed_in)
        submit(record=begin(record=handed_in, by=AnonymousUser()), by=AnonymousUser())
        loose = annotate(make_article("Tanks came.", title=f"Loose {n}"), "Tanks")
        Annotation.objects.filter(pk=loose.pk).update(anchor="adrift")
        make_note(title=f"Old {n}", review_by=today - timedelta(days=n))
        cite(make_claim(title=f"Due {n}", review_by=today + timedelta(days=10)))
        make_claim(title=f"Unsourced {n}")
        source = make_source(title=f"Lost {n}", archived_url="https://archive.example/")
        LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), status=404, is_dead=True)
        StalePage.objects.mark([f"/broken/{n}/"])
        StalePage.objects.get(path=f"/broken/{n}/").postpone("ValueError: no")


def test_an_empty_newsroom_says_so_in_one_line(anna, client):
    assert parts(anna) == {}
    client.force_login(anna)
    page = client.get("/admin/").content.decode()
    assert "Nothing waits." in page
    assert "Lost their words" not in page


def test_it_shows_what_waits_with_its_number(anna):
    fill(7)
    found = parts(anna)
    assert {title: part.count for title, part in found.items()} == {
        "In review": 14, "Lost their words": 7, "To be checked again": 14, "Claims without a source": 7,
        "Sentences without a source": 14, "Dead links": 7, "Pages that could not be made": 7, "Scheduled": 7,
        "Unpublished changes": 7, "Drafts": 7,
    }  # fmt: skip
    assert {len(part.lines) for part in found.values()} == {5}
    assert names(found["In review"]) == ["Reviewed 0", "Handed in 0", "Reviewed 1", "Handed in 1", "Reviewed 2"]
    assert names(found["To be checked again"]) == [f"Old {n}" for n in (6, 5, 4, 3, 2)]
    assert [count for _name, _address, count in found["Sentences without a source"].more] == [7, 7]
    assert found["Dead links"].lines[0].other == ("stored copy", "https://archive.example/")
    assert found["Pages that could not be made"].lines[0].about == "ValueError: no"


def test_a_line_says_what_it_is_how_old_and_at_what_hour(anna):
    at = timezone.now().replace(hour=6, minute=5) + timedelta(days=3)
    make_article(published_at=at)
    make_note(state=State.DRAFT, title="Polls")
    found = parts(anna)
    assert found["Drafts"].lines[0].about == "note, just now"
    zone = timezone.localtime(at).tzname()
    assert found["Scheduled"].lines[0].about.endswith(f", {timezone.localtime(at):%H:%M} {zone}")


def test_what_does_not_wait_is_not_there(anna):
    today = timezone.localdate()
    make_note(review_by=today + timedelta(days=15)), make_note(review_by=today, state=State.DRAFT)
    cite(make_claim()), make_claim(state=State.TAKEN_DOWN)
    left = annotate(make_article("Tanks came."), "Tanks")
    Annotation.objects.filter(pk=left.pk).update(anchor="adrift", is_left=True)
    source = make_source()
    LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), status=200)
    assert set(parts(anna)) == {"Drafts"}


def test_it_shows_sources_that_changed_since_they_were_read_or_moved_and_where_to_store_a_copy(anna, settings):
    settings.ARCHIVE_ADDRESS = "https://archive.example/save/{address}"
    for title, seen_on, looked in (
        ("Changed", "2026-03-01", {"changed_on": "2026-03-02"}),
        ("Moved", "2026-03-03", {"moved_to": "https://example.org/new"}),
        ("Read again", "2026-03-03", {"changed_on": "2026-03-02"}),
    ):
        source = make_source(title=title, seen_on=seen_on, url=f"https://example.org/{seen_on}?a=b c")
        LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), status=200, **looked)
    part = parts(anna)["Sources that changed or moved"]
    assert [(line.name, line.about) for line in part.lines] == [
        ("Changed", "changed, noticed on 2 March 2026"), ("Moved", "moved to https://example.org/new"),
    ]  # fmt: skip
    assert part.lines[0].other == (
        "store a copy",
        "https://archive.example/save/https://example.org/2026-03-01?a=b%20c",
    )


def test_of_a_dead_link_it_says_where_to_look_for_a_stored_copy(anna, settings):
    source = make_source(url="https://example.org/a?id=1#top")
    LinkCheck.objects.create(source=source, address=source.url, checked_at=timezone.now(), status=404, is_dead=True)
    assert parts(anna)["Dead links"].lines[0].other is None
    settings.ARCHIVE_ADDRESS = "https://archive.example/save/{address}"
    assert parts(anna)["Dead links"].lines[0].other is None, "what is gone can't be stored"
    settings.ARCHIVE_SEARCH = "https://archive.example/web/{address}"
    offer = ("look for a stored copy", "https://archive.example/web/https://example.org/a?id=1")
    assert parts(anna)["Dead links"].lines[0].other == offer


@pytest.mark.thorough
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
    make_article(state=State.DRAFT, title="Nobody's"), make_note(state=State.DRAFT, title="Her note", made_by=anna)
    assert names(parts(anna)["Drafts"]) == ["Her note", "Hers", "Nobody's", "His"]
    assert names(parts(ben)["Drafts"])[0] == "His"


def test_it_shows_nobody_what_they_can_do_nothing_about(anna, ben, django_user_model):
    fill()
    make_article(state=State.REVIEW, title="His", made_by=ben)
    found = parts(ben)
    assert list(found) == ["In review", "Lost their words", "Scheduled", "Drafts"]
    assert names(found["In review"]) == ["His"]
    assert front_desk(django_user_model.objects.create_user("carl", is_staff=True)) == []


@pytest.mark.thorough
def test_it_takes_as_many_queries_for_1_as_for_20_of_everything(anna):
    assert anna.has_perm("explainer.change_note")  # asked for once in a request
    taken = []
    for count in (1, 19):
        fill(count)
        with CaptureQueriesContext(connection) as queries:
            parts(anna)
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 32


def test_it_stands_above_the_list_of_everything(anna, client):
    fill()
    client.force_login(anna)
    html = client.get("/admin/").content.decode()
    assert html.index("Lost their words") < html.index(">Everything</h2>") < html.index("The bin")
    assert "Recent actions" not in html
    assert "Pages that could not be made" in html


def test_a_contributor_sees_their_own_unpublished_changes_and_an_editor_all(anna, ben):
    mine, other = make_article(title="His change"), make_article(title="Her change")
    begin(record=mine, by=ben), begin(record=other, by=anna)
    assert names(parts(ben)["Unpublished changes"]) == ["His change"]
    assert len(parts(anna)["Unpublished changes"].lines) == 2
    assert parts(ben)["Unpublished changes"].lines[0].about == "ben, just now"


def test_it_says_what_one_did_last_each_record_once(anna, client):
    client.force_login(anna)
    note, article = make_note(title="First", state=State.DRAFT), make_article(title="Second", state=State.DRAFT)
    for record in (note, article, note):
        LogEntry.objects.log_actions(anna.pk, [record], CHANGE, "Changed.", single_object=True)
    done = last_done(anna)
    assert [line.name for line in done] == ["First", "Second"]
    assert client.get(done[0].address).status_code == 200
    assert "What you did last" in client.get("/admin/").content.decode()


def test_sections_of_the_newsroom_stand_in_place_of_the_list_of_models(admin_client, anna):
    found = [app["name"] for app in admin_client.get("/admin/").context["app_list"]]
    assert found == ["Articles", "Background", "Claims", "Sources", "Embedding", "People", "System"]


def test_pages_that_wait_are_counted_though_none_fails(anna):
    StalePage.objects.mark(["/waiting/"])
    assert parts(anna) == {}  # in a moment they are there
    StalePage.objects.update(since=timezone.now() - timedelta(minutes=11))
    part = parts(anna)["Pages that wait to be made"]
    assert (part.count, part.lines) == (0, [])
    assert [(name, count) for name, _address, count in part.more] == [("all that wait", 1)]
    StalePage.objects.get().postpone("ValueError: no")
    part = parts(anna)["Pages that could not be made"]
    assert [(name, count) for name, _address, count in part.more] == [("failing", 1), ("all that wait", 1)]
