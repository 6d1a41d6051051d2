"""Lines of time: whatever the dates, each has its mark, in order, true to scale where nothing is broken."""

import datetime
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.drawing import timeline
from explainer.drawing.timeline import MOST_LANES, WIDTH, line_of_time
from explainer.drawing.timescale import scale
from explainer.text.partial_dates import OPEN, extent, first_day, take_apart


def Moment(start, end="", is_about=False, lane=""):
    unit = take_apart(start).unit
    shape = "open" if end == OPEN else "span" if end else {"day": "day", "month": "month"}.get(unit, "year")
    return timeline.Moment(*extent(start, end), shape, is_about, lane)


days = st.dates().map(lambda day: f"{day:%Y-%m-%d}".rjust(10, "0"))
odd = st.sampled_from(["-0043", "-00XX", "15XX", "196X", "1500~", "0073-08"])
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]), odd)


@st.composite
def moments(draw, most=60):
    found = []
    for _ in range(draw(st.integers(1, most))):
        start, end = sorted((draw(dates), draw(dates)), key=extent)
        end = end if extent(start, end)[1] > extent(start, end)[0] else ""
        found.append(
            Moment(start, draw(st.sampled_from(["", end, OPEN])), draw(st.booleans()), draw(st.sampled_from("abc")))
        )
    return tuple(found)


def many(*starts, lane=""):
    return tuple(Moment(start, lane=lane) for start in starts)


def middles(line):
    return [mark.x for mark in line.marks]


def test_no_dates_are_no_line():
    assert line_of_time(()) is None


def test_one_date_is_one_mark_with_its_year():
    line = line_of_time(many("1968-08-21"))
    assert [(mark.shape, mark.x) for mark in line.marks] == [("day", WIDTH / 2)]
    assert [(date.day, date.unit) for date in line.dates] == [(first_day("1968-08-21"), "day")]


def test_a_day_a_month_a_year_a_span_and_about_look_different():
    known = (Moment("1968-08-21"), Moment("1968-08"), Moment("1968"), Moment("1968-01", "1968-08"))
    line = line_of_time((*known, Moment("1968", is_about=True), Moment("1968", OPEN)))
    assert [(mark.shape, mark.is_about) for mark in line.marks] == [
        ("day", False), ("month", False), ("year", False), ("span", False), ("year", True), ("open", False)
    ]  # fmt: skip


def test_a_line_without_breaks_is_true_to_scale():
    line = line_of_time(many(*(f"{year}-01-01" for year in range(2000, 2020))))
    assert line.scale.breaks == []
    steps = [after - before for before, after in itertools.pairwise(middles(line))]
    assert max(steps) - min(steps) < 0.3


def test_1909_and_2026_meet_at_a_break():
    line = line_of_time(many("1909-07", *(f"2026-01-{day:02}" for day in range(1, 20))))
    assert len(line.scale.breaks) == 1
    assert datetime.date.fromordinal(line.dates[0].day).year == 1909
    assert datetime.date.fromordinal(line.dates[-1].day).year == 2026
    assert middles(line)[0] < line.scale.breaks[0] < middles(line)[1]


def test_a_dense_summer_is_spread_out():
    summer = [f"2023-{month:02}-{day:02}" for month in (6, 7, 8) for day in range(1, 28, 2)]
    others = [f"{year}-05-01" for year in range(1990, 2027, 3)]
    line = line_of_time(many(*sorted(summer + others)))
    inside = [mark.x for mark, date in zip(line.marks, sorted(summer + others), strict=True) if date in summer]
    share = (max(inside) - min(inside)) / WIDTH
    assert share > 0.35  # of the line, for one hundredth of its time


def test_a_span_is_as_long_as_it_was_and_spans_may_overlap():
    line = line_of_time((Moment("2000", "2009"), Moment("2005", "2014"), Moment("2000-01-01"), Moment("2019-12-31")))
    one, other = line.marks[:2]
    assert one.width == pytest.approx(other.width, abs=0.5)
    assert one.left < other.left < one.right
    assert one.y != other.y


