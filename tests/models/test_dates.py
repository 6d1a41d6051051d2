"""A day, a month or only a year."""

import datetime
import random

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import translation

from explainer.actions import workflow
from explainer.models import Event, State
from explainer.models.dates import (
    PartialDateFormField,
    display_partial_date,
    short_partial_date,
    validate_partial_date,
)
from explainer.text.partial_dates import date_of_day, day_after, first_day, read_date
from tests.desk.test_admin import form_of, url
from tests.factories import annotate, make_article, make_note


@pytest.mark.parametrize("value", ["1968", "1968-08", "1968-08-21", "2024-02-29", "0001", "9999-12-31", "1500-02-29"])
def test_it_takes_a_year_a_month_or_a_day(value):
    assert validate_partial_date(value) is None
    assert read_date(value) == value


@pytest.mark.parametrize(
    "value",
    [
        *("1968-13", "1968-00", "1968-8", "1968-08-32", "2023-02-29", "0", "-0000", "19680821", "1968-08-21T10:00"),
        *("21 August 1968", "1968-", "١٩٦٨", "1968-W34", "", "~", "about", "BC", "0 BC", "0th century", "1900-02-29"),
        *("10000", "10000 BC", "1X", "-196X", "1960s BC", "1968~-08", "..", "1939/1945"),
    ],
)
def test_it_refuses_what_is_not_in_the_calendar(value):
    with pytest.raises(ValidationError) as caught:
        validate_partial_date(value)
    assert caught.value.messages == [
        f"“{value}” is not a date. Write a year, a month or a day: 1968, 1968-08 or 1968-08-21; "
        "or 44 BC, about 1500, 1960s, 16th century."
    ]


# What is typed, how it is kept, how readers see it, how editors see it again, its first day and the day after its last.
TYPED = [
    ("73", "0073", "AD 73", "AD 73", "0073-01-01", "0073-12-31"),
    ("AD 73", "0073", "AD 73", "AD 73", "0073-01-01", "0073-12-31"),
    ("73 CE", "0073", "AD 73", "AD 73", "0073-01-01", "0073-12-31"),
    ("0073-08-24", "0073-08-24", "24 August AD 73", "0073-08-24", "0073-08-24", "0073-08-24"),
    ("622", "0622", "AD 622", "AD 622", "0622-01-01", "0622-12-31"),
    ("44 BC", "-0043", "44 BC", "44 BC", "-0043-01-01", "-0043-12-31"),
    ("44 b.c.e.", "-0043", "44 BC", "44 BC", "-0043-01-01", "-0043-12-31"),
    ("44-03-15 BC", "-0043-03-15", "15 March 44 BC", "44-03-15 BC", "-0043-03-15", "-0043-03-15"),
    ("44-03 BC", "-0043-03", "March 44 BC", "44-03 BC", "-0043-03-01", "-0043-03-31"),
    ("1 BC", "0000", "1 BC", "1 BC", "0000-01-01", "0000-12-31"),
    ("9999 BC", "-9998", "9999 BC", "9999 BC", "-9998-01-01", "-9998-12-31"),
    ("about 1500", "1500~", "about 1500", "about 1500", "1500-01-01", "1500-12-31"),
    ("c. 1500", "1500~", "about 1500", "about 1500", "1500-01-01", "1500-12-31"),
    (" circa  1500 ", "1500~", "about 1500", "about 1500", "1500-01-01", "1500-12-31"),
    ("c 1500", "1500~", "about 1500", "about 1500", "1500-01-01", "1500-12-31"),
    ("~1500", "1500~", "about 1500", "about 1500", "1500-01-01", "1500-12-31"),
    ("about 44 BC", "-0043~", "about 44 BC", "about 44 BC", "-0043-01-01", "-0043-12-31"),
    ("16th century", "15XX", "16th century", "16th century", "1501-01-01", "1600-12-31"),
    ("the 1st century", "00XX", "1st century", "1st century", "0001-01-01", "0100-12-31"),
    ("22nd century", "21XX", "22nd century", "22nd century", "2101-01-01", "2200-12-31"),
    ("13th century BC", "-12XX", "13th century BC", "13th century BC", "-1299-01-01", "-1200-12-31"),
    ("about the 1st century BC", "-00XX~", "about 1st century BC", "about 1st century BC", "-0099-01-01", "0000-12-31"),
    ("1960s", "196X", "1960s", "1960s", "1960-01-01", "1969-12-31"),
    ("9999", "9999", "9999", "9999", "9999-01-01", None),
]


@pytest.mark.parametrize(("typed", "kept", "shown", "again", "first", "last"), TYPED)
def test_it_takes_what_editors_type_for_older_and_vaguer_dates(typed, kept, shown, again, first, last):
    assert read_date(typed) == kept
    assert display_partial_date(kept) == shown
    assert PartialDateFormField().prepare_value(kept) == again
    assert read_date(again) == kept
    assert date_of_day(first_day(kept)) == first
    assert day_after(kept) - first_day(kept) >= 1
    assert last is None or date_of_day(day_after(kept) - 1) == last


@pytest.mark.parametrize("day", [-3_652_059, -366, -365, 0, 1, 577_736, 3_652_059])
def test_days_have_dates_and_dates_their_days(day):
    assert first_day(date_of_day(day)) == day


