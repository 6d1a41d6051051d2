"""Two texts that mean the same are alike; two that share a few words aren't."""

import pytest

from explainer.text.likeness import ALIKE, likeness, terms_of

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
