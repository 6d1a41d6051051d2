"""A day and a time in the newsroom's zone, which a change of the clocks may skip or bring twice."""

from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from explainer.actions.moments import day_and_hour, zone_name


class TwiceError(ValidationError):
    """The time comes twice on that day: who chose it has to say which is meant."""


def read_local_time(typed: str, which: str = "") -> datetime:
    """The time that was typed, in the newsroom's zone. `which` is "first" or "second" where the clocks go back.

    Raises ValidationError if it is none, or if the clocks skip it, and TwiceError if it comes twice.
    """
    try:
        found = parse_datetime(typed)
    except ValueError:
        found = None
    if found is None:
        raise ValidationError({"at": _("Choose a day and a time.")})
    if timezone.is_aware(found):
        return found
    first, second = (timezone.make_aware(found.replace(fold=fold)) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first
    said = {"when": day_and_hour(found), "zone": zone_name()}
    if first.astimezone(UTC).astimezone(first.tzinfo).replace(tzinfo=None) != found:
        skipped = _(
            "The clocks go forward in %(zone)s, so %(when)s does not exist there. Choose a time before or after."
        )
        raise ValidationError({"at": skipped % said})
    if which not in {"first", "second"}:
        twice = _(
            "The clocks go back in %(zone)s, so %(when)s comes twice: first at %(one)s, then at %(other)s. "
            "Say which you mean."
        )
        raise TwiceError({"at": twice % {**said, "one": _offset(first), "other": _offset(second)}})
    return second if which == "second" else first


def _offset(moment: datetime) -> str:
    """ "UTC+01:00"."""
    offset = moment.strftime("%z")
    return f"UTC{offset[:3]}:{offset[3:5]}"
