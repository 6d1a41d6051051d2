"""What is done to a text while somebody waits ends in good time, whatever a text of the longest kind says.

Rendering has a process of its own (tests/test_limited_process.py). Comparing and setting texts is done in the server's.
"""

import random
import time

import pytest

from explainer.text.changes import pair_blocks
from explainer.text.differing import guess_change, passages
from explainer.text.limits import LONGEST
from explainer.text.typography import curl_html

SLOWEST = 20  # seconds of processor on any machine; each was minutes, or hours
PIECES = ["a ", "'a ", "'68 ", '"a ', "'", "word, ", "中", "e\u0301 ", " \n"]


def of_pieces(piece):
    return (piece * LONGEST)[:LONGEST]


def paragraphs(seed, count, words):
    dice = random.Random(seed)
    vocabulary = [f"{chr(97 + n % 26)}{n * 7919}" for n in range(300)]
    return [" ".join(dice.choice(vocabulary) for _ in range(words)) for _ in range(count)]


def took(work):
    begun = time.process_time()
    work()
    return time.process_time() - begun


@pytest.mark.parametrize("piece", PIECES)
def test_signs_are_set(piece):
    assert took(lambda: curl_html(of_pieces(piece), "en")) < SLOWEST


@pytest.mark.parametrize("piece", PIECES)
def test_a_text_is_compared_with_its_next_version(piece):
    old = of_pieces(piece)
    new = f"{old[: LONGEST // 2]} Kyiv, 7 {old[LONGEST // 2 :]}"
    assert took(lambda: passages(old, new)) < SLOWEST


def test_a_paragraph_of_which_each_word_is_new_is_compared():
    old, new = paragraphs(1, 1, 6_000), paragraphs(2, 1, 6_000)
    assert took(lambda: passages(old[0], f"{old[0][:40]} {new[0]}")) < SLOWEST


def test_an_article_is_replaced_by_another():
    assert took(lambda: pair_blocks(paragraphs(1, 150, 150), paragraphs(2, 150, 150))) < SLOWEST


def test_what_kind_of_change_it_was_is_guessed():
    old, new = paragraphs(1, 60, 80), paragraphs(2, 60, 80)
    assert took(lambda: guess_change("\n\n".join(old), "\n\n".join(new))) < SLOWEST
