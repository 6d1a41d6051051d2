"""The class that a change of words looks like: what readers may be told of, and what nobody would call news."""

import pytest

from explainer.text.differing import guess_change

TEXT = "Some 8,000 men marched on Moscow on 24 June 2023, Yevgeny Prigozhin said. Nobody was hurt. They turned back."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("marched", "marchd"), ("said.", "said;"), ("Nobody was", "Nobody  was"), ("They turned", "— They turned"),
        ("Prigozhin", "Prigozhyn"), ("Some 8,000", "About 8,000"), ("turned back.", "turned back"),
        ("men marched", "men then marched"), ("2023, Yevgeny", "2023 Yevgeny"),
    ],
)  # fmt: skip
def test_a_typing_error_or_a_mark_is_wording(old, new):
    assert guess_change(TEXT, TEXT.replace(old, new)) == "wording"
    assert guess_change(TEXT.replace(old, new), TEXT) == "wording"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("8,000", "25,000"), ("24 June", "23 June"), ("June", "July"), ("2023", "2022"), ("Moscow", "Minsk"),
        ("Nobody was hurt", "Ten were hurt"), ("They turned", "They never turned"), ("Yevgeny", "Viktor"),
        ("was hurt", "was not hurt"), ("8,000 men", "8,000 or 9,000 men"),
    ],
)  # fmt: skip
def test_another_number_date_name_or_negation_is_never_wording(old, new):
    assert guess_change(TEXT, TEXT.replace(old, new)) != "wording"
    assert guess_change(TEXT.replace(old, new), TEXT) != "wording"


@pytest.mark.parametrize(("old", "new"), [("Two men", "Ten women"), ("May", "June"), ("Prague", "Brno")])
def test_a_short_text_that_is_another_altogether_is_a_correction(old, new):
    assert guess_change(f"{TEXT}\n\n{old}", f"{TEXT}\n\n{new}") == "correction"


@pytest.mark.parametrize("sentence", ["They turned east.", "Ten died there.", "He was not seen again.", "It rained."])
@pytest.mark.parametrize("between", [" ", "\n\n"])
def test_an_added_sentence_is_never_wording(sentence, between):
    assert guess_change(TEXT, f"{TEXT}{between}{sentence}") == ("new_fact" if len(sentence) > 10 else "wording")


def test_many_typing_errors_are_still_wording():
    slips = {"marched": "marchd", "said": "siad", "turned": "turnde", "hurt": "hrut"}
    text = " ".join([TEXT] * 3)
    wrong = text
    for right, slip in slips.items():
        wrong = wrong.replace(right, slip)
    assert guess_change(wrong, text) == "wording"
    assert guess_change(TEXT.replace("June 2023, Yevgeny", "June 2023,Yevgeny"), TEXT) == "wording"
    assert guess_change(wrong, text.replace("8,000", "9,000")) != "wording"
