"""A text at its limit is read; one beyond it is refused before anybody reads it."""

import time

import pytest
from django.core.exceptions import ValidationError

from explainer.models import Article, Claim, Note
from explainer.rendering import render_article
from explainer.text.limits import LONGEST, MOST, excess

AT_ONCE = 20  # seconds of processor, on any machine; beyond the limits it was minutes
FULL = {
    "blocks": "a b c\n\n", "lines": "- item\n", "pictures": "![", "brackets": "[a](b ", "angles": "<http://a",
    "bars": "|a", "stars": "**a*b", "backticks": "`a", "definitions": "a\n: b\n\n",
}  # fmt: skip


@pytest.mark.thorough
@pytest.mark.parametrize("name", MOST)
def test_a_text_at_its_limit_is_read(name):
    marks = max(1, len(MOST[name][0].findall(FULL[name] + "x")))
    source = FULL[name] * (MOST[name][1] // marks) + "x"
    assert excess(source) is None
    began = time.process_time()
    assert render_article(source, "en")
    assert time.process_time() - began < AT_ONCE


@pytest.mark.django_db  # a claim's first verdict is of the newsroom's own scale
@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("[" * 20_000, "brackets"),
        ("![" * 8_000, "pictures"),
        ("- item\n" * 20_000, "lines"),
        ("a\n\n" * 20_000, "blocks"),
        ("x" * (LONGEST + 1), "characters"),
        ("<http://a" * 20_000, "angles"),
        ("*[a]: b\n" * 1_000, "definitions"),
        ("**a*b" * 20_000, "stars"),
        ("`a" * 20_000, "backticks"),
        ("|a" * 20_000, "bars"),
    ],
)
def test_a_text_beyond_its_limit_is_refused_with_a_sentence(source, name):
    assert excess(source).name == name
    for record, field in (
        (Article(body=source), "body"),
        (Note(body=source), "body"),
        (Claim(reasoning=source), "reasoning"),
    ):
        with pytest.raises(ValidationError) as refused:
            record.clean_fields()
        assert "can be read in time" in refused.value.message_dict[field][0]


@pytest.mark.django_db
def test_an_article_beyond_its_limit_is_refused_before_it_is_rendered():
    began = time.process_time()
    with pytest.raises(ValidationError, match="can be read in time"):
        Article(slug="a", title="A", body="[" * 20_000).full_clean()
    assert time.process_time() - began < 2


def test_twenty_thousand_spaces_are_one():
    assert [block.text for block in render_article("a" + " " * 20_000 + "b", "en")] == ["a b"]


def test_a_long_report_is_within_all_limits():
    paragraph = "The **tanks** came at night, from [four sides](https://example.org/), and *nobody* knew.[^1]\n\n"
    assert excess(paragraph * 500 + "[^1]: A note.\n") is None
