"""Czech dates as Django has them, with the zone beside an hour: 28. listopadu 2026 13:29 CET."""

TIME_FORMAT = "G:i T"
DATETIME_FORMAT = "j. E Y G:i T"
SHORT_DATETIME_FORMAT = "d.m.Y G:i T"
