"""Ukrainian dates in full: 3 березня 2026."""

DATE_FORMAT = "j E Y"
