"""Two texts are the same if a reader would say so."""

import pytest

from explainer.text.sameness import fingerprint

TEXT = "“It’s here” – she said – at a café.\n\nThen nothing."


@pytest.mark.parametrize(
    "other",
    [
        '"It\'s here" - she said - at a café. Then nothing.',
        TEXT.upper(),
        "It’s here, she said, at a cafe\u0301. Then nothing…",
    ],
)
def test_it_is_the_same_whatever_the_punctuation(other):
    assert fingerprint(other) == fingerprint(TEXT)


@pytest.mark.parametrize("other", ["“It’s here” – he said – at a café.\n\nThen nothing.", TEXT + " Nothing.", ""])
def test_it_is_another_if_a_word_is(other):
    assert fingerprint(other) != fingerprint(TEXT)


@pytest.mark.parametrize("text", ["", " …\n", "—"])
def test_it_is_empty_without_words(text):
    assert fingerprint(text) == ""
