"""The sentence around a span."""

import pytest

from explainer.text.sentences import LONGEST, sentence_around, sentences, split_sentence


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


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Mr. Putin met J. Smith in St. Petersburg.", "He left at 3 p.m. on Friday.", "Why?", "“Go!” he said."]),
        ("en", ["It fell by 3.5 percent.", "Some 12,950 left.", "“It ended.”", "Then rain."]),
        ("de", ["Am 21. August 1968 kamen sie.", "Z. B. Polen war dabei.", "Das war alles."]),
        ("fr", ["M. Macron a reçu Mme Dupont.", "« Rien », dit-il.", "Et puis ?"]),
    ],
)
def test_a_text_falls_into_its_sentences(language, expected):
    text = " ".join(expected)
    assert [text[start:end] for start, end in sentences(text, language)] == expected


def test_blocks_and_empty_texts():
    assert sentences("") == sentences(" \n\n ") == []
    text = "A heading\n\nA sentence. Another"
    assert [text[start:end] for start, end in sentences(text)] == ["A heading", "A sentence.", "Another"]
