"""A save of a form that somebody else has saved meanwhile: nothing of either is lost, whatever the form is of."""

import json

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, User
from django.test import RequestFactory

from explainer.actions.working_copies import working_copy
from explainer.desk.record_admin import VersionedAdmin
from explainer.desk.versioned_form import VersionedForm, VersionedFormSet
from explainer.desk.versions import digest, whose
from explainer.models import Claimant, EmbeddingSite, ScaleVerdict, State, Theme
from tests.desk.test_admin import errors, form_of, inline
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source
from tests.markup import read

pytestmark = pytest.mark.django_db


def test_every_form_of_the_desk_knows_its_version(admin_user):
    request = RequestFactory().get("/admin/")
    request.user = admin_user
    without = []
    for model, admin in site._registry.items():
        if admin.has_change_permission(request) and admin.get_form(request, model(), change=True).base_fields:
            is_versioned = isinstance(admin, VersionedAdmin) and issubclass(admin.form, VersionedForm)
            rows = [each.formset for each in admin.inlines]
            if not (is_versioned and all(issubclass(each, VersionedFormSet) for each in rows)):
                without.append(model._meta.label)
    assert without == []


def make_verdict(**fields):
    return ScaleVerdict.objects.create(
        **{"value": "true", "label": "True", "meaning": "It is so.", "reached": "By reading.", "shape": "full"} | fields
    )


FORMS = [  # how to make the record; two fields, and what each editor writes into them
    (make_source, "title", "publisher"),
    (lambda: Claimant.objects.create(name="A minister", slug="a-minister"), "name", "about"),
    (make_verdict, "label", "meaning"),
    (lambda: EmbeddingSite.objects.create(name="A site", origins=["https://a.example"]), "name", "origins"),
    (lambda: Theme.objects.create(name="A theme", slug="a-theme"), "name", "slug"),
    (lambda: Group.objects.create(name="A role"), "name", None),
    (lambda: User.objects.create_user("somebody"), "first_name", "last_name"),
    (lambda: make_note(state=State.DRAFT), "summary", "place_name"),
    (lambda: make_claim(state=State.DRAFT), "summary", "venue"),
]
TEXT = {"origins": "https://b.example", "slug": "another-slug"}


def address(record):
    return f"/admin/{record._meta.app_label}/{record._meta.model_name}/{record.pk}/change/"


def saved(client, record, form, **fields):
    return client.post(address(record), without_lists(form) | fields | {"_continue": "1"})


def alert(response):
    """What the bar says of a refused form, or where there is no bar the line above it."""
    assert response.status_code == 200, "it was saved"
    html = read(response)
    return " ".join(" ".join(each.text for tag in ("div", "p") for each in html.all(tag, role="alert")).split())


def without_lists(form):
    """Without the lists from which several are chosen: nothing is."""
    return {name: value for name, value in form.items() if name not in {"permissions", "groups", "user_permissions"}}


@pytest.mark.parametrize(("make", "name", "other"), FORMS)
def test_a_stale_save_is_refused_with_both_versions_and_a_choice(admin_client, make, name, other):
    record = make()
    mine = form_of(admin_client.get(address(record)))
    assert saved(admin_client, record, mine, **{name: "Their words"}).status_code == 302
    refused = saved(admin_client, record, mine, **{name: "My words"})
    assert "You saved this yourself at" in alert(refused)
    assert alert(refused).count("another tab") == read(refused).text.count("another tab") == 1
    section = read(refused).one("fieldset", class_="choice")
    choices = {
        each.attrs["value"].partition(":")[0]: each.attrs["value"]
        for each in section.all("input")
        if each.attrs["name"] == f"take-{name}"
    }
    assert ("Their" in section.text, "My" in section.text, {*choices}) == (True, True, {"mine", "theirs"})
    again = form_of(refused)
    again.pop(f"take-{name}")
    assert again[name] == "My words"
    assert errors(saved(admin_client, record, again)), "saving again without a choice is no choice"
    record.refresh_from_db()
    assert getattr(record, name) == "Their words"
    assert saved(admin_client, record, again, **{f"take-{name}": choices["theirs"]}).status_code == 302
    record.refresh_from_db()
    assert getattr(record, name) == "Their words"
    assert saved(admin_client, record, again, **{f"take-{name}": choices["mine"]}).status_code == 302
    record.refresh_from_db()
    assert getattr(record, name) == "My words"


@pytest.mark.parametrize(("make", "name", "other"), [each for each in FORMS if each[2]])
def test_changes_of_different_fields_are_both_kept(admin_client, make, name, other):
    record = make()
    mine = form_of(admin_client.get(address(record)))
    assert saved(admin_client, record, mine, **{name: "Their words"}).status_code == 302
    said = without_lists(mine) | {other: TEXT.get(other, "My words"), "_continue": "1"}
    answer = admin_client.post(address(record), said, follow=True)
    assert "You changed this in another tab meanwhile" in answer.content.decode()
    record.refresh_from_db()
    stored = getattr(record, other)
    assert getattr(record, name) == "Their words"
    assert (stored[0] if isinstance(stored, list) else stored) == TEXT.get(other, "My words")


