"""A second note or claim on the same thing is noticed."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.desk.duplicates import find_known
from explainer.models import Claim, KnownName, Note, State
from tests.desk.test_admin import form_of, url
from tests.factories import make_claim, make_note

pytestmark = pytest.mark.django_db


def found(*names, model=Note, besides=None):
    return [(known.item.title, known.is_near) for known in find_known(model, list(names), besides)]


def test_it_finds_titles_and_aliases_however_they_are_written():
    make_note(title="Wagner mutiny", aliases=["The “March”"], state=State.DRAFT)
    make_claim(title="Wagner mutiny")
    assert found("WAGNER  mutiny") == [("Wagner mutiny", False)]
    assert found("Other", "the 'march'") == [("Wagner mutiny", False)]
    assert found("Wagner mutiny", model=Claim) == [("Wagner mutiny", False)]
    assert found("", " ", "Wagner") == []


def test_it_finds_names_of_which_one_is_the_beginning_of_the_other():
    make_note(title="Wagner mutiny of 2023")
    make_note(title="Wagner mutiny")
    make_note(title="Wagner")
    assert found("Wagner mutiny") == [("Wagner mutiny", False), ("Wagner mutiny of 2023", True)]
    assert found("Wagner mutiny in June") == [("Wagner mutiny", True)]


def test_it_does_not_find_the_note_itself():
    note = make_note(title="Wagner mutiny")
    assert found("Wagner mutiny", besides=note.pk) == []


def test_the_form_is_warned_while_somebody_types(admin_client):
    other = make_note(title="Wagner <mutiny>")
    html = admin_client.post(url("note", "names"), {"title": "x", "aliases": "A\nwagner <mutiny>"}).content.decode()
    assert "A note with this title or alias exists:" in html
    assert f'href="{url("note", "change", other.pk)}"' in html
    assert "Wagner &lt;mutiny&gt;" in html
    assert admin_client.post(url("note", "names", other.pk), {"title": other.title}).content.strip() == b""


def test_saving_warns_and_saves(admin_client):
    make_note(title="Wagner mutiny")
    data = form_of(admin_client.get(url("note", "add"))) | {
        "title": "Wagner Mutiny",
        "slug": "x",
        "summary": "A march.",
    }
    html = admin_client.post(url("note", "add"), data, follow=True).content.decode()
    assert "But this has the same title or alias: Wagner mutiny" in html
    assert Note.objects.count() == 2


@pytest.mark.parametrize(("codename", "status"), [("add_note", 200), ("change_note", 200), ("view_note", 403)])
def test_it_is_for_those_who_may_write(client, django_user_model, codename, status):
    user = django_user_model.objects.create_user("writer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    assert client.post(url("note", "names"), {"title": "x"}).status_code == status


def test_it_takes_two_queries_whatever_the_size_of_the_library():
    Note.objects.bulk_create(Note(slug=f"n{n}", title=f"Wagner mutiny {n}", summary="x") for n in range(300))
    KnownName.objects.bulk_create(KnownName(note=note, key=note.title.lower()) for note in Note.objects.all())
    with CaptureQueriesContext(connection) as queries:
        assert len(found("Wagner mutiny", "Wagner mutiny 7")) == 5
    assert len(queries) == 2
