"""Points out names that a source hasn't."""

from __future__ import annotations

from collections.abc import Sequence

from explainer.text.support import word_lists as lists
from explainer.text.support.finding_names import names_in
from explainer.text.support.first_names import after_first_name, is_first_name, other_first_name
from explainer.text.support.places import country_of, country_of_phrase, is_continent_of, is_of_country, stands_for
from explainer.text.support.source_names import LONGEST_RUN, Names
from explainer.text.support.tokens import SentenceToken


def unsupported_names(
    sentence: Sequence[SentenceToken], language: str, taken: set[int], source: Names
) -> dict[int, bool]:
    """The tokens of the sentence that are names which the source hasn't; False where one may be another word."""
    named = names_in(sentence, language, taken)
    named |= {at: True for at in range(1, len(sentence)) if at not in named and after_first_name(sentence, at, source)}
    if not named:
        return {}
    spelled = _spelled_out(sentence, source)
    missing = [
        at for at in named
        if at not in spelled and not source.has(sentence[at], sentence[at - 1] if at else None, language)
        and not _in_country(sentence, at, source) and not is_continent_of(sentence[at].key, source.countries)
    ]  # fmt: skip
    wrong = [at for at in named if at not in missing and other_first_name(sentence, at, named, source)]
    missing = [at for at in missing if not is_first_name(sentence, at, named, missing, source)]
    if not _leaves_country_out(sentence, source):
        missing = [
            at for at in missing
            if not is_of_country(sentence[at].key, language) or _ends_name(sentence, at, source, language)
        ]  # fmt: skip
    if missing and not all(named[at] for at in missing) and not _left_out(sentence, language, taken, source):
        missing = [at for at in missing if named[at]]
    return {at: named[at] for at in missing} | {at - 1: True for at in wrong}


def _spelled_out(sentence: Sequence[SentenceToken], source: Names) -> set[int]:
    """Tokens of names that the source has as acronyms."""
    found: set[int] = set()
    for at, token in enumerate(sentence):
        if not token.is_capital or not source.acronyms:
            continue
        letters, inside = "", []
        for n in range(at, min(at + LONGEST_RUN, len(sentence))):
            word = sentence[n]
            if word.kind != "word" or (n > at and not (word.is_joined or word.gap in ("'", "’"))):
                break
            if word.key not in lists.FUNCTIONS:
                letters += word.key[:1]
                inside.append(n)
            if len(letters) > 1 and letters in source.acronyms:
                found.update(inside)
    return found


def _ends_name(sentence: Sequence[SentenceToken], at: int, source: Names, language: str) -> bool:
    """Whether the token ends the name of a body that the source hasn't: Bank of England."""
    if at < 2 or sentence[at - 1].key not in lists.PARTICLES:
        return False
    body = sentence[at - 2]
    return body.is_capital and body.key in lists.GENERIC and not source.has(body, None, language)


def _in_country(sentence: Sequence[SentenceToken], at: int, source: Names) -> bool:
    """Whether the token is a part of a country's name in several words that the source has in another form."""
    for start in range(max(0, at - 2), at + 1):
        for length in (2, 3):
            if start + length > at and start + length <= len(sentence):
                code = country_of_phrase(" ".join(token.key for token in sentence[start : start + length]))
                if code and (code in source.countries or code in source.capitals):
                    return True
    return False


def _leaves_country_out(sentence: Sequence[SentenceToken], source: Names) -> bool:
    """Whether the source names a country or people that the sentence doesn't, in whose place another may stand."""
    mine = {country_of(token.key) for token in sentence} | {
        code for token in sentence for code in stands_for(token.key)
    }
    return not source.countries - {"EU", ""} <= mine


def _left_out(sentence: Sequence[SentenceToken], language: str, taken: set[int], source: Names) -> bool:
    """Whether the source has a name that the sentence leaves out, in whose place another may stand."""
    mine = Names(sentence, language, taken)
    return any(not mine.has(source.tokens[at], None, source.language) for at in source.named)
