"""What deletes stands apart from what saves, and asks in the newsroom's words, saying what rests on the record."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from explainer.models import Claimant, EmbeddingSite, Event, Source, Theme
from explainer.models.verdict import copy_ours
from tests.desk.greek_newsroom import make_newsroom
from tests.factories import cite, make_article, make_claim, make_note, make_source, make_user
from tests.markup import read

pytestmark = pytest.mark.django_db


def delete_page(client, record):
    address = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_delete", args=[record.pk])
    page = read(client.get(address))
    return page, " ".join(page.one("main").text.split())


def test_no_form_of_the_desk_has_a_button_that_deletes_beside_the_one_that_saves(admin_client):
    make_newsroom()
    list(copy_ours())
    make_source()
    Claimant.objects.create(name="Nobody's", slug="nobodys")
    Theme.objects.create(name="Paper", slug="paper")
    EmbeddingSite.objects.create(name="Site", origins=["https://site.example"])
    apart = set()
    for model, form in admin.site._registry.items():
        record = model._default_manager.order_by("pk").last()  # of claimants the one who said nothing
        if record is None:
            continue
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        answer = admin_client.get(reverse(f"admin:{name}_change", args=[record.pk]))
        if answer.status_code != 200:
            continue
        page = read(answer)
        rows = [row for row in page.all("div") if "submit-row" in row.attrs.get("class", "")]
        assert not [link for row in rows for link in row.all("a") if "/delete/" in link.attrs["href"]], name
        tools = [link.text for link in page.all("a", class_="deletes")]
        may_delete = form.has_delete_permission(answer.wsgi_request, record)
        assert tools == (["Delete…"] if may_delete else []), name
        apart |= {name} if may_delete else set()
    assert apart >= {f"explainer_{name}" for name in ("source", "claimant", "scaleverdict", "theme", "embeddingsite")}
    assert "auth_group" in apart


def test_a_source_says_what_cites_it_and_stays_as_long_as_something_does(client):
    client.force_login(make_user("Editors"))
    source, claim = make_source(title="The long report"), make_claim(title="It rained")
    for number in range(3):
        cite(make_note(title=f"Dam {number}"), source)
    cite(claim, source)
    cite(make_article(title="The flood"), source)
    Event.objects.create(note=make_note(title="Dykes"), date="1953", text="They broke.", source=source)
    page, said = delete_page(client, source)
    assert page.one("h1").text == "“The long report” can’t be deleted"
    assert "3 notes cite it: Dam 0, Dam 1, Dam 2" in said
    assert "1 claim cites it: It rained" in said
    assert "1 article cites it: The flood" in said
    assert "The dates of 1 note rest on it: Dykes" in said
    assert "itation" not in said
    assert reverse("admin:explainer_claim_change", args=[claim.pk]) in [a.attrs.get("href") for a in page.all("a")]
    assert client.post(reverse("admin:explainer_source_delete", args=[source.pk]), {"post": "yes"}).status_code == 200
    assert Source.objects.filter(pk=source.pk).exists()


def test_a_record_and_its_working_copy_count_once(client):
    client.force_login(make_user("Editors"))
    source, note = make_source(), make_note(title="Dam")
    cite(note, source)
    cite(make_note(title="Dam", state="draft", slug="_working-copy-of-1", copy_of=note), source)
    assert "1 note cites it: Dam" in delete_page(client, source)[1]


def test_what_nothing_rests_on_goes_after_one_question(client):
    client.force_login(make_user("Editors"))
    source = make_source(title="Cited nowhere")
    page, said = delete_page(client, source)
    assert page.one("h1").text == "Delete “Cited nowhere”?"
    assert "Nobody can bring it back." in said
    assert "bject" not in said
    assert client.post(reverse("admin:explainer_source_delete", args=[source.pk]), {"post": "yes"}).status_code == 302
    assert not Source.objects.filter(pk=source.pk).exists()


def test_many_are_asked_about_on_one_page_with_what_rests_on_each(admin_client):
    kept, free = make_source(title="Kept"), make_source(title="Free")
    cite(make_note(title="Dam"), kept)
    address = reverse("admin:explainer_source_changelist")

    def chosen(*records):
        sent = {"action": "delete_selected", "_selected_action": [each.pk for each in records]}
        return " ".join(read(admin_client.post(address, sent)).one("main").text.split())

    said = chosen(kept, free)
    assert "What something rests on stays. Choose the others alone." in said
    assert "1 note cites it: Dam" in said
    said = chosen(free)
    assert "Delete 1 record? Nobody can bring them back. Free" in said
    assert "bject" not in said


def test_a_look_says_which_sites_have_it(admin_client):
    theme = Theme.objects.create(name="Paper", slug="paper")
    Theme.objects.create(name="Ink", slug="ink", when_dark=theme)
    EmbeddingSite.objects.create(name="The Mirror", origins=["https://mirror.example"], theme=theme)
    said = delete_page(admin_client, theme)[1]
    assert "1 site has this look, and gets the usual one: The Mirror" in said
    assert "It is what 1 theme looks like on dark pages: Ink" in said


def test_a_role_still_says_who_loses_it(admin_client):
    make_user("Editors", "edith")
    said = delete_page(admin_client, Group.objects.get(name="Editors"))[1]
    assert "It is taken from: edith" in said
    assert User.objects.filter(username="edith").exists()
