"""Tells which words of a text are names. In German any noun has a capital, so there it is harder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explainer.text.support import word_lists as lists
from explainer.text.support.english_words import is_english_word
from explainer.text.support.german_nouns import is_adjective_of_place, is_first_name, is_noun, is_place
from explainer.text.support.negation_words import HARD
from explainer.text.support.numbers import german
from explainer.text.support.places import city_of, country_of, country_of_city
from explainer.text.support.tokens import SentenceToken

_FRENCH_PEOPLE = re.compile(
    r"(?:\w{3,}(?:ais|aise|aises|ois|oise|oises|ien|ienne|iens|iennes|ain|aine|ains|aines|ol|ole|ols|oles|ique|iques)"
    r"|russes?|belges?|grecs?|grecques?|turcs?|turques?|suisses?|tcheques?|slovaques?|allemande?s?|slovenes?|serbes?"
    r"|croates?|bulgares?|britanniques?)\Z"
)
_PARTICIPLE_FIRST = re.compile(r"(?:(?:\w{2,4})?ge\w{2,}(?:t|en)|(?:be|ver|er|ent|zer)\w{3,}(?:t|en)|\w{3,}iert)\Z")
# Compounds of which there is another beside them: Nordsee, Ostsee; Bundesverwaltungsgericht, Bundesverfassungsgericht.
_ONE_OF_SEVERAL = re.compile(r"(?:nord|sud|ost(?!er)|west)\w{3,}|bundes(?!republik)\w{6,}|(?:grune|linke)n?\Z")
_COMPOUND = 9  # letters from which an unknown German word after an article is a compound rather than a name
_LONG_CITY = 6  # letters of a city's name that no other word is likely to have
_NEGATIONS = HARD["en"] | HARD["de"] | HARD["fr"]
_ADVERB_FIRST = ("sam", "lich", "weise", "warts", "dings", "falls", "seits", "mals")
_ACRONYM = re.compile(r"(?:(?:[A-ZÄÖÜÉ]\.?){2,}s?|[A-Z][a-z]{1,2}[A-Z])\Z")


def is_acronym(token: SentenceToken) -> bool:
    """Whether a word is written in capitals alone: NATO, U.S."""
    return token.kind == "designation" or (token.kind == "word" and _ACRONYM.match(token.text) is not None)


def names_in(tokens: Sequence[SentenceToken], language: str, taken: set[int]) -> dict[int, bool]:
    """The tokens that are names or parts of one; True where that is sure, False where it may be another word."""
    found: dict[int, bool] = {}
    shouted = sum(token.text.isupper() for token in tokens) * 2 > len(tokens) > 3
    small = {token.key for token in tokens if token.kind == "word" and token.text[0].islower()}
    for at, token in enumerate(tokens):
        if at in taken or token.kind not in ("word", "designation") or shouted:
            continue
        sure = _certainty(tokens, at, language, small)
        if sure is not None:
            found[at] = sure
    return found


def _certainty(tokens: Sequence[SentenceToken], at: int, language: str, small: set[str]) -> bool | None:
    """True for a name, False for what may be one, None for what is none."""
    token = tokens[at]
    if not token.is_capital:
        return True if _is_people(token, language) else None
    if is_acronym(token):
        return True if token.key not in lists.FUNCTIONS or not token.is_first or len(token.text) > 2 else None
    if len(token.key) < 2 or token.key in lists.TITLES or token.key in lists.FUNCTIONS or token.key in _NEGATIONS:
        return None
    if country_of(token.key) or city_of(token.key):
        return True
    if len(token.key) >= _LONG_CITY and country_of_city(token.key):
        return True
    if language == "de":
        return _certainty_in_german(tokens, at)
    if token.key in lists.GENERIC:
        beside = any(
            0 <= n < len(tokens) and tokens[n].is_capital and not tokens[n].is_first and tokens[max(n, at)].gap == " "
            for n in (at - 1, at + 1)
        )
        return False if beside and not token.is_first else None
    if not token.is_first:
        return token.key not in small
    return _certainty_at_first(tokens, at, language, small)


def _is_people(token: SentenceToken, language: str) -> bool:
    """Whether a word in small letters says of which people: russische, américaine."""
    if language == "de":
        return "isch" in token.key and bool(country_of(token.key))
    return language == "fr" and bool(_FRENCH_PEOPLE.match(token.key)) and bool(country_of(token.key))


def _certainty_at_first(tokens: Sequence[SentenceToken], at: int, language: str, small: set[str]) -> bool | None:
    key = tokens[at].key
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if key in lists.COMMON_FIRST or key in small or (following and following.gap.strip() == ":"):
        return None
    if is_english_word(key) and key not in lists.COMPASS if language == "en" else _is_french_plural(key):
        return None
    if following and following.is_capital and following.is_joined and not is_acronym(following):
        return False
    endings = lists.COMMON_ENDINGS_EN if language == "en" else lists.COMMON_ENDINGS_FR
    if len(key) > 5 and key.endswith(endings):
        return None
    return False


def _is_french_plural(key: str) -> bool:
    """Whether a word that begins a French sentence is likely a plural without its article: Explosions à Kharkiv."""
    return len(key) > 5 and key.endswith("s") and not is_first_name(key)


def _certainty_in_german(tokens: Sequence[SentenceToken], at: int) -> bool | None:
    token = tokens[at]
    if is_place(token.key) or is_adjective_of_place(token.key) or (is_first_name(token.key) and not is_noun(token.key)):
        return True
    if _is_surname(tokens, at):
        return True
    if is_noun(token.key) or (token.is_first and token.key in lists.COMMON_FIRST_DE):
        return False if _ONE_OF_SEVERAL.match(token.key) else None
    before = tokens[at - 1] if at else None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    beside = following is not None and following.is_capital and following.gap == " "
    if token.is_first and following is not None and not beside and _acts(token, following):
        return False
    is_participle = _PARTICIPLE_FIRST.match(token.key) or token.key.endswith(_ADVERB_FIRST)
    if token.is_first and following is not None and not following.is_capital and is_participle:
        return None
    if token.is_first and beside and token.key.endswith(("e", "en", "er", "es", "em")) and len(token.key) > 5:
        return None
    if beside and following and not is_noun(following.key) and not token.is_first:
        return True
    if token.gap == "-" and at and tokens[at - 1].kind == "number":  # der 41-Jährige
        return None
    if before is not None and before.key in lists.DETERMINERS and len(token.key) >= _COMPOUND:
        return None
    after_name = before is not None and before.is_capital and token.gap == " " and not is_noun(before.key)
    after_name = after_name and before is not None and not is_adjective_of_place(before.key)
    return after_name and before is not None and before.key not in lists.FUNCTIONS


def _is_surname(tokens: Sequence[SentenceToken], at: int) -> bool:
    """Whether a German word comes right after what is likely a first name."""
    before = tokens[at - 1] if at and tokens[at].gap == " " else None
    return before is not None and _is_given(before) and (is_first_name(before.key) or not is_noun(tokens[at].key))


def _acts(token: SentenceToken, following: SentenceToken) -> bool:
    """Whether a German sentence begins with a word that does something and stands without an article: a name, most
    likely."""
    return (
        len(token.key) > 3 and token.kind == "word" and following.key in lists.VERBS_DE
        and not token.key.endswith(lists.ADVERB_ENDINGS_DE)
        and token.key not in lists.FUNCTIONS and token.key not in lists.TITLES
    )  # fmt: skip


def _is_given(token: SentenceToken) -> bool:
    """Whether a German capital is likely a first name: no noun, no genitive, no Berliner."""
    return is_first_name(token.key) or (
        token.is_capital and not is_noun(token.key) and not token.key.endswith(("s", "er", "en"))
        and token.key not in lists.FUNCTIONS and token.key not in lists.TITLES
        and token.key not in lists.COMMON_FIRST_DE and not (token.is_first and token.key.endswith("e"))
        and not is_acronym(token) and not country_of(token.key) and not city_of(token.key) and len(token.key) > 2
        and german(token.key) is None
    )  # fmt: skip
