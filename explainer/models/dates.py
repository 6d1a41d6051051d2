"""Dates as history gives them, as fields and in words; `explainer.text.partial_dates` has the form they are kept in."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from explainer.text.partial_dates import (
    OPEN,
    PartialDate,
    day_after,
    first_day,
    ordinal,
    read_date,
    roman,
    take_apart,
    write_date,
)

from .plain_field import PlainField

GOES_ON = {OPEN, "now", "today", "ongoing", "open"}
_STAND_IN = 2000  # a leap year that Django's formats can write; its digits are then replaced


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless `value` is a date that `read_date` reads."""
    try:
        read_date(value)
    except ValueError:
        raise ValidationError(
            _(
                "“%(value)s” is not a date. Write a year, a month or a day: 1968, 1968-08 or 1968-08-21; "
                "or 44 BC, about 1500, 1960s, 16th century."
            ),
            code="partial_date",
            params={"value": value},
        ) from None


def display_partial_date(value: str) -> str:
    """The date in words of the active language, as precise as it was given.

    "21 August 1968", "August 1968", "1968", "AD 73", "44 BC", "1960s", "16th century", "about 1500". Empty for an empty
    text; raises ValueError for one that is no date.
    """
    return _in_words(value, "DATE_FORMAT", "YEAR_MONTH_FORMAT")


def display_year(year: int) -> str:
    """A whole year in words, counted as partial dates do: 0 is "1 BC"."""
    return _year_in_words(PartialDate("year", year).number, year < 1)


def short_partial_date(value: str) -> str:
    """The date as short as a drawing has room for: "21 Aug 1968", "Aug 1968", "1968"; otherwise the same in words."""
    # What stands for which part of a date: docs.djangoproject.com, "Built-in template tags and filters", `date`.
    day, month = pgettext("format of a short date", "j M Y"), pgettext("format of a short date", "M Y")
    return _in_words(value, day, month)


def display_span(date: str, end_date: str, words: str = "") -> str:
    """A date, or a span of dates, in words: "1939 – 1945", "since 1949", "1 August 1926 (15 Muharram 1345)"."""
    shown = display_partial_date(date)
    if end_date == OPEN:
        shown = _("since %s") % shown
    elif end_date:
        shown = f"{shown} – {display_partial_date(end_date)}"
    return f"{shown} ({words})" if words else shown


def _in_words(value: str, day_format: str, month_format: str) -> str:
    if not value:
        return ""
    date = take_apart(kept_date(value))
    if date.unit == "century":
        shown = _century_in_words(date.number)
        shown = _("%s BC") % shown if date.is_before_christ else shown
    elif date.unit == "decade":
        shown = _("%(year)ss") % {"year": date.year, "last": date.year + 9}
    else:
        year = _year_in_words(date.number, date.is_before_christ)
        stand_in = datetime.date(_STAND_IN, date.month, date.day)
        layout = {"day": day_format, "month": month_format}.get(date.unit)
        shown = formats.date_format(stand_in, layout).replace(str(_STAND_IN), year) if layout else year
    return _("about %s") % shown if date.is_about else shown


def _century_in_words(number: int) -> str:
    """A translation takes of the three what its language says: "16th", 16, "XVI"."""
    if number == 1:
        return _("1st century")
    return _("%(ordinal)s century") % {"ordinal": ordinal(number), "number": number, "roman": roman(number)}


def _year_in_words(number: int, is_before_christ: bool) -> str:
    if is_before_christ:
        return _("%s BC") % number
    return str(number) if number >= 1000 else _("AD %s") % number


class PartialDateFormField(forms.CharField):
    """Shows a date as an editor would type it, and takes it in the forms of `read_date`."""

    def prepare_value(self, value: Any) -> Any:
        return write_date(value) if isinstance(value, str) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return kept_date(initial or "") != kept_date(data or "")


def kept_date(value: str) -> str:
    """What an editor typed, as it is kept; what is no date stays as it is, for the validator to name."""
    text = value.strip()
    if text.lower() in GOES_ON:
        return OPEN
    try:
        return read_date(text)
    except ValueError:
        return value


class PartialDateField(PlainField, models.CharField):
    """A date as history gives it, as text. With `may_go_on`, ".." says that there is no end yet."""

    description = "A date of any precision and era (EDTF, ISO 8601-2:2019)"

    def __init__(self, *args: object, may_go_on: bool = False, **kwargs: object) -> None:
        kwargs["max_length"] = 16
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.may_go_on = may_go_on
        self.validators = [*self.validators, self._validate]

    def _validate(self, value: str) -> None:
        if not (self.may_go_on and value == OPEN):
            validate_partial_date(value)

    def to_python(self, value: Any) -> Any:
        return kept_date(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        setattr(model_instance, self.attname, self.to_python(getattr(model_instance, self.attname)))
        return getattr(model_instance, self.attname)

    def formfield(self, **kwargs: Any) -> Any:
        # What is typed may be longer than what is kept.
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs, "max_length": 40})


class _DerivedDayField(PlainField, models.IntegerField):
    """The number of a day that follows from a row's dates, kept so that databases can sort and compare."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["editable"] = False
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]

    def derive(self, row: Any) -> int:
        raise NotImplementedError

    def pre_save(self, model_instance: Any, add: bool) -> int:
        setattr(model_instance, self.attname, self.derive(model_instance))
        return int(getattr(model_instance, self.attname))


class FirstDayField(_DerivedDayField):
    """The first day of the row's `date`."""

    def derive(self, row: Any) -> int:
        return first_day(kept_date(row.date))


class DayAfterField(_DerivedDayField):
    """The day after the last one of the row's `end_date`, or of its `date` where it has no end."""

    def derive(self, row: Any) -> int:
        return day_after(kept_date(row.end_date or row.date))
