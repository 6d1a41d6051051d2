"""The sentence around a span."""

import pytest

from explainer.text.sentences import LONGEST, sentence_around, split_sentence


@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        ("One. Two [words] here. Three.", "Two words here."),
        ("[One] word. Two.", "One word."),
        ("He said “go!” Then [she] went.", "Then she went."),
        ("A block\n\nAnother [block] of text\n\nLast", "Another block of text"),
        ("One [ends. Two] goes on. Three.", "One ends. Two goes on."),
        ("[x]", "x"),
    ],
)
def test_it_is_the_sentence_that_the_words_stand_in(marked, sentence):
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert sentence_around(text, start, end) == sentence
    before, words, after = split_sentence(text, start, end)
    assert (words, before + words + after) == (text[start:end], sentence)


def test_it_is_never_longer_than_an_editor_reads():
    text = "word " * 1000
    assert len(sentence_around(text, 2000, 2004)) <= LONGEST + 4
