"""Editors see a preview, make a link to it for somebody else, and withdraw it."""

import re

import pytest
from django.contrib.auth.models import Permission

from explainer.models import PreviewLink, State
from tests.factories import annotate, make_article, make_claim, make_note, make_user

pytestmark = pytest.mark.django_db
MAKE = {"article": make_article, "note": make_note, "claim": make_claim}


def share(client, record, **sent):
    return client.post(f"/admin/share/{record._meta.model_name}/{record.pk}/", sent, follow=True)


def address_in(response):
    return re.search(r"http://testserver(/preview/[^<\s]+/)", response.content.decode())[1]


@pytest.mark.parametrize("kind", MAKE)
def test_a_link_is_made_that_works_without_an_account(admin_client, client, kind):
    record = MAKE[kind](state=State.DRAFT, title="Not yet")
    form = admin_client.get(f"/admin/explainer/{kind}/{record.pk}/change/").content.decode()
    assert f'href="/admin/share/{kind}/{record.pk}/"' in form
    response = share(admin_client, record, days="3")
    client.logout()
    assert "Not yet" in client.get(address_in(response)).content.decode()


def test_links_are_withdrawn(admin_client, client):
    record = make_article(state=State.DRAFT)
    address = address_in(share(admin_client, record, days="14"))
    kept = address_in(share(admin_client, record, days="1"))
    oldest = PreviewLink.objects.earliest("pk")
    page = share(admin_client, record, choice=f"withdraw-{oldest.pk}").content.decode()
    assert "1 link is withdrawn." in page
    assert page.count('value="withdraw-') == 1
    assert [client.get(each).status_code for each in (address, kept)] == [410, 200]
    assert "1 link is withdrawn." in share(admin_client, record, choice="withdraw").content.decode()
    assert client.get(kept).status_code == 410


def test_a_link_works_for_no_other_time(admin_client):
    response = share(admin_client, make_article(state=State.DRAFT), days="400")
    assert "Choose for how long the link should work." in response.content.decode()
    assert "/preview/" not in response.content.decode().replace("/admin/preview/", "")


def test_the_desk_leads_to_the_same_page(admin_client):
    record = make_article(state=State.DRAFT, title="Not yet")
    response = admin_client.get(f"/admin/preview/article/{record.pk}/", follow=True)
    assert response.redirect_chain[0][0].startswith("/preview/")
    assert "Preview: this is not published." in response.content.decode()


def test_the_desk_s_own_link_opens_for_nobody_else(admin_client, client, django_user_model):
    record = make_article(state=State.DRAFT, title="Not yet")
    address = admin_client.get(f"/admin/preview/article/{record.pk}/").url
    assert "Not yet" in admin_client.get(address).content.decode()
    for more in ("", "full/", "timeline/"):
        assert client.get(address + more).status_code == 404
    client.force_login(django_user_model.objects.create_user("ben", is_staff=True))
    response = client.get(address)
    assert (response.status_code, "Not yet" in response.content.decode()) == (404, False)


LOSES = {
    "the role": lambda user: user.groups.clear(),
    "the account": lambda user: type(user).objects.filter(pk=user.pk).update(is_active=False),
}


@pytest.mark.parametrize("loses", LOSES)
@pytest.mark.parametrize("kind", MAKE)
def test_the_desk_s_own_link_ends_with_the_right_to_see_the_record(client, kind, loses):
    record, editor = MAKE[kind](state=State.DRAFT, title="Not yet"), make_user("Editors")
    more = [""]
    if kind == "article":
        more += ["full/", "sources/", "timeline/", "map/", f"cards/{annotate(record, 'MI6').pk}/fragment/"]
    client.force_login(editor)
    address = client.get(f"/admin/preview/{kind}/{record.pk}/").url
    assert {client.get(address + each).status_code for each in more} == {200}
    LOSES[loses](editor)
    assert {client.get(address + each).status_code for each in more} == {410}


def test_it_is_for_those_who_may_see_and_change_the_record(client, django_user_model):
    record = make_article(state=State.DRAFT)
    addresses = [f"/admin/{name}/article/{record.pk}/" for name in ("preview", "share")]
    assert [client.get(address).status_code for address in addresses] == [302, 302]
    assert all("/admin/login/" in client.get(address).url for address in addresses)
    user = django_user_model.objects.create_user("ben", is_staff=True)
    client.force_login(user)
    assert [client.get(address).status_code for address in addresses] == [403, 403]
    user.user_permissions.add(Permission.objects.get(codename="view_article"))
    assert [client.get(address).status_code for address in addresses] == [302, 403]
    assert share(client, record, days="1").status_code == 403


def test_other_kinds_have_no_preview(admin_client):
    assert admin_client.get("/admin/preview/source/1/").status_code == 404
