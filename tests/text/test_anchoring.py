"""Words are found again after an edit, or honestly not: what a reader must never see is a card on other words."""

from itertools import pairwise

import pytest

from explainer.text.aligning import align
from explainer.text.anchoring import ATTACHED, GUESS, LONGEST, Carrier, Span, TextQuote, carry, locate

INVASION = (
    "Prague woke on 21 August 1968 to the sound of tanks. Half a million soldiers of the Warsaw Pact had crossed the "
    "border overnight."
)
SPRING = (
    "The invasion ended the Prague Spring, a brief attempt at reform led by Alexander Dubček. He was flown to Moscow "
    "and made to sign."
)
MUTINY = (
    "Prigozhin's mutiny lasted a day. The column stopped two hundred kilometres from Moscow, and its leader left for "
    "Belarus."
)
BRIDGE = "Experts said the bridge would be repaired by July. The bridge carries trains and lorries to Crimea."
OLD = "\n\n".join([INVASION, SPRING, MUTINY, BRIDGE])


def blocks(*texts):
    return "\n\n".join(texts)


def nth(text, words, n=0):
    at = -1
    for _ in range(n + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def by_locate(old, new, at, floor=ATTACHED):
    return locate(TextQuote.of(old, *at), new, floor=floor)


def by_carry(old, new, at, floor=ATTACHED):
    return carry(old, new, Span(*at), floor=floor)


def words(text, span):
    return None if span is None else text[span.start : span.end]


BOTH = pytest.mark.parametrize("find", [by_locate, by_carry])

# What was done, the new text, the quote, and the words it stands on now.
KEPT = {
    "nothing": (OLD, "Prague Spring", "Prague Spring"),
    "a block put before": (blocks("Updated on Monday.", OLD), "Prague Spring", "Prague Spring"),
    "a block moved": (blocks(MUTINY, BRIDGE, INVASION, SPRING), "Alexander Dubček", "Alexander Dubček"),
    "a block moved and edited": (
        blocks(MUTINY, BRIDGE, INVASION, SPRING.replace("brief", "short").replace("flown", "taken")),
        "Alexander Dubček",
        "Alexander Dubček",
    ),
    "a sentence moved": (
        OLD.replace(" He was flown to Moscow and made to sign.", "").replace(
            "lasted a day.", "lasted a day. He was flown to Moscow and made to sign."
        ),
        "flown to Moscow",
        "flown to Moscow",
    ),
    "a block split in the quote": (OLD.replace("tanks. Half", "tanks.\n\nHalf"), "tanks. Half", "tanks.\n\nHalf"),
    "blocks merged": (
        blocks(f"{INVASION} {SPRING}", MUTINY, BRIDGE),
        "ended the Prague Spring",
        "ended the Prague Spring",
    ),
    "blocks merged in the quote": (blocks(f"{INVASION} {SPRING}", MUTINY), "overnight.\n\nThe", "overnight. The"),
    "quotation marks curled": (OLD.replace("'", "’"), "Prigozhin's mutiny", "Prigozhin’s mutiny"),
    "retyped in capitals": (OLD.upper(), "Prague Spring", "PRAGUE SPRING"),
    "hard spaces": (OLD.replace(" ", "\xa0"), "Prague Spring", "Prague\xa0Spring"),
    "soft hyphens": (OLD.replace("invasion", "inva\xadsion"), "The invasion", "The inva\xadsion"),
    "decomposed letters": (OLD.replace("č", "c\u030c"), "Alexander Dubček", "Alexander Dubc\u030cek"),
    "lines wrapped": (OLD.replace(" ", "\n"), "attempt at reform", "attempt\nat\nreform"),
    "carriage returns": (OLD.replace("\n", "\r\n"), "Alexander Dubček", "Alexander Dubček"),
    "words edited": (
        OLD.replace("a brief attempt at reform", "a short-lived attempt at reforms"),
        "brief attempt at reform",
        "short-lived attempt at reforms",
    ),
    "a word put in": (
        OLD.replace("Prague Spring", "Prague’s short Spring"),
        "the Prague Spring",
        "the Prague’s short Spring",
    ),
    "a twin while it is edited": (
        OLD.replace("repaired by", "repaired after") + " The work was to be done by July, it was said by July.",
        "repaired by July",
        "repaired after July",
    ),
}


@BOTH
@pytest.mark.parametrize("case", KEPT.values(), ids=KEPT.keys())
def test_it_stays_on_its_words_after(case, find):
    new, quote, expected = case
    assert words(new, find(OLD, new, nth(OLD, quote))) == expected


# What was done, the new text, and the occurrence of "Moscow" or another quote that is gone.
GONE = {
    "the block is deleted": (blocks(INVASION, MUTINY, BRIDGE), "Alexander Dubček", 0),
    "the text is": ("", "Alexander Dubček", 0),
    "another text is pasted over": (blocks(*["The harvest in Moravia was poor."] * 9), "Prague Spring", 0),
    "a block is pasted over": (
        OLD.replace(SPRING, "A different paragraph about the harvest in Moravia."),
        "Prague Spring",
        0,
    ),
    "another name stands in its place": (OLD.replace("Alexander Dubček", "Gustáv Husák"), "Alexander Dubček", 0),
    "another name stands there and a twin elsewhere": (OLD.replace("to Moscow and", "to Minsk and"), "Moscow", 0),
    "it is deleted and a twin stands after it": (OLD.replace(SPRING + "\n\n", ""), "Moscow", 0),
    "it is deleted and a twin stands before it": (OLD.replace(MUTINY + "\n\n", ""), "Moscow", 1),
}


@BOTH
@pytest.mark.parametrize("case", GONE.values(), ids=GONE.keys())
def test_it_comes_loose_when(case, find):
    new, quote, n = case
    assert find(OLD, new, nth(OLD, quote, n)) is None


@BOTH
@pytest.mark.parametrize("n", [0, 1])
def test_it_tells_equal_words_apart(find, n):
    new = blocks("Moscow has not replied. Moscow never does.", OLD)
    assert find(OLD, new, nth(OLD, "Moscow", n)).start == nth(new, "Moscow", n + 2)[0]


def test_two_places_that_cannot_be_told_apart_are_none():
    quote = TextQuote("the ministry said on Tuesday", "and nothing more, ", " in the evening news")
    once = "It was late, and nothing more, the ministry said on Tuesday in the evening news, as always."
    assert words(once, locate(quote, once)) == "the ministry said on Tuesday"
    assert locate(quote, f"{once} {once}") is None


def test_the_same_case_breaks_a_tie():
    quote = TextQuote("the White House", "He spoke of ", " again. ", start=None)
    new = "He spoke of the white house again. He spoke of the White House again. "
    best = locate(quote, new, floor=0.0)
    assert words(new, best) == "the White House"


def test_a_quote_without_neighbours_is_found_where_it_is_unique():
    assert words(OLD, locate(TextQuote("a brief attempt at reform"), OLD)) == "a brief attempt at reform"


def test_shorter_neighbours_of_another_tool_do_not_mean_the_end_of_the_text():
    quote = TextQuote("Alexander Dubček", "led by ", ". He was", start=OLD.index("Alexander"))
    assert locate(quote, OLD).score == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("exact", ["", "  \n ", "\xad"])
def test_an_empty_quote_is_nowhere(exact):
    assert locate(TextQuote(exact, "Prague ", " woke", 6), OLD) is None


@pytest.mark.parametrize("start", [None, -5, 10**9])
def test_a_wrong_position_does_no_harm(start):
    quote = TextQuote.of(OLD, *nth(OLD, "Alexander Dubček"))
    moved = TextQuote(quote.exact, quote.prefix, quote.suffix, start)
    assert words(OLD, locate(moved, OLD)) == "Alexander Dubček"


def test_a_guess_is_given_only_to_those_who_ask():
    new = OLD.replace("Half a million soldiers", "Some 250,000 soldiers")
    at = nth(OLD, "Half a million soldiers")
    guess = by_carry(OLD, new, at, floor=GUESS)
    assert by_carry(OLD, new, at) is None
    assert (guess.band, "soldiers" in words(new, guess)) == ("guess", True)


@pytest.mark.parametrize(
    ("score", "band"),
    [(1.0, "attached"), (ATTACHED, "attached"), (ATTACHED - 0.01, "guess"), (GUESS, "guess"), (GUESS - 0.01, "adrift")],
)
def test_a_score_has_a_band(score, band):
    assert Span(0, 1, score).band == band


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (4, 2), (0, len(OLD) + 1)])
def test_a_span_outside_the_old_text_is_an_error(span):
    with pytest.raises(ValueError, match="no span"):
        carry(OLD, OLD, Span(*span))


