"""Word lists are written as text, a few words a line, because that is how people read and mend them."""


def word_set(listed: str) -> frozenset[str]:
    """The words of a text, parted by white space."""
    return frozenset(listed.split())


def word_tuple(listed: str) -> tuple[str, ...]:
    """The words of a text in their order, parted by white space."""
    return tuple(listed.split())
