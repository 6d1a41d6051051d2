"""Django's dates of no country in particular, with the zone beside an hour."""

TIME_FORMAT = "P T"
DATETIME_FORMAT = "N j, Y, P T"
SHORT_DATETIME_FORMAT = "m/d/Y P T"