@pytest.mark.parametrize("make", [lambda: make_note(state=State.DRAFT), lambda: make_note(), make_source])
def test_another_person_is_named(admin_client, client, make):
    record = make()
    name = "summary" if hasattr(record, "summary") else "title"
    mine = form_of(admin_client.get(address(record)))
    client.force_login(User.objects.create_superuser("ben", first_name="Ben", last_name="Bright"))
    assert saved(client, record, mine, **{name: "Their words"}).status_code == 302
    refused = saved(admin_client, record, mine, **{name: "My words"})
    assert "Ben Bright saved this at" in alert(refused)
    section = read(refused).one("fieldset", class_="choice")
    assert ("theirs and yours" in section.text, "Take theirs" in section.text) == (True, True)


def test_a_conflict_is_said_once_in_the_bar_and_once_at_its_field(admin_client, client):
    """Whichever field it is of, rows too: the bar leads to the choice, which stands where the field does."""
    note = make_note(state=State.DRAFT, place_name="Prague")
    cite(note, make_source(title="First source"), words="Once")
    mine = form_of(admin_client.get(address(note)))
    client.force_login(User.objects.create_superuser("ben"))
    key = {"source": mine["citations-0-source"], "id": "", "position": "0"}
    theirs = {"summary": "Theirs.", "place_name": "Praha"} | inline("citations", **key, words="Their words")
    assert saved(client, note, mine, **theirs).status_code == 302
    ours = {"title": "", "summary": "Mine.", "place_name": "Prag"} | inline("citations", **key, words="My words")
    html = read(saved(admin_client, note, mine, **ours))
    bar = html.one("div", class_="bar-errors")
    links = [(each.attrs["href"], each.text) for each in bar.all("a")]
    assert links == [
        ("#id_title", "Title: This field is required."), ("#take-summary", "Summary"), ("#take-place_name", "Place"),
        ("#take-citations", "Sources"),
    ]  # fmt: skip
    assert (html.text.count("ben saved this at"), html.all("p", class_="errornote")) == (1, [])
    assert html.one("title").text.strip().startswith("Error:")
    for name in ("summary", "place_name"):
        row = next(each for each in html.all("div") if f"field-{name}" in each.attrs.get("class", "").split())
        assert [each.attrs["value"][:7] for each in row.all("input", id=f"take-{name}")] == ["theirs:"]
    rows = html.one("div", id="citations-group")
    assert (len(rows.all("input", id="take-citations")), rows.all("details")) == (1, [])


def test_ones_own_other_tab_is_called_that(admin_client):
    note = make_note(state=State.DRAFT)
    form = form_of(admin_client.get(address(note)))
    assert admin_client.post(address(note), form | {"summary": "There.", "_autosave": "1"}).status_code == 200
    section = read(saved(admin_client, note, form, summary="Here.")).one("fieldset", class_="choice")
    said = [" ".join(each.text.split()) for each in section.all("label")]
    assert said == ["Take what you saved there", "Take what you typed here"]
    assert "your two versions" in section.text


def test_a_choice_has_what_theirs_puts_into_the_form(admin_client):
    """Whatever kind of field it is: words, one of a list, a box to tick, a day and an hour."""
    article = make_article("Tanks came.", state=State.DRAFT)
    form = form_of(admin_client.get(address(article)))
    when = {"updated_at_0": "05/03/2026", "updated_at_1": "10:42:00"}
    theirs = {"title": "Their words", "language": "de"} | when
    assert saved(admin_client, article, form, **theirs).status_code == 302
    when = {"updated_at_0": "05/04/2026", "updated_at_1": "11:42:00"}
    mine = {"title": "My words", "language": "fr"} | when
    found = {}
    for choice in read(saved(admin_client, article, form, **mine)).all("fieldset", class_="choice"):
        for each in choice.all("input"):
            found |= json.loads(each.attrs.get("data-inputs", "{}"))
    assert found == theirs | {"language": ["de"]}


def test_a_choice_counts_for_the_version_that_was_shown():
    data = {"take-title": f"mine:{digest('Theirs')}"}
    digests = {"seen": digest("Once"), "mine": digest("Mine")}
    assert whose("title", data, theirs=digest("Theirs"), **digests) == "mine"
    assert whose("title", data, theirs=digest("Theirs, changed again"), **digests) == ""


def test_line_ends_and_spaces_around_are_no_change():
    assert digest(" One\r\nTwo ") == digest("One\nTwo") != digest("One Two")


