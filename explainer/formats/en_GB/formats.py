"""British dates in full: 19 July 2023."""

DATE_FORMAT = "j F Y"
YEAR_MONTH_FORMAT = "F Y"
