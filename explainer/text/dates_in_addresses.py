"""A day or a year as a part of an address, as ISO 8601 has them: 2026-11-20; 1968, and -43 for 44 BC."""

from datetime import date


class DayInAddress:
    """Django's path converter for such a day: what is no day of the calendar is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)  # ValueError: there is no such address

    def to_url(self, value: date) -> str:
        return value.isoformat()


class YearInAddress:
    """A year from 9999 BC to 9999, counted as partial dates do: 0 is 1 BC. Each has one address."""

    regex = r"0|-?[1-9]\d{0,3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return str(value)
