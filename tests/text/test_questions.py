"""Which questions a set of cards answers, by the rule and by an editor's word."""

import pytest

from explainer.text.questions import RULES, Background, TickedQuestion, covered

NOTE = {"title": "It", "is_note": True}
CLAIM = {"title": "It", "is_note": False}


def answered(*cards, ticks=None, **more):
    return {line.question for line in covered(cards, ticks or {}, **more) if line.is_answered}


@pytest.mark.parametrize(
    ("card", "questions"),
    [
        (Background(**NOTE, kind="event"), {"happened"}),
        (Background(**NOTE, kind="event", events=2), {"happened", "before"}),
        (Background(**NOTE, kind="concept", events=1), {"why"}),
        (Background(**NOTE, kind="person"), {"who"}),
        (Background(**NOTE, kind="organisation", has_place=True), {"who", "where"}),
        (Background(**NOTE, kind="place"), {"where"}),
        (Background(**NOTE, kind="document"), {"know"}),
        (Background(**NOTE, kind="question"), {"unknown"}),
        (Background(**CLAIM, kind="fact", is_open=False), {"know"}),
        (Background(**CLAIM, kind="fact", is_open=True), {"know", "unknown"}),
        (Background(**CLAIM, kind="prediction", is_open=True), {"know", "unknown", "next"}),
        (Background(**CLAIM, kind="promise", is_open=False), {"know", "next"}),
    ],
)
def test_a_card_answers(card, questions):
    assert answered(card) == questions


def test_an_article_without_cards_answers_nothing_but_how_we_know_if_it_cites_sources():
    assert answered() == set()
    assert answered(cites_sources=True) == {"know"}


def test_an_editor_s_word_goes_before_the_rule():
    person = Background(**NOTE, kind="person")
    ticks = {"who": TickedQuestion(False), "where": TickedQuestion(True, "Prague")}
    lines = {line.question: line for line in covered([person], ticks)}
    assert (lines["who"].is_answered, lines["who"].is_ticked) == (False, True)
    assert (lines["where"].is_answered, lines["where"].by) == (True, ("Prague",))
    assert not lines["why"].is_ticked


def test_it_keeps_the_order_and_names_each_card_once():
    lines = covered(
        [Background("A", True, "person"), Background("B", True, "person"), Background("A", True, "person")], {}
    )
    assert [line.question for line in lines] == list(RULES)
    assert lines[2].by == ("A", "B")
