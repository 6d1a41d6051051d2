"""A record's form: what is always needed is open, the rest folded with what it holds; errors stand in the bar."""

import re

import pytest
from django.urls import reverse

from explainer.models import Event
from tests.desk.test_admin import form_of
from tests.factories import cite, make_article, make_claim, make_note, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def edith(client):
    client.force_login(make_user("Editors", "edith"))
    return client


def headings(html):
    return [part.split("</h2>")[0].rsplit(">", 1)[-1].strip() for part in html.split("<details><summary>")[1:]]


def test_it_folds_what_is_not_always_needed_and_says_what_it_holds(edith):
    note = make_note(
        aliases=["Petersburg", "Leningrad"], place_name="Prague", latitude=50.1, longitude=14.4, as_of="2026-11-01"
    )
    for _ in range(2):
        cite(note)
    for year in ("1968", "1969", "1970"):
        event = Event(note=note, date=year, text="It went on.")
        event.clean()
        event.save()
    html = edith.get(reverse("admin:explainer_note_change", args=[note.pk])).content.decode()
    found = headings(html)
    assert [each for each in found if each.startswith(("Place", "Freshness", "Dates", "Sources"))] == [
        "Place: Prague", "Freshness: 1 November 2026", "Dates: 3", "Sources: 2",
    ]  # fmt: skip
    assert "Names and address: Petersburg, Leningrad" in found
    first = html.split('<div class="sheet-rail">')[0].split('<div class="sheet-text">')[1]
    assert re.findall(r'name="(\w+)"', first) == ["title", "kind", "summary", "body"]
    assert 'name="_continue"' in html
    assert "submit-row" not in html  # one bar


def test_what_must_be_chosen_is_not_chosen_already_and_says_what_it_means(edith):
    for kind, names in (
        ("note", ["Event", "Somewhere that can be found on a map."]),
        ("claim", ["Promise", "Disputed"]),
    ):
        html = edith.get(reverse(f"admin:explainer_{kind}_add")).content.decode()
        assert '<option value="" selected>' in html.split('name="kind"')[1].split("</select>")[0]
        assert all(f">{name}</d" in html for name in names)
    claim = make_claim(state="draft")
    html = edith.get(reverse("admin:explainer_claim_change", args=[claim.pk])).content.decode()
    folded = [each for each in headings(html) if each and not each.startswith(("Sources", "Language"))]
    assert folded == ["When and where", "What would change it", f"Address: {claim.slug}", "Freshness", "Publication"]


def test_the_bar_names_each_error_and_leads_to_its_field(edith):
    article = make_article(state="draft", picture_alt="")
    address = reverse("admin:explainer_article_change", args=[article.pk])
    sent = form_of(edith.get(address)) | {"title": "", "updated_at_0": "soon", "updated_at_1": "12:00"}
    html = edith.post(address, sent).content.decode()
    assert '<a href="#id_title">Headline: This field is required.</a>' in html
    assert 'href="#id_updated_at' in html
    publication = html.split("Publication", 1)[0].rsplit("<fieldset", 1)[1]
    assert "<details>" not in publication  # what has an error is not folded


@pytest.mark.parametrize(
    ("sent", "field", "said", "part"),
    [
        ({"latitude": "50.1"}, "longitude", "Give both latitude and longitude", "Place"),
        ({"longitude": "14.4"}, "latitude", "Give both latitude and longitude", "Place"),
        ({"as_of": "2026-11-02", "review_by": "2026-11-01"}, "review_by", "“Review by” is before “as of”", "Freshness"),
    ],
)
def test_what_a_rule_of_several_fields_says_leads_to_the_one_to_change(edith, sent, field, said, part):
    note = make_note(state="draft")
    address = reverse("admin:explainer_note_change", args=[note.pk])
    page = edith.get(address)
    assert part in headings(page.content.decode())  # folded, and without anything to hold
    html = edith.post(address, form_of(page) | sent).content.decode()
    assert re.search(rf'<a href="#id_{field}">[^<:]+: {said}', html)
    assert [each for each in headings(html) if each.startswith(part)] == []


def test_the_bar_says_how_many_errors_there_are_beside_those_that_it_names(edith):
    note = make_note(state="draft")
    address = reverse("admin:explainer_note_change", args=[note.pk])
    wrong = {"title": "", "kind": "", "summary": "", "slug": "a b", "latitude": "north", "longitude": "east"}
    bar = edith.post(address, form_of(edith.get(address)) | wrong).content.decode().split('class="bar-errors"')[1]
    assert bar.split("</div>")[0].count("<a ") == 5
    assert "And 1 more, in red in the form." in bar.split("</div>")[0]
