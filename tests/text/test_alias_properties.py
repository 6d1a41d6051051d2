"""Whatever the text, names are found by the rules: a reference that is slow and plain, and properties."""

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.text.aliases import AliasIndex
from explainer.text.names import fold
from explainer.text.words import is_word_character

# The reference: every stretch of the text held against the rules, in the original's own code points,
# for a small alphabet in which all of them meet.
LETTERS = "aAbBé\u0301界"
ALPHABET = LETTERS + " \n-'\u00ad1."
REFERENCE_ALIASES = st.text("aAbBé界 -1.'", min_size=1, max_size=6)


def plain(text):
    text = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
    return re.sub(r"\s+", lambda gap: "\0" if gap[0].count("\n") > 1 else " ", text)


def is_name(words, alias):
    """Words are plain; the alias has single spaces, and hyphens only between letters."""
    if " " in alias:
        return words.casefold().replace("-", " ") == alias.casefold().replace("-", " ")
    ways = {alias, alias[0].upper() + alias[1:]}
    letters, capitals = sum(map(str.isalpha, alias)), sum(map(str.isupper, alias))
    if letters > 3:
        ways.add(alias.upper())
    if alias[0].isupper() and capitals * 2 <= letters:
        ways.add(alias.capitalize())
    return words in ways


def is_cut(text, at):
    """Say whether a boundary at this offset would cut a word."""
    before, after = plain(text[:at])[-3:], text[at:].replace("\u00ad", "")[:3]
    if after[:1] == "\u0301":
        return True
    if is_word_character(before[-1:] or " ") and is_word_character(after[:1] or " "):
        return "界" not in (before[-1:], after[:1])
    joined = before[-1:] + after[:2], before[-2:] + after[:1]
    return any(re.fullmatch(r"\d[.,]\d", three) for three in joined)


def reference(aliases, text):
    spans = []
    for start in range(len(text)):
        for end in range(len(text), start, -1):
            words = plain(text[start:end])
            edges = text[start], text[end - 1]
            if "\u00ad" in edges or edges[0].isspace() or edges[1].isspace() or "\0" in words:
                continue
            whole = not is_cut(text, start) and not is_cut(text, end)
            if whole and any(is_name(words, plain(alias)) for alias in aliases):
                spans.append((start, end))
                break
    chosen = []
    for span in spans:
        if not chosen or span[0] >= chosen[-1][1]:
            chosen.append(span)
    return chosen


def is_simple(alias):
    """Leave out what the tables cover: joints of hyphenated names, marks at the edges."""
    return alias == alias.strip(" -.'") and alias and not re.search(r"  |-", alias)


@pytest.mark.thorough
@settings(max_examples=1500, deadline=None)
@given(
    st.lists(REFERENCE_ALIASES.filter(is_simple), min_size=1, max_size=4),
    st.text(ALPHABET, max_size=14),
    st.data(),
)
def test_it_agrees_with_the_rules_held_against_every_stretch(aliases, text, data):
    for alias in data.draw(st.lists(st.sampled_from(aliases), max_size=3)):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + alias + text[at:]
    mentions = AliasIndex({"key": aliases}).find(text)
    assert [(mention.start, mention.end) for mention in mentions] == reference(aliases, text)


def bare(text):
    """Return a name without case, and with one space for whatever may join its words."""
    return re.sub("[-\u2013\0 ]+", " ", fold(text).text.casefold()).strip()


HARD = 'aAßİıﬁŉǰΐςé\u0301\u0307\u0323界กำ가\u1100\u1161🎉𝔘\u05d0\u0627\u200d\u00ad\u202e -–’"\r\n\t\u00a0.1_'
NAMES = st.text(HARD, min_size=1, max_size=6) | st.text(max_size=4)


@pytest.mark.thorough
@settings(max_examples=500, deadline=None)
@given(
    st.dictionaries(st.sampled_from("xyz"), st.lists(NAMES, max_size=3)),
    st.text(HARD) | st.text(),
    st.data(),
)
def test_its_mentions_are_in_range_in_order_and_say_a_name_of_every_key(aliases, text, data):
    planted = [alias for names in aliases.values() for alias in names] or [""]
    for alias in data.draw(st.lists(st.sampled_from(planted), max_size=4)):
        text += data.draw(st.sampled_from([" ", "", "\r\n\r\n", "🎉", "é"])) + alias
    done = 0
    for keys, start, end in AliasIndex(aliases).find(text):
        assert done <= start < end <= len(text)
        assert len(keys) == len(set(keys)) > 0
        for key in keys:
            assert bare(text[start:end]) in map(bare, aliases[key])
        done = end


JUNK = st.text("qQßİﬁŉǰΐé\u0301\u0307🎉𝔘\u05d0\u0627\u202e\u00ad \r\n\t\u00a0’”—…界가", max_size=20)
VARIANTS = [
    *[
        "Wagner-Mutiny",
        "WAGNER MUTINY",
        "Wag\u00adner  mutiny",
        "wagner\r\nmutiny",
        "Wagner\u00a0mutiny",
    ],
    *[
        "Straße Zu\u0308rich",
        "STRASSE ZÜRICH",
        "Strasse\u2003Zürich",
        "NATO",
        "ＮＡＴＯ",
        "U.S.",
        "Yahoo!",
    ],
]


@settings(deadline=None)
@given(st.lists(st.tuples(JUNK, st.sampled_from(VARIANTS)), max_size=5), JUNK)
def test_its_offsets_survive_whatever_stands_around(planted, tail):
    index = AliasIndex({"key": ["Wagner mutiny", "Straße Zürich", "NATO", "U.S.", "Yahoo!"]})
    text, spans = "", []
    for junk, name in planted:
        text += junk + " ("
        spans.append((len(text), len(text) + len(name)))
        text += name + ") "
    assert [(mention.start, mention.end) for mention in index.find(text + tail)] == spans
