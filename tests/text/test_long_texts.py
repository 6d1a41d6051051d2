"""What is done to a text while somebody waits ends in good time, whatever a text of the longest kind says.

Rendering has a process of its own (tests/test_limited_process.py). Comparing and setting texts is done in the server's.
"""

import random
import time

import pytest

from explainer.search.equivalence import folded
from explainer.search.variants import in_other_ways
from explainer.search.words import split_words
from explainer.text.aliases import AliasIndex
from explainer.text.changes import pair_blocks
from explainer.text.counting import count_words
from explainer.text.differing import guess_change, passages
from explainer.text.folding import fold
from explainer.text.identity_reading import tokens
from explainer.text.likeness import terms_of
from explainer.text.limits import LONGEST, excess
from explainer.text.removal import take_out
from explainer.text.same_facts import facts_of
from explainer.text.sameness import fingerprint
from explainer.text.segments import segments
from explainer.text.sentences import sentences
from explainer.text.slugs import make_slug
from explainer.text.support import check
from explainer.text.text_fragments import fragment_of
from explainer.text.typography import curl_html

SLOWEST = 20  # seconds of processor on any machine; each was minutes, or hours
PIECES = ["a ", "'a ", "'68 ", '"a ', "'", "word, ", "中", "e\u0301 ", " \n"]
# What patterns begin with again and again, where none ends: each was tried with each of the functions below.
BEGINNINGS = [*PIECES, "..", ". ", "\n", " ", "[", "(", "<", "“", "1,", "1 ", "A.", "a-", "&a", "%41", "ab's ", "..a"]
READERS = {
    "its sentences": sentences,
    "its sentences in German": lambda text: sentences(text, "de"),
    "its words, counted": count_words,
    "its words, folded": fold,
    "its words, for search": split_words,
    "its words, for search as they may be written": lambda text: list(in_other_ways(text)),
    "its letters, for search": folded,
    "its words, for the identity of cards": tokens,
    "its words, for what is like it": terms_of,
    "its facts": lambda text: facts_of(text, "en"),
    "its fingerprint": fingerprint,
    "names in it": AliasIndex({"one": ["Wagner mutiny", "MI6", "A. B. C.", "a a a"]}).find,
    "its marks, counted": excess,
    "its segments": segments,
    "its slug": make_slug,
    "a link to its words": lambda text: fragment_of(text, text),
    "what is taken out of it": lambda text: take_out(text, ["a b", "Kyiv"]),
    "whether a source says it": lambda text: check("He said 7 in Kyiv.", text[:20_000]),  # of an excerpt
}


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


@pytest.mark.parametrize("name", READERS)
def test_it_is_read(name):
    for piece in BEGINNINGS:
        for end in ("", "\0"):
            text = of_pieces(piece)[: LONGEST // 4] + end
            assert took(lambda text=text: READERS[name](text)) < SLOWEST, piece


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
