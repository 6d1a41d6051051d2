"""The words that searching compares, and how they are shown in a text."""

import pytest

from explainer.search.words import Query, clipped, split_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The chief of MI6, in Prague.", ["the", "chief", "of", "mi6", "in", "prague"]),
        ("Dubček’s “spring”", ["dubcek", "s", "spring"]),
        ("Dubc\u030cek", ["dubcek"]),
        ("STRASSE straße Øland Łódź", ["strasse", "strasse", "oland", "lodz"]),
        ("ﬁle ① x²", ["file", "1", "x2"]),
        ("snake_case a-b c/d", ["snake", "case", "a", "b", "c", "d"]),
        ("北京 2008年", ["北京", "京", "2008", "年"]),
        ("서울은", ["서울은", "울은", "은"]),
        ("日本語で、す", ["日本語", "本語で", "語で", "で", "す"]),
        ("ประเทศ", ["ประ", "ระเ", "ะเท", "เทศ", "ทศ", "ศ"]),
        ("बोल कर", ["बोल", "कर"]),
        ("\0 \" ' * ( ) : ^ & | ! - AND", ["and"]),
        ("x" * 70, ["x" * 64]),
        ("", []),
    ],
)
def test_a_text_has_these_words(text, words):
    assert split_words(text) == words


def test_of_a_very_long_text_only_the_beginning_is_searched():
    assert len(clipped(["word"] * 100_000)) == 60_000
    assert len(clipped(["žluť"] * 100_000)) == 42_857


def test_a_query_is_its_first_ten_different_words():
    assert Query.parse("to be or not to be").words == ("to", "be", "or", "not")
    assert len(Query.parse(" ".join(f"w{n}" for n in range(99))).words) == 10
    assert not Query.parse("…?!")


def shown(query, text):
    return "".join(f"[{piece}]" if found else piece for piece, found in Query.parse(query).mark(text))


@pytest.mark.parametrize(
    ("query", "text", "marked"),
    [
        ("prague spring", "The Prague Spring; springtime.", "The [Prague] [Spring]; [springtime]."),
        ("spring prague", "The Prague Spring; springtime.", "The [Prague] [Spring]; springtime."),
        ("dubcek", "Dubček and Dubc\u030cek", "[Dubček] and [Dubček]"),
        ("京", "北京", "北[京]"),
        ("北京", "在北京的京北京", "在[北京]的京[北京]"),
        ("बोल", "बोल बल बोली", "[बोल] बल [बोली]"),
        ("donau", "Do\u00adnau fließt", "[Do\u00adnau] fließt"),
        ("mi", "MI6 mi, amid", "[MI6] [mi], amid"),
        ("x", "nothing", "nothing"),
        ("x", "", ""),
    ],
)
def test_it_marks_the_words_looked_for(query, text, marked):
    assert shown(query, text) == marked


def test_a_passage_is_cut_at_spaces_around_the_first_word_looked_for():
    text = "Before that. " * 40 + "The tanks came. " + "After that. " * 40
    passage = Query.parse("tanks").passage(text)
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert "The tanks came." in passage
    assert 150 < len(passage) < 250
    assert passage[2:-2] in text


@pytest.mark.parametrize(
    ("text", "passage"),
    [("The tanks came.", "The tanks came."), ("Nothing.", ""), ("x" * 999 + " tanks", "… tanks")],
)
def test_a_short_text_is_its_own_passage(text, passage):
    assert Query.parse("tanks").passage(text) == passage