def test_days_agree_with_the_standard_library():
    for day in ("0001-01-01", "1582-10-15", "1968-08-21", "9999-12-31"):
        assert first_day(day) == datetime.date.fromisoformat(day).toordinal()


@pytest.mark.django_db
def test_events_are_in_the_order_of_time():
    note = make_note()
    dates = ["44 BC", "100 BC", "1st century BC", "73", "622", "15XX", "about 1500", "1968", "1968-08", "1968-08-21"]
    for date in random.Random(3).sample(dates, len(dates)):
        note.events.create(date=date, text=date)
    in_time = ["100 BC", "1st century BC", "44 BC", "73", "622", "about 1500", "15XX", "1968", "1968-08", "1968-08-21"]
    assert [event.text for event in note.events.all()] == in_time


@pytest.mark.django_db
@pytest.mark.parametrize(("date", "end"), [("44 BC", "73"), ("100 BC", "44 BC"), ("1949", ".."), ("15XX", "16XX")])
def test_a_span_may_cross_the_eras_and_stay_open(date, end):
    event = Event(note=make_note(), date=date, end_date=end, text="x")
    event.full_clean()
    event.save()
    event.refresh_from_db()
    assert event.ends > event.begins


@pytest.mark.django_db
@pytest.mark.parametrize(("date", "end"), [("73", "44 BC"), ("44 BC", "100 BC"), ("16XX", "15XX")])
def test_a_span_does_not_run_backwards(date, end):
    with pytest.raises(ValidationError) as caught:
        Event(note=make_note(), date=date, end_date=end, text="x").full_clean()
    assert caught.value.messages == ["The end is before the beginning."]


def test_only_an_end_can_be_open():
    with pytest.raises(ValidationError):
        Event._meta.get_field("date").run_validators("..")


@pytest.mark.parametrize(
    ("event", "when", "html"),
    [
        (Event(date="1949", end_date=".."), "since 1949", "1949"),
        (Event(date="-0043", end_date="0073"), "44 BC – AD 73", ""),
        (Event(date="1500~", end_date="15XX"), "about 1500 – 16th century", "1500"),
        (Event(date="1926-12-25", date_words="昭和元年"), "25 December 1926 (昭和元年)", "1926-12-25"),
        (Event(date="0622-07-16", date_words="1 Muharram 1"), "16 July AD 622 (1 Muharram 1)", "0622-07-16"),
    ],
)
def test_it_says_spans_open_ends_and_other_calendars(event, when, html):
    assert (event.when, event.html_date) == (when, html)


def test_a_form_shows_what_was_typed_and_sees_no_change_in_another_spelling():
    field = PartialDateFormField()
    assert not field.has_changed("-0043", "44 B.C.")
    assert field.has_changed("-0043", "45 BC")


@pytest.mark.parametrize(
    ("value", "short"), [("1968-08-21", "21 Aug 1968"), ("-0043-03", "Mar 44 BC"), ("15XX", "16th century")]
)
def test_a_drawing_has_shorter_words(value, short):
    assert short_partial_date(value) == short


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


@pytest.mark.thorough
@pytest.mark.django_db
def test_every_kind_of_date_is_entered_shown_and_drawn(admin_client, client):
    """Typed into the note's form, on the note's page with its line of time, and in the article's."""
    article = make_article("It was the Wagner mutiny.", title="A story")
    note = make_note(title="Wagner mutiny", state=State.DRAFT)
    annotate(article, "Wagner mutiny", note)
    typed = ["73", "622", "44 BC", "about 1500", "16th century", "196X", "1949", "1926-12-25"]
    rows = {f"events-{row}-date": date for row, date in enumerate(typed)}
    rows |= {f"events-{row}-text": f"Event {row}." for row in range(len(typed))}
    rows |= {f"events-{row}-note": note.pk for row in range(len(typed))}
    rows |= {"events-6-end_date": "..", "events-7-date_words": "昭和元年", "events-TOTAL_FORMS": len(typed)}
    address = url("note", "change", note.pk)
    answer = admin_client.post(address, form_of(admin_client.get(address)) | rows)
    assert answer.status_code == 302, answer.context["errors"]
    workflow.publish(record=note, by=User.objects.get())
    shown = [
        "44 BC",
        "AD 73",
        "AD 622",
        "about 1500",
        "16th century",
        "since 1949",
        "25 December 1926 (昭和元年)",
        "1960s",
    ]
    in_time = sorted(shown, key=lambda when: note.events.get(text=f"Event {ORDER[when]}.").begins)
    for page in (note.get_absolute_url(), f"{article.get_absolute_url()}timeline/"):
        html = client.get(page).content.decode()
        places = [html.index(f">{when}<") for when in in_time]
        assert places == sorted(places)
        assert "<svg" in html
        assert 'datetime="0073"' in html
        assert 'datetime="15XX"' not in html
        assert 'datetime="-0043"' not in html
    again = form_of(admin_client.get(address))
    assert {again[f"events-{row}-date"] for row in range(len(typed))} >= {
        "44 BC",
        "AD 73",
        "about 1500",
        "16th century",
    }


ORDER = {"AD 73": 0, "AD 622": 1, "44 BC": 2, "about 1500": 3, "16th century": 4, "1960s": 5, "since 1949": 6}
ORDER["25 December 1926 (昭和元年)"] = 7
