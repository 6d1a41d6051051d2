"""Spanish dates as Django has them, with the zone beside an hour: 28 de noviembre de 2026 a las 13:29 CET."""

TIME_FORMAT = "H:i T"
DATETIME_FORMAT = r"j \d\e F \d\e Y \a \l\a\s H:i T"
SHORT_DATETIME_FORMAT = "d/m/Y H:i T"
