"""A second note or claim on the same thing is noticed."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from explainer.desk.duplicates import find_alike, find_known
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
        "kind": "event",
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


def test_it_finds_a_claim_that_says_the_same_in_other_words(admin_client):
    claim = make_claim(title="8,000 men took part in the Wagner mutiny")
    make_claim(title="25,000 men took part in the Wagner mutiny")
    title = "Eight thousand men took part in Wagner's mutiny"
    assert [each.item for each in find_alike(title, "en")] == [claim]
    assert find_alike(title, "en", besides=claim.pk) == []
    answer = admin_client.post(url("claim", "names"), {"title": title, "language": "en-gb"}).content.decode()
    assert "may be the same in other words" in answer
    assert answer.count("<li>") == 1


def test_it_finds_a_claim_in_another_language_by_its_numbers_and_names():
    claim = make_claim(title="Near Rostov 8,000 men followed Prigozhin", language="en-gb")
    make_claim(title="Near Rostov 25,000 men followed Prigozhin", language="en-gb")
    make_claim(title="Bei Rostow folgten 8000 Mann Prigoschin", language="de")
    title = "Bei Rostow sind 8.000 Mann Prigoschin gefolgt"
    assert [each.item.language for each in find_alike(title, "de")] == ["de", "en-gb"]
    assert find_alike(title, "de")[1].item == claim


def test_looking_for_the_same_in_other_words_takes_as_many_queries_for_1_claim_as_for_30():
    taken = []
    for count in (1, 29):
        for number in range(count):
            make_claim(title=f"The army has low morale and {number} shells")
        with CaptureQueriesContext(connection) as captured:
            find_alike("Morale of the army is low and shells are few", "en")
        taken.append(len(captured))
    assert taken == [2, 2]
