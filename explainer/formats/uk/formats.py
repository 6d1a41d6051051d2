"""Ukrainian dates in full, with the zone beside an hour: 3 березня 2026, 13:29 EET."""

DATE_FORMAT = "j E Y"
TIME_FORMAT = "H:i T"
DATETIME_FORMAT = "j E Y, H:i T"
SHORT_DATETIME_FORMAT = "d.m.Y H:i T"
