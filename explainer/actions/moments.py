"""How sentences of the desk and its mails write a moment: day and hour in the newsroom's zone, which they name."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def zone_name() -> str:
    """The newsroom's zone, such as "Europe/London"."""
    return timezone.get_current_timezone_name()


def day_and_hour(moment: datetime) -> str:
    """For sentences that name the zone in full: "31 October 2027, 01:30". Without a zone it is the newsroom's own."""
    here = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    return f"{date_format(here, 'DATE_FORMAT')}, {date_format(here, 'H:i')}"
