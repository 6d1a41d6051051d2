"""A link to a source leads to the words relied on, if they are the source's own."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.text.text_fragments import directive, fragment_of, leading_to, verbatim

PAGE = "https://example.org/speech"


@pytest.mark.parametrize(
    ("words", "link"),
    [
        ("", PAGE),
        ("the order of events on 23 June", PAGE),  # our words, not the source's
        ('"join hands with us"', f"{PAGE}#:~:text=join%20hands%20with%20us"),
        ("the appeal: “our door is always open”", f"{PAGE}#:~:text=our%20door%20is%20always%20open"),
        ("«тайные признания», the title", f"{PAGE}#:~:text=%D1%82%D0%B0%D0%B9%D0%BD%D1%8B%D0%B5%20"
         "%D0%BF%D1%80%D0%B8%D0%B7%D0%BD%D0%B0%D0%BD%D0%B8%D1%8F"),
        ('"well-known, loved & feared"', f"{PAGE}#:~:text=well%2Dknown%2C%20loved%20%26%20feared"),
        ('"needed" alone says little', PAGE),
        ('"needed", and "a miasma of lies and fantasy."', f"{PAGE}#:~:text=a%20miasma%20of%20lies%20and%20fantasy"),
        ("an open “quotation", PAGE),
    ],
)  # fmt: skip
def test_quoted_words_are_led_to(words, link):
    assert leading_to(PAGE, words) == link


def test_words_that_stand_in_the_excerpt_need_no_quotation_marks():
    excerpt = "He said that the human\n factor decides."
    assert leading_to(PAGE, "the human factor", excerpt) == f"{PAGE}#:~:text=the%20human%20factor"
    assert leading_to(PAGE, "the humane factor", excerpt) == PAGE


@pytest.mark.parametrize(
    ("address", "link"),
    [
        (f"{PAGE}#part-2", f"{PAGE}#part-2:~:text=two%20words"),
        (f"{PAGE}#:~:text=other", f"{PAGE}#:~:text=other"),
        (f"{PAGE}?a=b#", f"{PAGE}?a=b#:~:text=two%20words"),
        ("", ""),
        ("ftp://example.org/x", "ftp://example.org/x"),
    ],
)
def test_an_address_keeps_what_it_has(address, link):
    assert leading_to(address, '"two words"') == link


def test_long_words_are_named_by_their_ends():
    words = " ".join(f"word{n}" for n in range(40))
    assert directive(words) == "word0%20word1%20word2%20word3,word36%20word37%20word38%20word39"


@given(st.text(max_size=300))
def test_whatever_is_quoted_the_form_stays_whole(text):
    found = verbatim(f"“{text}”")
    if found:
        written = directive(found)
        assert written.count(",") <= 1
        assert not set("-& #\"'<>“”") & set(written)
        assert unquote(written.split(",")[0]) == found[: len(unquote(written.split(",")[0]))]


def test_behind_an_address_that_redirects_the_words_stand_alone():
    assert fragment_of("the “two spans” of it") == "#:~:text=two%20spans"
    assert fragment_of("no words of its own") == ""
