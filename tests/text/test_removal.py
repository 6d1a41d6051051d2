import pytest

from explainer.text.removal import REMOVED, holds, letters, take_out


@pytest.mark.parametrize(
    ("text", "passage", "left"),
    [
        ("Anna Novak lives in Prague.", "Anna Novak", "[…] lives in Prague."),
        ("**Anna** _Novák_ lives", "anna novak", "**[…]_ lives"),
        ("[Anna](/notes/a/) Novak lives", "Anna Novak", "[[…] lives"),
        ("<p><b>Anna</b> Novak</p>", "Anna Novak", "<p><b>[…]</p>"),
        ("“She’s ill” – he said", '"She\'s ill" - he', "“[…] said"),
        ("Hannah Novakova, Annan", "Anna Novak", "Hannah Novakova, Annan"),
        ("Anna Novak and Anna\nNovak", "Anna Novak", "[…] and […]"),
        ("see /people/anna-novak/", "Anna Novak", "see /people/[…]/"),
        ("他住在布拉格附近", "布拉格", "他住在[…]附近"),
        ("nothing", "!?", "nothing"),
    ],
)
def test_it_takes_words_out_however_they_are_written(text, passage, left):
    assert take_out(text, [passage]) == left
    assert holds(text, [passage]) == (text != left)


def test_it_goes_into_json():
    value = {"title": "Anna Novak", "rows": [{"words": "of Anna Novak", "source": 7}], "none": None}
    assert take_out(value, ["Anna Novak"]) == {
        "title": REMOVED, "rows": [{"words": f"of {REMOVED}", "source": 7}], "none": None,
    }  # fmt: skip
    assert letters("Ça, va!") == "cava"
