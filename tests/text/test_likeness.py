"""Two texts that mean the same are alike; two that share a few words aren't."""

from pathlib import Path

import pytest
import yaml

from explainer.text.likeness import ALIKE, likeness, terms_of
from explainer.text.same_facts import facts_of

SAME = [
    ("8,000 men took part in the Wagner mutiny", "Eight thousand men took part in Wagner's mutiny"),
    ("The army has low morale and few shells", "Morale in the army is low, and shells are few"),
    ("Wagner took Rostov-on-Don without firing a shot", "Wagner held Rostov, and no shots were fired"),
    ("Ozone will be back at its level of 1980 by 2066", "By 2066 the ozone layer will be back to 1980 levels"),
    ("8.000 Männer nahmen an der Meuterei teil", "An der Meuterei nahmen achttausend Männer teil"),
    ("La couche d’ozone se rétablit", "La couche d’ozone est en train de se rétablir"),
]
OTHER = [
    ("8,000 men took part in the Wagner mutiny", "25,000 men took part in the Wagner mutiny"),
    ("The army has low morale and few shells", "The army took Rostov without a shot"),
    ("Ozone will be back by 2066", "Emissions will double by 2066"),
    ("The bridge was attacked in 2022", "The bridge was built in 2018"),
    ("", "Anything"),
    ("the and of", "the and of"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_it_finds_the_same_said_otherwise(one, other):
    language = "de" if "Männer" in one else "fr" if "couche" in one else "en"
    assert likeness(terms_of(one, language), terms_of(other, language)) >= ALIKE


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_it_lets_other_things_pass(one, other):
    assert likeness(terms_of(one), terms_of(other)) < ALIKE


ACROSS = yaml.safe_load((Path(__file__).parent / "data/claims_across.yaml").read_text(encoding="utf-8"))


def found_across(pairs):
    """Those pairs of claims in two languages that may be the same."""
    return [(one, other) for of, one, of_other, other in pairs if facts_of(one, of).may_be(facts_of(other, of_other))]


def test_across_languages_it_finds_most_claims_with_numbers_and_some_others_on_the_same_numbers():
    """docs/editors.md has the figures."""
    assert len(ACROSS["same"]) == len(ACROSS["other"]) == 30
    assert len(found_across(ACROSS["same"])) >= 23
    assert len(found_across(ACROSS["other"])) <= 11


def test_across_languages_nothing_is_found_among_claims_on_other_things():
    chance = [
        (of, one, of_other, other)
        for of, one, _, _ in ACROSS["same"] for _, first, of_other, other in ACROSS["same"]
        if one != first
    ]  # fmt: skip
    assert len(chance) == 870
    assert found_across(chance) == []
