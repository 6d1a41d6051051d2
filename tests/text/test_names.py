"""Folding takes typography away and leads back to the original's code points."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.text.names import BREAK, fold

HARD = 'aAßİıﬁŉǰΐςé\u0301\u0307\u0323界กำ가\u1100\u1161🎉𝔘\u05d0\u0627\u200d\u00ad\u202e -–’"\r\n\t\u00a0.1_'


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“a”—‘b’ c\u2011d", "'a'\u2013'b' c-d"),
        ("e\u0301 \u00ad\u00a0\n x", "\u00e9 x"),
        ("a\n\nb\nc", f"a{BREAK}{BREAK}b c"),
        ("a\n\nb\r\n\r\nc\nd\r\ne", f"a{BREAK}b{BREAK}c d e"),
        ("Weiß ẞ ﬁ İ ı i\u0307", "Weiss SS fi I i i"),
        ("ŉ e\u0301 \u0301x", "n \u00e9 \u0301x"),
        ("a\n\u00ad\nb \u00ad\t c", f"a{BREAK}b c"),
        ("A\u0307\u0304 \u212b", "\u01e0 \u00c5"),
    ],
)
def test_folding_writes_variants_one_way(text, folded):
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "words", "span"),
    [
        ("ßß x y", "x", (3, 4)),
        ("Weiß", "Weiss", (0, 4)),
        ("\u00ad\u00ada\u00adb\u00ad", "ab", (2, 5)),
        ("e\u0301\u0323f\u0301", "f", (3, 4)),
        ("  x  y  ", "x y", (2, 6)),
    ],
)
def test_folding_leads_back(text, words, span):
    folded = fold(text)
    start = folded.text.index(words)
    assert folded.original(start, start + len(words)) == span


@settings(deadline=None)
@given(st.text(HARD) | st.text())
def test_folding_ignores_composition_and_leads_back(text):
    folded = fold(text)
    assert len(folded.text.casefold()) == len(folded.text)
    spans = [folded.original(at, at + 1) for at in range(len(folded.text))]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.thorough
def test_folding_gives_every_character_one_form_whether_composed_or_not():
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assert [
        character
        for character in characters
        if fold(character).text != fold(unicodedata.normalize("NFD", character)).text
        or len(fold(character).text.casefold()) != len(fold(character).text)
    ] == []