def test_dates_of_one_day_stand_over_each_other():
    line = line_of_time(many(*["1968-08-21"] * 4))
    assert len({mark.y for mark in line.marks}) == 4


def test_sixty_and_five_hundred_dates_fit():
    for count in (60, 500):
        line = line_of_time(
            tuple(Moment(f"{1900 + n % 120}-{n % 12 + 1:02}", lane=f"Note {n % 40}") for n in range(count))
        )
        assert len(line.marks) == count
        assert len(line.lanes) <= MOST_LANES
        assert all(mark.left >= 0 and mark.right <= WIDTH for mark in line.marks)


def test_five_hundred_dates_on_one_day_stay_in_a_lane_of_bounded_height():
    assert line_of_time(many(*["2023-06-24"] * 500)).height < 140


def test_the_day_of_the_article_is_marked_though_nothing_else_happened_on_it():
    line = line_of_time(many("1968-08-21", "2026-01-01"), first_day("2023-07-19"))
    first, last = middles(line)
    assert first < line.today < last


def test_lanes_are_named_in_the_order_of_their_first_dates():
    line = line_of_time((Moment("1909", lane="MI6"), Moment("1968", lane="Invasion"), Moment("1970", lane="MI6")))
    assert [lane.name for lane in line.lanes] == ["MI6", "Invasion"]
    assert line.marks[0].y == line.marks[2].y < line.marks[1].y


def strokes(line):
    """From where to where the line of the article's day goes."""
    return [tuple(map(float, stroke.split()[1].split("V"))) for stroke in line.today_path.split("M")[1:]]


NAMES = [("short", True), ("x" * 19, True), ("x" * 20, False), ("A long name that reaches far across the day", False)]
NAMES += [("事" * 11, True), ("事" * 12, False), ("i" * 30, True), ("i" * 31, False), ("", True)]


@pytest.mark.parametrize(("name", "is_whole"), NAMES)
def test_the_line_of_the_article_s_day_leaves_the_names_that_it_would_cross(name, is_whole):
    today = first_day("2000-01-01")
    known = (Moment("1900-01-01", lane=name), Moment("2099-12-31", lane=name), Moment("1990", lane="b" if name else ""))
    line = line_of_time(known, today)
    assert line.today == WIDTH / 2
    found = strokes(line)
    assert (len(found) == 1) == is_whole
    assert (found[0][0], found[-1][1]) == (14, line.axis)
    for lane in line.lanes:
        crossed = any(start < lane.y + 3 and end > lane.y - 10 for start, end in found)
        assert crossed == (is_whole or lane.name != name)
    assert all(start < end for start, end in found)


@pytest.mark.thorough
@given(moments(), st.sampled_from([None, first_day("2023-07-19")]))
@settings(max_examples=150, deadline=None)
def test_each_date_has_a_mark_inside_the_drawing_on_a_lane(found, today):
    line = line_of_time(found, today)
    assert len(line.marks) == len(found)
    for mark in line.marks:
        assert -2 <= mark.left < mark.right <= WIDTH + 2
        assert 0 < mark.y < line.axis
    assert all(one.right < other.left for one, other in itertools.pairwise(line.scale.stretches))


@given(st.lists(days.map(first_day), min_size=1, max_size=200))
@settings(max_examples=150, deadline=None)
def test_what_was_later_never_stands_before(known):
    over = scale([(day, "abc"[day % 3]) for day in known], 10, 310)
    placed = [over.place(day) for day in sorted(known)]
    assert placed == sorted(placed)
    assert all(10 <= x <= 310.001 for x in placed)


def test_44_bc_and_the_sixteenth_century_are_on_the_line_too():
    line = line_of_time((Moment("-0043"), Moment("0073"), Moment("15XX"), Moment("2023-07-19")))
    assert middles(line) == sorted(middles(line))
    assert line.marks[2].width > line.marks[0].width


def test_what_goes_on_reaches_the_end_of_the_line():
    line = line_of_time((Moment("1949", OPEN), Moment("1960"), Moment("2020")))
    assert line.marks[0].right == line.scale.stretches[-1].right
