"""Pairing the blocks of an article before and after an edit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.text import changes
from explainer.text.changes import pair_blocks

A = "On Wednesday the head of Britain's foreign intelligence service invited Russians to spy for his country."
B = "The chief of MI6 was speaking to invited guests at the British embassy in Prague, the Czech capital."
C = "His argument was about conscience, and about what others had done before them in the summer of 1968."
D = "Moscow answered the same day, and its spokeswoman brought up Sergei Skripal, who was poisoned in England."
NEW = "Ozone depletion slowed after countries banned chlorofluorocarbons; satellites confirm gradual recovery."


@pytest.mark.parametrize(
    ("old", "new", "pairs"),
    [
        ([], [], []),
        ([], [A], [None]),
        ([A], [], []),
        ([A, B], [A, B], [0, 1]),
        # Moved, swapped, inserted, deleted.
        ([A, B, C], [C, A, B], [2, 0, 1]),
        ([A, B], [B, A], [1, 0]),
        ([A, B], [A, NEW, B], [0, None, 1]),
        ([A, B, C], [A, C], [0, 2]),
        # Rewritten a little, moved and rewritten, retyped beyond likeness between its neighbours.
        ([A, B, C], [A, B.replace("invited guests", "an audience"), C], [0, 1, 2]),
        ([A, B, C], [C, B.replace("invited guests", "an audience"), A], [2, 1, 0]),
        ([A, B, C], [A, NEW, C], [0, 1, 2]),
        ([A, B, C], [NEW, B, C], [0, 1, 2]),
        ([A, B, C], [A, B, NEW], [0, 1, 2]),
        # Two for one, with no neighbour to say which: nothing is guessed.
        ([A, B, C], [A, NEW, "Entirely unrelated words: zebra quartz.", C], [0, None, None, 2]),
        # Split: the part most like the old one continues it. Merged: one of the two lives on.
        ([f"{A} {B}", C], [A, B, C], [0, None, 1]),
        ([A, B, C], [f"{A} {B}", C], [0, 2]),
        # The same words twice keep their order; one of them deleted leaves one.
        (["***", A, "***"], ["***", A, "***"], [0, 1, 2]),
        ([A, A], [A], [0]),
        ([A], [A, A], [0, None]),
        # Pictures and rules have no words.
        (["", A, ""], ["", A, ""], [0, 1, 2]),
    ],
)
def test_it_pairs(old, new, pairs):
    assert pair_blocks(old, new) == pairs


def test_it_prefers_the_nearest_of_equally_likely_blocks():
    old = [f"{A} One.", B, f"{A} One.", C]
    assert pair_blocks(old, [f"{A} Two.", B, f"{A} Two.", C]) == [0, 1, 2, 3]


@pytest.fixture
def comparisons(monkeypatch):
    """Counts how often two texts are compared for likeness."""
    counted = []
    compare = changes.fuzz.token_sort_ratio
    monkeypatch.setattr(changes.fuzz, "token_sort_ratio", lambda *texts: counted.append(texts) or compare(*texts))
    return counted


def long_report(length=500):
    return [
        f"Minute {n}: report number {n * 7919} from the scene, with word {n % 13} and word {n % 7}."
        for n in range(length)
    ]


def test_it_compares_little_when_one_paragraph_of_500_was_edited(comparisons):
    old = long_report()
    new = [*old]
    new[250] = new[250].replace("from the scene", "from our correspondent")
    assert pair_blocks(old, new) == list(range(500))
    assert len(comparisons) == 1


def test_it_compares_little_when_a_paragraph_was_put_before_500(comparisons):
    assert pair_blocks(long_report(), [NEW, *long_report()]) == [None, *range(500)]
    assert len(comparisons) == 0


def test_it_gives_up_comparing_when_an_article_was_replaced(comparisons):
    pairs = pair_blocks(long_report(), [f"{NEW} {n}" for n in range(500)])
    assert pairs == [None] * 500
    assert len(comparisons) == 0


texts = st.lists(st.sampled_from([A, B, C, D, NEW, f"{A} {B}", ""]) | st.text(max_size=20), max_size=8)


@given(texts, texts)
def test_it_uses_no_old_block_twice_and_keeps_every_equal_one(old, new):
    pairs = pair_blocks(old, new)
    used = [pair for pair in pairs if pair is not None]
    assert len(pairs) == len(new)
    assert len(used) == len(set(used))
    assert all(0 <= pair < len(old) for pair in used)
    kept = sum(pair is not None and old[pair] == text for pair, text in zip(pairs, new, strict=True))
    assert kept == sum(min(old.count(text), new.count(text)) for text in set(new))
