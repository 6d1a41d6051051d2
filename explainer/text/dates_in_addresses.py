"""A day as a part of an address: 2026-11-20, as ISO 8601 has it."""

from datetime import date


class DayInAddress:
    """Django's path converter for such a day: what is no day of the calendar is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)  # ValueError: there is no such address

    def to_url(self, value: date) -> str:
        return value.isoformat()
