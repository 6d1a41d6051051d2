"""Themes: colours that can be read, and a style sheet that only redefines custom properties."""

import re

import pytest
from django.core.exceptions import ValidationError

from explainer.models import Theme
from explainer.models.colours import contrast, mix, readable_near
from explainer.styles import csp_hash, embed_css
from tests.factories import make_note, make_picture
from tests.markup import read

pytestmark = pytest.mark.django_db
DARK = {"paper": "#101010", "ink": "#eeeeee", "muted": "#aaaaaa", "note": "#88ccee", "claim": "#ffaa77"}


def theme(**fields):
    made = Theme(**{"name": "Daily", "slug": "daily", **fields})
    made.full_clean()
    made.save()
    return made


def refusals(**fields):
    with pytest.raises(ValidationError) as refused:
        theme(**fields)
    return refused.value.message_dict


# Pairs and ratios as WebAIM's contrast checker gives them (webaim.org/resources/contrastchecker), cut to two places.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.47), ("#767676", "#ffffff", 4.54),
     ("#ff0000", "#ffffff", 3.99), ("#0000ff", "#ffff00", 8.00), ("#17566b", "#fbf9f4", 7.7)],
)  # fmt: skip
def test_it_measures_contrast_as_wcag_does(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.06)


def test_it_accepts_what_can_be_read_and_its_defaults():
    theme()
    theme(slug="night", **DARK)


@pytest.mark.parametrize("field", ["ink", "muted", "note", "claim"])
def test_it_refuses_a_colour_that_can_t_be_read_and_names_one_that_can(field):
    messages = refusals(**{field: "#777777"})
    assert messages == {
        field: ["#777777 on #ffffff has a contrast of 4.47 to 1; text needs 4.5. The nearest is #767676."]
    }


@pytest.mark.parametrize(
    ("colour", "ground"),
    [("#777777", "#ffffff"), ("#999999", "#777777"), ("#333333", "#000000"), ("#ff0000", "#00ff00")],
)
def test_the_colour_that_it_names_can_be_read(colour, ground):
    assert contrast(readable_near(colour, ground), ground) >= 4.5


@pytest.mark.parametrize(
    "colour", ["red", "#fff", "#12345", "#1234567", "17566b", "#17566g", "#17566b;", "#17566b\n", ""]
)
def test_it_takes_six_digits_for_a_colour_and_nothing_else(colour):
    assert list(refusals(ink=colour)) == ["ink"]
    assert list(refusals(paper=colour)) == ["paper"]


def test_it_refuses_names_that_are_taken_and_corners_that_are_too_round():
    assert list(refusals(slug="dark")) == ["slug"]
    assert list(refusals(corner=25)) == ["corner"]
    made = theme()
    made.when_dark = made
    with pytest.raises(ValidationError):
        made.full_clean()


def test_it_is_applied_by_a_style_sheet_that_is_allowed_by_its_hash(client):
    made = theme(note="#004400", corner=8, font="sans", when_dark=theme(slug="night", name="Night", **DARK))
    make_note(slug="note")
    response = client.get("/embed/notes/note/?theme=daily")
    own, themed = read(response).all("style")
    assert themed.text == made.css()
    assert "--note:#004400" in themed.text
    assert "--corner:8px" in themed.text
    assert "color-scheme:light" in themed.text
    assert "@media (prefers-color-scheme:dark){:root{color-scheme:dark;--paper:#101010" in themed.text
    assert f"style-src {csp_hash(own.text)} {csp_hash(themed.text)};" in response["Content-Security-Policy"]


def test_it_only_redefines_custom_properties():
    css = theme(**DARK).css()
    names = set(re.findall(r"[{;]([\w-]+):", css))
    known = set(re.findall(r"(--[\w-]+)\s*:", embed_css())) | {"color-scheme"}
    assert names <= known


@pytest.mark.parametrize("query", ["", "?theme=", "?theme=nobody", "?theme=DAILY", "?theme=%3Cstyle%3E", "?theme=../x"])
def test_it_falls_back_to_the_usual_look(client, query):
    theme()
    make_note(slug="note")
    [style] = read(client.get(f"/embed/notes/note/{query}")).all("style")
    assert style.text == embed_css()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_light_or_dark_whatever_the_reader_prefers(client, scheme):
    make_note(slug="note")
    response = client.get(f"/embed/notes/note/?theme={scheme}")
    page = read(response)
    assert page.one("meta", name="color-scheme").attrs["content"] == scheme
    assert page.one("style").text == embed_css(scheme)
    assert csp_hash(embed_css(scheme)) in response["Content-Security-Policy"]
    assert "prefers-color-scheme" not in embed_css(scheme)
    assert len({embed_css(), embed_css("light"), embed_css("dark")}) == 3


def test_a_row_that_was_written_around_the_form_can_t_inject_a_style(client):
    Theme.objects.create(name="Evil", slug="evil", paper="};*{x", font="x;y")
    make_note(slug="note")
    css = read(client.get("/embed/notes/note/?theme=evil")).all("style")[1].text
    assert "x" not in re.sub(r"px|prefers|max|Sitka Text|text", "", css)
    assert "--paper:#ffffff" in css


def test_it_shows_its_logo_with_its_size(client):
    made = theme(logo=make_picture(80, 24))
    make_note(slug="note")
    [logo] = read(client.get("/embed/notes/note/?theme=daily")).all("img")
    assert logo.attrs == {"src": made.logo.url, "width": "80", "height": "24", "alt": ""}


def test_a_pasted_address_carries_its_theme_if_there_is_one(client):
    theme()
    make_note(slug="note")

    def frame(query):
        answer = client.get("/oembed", {"url": f"http://testserver/notes/note/{query}"})
        return read(answer.json()["html"]).one("iframe").attrs["src"]

    assert frame("?theme=daily") == "http://testserver/embed/notes/note/?theme=daily"
    assert frame("?theme=dark") == "http://testserver/embed/notes/note/?theme=dark"
    assert frame("?theme=nobody") == "http://testserver/embed/notes/note/"


def test_the_desk_says_which_colour_would_do(admin_client):
    form = {"name": "Daily", "slug": "daily", "font": "book", "corner": "0", "paper": "#ffffff", "ink": "#777777",
            "muted": "#5f5f5f", "note": "#17566b", "claim": "#8b3d14"}  # fmt: skip
    html = admin_client.post("/admin/explainer/theme/add/", form).content.decode()
    assert "#777777 on #ffffff has a contrast of 4.47 to 1; text needs 4.5. The nearest is #767676." in html
    assert not Theme.objects.exists()


def test_mixing_goes_from_one_colour_to_the_other():
    assert [mix("#ffffff", "#000000", share) for share in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]
