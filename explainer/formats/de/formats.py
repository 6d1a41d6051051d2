"""German dates as Django has them, with the zone beside an hour: 28. November 2026, 13:29 CET."""

TIME_FORMAT = "H:i T"
DATETIME_FORMAT = "j. F Y, H:i T"
SHORT_DATETIME_FORMAT = "d.m.Y H:i T"
