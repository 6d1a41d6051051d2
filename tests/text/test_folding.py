"""Folding takes away what changes no meaning, and leads every offset back to the original."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.text.folding import fold_once

# Whatever folds to another length stands in here, beside what doesn't.
TRICKY = (
    "aAbZ éß ﬁ½…ÅİΣςÿĲ'\"“”«’–—--- \t\n\r\n\xa0\u2009\u200b\xad\u200f\ufeffe\u0301\u0323"
    "中文，。「한ᄀ\u1161\u11a8שָׁ✓😀👩\u200d🚀𝒜"
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“Curly”, ‘single’ and «French»", "'curly', 'single' and 'french'"),
        ('"straight"', "'straight'"),
        ("2014–2024 — a decade -- or so", "2014-2024 - a decade - or so"),
        ("one\xa0space,  two \t three", "one space, two three"),
        ("first block\n\nsecond\r\n\r\nthird", "first block second third"),
        ("soft\xadhy\xadphen and \ufeffmark", "softhyphen and mark"),
        ("a \u200b b", "a b"),
        ("cafe\u0301", "café"),
        ("Å\u0323", "ạ\u030a"),
        ("ﬁnal eﬀort… ½", "final effort... 1⁄2"),
        ("STRASSE Straße", "strasse strasse"),
        ("İstanbul", "istanbul"),
        ("ΟΔΟΣ οδός", "οδοσ οδόσ"),
        ("ＡＢＣ，１２３", "abc,123"),
        ("在 LND 中，使用 Tor。", "在lnd中,使用tor."),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", "한글"),
        ("", ""),
    ],
)
def test_it_folds(text, folded):
    assert fold_once(text).text == folded


def test_it_folds_what_unicode_calls_compatible_one_by_one():
    kept = fold_once("a\u0301" + "\u0301" * 100)
    assert kept.text[0] == "á"


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("The “ﬁnal” say", "final", "ﬁnal"),
        ("a soft\xadhyphen b", "softhyphen", "soft\xadhyphen"),
        ("\xad\xadshy\xad", "shy", "shy"),
        ("x cafe\u0301 y", "café", "cafe\u0301"),
        ("one\r\n\r\ntwo", "one two", "one\r\n\r\ntwo"),
        ("😀 grin 😀", "grin", "grin"),
        ("İstanbul'da", "istanbul", "İstanbul"),
        ("die Straße", "strasse", "Straße"),
        ("中 文", "中文", "中 文"),
        ("שלום עולם", "עולם", "עולם"),
    ],
)
def test_it_leads_words_back(text, words, expected):
    folded = fold_once(text)
    at = folded.text.index(words)
    start, end = folded.original(at, at + len(words))
    assert text[start:end] == expected


def test_it_leads_an_original_span_forward():
    text = "e\u0301 “soft\xadhyphen”"
    folded = fold_once(text)
    start, end = folded.folded(text.index("soft"), text.index("”"))
    assert folded.text[start:end] == "softhyphen"


def test_it_gives_an_empty_span_for_what_folds_to_nothing():
    start, end = fold_once("a\xad\xadb").folded(1, 3)
    assert start == end


@given(st.text(st.sampled_from(TRICKY) | st.characters()))
@settings(deadline=None)
def test_every_folded_character_comes_from_somewhere_in_order(text):
    folded = fold_once(text)
    spans = [folded.original(at, at + 1) for at in range(len(folded.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(st.text(st.sampled_from(TRICKY) | st.characters()), st.data())
@settings(deadline=None)
def test_an_original_span_survives_the_way_there_and_back(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    folded = fold_once(text)
    first, last = folded.folded(start, end)
    assert 0 <= first <= last <= len(folded.text)
    if first < last:
        low, high = folded.original(first, last)
        covered = {at for at in range(start, end) if folded.folded(at, at + 1)[0] < folded.folded(at, at + 1)[1]}
        assert covered <= set(range(low, high))


@given(st.text(st.sampled_from("abc XYZ,.1é\n")))
def test_plain_text_keeps_its_words(text):
    assert fold_once(text).text.split() == text.lower().split()


@pytest.mark.parametrize("unseen", ["\ufeff\ufe01\ufe0f\U000e0100\U000e01ef", "\U000e0100", "\U000e0041\U000e007f"])
def test_signatures_and_selectors_are_ignored(unseen):
    assert fold_once(f"葛{unseen}飾 The end{unseen} came").text == fold_once("葛飾 The end came").text
