"""For any text and any edit beside a quote, the quote is found; and evil input stays bounded."""

import re

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from explainer.text import aligning, candidates, scoring
from explainer.text.aligning import align
from explainer.text.anchoring import GUESS, Span, TextQuote, carry, locate
from explainer.text.folding import UNSPACED, fold_once
from tests.text.test_anchoring import blocks, by_carry, by_locate, nth, words

LETTERS = "aeirstu" + "äšβж中文한שלم" + "😀𝒜" + "e\u0301"
WORD = st.text(LETTERS, min_size=3, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=12, unique=True).map(" ".join)
ARTICLE = st.lists(SENTENCE, min_size=1, max_size=6).map("\n\n".join)


@st.composite
def edits_beside_a_quote(draw):
    """An article, the span of a quote of whole words in it, the article edited elsewhere, and the span then."""
    before, quote, after = draw(ARTICLE), draw(SENTENCE), draw(ARTICLE)
    glue = draw(st.sampled_from([" ", "\n\n", "\r\n\r\n"]))
    old = before + glue + quote + glue + after
    start = len(before + glue)
    low, high = sorted((draw(st.integers(0, len(before))), draw(st.integers(0, len(before)))))
    put = draw(st.sampled_from(["", "\n\n"]) | SENTENCE | ARTICLE)
    if draw(st.booleans()):
        edited = before[:low] + put + before[high:] + glue
        return old, (start, start + len(quote)), edited + quote + glue + after, (len(edited), len(edited + quote))
    low, high = (round(at / max(1, len(before)) * len(after)) for at in (low, high))
    new = old[: start + len(quote)] + glue + after[:low] + put + after[high:]
    return old, (start, start + len(quote)), new, (start, start + len(quote))


def shares_no_word(quote, text):
    """Where a script has no spaces, nothing tells a word from a part of one: there it is the quote itself."""
    words, others = fold_once(quote).text, fold_once(text).text
    apart = set(words.split()).isdisjoint(others.split())
    return apart and not (re.search(f"[{UNSPACED}]", words) and words in others)


@pytest.mark.thorough
@given(edits_beside_a_quote())
@settings(deadline=None, max_examples=200)
def test_an_edit_elsewhere_never_loses_a_quote(case):
    old, at, new, expected = case
    quote = old[slice(*at)]
    assume(all(shares_no_word(quote, text[:a] + text[b:]) for text, (a, b) in ((old, at), (new, expected))))
    for find in (by_locate, by_carry):
        found = find(old, new, at)
        assert found is not None, find
        assert (found.start, found.end) == expected, find


