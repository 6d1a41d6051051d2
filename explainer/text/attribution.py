"""A claim as a sentence that can't be taken for the newsroom's own words: how it stands, who says it, then the words.

The pattern is the interface language's own (English: "{verdict}: {claimant} says that {words}"); here it is filled in
piece by piece, so that a page can set each piece in a size of its own and a feed can join them.
"""

from string import Formatter
from typing import NamedTuple

# Words that no name begins with: at the head of a claim's words their capital goes, since they stand inside a sentence.
# Closed classes (articles, determiners, pronouns, numerals, prepositions), so the lists can be relied on.
NEVER_NAMES = {
    "en": "a about all almost an any at both by during each eight eleven every few fewer five for four from half he "
    "her his hundreds if in it its less many millions more most much nearly neither nine no nobody none not nothing on "
    "one only our over people secrets seven several she six some ten that the their there these they this those "
    "thousands three to twelve two under up we what when while who with without",
    "de": "alle als am an auf aus bei beide bis das dass der die drei durch ein eine einige elf er es fast für fünf "
    "hunderte ihr ihre im in jede jeder kein keine mehr mit nach nicht nichts niemand nur seine sechs sie sieben "
    "tausende unter viele vier von vor wenige wer wir zehn zu zum zur zwei zwölf",
    "fr": "aucun aucune au aux avec beaucoup ce cent ces cette chaque cinq dans de des deux dix du elle en environ il "
    "ils les leur leurs mille neuf nous on par pas pendant personne plus plusieurs pour presque quatre quand que qui "
    "rien sans sept si six son sur tous tout toute toutes trois un une",
}  # French "la" and "le" may begin a name (La Paz): they stay as typed


class AttributionPart(NamedTuple):
    """A part of the sentence. `role` is "verdict", "claimant" or "words", and empty for what stands between them.

    A verdict's piece has its value and its shape too.
    """

    role: str
    text: str
    value: str = ""
    shape: str = ""


class Given(NamedTuple):
    """A verdict as the sentence has it: its value on the scale, its word, and the name of its shape."""

    value: str
    label: str
    shape: str


Sentence = tuple[AttributionPart, ...]


def attribute(pattern: str, *, verdict: Given, claimant: str, words: str, language: str) -> Sentence:
    """The pieces of the sentence, in the pattern's order; their texts joined are the sentence as plain text.

    Raises ValueError where the pattern (a translator's) lacks one of the three, or has the words before the others.
    """
    values = {"verdict": verdict.label, "claimant": claimant, "words": as_clause(words, language)}
    pieces: list[AttributionPart] = []
    for literal, name, _spec, _conversion in Formatter().parse(pattern):
        if literal:
            pieces.append(AttributionPart("", literal))
        if name is not None:
            piece = AttributionPart(name, values[name])
            pieces.append(piece._replace(value=verdict.value, shape=verdict.shape) if name == "verdict" else piece)
    named = [piece.role for piece in pieces if piece.role]
    if sorted(named) != sorted(values) or named[-1] != "words":
        raise ValueError(f"The pattern {pattern!r} must have verdict, claimant and, after both, words.")
    return tuple(pieces)


def joined(sentence: Sentence) -> str:
    """The sentence as plain text."""
    return "".join(piece.text for piece in sentence)


def as_clause(words: str, language: str) -> str:
    """A claim's words as they stand inside a sentence: a word that begins no name loses its capital, a full stop goes.

    `language` is that of the words ("en", "de-AT"); of other languages only the full stop is touched.
    """
    words = words.strip()
    if words.endswith(".") and not words.endswith(("..", "…")) and words.count(".") == 1:
        words = words[:-1]
    first, _, _ = words.partition(" ")
    if first.lower() in NEVER_NAMES.get(language.split("-")[0], "").split() and first[1:] == first[1:].lower():
        return words[:1].lower() + words[1:]
    return words