@BOTH
def test_a_quote_longer_than_what_is_compared_at_once_is_found_by_its_ends(find):
    story = " ".join(f"Sentence {n} tells of the year {1900 + n}." for n in range(120))
    assert len(story) > 3 * LONGEST
    old, new = blocks(INVASION, story, BRIDGE), blocks(INVASION, story.replace("60 tells", "sixty speaks"), BRIDGE)
    assert words(new, find(old, new, nth(old, story))) == story.replace("60 tells", "sixty speaks")
    assert find(old, blocks(INVASION, story[:1500], BRIDGE), nth(old, story)) is None


def test_one_carrier_carries_many_spans_like_carry():
    new = blocks("Updated.", INVASION, MUTINY.replace("a day", "one day"), BRIDGE)
    spans = [Span(*nth(OLD, quote)) for quote in ("Half a million", "Prague Spring", "lasted a day", "repaired")]
    carrier = Carrier(OLD, new)
    found = [carrier.carry(span) for span in spans]
    assert found == [carry(OLD, new, span) for span in spans]
    assert [words(new, span) for span in found] == ["Half a million", None, "lasted one day", "repaired"]


def test_a_copy_of_a_block_leaves_the_card_on_the_first_one():
    new = blocks(OLD, SPRING)
    assert by_carry(OLD, new, nth(OLD, "Alexander Dubček")).start == OLD.index("Alexander Dubček")


