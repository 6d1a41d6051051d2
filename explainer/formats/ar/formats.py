"""Arabic dates in full, with the digits of most newspapers on the web and the zone beside an hour: 3 مارس 2026."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "g:i A T"
DATETIME_FORMAT = "j F Y، g:i A T"
SHORT_DATETIME_FORMAT = "d‏/m‏/Y g:i A T"
