"""Numbers that arrive as text from outside: in an address, a form, a parameter."""

LONGEST = (
    18  # digits: what a database's 64 bits hold (PostgreSQL, "Numeric Types": bigint), and less than Python refuses
)


def whole_number(text: str, *, digits: int = LONGEST) -> int | None:
    """The number that up to `digits` ASCII digits say; None for anything else, whatever its length."""
    return int(text) if 0 < len(text) <= digits and text.isascii() and text.isdigit() else None
