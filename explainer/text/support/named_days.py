"""Days that have a name and fall on the same date each year."""

from collections.abc import Sequence

from explainer.text.support.tokens import SentenceToken

# The words, as their keys, and month and day. The longest first.
_DAYS = [
    (words.split(), month, day)
    for words, month, day in (
        ("new year s day", 1, 1),
        ("new year s eve", 12, 31),
        ("christmas day", 12, 25),
        ("christmas eve", 12, 24),
        ("boxing day", 12, 26),
        ("neujahrstag", 1, 1),
        ("neujahr", 1, 1),
        ("heiligabend", 12, 24),
        ("silvester", 12, 31),
        ("nikolaustag", 12, 6),
        ("jour de l an", 1, 1),
        ("nouvel an", 1, 1),
        ("jour de noel", 12, 25),
        ("saint sylvestre", 12, 31),
    )
]


def named_day(tokens: Sequence[SentenceToken], at: int) -> tuple[int, int, int] | None:
    """Where a named day that begins at a token ends, as the number of a token, its month and its day; or None."""
    for words, month, day in _DAYS:
        if tokens[at].key == words[0] and [token.key for token in tokens[at : at + len(words)]] == words:
            return at + len(words), month, day
    return None
