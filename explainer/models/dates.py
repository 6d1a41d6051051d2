"""Dates as history gives them: a day, a month or only a year.

Kept as text in ISO 8601's reduced precision ("1968", "1968-08", "1968-08-21"), which sorts rightly as text.
"""

import datetime
import re

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from .plain_field import PlainField


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless `value` is YYYY, YYYY-MM or YYYY-MM-DD and exists in the calendar."""
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", value):
        try:
            _first_day(value)
            return
        except ValueError:
            pass
    raise ValidationError(
        _("“%(value)s” is not a date. Write a year, a month or a day: 1968, 1968-08 or 1968-08-21."),
        code="partial_date",
        params={"value": value},
    )


def _first_day(value: str) -> datetime.date:
    return datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])


def display_partial_date(value: str) -> str:
    """The date in words of the active language, as precise as it was given: "21 August 1968", "August 1968", "1968"."""
    if not value:
        return ""
    day = _first_day(value)
    if len(value) == 4:
        return value
    return formats.date_format(day, "YEAR_MONTH_FORMAT" if len(value) == 7 else "DATE_FORMAT")


class PartialDateField(PlainField, models.CharField):
    """A year, a month or a day, as text."""

    description = "A year, a month or a day (ISO 8601, reduced precision)"

    def __init__(self, *args: object, **kwargs: object) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.validators = [*self.validators, validate_partial_date]
