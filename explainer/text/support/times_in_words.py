"""Times of day that are written in words."""

from collections.abc import Sequence

from explainer.text.support.numbers import read_run
from explainer.text.support.tokens import SentenceToken


def time_in_words(tokens: Sequence[SentenceToken], at: int) -> tuple[int, int] | None:
    """Where a time in words ends, as the number of a token, and its minutes; None if none begins at `at`.

    Half past three, halb vier, quarter to five, seven o'clock.
    """
    keys = [token.key for token in tokens[at : at + 3]]
    if keys[0] == "halb" and len(keys) > 1:
        hour = read_run(tokens, at + 1, "de")
        return (hour.end, int(hour.values[0]) * 60 - 30) if hour and 1 <= hour.values[0] <= 12 else None
    if keys[0] not in ("half", "quarter", "viertel"):
        return _minutes_off(tokens, at) or _whole_hour(tokens, at)
    off = {("half", "past"): 30, ("quarter", "past"): 15, ("quarter", "to"): -15, ("viertel", "nach"): 15,
           ("viertel", "vor"): -15}.get((keys[0], keys[1] if len(keys) > 1 else ""))  # fmt: skip
    if off is None or len(keys) < 3:
        return None
    hour = read_run(tokens, at + 2, "de" if keys[0] == "viertel" else "en")
    return (hour.end, int(hour.values[0]) * 60 + off) if hour and 1 <= hour.values[0] <= 12 else None


def _minutes_off(tokens: Sequence[SentenceToken], at: int) -> tuple[int, int] | None:
    """Twenty to seven, zehn nach drei, neuf heures moins vingt; of the English and German, only what names an hour."""
    for language, signs in (("en", {"past": 1, "to": -1}), ("de", {"nach": 1, "vor": -1})):
        minutes = read_run(tokens, at, language) if tokens[at].kind == "word" else None
        if not minutes or minutes.values[0] not in (5, 10, 20, 25) or minutes.end + 1 >= len(tokens):
            continue
        sign = signs.get(tokens[minutes.end].key, 0)
        hour = read_run(tokens, minutes.end + 1, language) if tokens[minutes.end + 1].kind == "word" else None
        if sign and hour and 1 <= hour.values[0] <= 12:
            return hour.end, int(hour.values[0]) * 60 + sign * int(minutes.values[0])
    return None


def _whole_hour(tokens: Sequence[SentenceToken], at: int) -> tuple[int, int] | None:
    """Seven o'clock, sieben Uhr, sept heures du soir: hours in words."""
    hour = read_run(tokens, at, "en") if tokens[at].kind == "word" else None
    if hour and 1 <= hour.values[0] <= 12:
        after = tuple(token.key for token in tokens[hour.end : hour.end + 3])
        if after[:2] == ("in", "the") and after[2:] in (("morning",), ("afternoon",), ("evening",)):
            return hour.end + 3, int(hour.values[0]) * 60
    for sign, language in (("o", "en"), ("uhr", "de"), ("heures", "fr")):
        hour = read_run(tokens, at, language) if tokens[at].kind == "word" else None
        if hour and hour.end < len(tokens) and tokens[hour.end].key == sign and 1 <= hour.values[0] <= 24:
            told = sign != "heures" or [token.key for token in tokens[hour.end + 1 : hour.end + 3]] in (
                ["du", "matin"], ["du", "soir"], ["de", "l"]) or (
                at > 0 and tokens[at - 1].key in ("a", "avant", "apres", "vers", "des", "environ"))  # fmt: skip
            return (hour.end + 1, int(hour.values[0]) * 60) if told else None
    return None
