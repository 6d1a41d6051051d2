"""How alike two short texts are in meaning: by the stems of their words, their numbers and their names.

For pointing out that a claim is in the library already, said otherwise ("8,000 men took part in the mutiny", "Eight
thousand fighters joined Wagner's mutiny"). No model: what is compared is what an editor would look at.
"""

from dataclasses import dataclass
from math import sqrt

from explainer.text.support.numbers import read_run
from explainer.text.support.tokens import tokenize
from explainer.text.support.word_lists import FUNCTIONS

ALIKE = 0.5  # from here on two texts are worth a look; found by trying (tests/text/test_likeness.py)
_STEM = 5  # letters of a word that count: endings fall away, in every language that has them
_PLURAL_IN_S = ("en", "fr", "es")
_HEAVY = 1.5  # what a number or a name weighs, against 1 for another word


@dataclass(frozen=True)
class Terms:
    """What a text is about: each term with its weight."""

    weights: dict[str, float]

    @property
    def stems(self) -> list[str]:
        """The longest stems, for a database to look for."""
        return sorted((term for term in self.weights if not term.startswith("#")), key=lambda term: (-len(term), term))


def terms_of(text: str, language: str = "en") -> Terms:
    """The terms of a text of at most a few hundred words. Numbers in digits and in words are the same term."""
    language = language.split("-")[0]
    tokens = tokenize(text[:2000])
    found: dict[str, float] = {}
    at = 0
    while at < len(tokens):
        token = tokens[at]
        run = read_run(tokens, at, language)
        if run and run.values and run.values[0] > 2:
            found[f"#{run.values[0]:g}"] = _HEAVY
            at = max(run.end, at + 1)
            continue
        if len(token.key) > 2 and token.key not in FUNCTIONS:
            is_name = token.is_capital and at > 0 and language != "de"
            stem = _stem(token.key, language)
            found[stem] = max(found.get(stem, 0), _HEAVY if is_name else 1.0)
        at += 1
    return Terms(found)


def _stem(key: str, language: str) -> str:
    """What a word has in common with its other forms: of a short one, all but the s of its plural."""
    is_plural = language in _PLURAL_IN_S and 3 < len(key) <= _STEM and key[-1] == "s" != key[-2]
    return key[:-1] if is_plural else key[:_STEM]


def likeness(one: Terms, other: Terms) -> float:
    """Between 0 and 1: the weight of what both say, by the geometric mean of what each says. Other numbers than the
    other text's take half of it away."""
    if not one.weights or not other.weights:
        return 0.0
    both = sum(min(one.weights[term], other.weights[term]) for term in one.weights.keys() & other.weights.keys())
    score = both / sqrt(sum(one.weights.values()) * sum(other.weights.values()))
    mine, theirs = _numbers(one), _numbers(other)
    return score / 2 if mine and theirs and not mine & theirs else score


def _numbers(terms: Terms) -> set[str]:
    return {term for term in terms.weights if term.startswith("#")}