def test_the_end_of_the_text_is_a_neighbour_too():
    passage = "Then came the longest and the rainiest night of them all. He left them"
    text = blocks(f"{passage} alone, and nobody was sorry.", passage)
    at = nth(text, "He left them", 1)
    quote = TextQuote.of(text, *at)
    assert locate(TextQuote(quote.exact, quote.prefix, quote.suffix, None), text).start == at[0]


def covered(alignment, old, new, words):
    """Whether all of the words are in one run, and the same words are at its other end."""
    start, end = nth(old, words)
    runs = alignment.forward(start, end)
    return len(runs) == 1 and runs[0][2] == end - start and new[runs[0][1] :].startswith(words)


LONG = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (["one two three", LONG, LONG[::-1]], [LONG, LONG[::-1], "one two three"], "one two three"),
        (
            [f"{LONG} psi", "the tanks came overnight to Prague"],
            [f"so the tanks came overnight {LONG}"],
            "the tanks came",
        ),
        ([f"{LONG} word"], [f"another {LONG} wo"], "omicron"),
    ],
    ids=["a block", "a passage", "what stayed beside the edit"],
)
def test_a_difference_follows_what_moved(old, new, words):
    sides = " ".join(old), " ".join(new)
    starts = [[sum(len(x) + 1 for x in side[:n]) for n in range(len(side))] for side in (old, new)]
    assert covered(align(*sides, *starts), *sides, words)


def test_two_moved_passages_that_met_share_no_words():
    old = f"{LONG} one two three four five six. {LONG[::-1]} five six seven eight nine ten."
    new = f"one two three four five six seven eight nine ten {LONG} and {LONG[::-1]}"
    runs = align(old, new, [0], [0]).by_new
    assert all(run[1] + run[2] <= following[1] for run, following in pairwise(runs))


@BOTH
@pytest.mark.parametrize(
    ("old", "quote", "new", "place"),
    [
        ("He met Ann today", "Ann", "He met Anna and Ann today", 16),
        ("The man said so.", "man", "The mankind man said so.", 12),
        ("One cat ran.", "cat", "One catalogue cat ran.", 14),
        ("The latest version of it.", "version", "The latest versions of it. Another version came.", None),
    ],
)
def test_words_are_not_mistaken_for_a_part_of_a_longer_word(find, old, quote, new, place):
    """The last row's word became a plural: it stands where it stood, and never where the same word stands elsewhere."""
    start = old.index(quote)
    found = find(old, new, (start, start + len(quote)))
    if place is None:
        assert found is None or found.start == start
    else:
        assert (found.start, found.end) == (place, place + len(quote))
