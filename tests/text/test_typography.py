"""Curly quotation marks and apostrophes for short plain texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.text.typography import curl


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("no marks at all", "no marks at all"),
        ('He said "yes".', "He said “yes”."),
        ('"Yes", he said.', "“Yes”, he said."),
        ("He said 'yes'.", "He said ‘yes’."),
        ("MI6's chief", "MI6’s chief"),
        ("the spies' chief", "the spies’ chief"),
        ("Kovaľ's 'last' word", "Kovaľ’s ‘last’ word"),
        ("the '60s", "the ’60s"),
        ('("C", they call him)', "(“C”, they call him)"),
        ("\"He said 'yes'\"", "“He said ‘yes’”"),
        ("'He said \"yes\"'", "‘He said “yes”’"),
        ('an end—"and"', "an end—“and”"),
        ("and so on...", "and so on…"),
        ("“already” curly’s", "“already” curly’s"),
        ('He said:\n"yes"', "He said:\n“yes”"),
        ("a <b>bold</b> & plain", "a <b>bold</b> & plain"),
    ],
)
def test_it_curls(typed, printed):
    assert curl(typed) == printed


@given(st.text(alphabet="ab0s '\"“”‘’.(–—", max_size=20))
def test_it_changes_nothing_the_second_time(text):
    assert curl(curl(text)) == curl(text)


@given(st.text(alphabet="ab0s '\"(–", max_size=20))
def test_it_leaves_no_straight_mark_and_no_other_letter_changed(text):
    curled = curl(text)
    assert not {"'", '"'} & set(curled)
    assert curled.translate(str.maketrans("“”‘’", "\"\"''")) == text
