"""Arabic dates in full, with the digits of most newspapers on the web: 3 مارس 2026."""

DATE_FORMAT = "j F Y"