@pytest.mark.thorough
@given(ARTICLE, ARTICLE, st.data())
@settings(deadline=None, max_examples=200)
def test_what_is_found_is_in_the_text_and_alike(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    assume(sum(letter.isalnum() for letter in old[start:end]) > 3)  # a mark alone folds otherwise than with its letter
    for find in (by_locate, by_carry):
        found = find(old, new, (start, end), floor=0.0)
        if found is None:
            continue
        assert 0 <= found.start < found.end <= len(new)
        assert 0 <= found.score <= 1
        sides = fold_once(old[start:end]).text.strip(), fold_once(new[found.start : found.end]).text.strip()
        assert Indel.normalized_similarity(*sides) >= 0.3  # 0.4, and some for letters cut off from their marks


@given(ARTICLE, st.data())
@settings(deadline=None, max_examples=100)
def test_nothing_is_lost_where_nothing_was_edited(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    folded = fold_once(text)
    quoted = folded.text[slice(*folded.folded(start, end))].strip()
    assume(quoted)
    found = by_carry(text, text, (start, end))
    assert found.score == 1
    assert folded.text[slice(*folded.folded(found.start, found.end))] == quoted


@given(ARTICLE)
@settings(deadline=None)
def test_a_replaced_text_holds_no_card(text):
    quote = TextQuote("seventeen quick brown foxes", "we counted ", " jumping over", 40)
    assert locate(quote, text, floor=GUESS) is None


@given(st.lists(SENTENCE, min_size=1, max_size=12), st.lists(SENTENCE, min_size=1, max_size=12), st.randoms())
@settings(deadline=None)
@example(["a b c d e f", "g h"], ["g h", "a b c d x f"], None)
def test_runs_are_common_to_both_texts_and_never_overlap(old, new, random):
    new = new + old[::2]
    if random:
        random.shuffle(new)
    sides = [" ".join(old), " ".join(new)]
    starts = [[sum(len(x) + 1 for x in side[:n]) for n in range(len(side))] for side in (old, new)]
    alignment = align(*sides, *starts)
    assert sorted(alignment.by_new) == alignment.by_old
    for side, runs in enumerate((alignment.by_old, alignment.by_new)):
        ends = [run[side] + run[2] for run in runs]
        assert all(end <= run[side] for end, run in zip(ends, runs[1:], strict=False))
    assert all(sides[0][a : a + n] == sides[1][b : b + n] for a, b, n in alignment.by_old)


# Evil input: bounded work, whatever the text.

NEAR = " ".join(f"the minister said {n % 97} things" for n in range(6000))
EVIL = {
    "one letter": ("a" * 1_000_000, "a" * 50 + "b"),
    "two letters": ("ab" * 500_000, "ba" * 40 + "c"),
    "the quote everywhere": ("a" * 1_000_000, "a" * 50),
    "thousands of near matches": (NEAR, "the minister said many things"),
    "thousands of copies": (NEAR, "the minister said"),
    "marks without end": ("e" + "\u0301\u0323" * 200_000, "hello there"),
    "nothing but spaces": (" \xa0" * 500_000, "hello there"),
    "a quote of a megabyte": ("ab " * 300_000, "ab c" * 250_000),
}


@pytest.mark.parametrize("case", EVIL.values(), ids=EVIL.keys())
def test_evil_input_is_weighed_at_few_places(case, monkeypatch):
    text, exact = case
    weighed, searched = [], []
    signs, similar = scoring.signs, candidates.fuzz.partial_ratio_alignment
    monkeypatch.setattr(scoring, "signs", lambda *args: weighed.append(1) or signs(*args))

    def counted(part, area, **options):
        searched.append(len(area))
        return similar(part, area, **options)

    monkeypatch.setattr(candidates.fuzz, "partial_ratio_alignment", counted)
    found = locate(TextQuote(exact, "x" * 32, "y" * 32, len(text) // 2), text)
    assert found is None
    assert len(weighed) <= 32  # twice 16, as a long quote is found by its two ends
    assert sum(searched) <= 200_000  # characters, of a million


def test_a_text_rewritten_word_by_word_is_not_compared_without_bound(monkeypatch):
    sizes = []
    opcodes = aligning.LCSseq.opcodes
    monkeypatch.setattr(aligning.LCSseq, "opcodes", lambda a, b: sizes.append(len(a) * len(b)) or opcodes(a, b))
    carry("a " * 60_000, "a b " * 40_000, Span(5_000, 5_006))
    assert max(sizes, default=0) <= 25_000_000


def test_one_edit_in_a_long_live_report_compares_only_its_block(monkeypatch):
    report = [f"At {n} o'clock the council met again, for the {n}th time, and agreed on nothing." for n in range(500)]
    new = [*report[:250], report[250].replace("agreed", "agrees"), *report[251:]]
    sizes = []
    opcodes = aligning.LCSseq.opcodes
    monkeypatch.setattr(aligning.LCSseq, "opcodes", lambda a, b: sizes.append(len(a) + len(b)) or opcodes(a, b))
    found = by_carry(blocks(*report), blocks(*new), nth(blocks(*report), "agreed on nothing", 250))
    assert words(blocks(*new), found) == "agrees on nothing"
    assert sum(sizes) < 50