def test_a_table_of_rows_is_taken_from_one_of_the_two(admin_client):
    note = make_note()
    cite(note, make_source(title="First source"), words="Once")
    mine = form_of(admin_client.get(address(note)))
    key = {"source": mine["citations-0-source"], "id": "", "position": "0"}
    theirs = inline("citations", **key, words="Their words")
    assert saved(admin_client, note, mine, **theirs).status_code == 302
    assert saved(admin_client, note, mine, summary="My summary.").status_code == 302  # rows that I never touched
    copy = working_copy(note)
    assert (copy.summary, copy.citations.get().words) == ("My summary.", "Their words")
    refused = saved(admin_client, note, mine, **inline("citations", **key, words="My words"))
    section = read(refused).one("fieldset", class_="choice")
    assert [each.text for each in section.all("mark")] == ["Their", "My"]
    assert "First source, Their words, 0" in section.text
    choice = next(each.attrs["value"] for each in section.all("input") if each.attrs["value"].startswith("mine"))
    chosen = form_of(refused) | {"take-citations": choice, "take-summary": "", "_continue": "1"}
    assert admin_client.post(address(note), chosen).status_code == 302
    assert working_copy(note).citations.get().words == "My words"


def test_what_saves_itself_keeps_what_its_page_does_not_show(admin_client):
    note = make_note(state=State.DRAFT, summary="Once.")
    form = form_of(admin_client.get(address(note)))
    assert saved(admin_client, note, form, summary="Theirs.").status_code == 302
    for place in ("Prague", "Praha"):
        answer = admin_client.post(address(note), form | {"place_name": place, "_autosave": "1"})
        form["seen_version"] = answer.json()["version"]
        note.refresh_from_db()
        assert (note.summary, note.place_name) == ("Theirs.", place)
    answer = admin_client.post(address(note), form | {"summary": "Mine.", "_autosave": "1"})
    assert answer.status_code == 409
    assert answer.json()["conflict"].startswith("Not saved: you saved this in another tab at ")


def test_a_save_keeps_the_excerpts_that_its_form_does_not_show(admin_client):
    note = make_note(state=State.DRAFT)
    cite(note, excerpt="The source’s own words.")
    form = form_of(admin_client.get(address(note)))
    assert saved(admin_client, note, form, summary="Other.").status_code == 302
    assert note.citations.get().excerpt == "The source’s own words."


def test_a_save_that_goes_out_at_once_says_so_and_no_other_goes_out(admin_client):
    """What is sent from a form that was opened while no reader saw the record comes back with the other button."""
    source, (note, article) = make_source(title="Once"), (make_note(), make_article("Tanks came."))
    annotate(article, "Tanks", note)
    before = form_of(admin_client.get(address(source)))
    cite(note, source)
    refused = admin_client.post(address(source), before | {"title": "Zebra", "_save": "Save"})
    assert errors(refused) == ["Readers see this by now. Nothing is lost: press “Save and publish”."]
    html = read(refused)
    assert html.one("p", id="goes-public").text == "Readers see it at once, on 3 pages."  # its own, a note, an article
    buttons = [each.attrs["value"] for each in html.all("input", type="submit")]
    assert buttons == ["Save and publish", "Publish and continue editing"]
    assert admin_client.post(address(source), form_of(refused) | {"_save": "Save and publish"}).status_code == 302
    source.refresh_from_db()
    assert source.title == "Zebra"


@pytest.mark.parametrize(
    ("make", "pages"),
    [
        (make_source, 0),
        (lambda: Claimant.objects.create(name="A minister", slug="a-minister"), 0),
        (lambda: make_claim(state=State.DRAFT).said_by, 0),
        (lambda: make_claim().said_by, 4),  # its page, the list of claimants, the list of claims, the claim's page
        (lambda: cite(make_note(state=State.DRAFT), make_source()).source, 0),
        (lambda: cite(make_claim(), make_source()).source, 2),
        (lambda: make_note().events.create(date="1968", text="So.", source=make_source()).source, 2),
        (lambda: annotate(make_article("Tanks came."), "Tanks", make_claim()) and make_verdict(), 3),
        (make_verdict, 1),
    ],
)
def test_a_button_says_publish_where_readers_see_the_record(admin_client, make, pages):
    record = make()
    html = read(admin_client.get(address(record)))
    said = [each.text for each in html.all("p", id="goes-public")]
    assert said == ([f"Readers see it at once, on {pages} page{'s' * (pages != 1)}."] if pages else [])
    publishes = ["publish" in each.attrs["value"].lower() for each in html.all("input", type="submit")]
    assert all(publishes) if pages else not any(publishes)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: EmbeddingSite.objects.create(name="A site", origins=["https://a.example"]), "It holds at once"),
        (
            lambda: Theme.objects.create(name="A look", slug="a-look"),
            "Readers see it at once, in what other sites embed",
        ),
    ],
)
def test_who_may_embed_and_how_it_looks_is_saved_by_a_button_that_says_publish(admin_client, make, said):
    record = make()
    page = admin_client.get(address(record))
    html = read(page)
    assert html.one("p", id="goes-public").text.startswith(said)
    assert all("publish" in each.attrs["value"].lower() for each in html.all("input", type="submit"))
    silent = {name: value for name, value in form_of(page).items() if name != "goes_public"}
    refused = admin_client.post(address(record), silent | {"name": "Another", "_save": "Save"})
    assert errors(refused) == ["Readers see this by now. Nothing is lost: press “Save and publish”."]
    record.refresh_from_db()
    assert record.name != "Another"
