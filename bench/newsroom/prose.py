"""Makes up news: names, sentences, headlines. Pure, and the same for the same random generator.

For newsrooms of any size to measure with (`manage.py make_newsroom`). It reads like English and says nothing: all
people, places and events are invented. A name follows from its number alone, so that whatever mentions thing number
4,711 can say its name without having seen it.
"""

import re
from dataclasses import dataclass
from random import Random

from .word_lists import LISTS

STARTS, MIDDLES, ENDINGS = LISTS["start"], LISTS["middle"], LISTS["ending"]
STEMS = len(STARTS) * len(MIDDLES) ** 2 * len(ENDINGS)  # how many different stems there are: 160,000
STEP = 61_681  # shares no factor with STEMS, so that numbers that follow one another get unlike stems
LONG_EVERY = 40  # one name in so many has a word of 50 letters and more
KINDS = ("person", "place", "organisation", "event", "concept", "document", "question")
_FORMS = {
    "place": ("Port {stem}", ["the port of {stem}", "{stem}"]),
    "organisation": ("{stem} Institute for Public Works", ["{stem} Institute"]),
    "event": ("{stem} strike of {year}", ["{stem} strike", "strike at {stem}"]),
    "concept": ("{stem} rule", ["rule of {stem}", "{stem} doctrine"]),
    "document": ("{stem} Report", ["report on {stem}", "{stem} papers"]),
    "question": ("Who owns the {stem} canal?", ["{stem} canal", "canal at {stem}"]),
}


@dataclass(frozen=True)
class Named:
    """A made-up thing: its kind (as notes have it), its name and other names for it."""

    kind: str
    title: str
    aliases: list[str]
    year: int


def stem(number: int) -> str:
    """A made-up proper name of one word, different for each number below `STEMS`."""
    rest, parts = number * STEP % STEMS, []
    for syllables in (ENDINGS, MIDDLES, MIDDLES, STARTS):
        rest, index = divmod(rest, len(syllables))
        parts.append(syllables[index])
    word = "".join(reversed(parts))
    if number % LONG_EVERY == LONG_EVERY - 1:
        word += "".join(MIDDLES[(number + index) % len(MIDDLES)] for index in range(18)) + "gesellschaft"
    return word + (str(number // STEMS + 1) if number >= STEMS else "")


def named(number: int) -> Named:
    """Thing number so-and-so: a person, a place, an organisation and so on, in turn."""
    kind, year = KINDS[number % len(KINDS)], 1900 + number * 37 % 125
    if kind == "person":
        first = LISTS["first"][number // len(KINDS) % len(LISTS["first"])]
        return Named(kind, f"{first} {stem(number)}", [stem(number)], year)
    title, aliases = _FORMS[kind]
    words = {"stem": stem(number), "year": year}
    return Named(kind, title.format(**words), [alias.format(**words) for alias in aliases], year)


def sentence(random: Random) -> str:
    """One sentence about nothing in particular."""
    parts = [random.choice(LISTS[name]) for name in ("subject", "verb", "object")]
    if random.random() < 0.7:
        parts.append(random.choice(LISTS["when"]))
    return _finished(" ".join(parts) + (f", {random.choice(LISTS['tail'])}" if random.random() < 0.4 else ""))


def sentence_about(random: Random, name: str) -> str:
    """One sentence in which `name` stands once, as it was given."""
    words = random.choice(LISTS["named"]).format(name=name)
    return _finished(f"{words}, {random.choice(LISTS['tail'])}" if random.random() < 0.3 else words)


def paragraph(random: Random, sentences: int, *names: str) -> str:
    """So many sentences, the names in sentences of their own among them."""
    parts = [sentence(random) for _ in range(max(0, sentences - len(names)))]
    for name in names:
        parts.insert(random.randrange(len(parts) + 1), sentence_about(random, name))
    return " ".join(parts)


def headline(random: Random, place: str) -> str:
    """A headline. `place` makes it different from others."""
    thing = random.choice(LISTS["object"])
    words = random.choice(LISTS["headline"]).format(thing=thing, subject=random.choice(LISTS["subject"]))
    return f"{place}: {words[0].lower()}{words[1:]}" if random.random() < 0.5 else _capital(f"{words} ({place})")


def quotation(random: Random, place: str) -> str:
    """Words that somebody said, without marks at either end. `place` makes them different from others."""
    return f"{random.choice(LISTS['quoted'])}, and {random.choice(LISTS['subject'])} in {place} will have to answer"


def slug(title: str, number: int) -> str:
    """The last part of an address: small letters, digits and hyphens, 90 at most, ending with the number."""
    return f"{re.sub('[^a-z0-9]+', '-', title.lower()).strip('-')[:80].strip('-')}-{number}"


def _finished(words: str) -> str:
    return _capital(words) + "."


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
