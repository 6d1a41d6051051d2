"""The server tells a browser which of its forms were really saved."""

import pytest

from tests.desk.test_admin import form_of, url
from tests.factories import make_article, make_note

pytestmark = pytest.mark.django_db
TOKEN = "1234-5678-9012"


def send(client, item, token=TOKEN, **fields):
    address = url(item._meta.model_name, "change", item.pk)
    return client.post(address, form_of(client.get(address)) | fields | {"_draft": token})


@pytest.mark.parametrize("make", [make_note, make_article])
def test_it_tells_that_a_form_was_saved(admin_client, make):
    cookie = send(admin_client, make()).cookies["desk_saved"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == (TOKEN, "/admin/", "Lax")


def test_it_says_nothing_of_a_form_with_a_mistake(admin_client):
    assert "desk_saved" not in send(admin_client, make_note(), title="").cookies


def test_it_says_nothing_where_the_sign_in_has_expired(admin_client):
    note = make_note()
    data = form_of(admin_client.get(url("note", "change", note.pk))) | {"_draft": TOKEN}
    admin_client.logout()
    response = admin_client.post(url("note", "change", note.pk), data)
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/?next=")
    assert "desk_saved" not in response.cookies


@pytest.mark.thorough
def test_it_remembers_the_last_twelve_and_takes_no_nonsense(admin_client):
    note = make_note()
    for number in range(15):
        send(admin_client, note, f"{number:08}")
    kept = admin_client.cookies["desk_saved"].value.split(".")
    assert kept == [f"{number:08}" for number in range(3, 15)]
    assert "desk_saved" not in send(admin_client, note, "x; Path=/").cookies


@pytest.mark.parametrize("sent", [{"_continue": "1"}, {"_save": "1"}, {"_addanother": "1"}])
def test_a_save_is_told_in_the_desk_s_words(admin_client, sent):
    note = make_note(title="A <thaw>")
    address = url("note", "change", note.pk)
    answer = admin_client.post(address, form_of(admin_client.get(address)) | sent, follow=True)
    assert [str(each) for each in answer.context["messages"]] == [f'“<a href="{address}">A &lt;thaw&gt;</a>” is saved.']


def test_so_is_the_first_save(admin_client):
    page = "/admin/explainer/note/add/"
    words = {"title": "A report", "slug": "a-report", "kind": "event", "summary": "What.", "_continue": "1"}
    answer = admin_client.post(page, form_of(admin_client.get(page)) | words, follow=True)
    assert "successfully" not in answer.content.decode()
    assert "A report</a>” is saved." in answer.content.decode()
