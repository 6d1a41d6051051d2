"""Maps show what lies around a place, in few bytes, wherever on earth it is."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.drawing.clipping import Box, clip_area, clip_line
from explainer.drawing.country_names import country_name
from explainer.drawing.disputes import DISPUTES, read_styles
from explainer.drawing.locator import LOCATOR, MOST_PINS, OVERVIEW, locator, overview
from explainer.drawing.outlines import outlines
from explainer.drawing.projection import around, around_all

DASHED = tuple(read_styles(["dashed"]).items())
PLACES = {
    "Prague": (14.4378, 50.0755, {"GERMANY", "POLAND", "CZECHIA"}),
    "Rostov-on-Don": (39.71, 47.2225, {"RUSSIA", "UKRAINE"}),
    "Crimean bridge, Kerch Strait": (36.5061, 45.3086, {"RUSSIA"}),
    "Istanbul": (28.97, 41.01, {"BULGARIA", "TURKEY", "GREECE"}),
}


def pairs(path):
    """The corners of path data, in its own units."""
    x = y = 0
    for command, numbers in re.findall(r"([Mlz])([-\d ]*)", path):
        found = [int(n) for n in re.findall(r"-?\d+", numbers)]
        for dx, dy in zip(found[::2], found[1::2], strict=True):
            x, y = (dx, dy) if command == "M" else (x + dx, y + dy)
            yield x, y


@pytest.mark.parametrize("name", PLACES)
def test_it_names_the_place_and_what_lies_around_it(name):
    longitude, latitude, countries = PLACES[name]
    drawn = locator(name, longitude, latitude, "town", DASHED)
    assert drawn.pins[0].label.text == name.split(",")[0]
    assert {label.text for label in drawn.countries} >= countries - {"GREECE"}
    assert 1 <= len(drawn.towns) <= 3
    assert name not in {label.text for _, _, label in drawn.towns}
    assert drawn.land
    assert drawn.globe.land


def test_a_spot_is_drawn_larger_than_a_country():
    bars = [
        locator("Prague", 14.4, 50.1, kind, DASHED).bar_kilometres for kind in ("spot", "town", "region", "country")
    ]
    assert bars == sorted(bars)
    assert len(set(bars)) == 4


def test_the_middle_of_a_map_is_its_place_and_kilometres_are_kilometres():
    view = around(14.4378, 50.0755, 800, *LOCATOR)
    assert view.place((14.4378, 50.0755)) == pytest.approx((160, 115))
    brno = view.place((16.6068, 49.1951))  # 184 km from Prague
    assert ((brno[0] - 160) ** 2 + (brno[1] - 115) ** 2) ** 0.5 / view.kilometre == pytest.approx(184, rel=0.02)


@pytest.mark.thorough
@given(st.floats(-180, 180), st.floats(-90, 90), st.sampled_from(["spot", "town", "region", "country", "unheard of"]))
@settings(max_examples=60, deadline=None)
def test_any_place_on_earth_has_a_map_whose_names_lie_inside_and_apart(longitude, latitude, kind):
    drawn = locator("Somewhere", longitude, latitude, kind, DASHED)
    width, height = LOCATOR
    labels = [*drawn.countries, *(label for _, _, label in drawn.towns)]
    assert all(0 <= label.x <= width and 0 <= label.y <= height for label in labels)
    assert all(-20 <= x <= 2 * width + 20 and -20 <= y <= 2 * height + 20 for x, y in pairs(drawn.land))


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-82, 82)), min_size=1, max_size=30))
@settings(max_examples=60, deadline=None)
def test_all_places_of_an_article_are_on_its_map(points):
    view = around_all(points, *OVERVIEW, margin=34, narrowest=700)
    for longitude, latitude in points:
        across = (longitude - view.longitude + 180) % 360 - 180
        x, y = view.place((view.longitude + across, latitude))
        assert -1 <= x <= OVERVIEW[0] + 1
        assert -1 <= y <= OVERVIEW[1] + 1


def test_places_that_share_a_dot_share_a_label():
    drawn = overview(
        (("Prague", 14.43, 50.07), ("London", -0.12, 51.5), ("British embassy, Prague", 14.4, 50.09)), DASHED
    )
    assert [pin.label.text for pin in drawn.pins] == ["1, 3 Prague", "2 London"]


def test_five_hundred_places_are_drawn_up_to_the_limit():
    drawn = overview(tuple((f"Place {n}", n % 25 * 14.0 - 170, n // 25 * 7.0 - 70) for n in range(500)), DASHED)
    assert 30 < len(drawn.pins) <= MOST_PINS


def test_places_on_both_sides_of_the_date_line_are_close():
    view = around_all([(179, 0), (-179, 0)], *OVERVIEW, margin=34, narrowest=300)
    assert view.kilometres < 400


def test_a_disputed_border_is_dashed_and_the_operator_may_change_that():
    place = ("Simferopol", 34.102, 44.952, "town")
    dashed, solid, none = (
        locator(*place, tuple(read_styles([style]).items())) for style in ("dashed", "solid", "none")
    )
    assert (bool(dashed.disputed), bool(solid.disputed), bool(none.disputed)) == (True, False, False)
    assert len(solid.borders) > len(dashed.borders)
    assert dashed.borders == none.borders
    assert "RUSSIA" not in {label.text for label in dashed.countries if label.x < 200}


def test_no_country_s_name_is_on_land_that_is_disputed():
    for latitude in (44.9, 45.2, 45.4):
        for label in locator("Here", 34.5, latitude, "spot", DASHED).countries:
            view = around(34.5, latitude, 380, *LOCATOR)
            west, south = view.place((32, 44))
            east, north = view.place((37, 46.2))
            assert not (west < label.x < east and north < label.y < south and label.text == "RUSSIA")


def test_each_dispute_is_a_line_of_the_outlines():
    for level in (outlines().middle, outlines().fine):
        known = {border.countries for border in level.borders}
        assert [name for name, dispute in DISPUTES.items() if not known & set(dispute.pairs)] == []


@pytest.mark.parametrize(
    ("entries", "style"),
    [([], "dashed"), (["solid"], "solid"), (["solid", "kosovo:none"], "none"), (["kosovo:solid", ""], "solid")],
)
def test_the_setting_is_for_all_borders_or_one(entries, style):
    assert read_styles(entries)["kosovo"] == style


@pytest.mark.parametrize("entry", ["dotted", "atlantis:dashed", "kosovo:"])
def test_a_setting_that_is_wrong_says_what_to_write(entry):
    with pytest.raises(ValueError, match="name:style"):
        read_styles([entry])


def test_a_line_is_cut_to_the_window_with_a_point_more_at_either_end():
    line = [(x, 0.5) for x in range(10)]
    assert list(clip_line(line, Box(3, 0, 5, 1))) == [[(x, 0.5) for x in range(2, 7)]]
    assert list(clip_line(line, Box(20, 0, 25, 1))) == []


def test_an_area_is_cut_to_the_window():
    assert set(clip_area([(0, 0), (10, 0), (10, 10), (0, 10)], Box(5, 5, 20, 20))) == {
        (5, 5),
        (10, 5),
        (10, 10),
        (5, 10),
    }
    assert clip_area([(0, 0), (1, 0), (1, 1)], Box(5, 5, 20, 20)) == []


def test_it_names_countries_in_the_pages_language():
    named = {label.text for label in locator("Kyjiw", 30.5, 50.4, "region", (), "de").countries}
    assert "BELARUS" in named
    assert {"RUSSLAND", "RUMÄNIEN", "POLEN"} & named
    assert not {"ROMANIA", "POLAND", "RUSSIA"} & named
    assert country_name("DR Congo", "de") == "Kongo-Kinshasa"
    assert country_name("Poland", "en-gb") == country_name("Poland", "xx") == "Poland"
