"""A day, a month or only a year."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from explainer.models import Event
from explainer.models.dates import display_partial_date, validate_partial_date


@pytest.mark.parametrize("value", ["1968", "1968-08", "1968-08-21", "2024-02-29", "0001", "9999-12-31"])
def test_it_takes_a_year_a_month_or_a_day(value):
    assert validate_partial_date(value) is None


@pytest.mark.parametrize(
    "value",
    [
        *("1968-13", "1968-00", "1968-8", "1968-08-32", "2023-02-29", "0000", "68", "19680821", "1968-08-21T10:00"),
        *("21 August 1968", "1968-", "1968-08-21\n", " 1968", "-1968", "١٩٦٨", "1968-W34", ""),
    ],
)
def test_it_refuses_what_is_not_in_the_calendar(value):
    with pytest.raises(ValidationError) as caught:
        validate_partial_date(value)
    assert caught.value.messages == [
        f"“{value}” is not a date. Write a year, a month or a day: 1968, 1968-08 or 1968-08-21."
    ]


@pytest.mark.parametrize(
    ("language", "value", "shown"),
    [
        ("en-gb", "1968-08-21", "21 August 1968"),
        ("en-gb", "1968-08", "August 1968"),
        ("en-gb", "1968", "1968"),
        ("en-gb", "", ""),
        ("de", "1968-08-21", "21. August 1968"),
        ("cs", "1968-08-21", "21. srpna 1968"),
        ("fr", "1968-08", "août 1968"),
    ],
)
def test_it_is_shown_as_precise_as_it_was_given(language, value, shown):
    with translation.override(language):
        assert display_partial_date(value) == shown


@pytest.mark.parametrize(
    ("date", "end_date", "when"),
    [
        ("1968-08-20", "", "20 August 1968"),
        ("1968-08-20", "1968-09", "20 August 1968 – September 1968"),
        ("1939", "1945", "1939 – 1945"),
    ],
)
def test_it_shows_how_long_an_event_lasted(date, end_date, when):
    assert Event(date=date, end_date=end_date, text="x").when == when
