"""The demonstration's texts are its own: none shares ten words in a row with the brief, and none is set in bold."""

import re

import pytest
import yaml

from tests import ten_words
from tests.conftest import FIXTURES

FILES = sorted(FIXTURES.glob("*/*.yaml"))
WRITTEN = ("title", "standfirst", "summary", "body", "reasoning", "would_change", "place_name", "venue", "line", "why",
           "claimant_role", "at_a_glance")  # fmt: skip


def texts(value, name=""):
    """Every text that somebody wrote for readers, wherever it stands in a file."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, name)
    elif isinstance(value, str) and (name in WRITTEN or name in ("text", "words")):
        yield value


def shared(text, known):
    """The runs of ten words that a text has from the brief."""
    return [run for run in ten_words.runs(text) if ten_words.digest(run) in known]


@pytest.fixture(scope="module")
def known():
    return ten_words.known()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_text_shares_ten_words_in_a_row_with_the_brief(file, known):
    assert [run for text in texts(yaml.safe_load(file.read_text())) for run in shared(text, known)] == []


def test_a_shared_run_would_be_found(known):
    assert len(known) > 10_000
    taken = "Late on 20 August 1968 Soviet, Polish, Hungarian and Bulgarian units entered Czechoslovakia"
    assert len(shared(f"As was said: {taken} in force.", known)) == 5
    assert shared(taken.replace("Hungarian and", "and Hungarian and"), known) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_has_no_bold_type(file):
    assert re.findall(r"\*\*[^*]+\*\*", file.read_text()) == []
