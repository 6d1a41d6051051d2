"""What first names tell of the surname beside them: added, left out, or another person's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explainer.text.support import word_lists as lists
from explainer.text.support.finding_names import is_acronym
from explainer.text.support.german_nouns import is_noun
from explainer.text.support.places import country_of
from explainer.text.support.source_names import Names, forms
from explainer.text.support.tokens import SentenceToken


def after_first_name(sentence: Sequence[SentenceToken], at: int, source: Names) -> bool:
    """Whether the token stands where a surname does in the source, after its first name: Uwe Kühn, if it has
    Uwe Pohl."""
    if source.language != "de" or not follows_in_name(sentence, at) or sentence[at].key in lists.FUNCTIONS:
        return False
    places = source.places.get(sentence[at - 1].key, [])
    return any(
        place in source.named and place + 1 in source.named and follows_in_name(source.tokens, place + 1)
        for place in places
    )


def follows_in_name(sentence: Sequence[SentenceToken], at: int) -> bool:
    """Whether the token stands right after the one before, as in one name."""
    return at < len(sentence) and sentence[at].is_capital and sentence[at].gap in (" ", "\u00a0", "-", ". ")


def is_first_name(
    sentence: Sequence[SentenceToken], at: int, named: dict[int, bool], missing: list[int], source: Names
) -> bool:
    """Whether a name that the source hasn't comes before one that it has, and the source has none in its place."""
    if sentence[at].key in lists.COMPASS or country_of(sentence[at].key):
        return False
    last = at + 1
    while last < at + 3 and last in missing and follows_in_name(sentence, last):
        last += 1
    if last not in named or last in missing or not follows_in_name(sentence, last):
        return False
    return not preceding(sentence[last], source, named)


def preceding(token: SentenceToken, source: Names, named: Iterable[int]) -> set[str]:
    """The first names that stand before a surname in the source."""
    found = set()
    for form in forms(token.key, source.language):
        for place in source.places.get(form, []):
            before = source.tokens[place - 1] if place else None
            if (
                before and before.is_capital and source.tokens[place].gap in (" ", "\u00a0", "-", ". ")
                and before.key not in lists.TITLES and before.key not in lists.FUNCTIONS
                and not country_of(before.key) and not (source.language == "de" and is_noun(before.key))
                and place - 1 in source.named
            ):  # fmt: skip
                found.add(before.key)
    return found


def other_first_name(sentence: Sequence[SentenceToken], at: int, named: dict[int, bool], source: Names) -> bool:
    """Whether both names stand in the source, but never together: two people's names mixed."""
    if at - 1 not in named or not follows_in_name(sentence, at):
        return False
    first = sentence[at - 1]
    if country_of(first.key) or country_of(sentence[at].key) or is_acronym(first) or is_acronym(sentence[at]):
        return False
    others = preceding(sentence[at], source, named)
    mine = forms(first.key, source.language)
    return bool(others) and all(mine.isdisjoint(forms(other, source.language)) for other in others)
