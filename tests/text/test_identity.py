"""A card never stays on another name, number or negation by itself, and stays through every edit that changes none."""

import re
from pathlib import Path

import pytest
import yaml

from explainer.text.anchoring import GUESS, Span, TextQuote, carry, locate
from explainer.text.identity import differs
from explainer.text.identity_changes import Quoted
from explainer.text.identity_spelling import same_name
from explainer.text.support.german_nouns import is_noun

DATA = Path(__file__).parent / "data"
# What stands around each sentence, long enough that nothing of the edit is at an end of the text.
BEFORE = "The archive opened its doors again on a cold morning, and few had waited outside. "
AFTER = " Whoever wants to read on has to wait until the new catalogue is printed."


def pairs(name, kind):
    """Language, old text, new text and the quote's span in the old one, for each line of a kind."""
    for language, kinds in yaml.safe_load((DATA / f"{name}.yaml").read_text()).items():
        for line in kinds[kind]:
            marked = line if "[" in line else line.replace("{", "[{").replace("}", "}]")
            old = re.sub(r"\{(.*?)=>(.*?)\}", r"\1", marked)
            new = re.sub(r"\{(.*?)=>(.*?)\}", r"\2", marked)
            start, end = old.index("[") + len(BEFORE), old.index("]") - 1 + len(BEFORE)
            old, new = (BEFORE + re.sub(r"[\[\]]", "", text) + AFTER for text in (old, new))
            yield language, line, old, new, Span(start, end)


def by_locate(old, new, span, floor):
    return locate(TextQuote.of(old, span.start, span.end), new, floor=floor)


def by_carry(old, new, span, floor):
    return carry(old, new, span, floor=floor)


def stays(find, old, new, span):
    found = find(old, new, span, GUESS)
    return found is not None and found.band == "attached"


@pytest.mark.parametrize("find", [by_locate, by_carry])
@pytest.mark.parametrize(
    ("name", "kind", "goal"),
    [
        (name, kind, goal)
        for name in ("identity", "identity_held_out", "identity_more", "identity_unseen")
        for kind, goal in (("replaced", 0.02), ("harmless", 0.98))
    ]
    # Pairs in which one ordinary word is exchanged for another; five of 50 are too alike.
    + [("identity_structural", "replaced", 0.10), ("identity_structural", "harmless", 0.98)]
    # Written for the figures in docs/anchoring.md. A letter changed in five of Chinese is a guess to `locate`.
    + [("identity_fresh", "replaced", 0.02), ("identity_fresh", "harmless", 0.96)]
    + [("identity_fresh_again", "replaced", 0.02), ("identity_fresh_again", "harmless", 0.94)]
    # Kinds of which some stay: docs/anchoring.md names them.
    + [("identity_kinds", "replaced", 0.05), ("identity_kinds", "harmless", 0.98)]
    + [("identity_sealed", "replaced", 0.05), ("identity_sealed", "harmless", 0.98)]
    + [("identity_after", "replaced", 0.0), ("identity_after", "harmless", 0.93)],
)
def test_it_keeps_to_the_goals(find, name, kind, goal):
    judged = [
        (stays(find, old, new, span), f"{language}: {line}") for language, line, old, new, span in pairs(name, kind)
    ]
    missed = [line for stayed, line in judged if stayed is (kind == "replaced")]
    share = sum(stayed for stayed, _ in judged) / len(judged)
    print(f"{find.__name__}, {name}, {kind}: {share:.1%} of {len(judged)} stay. Missed:", *missed, sep="\n  ")
    assert share <= goal if kind == "replaced" else share >= goal


SWAPPED = [
    ("Anna Novak said yes to the plan.", "Boris Orlov said yes to the plan."),
    ("Iran has agreed to the talks.", "Iraq has agreed to the talks."),
    ("Anna Novak said yes.", "Boris Orlov said yes."),
    ("The CIA denied the report.", "The FBI denied the report."),
    ("In 1968 the border was closed.", "In 1986 the border was closed."),
    ("Der Iran hat den Gesprächen zugestimmt.", "Der Irak hat den Gesprächen zugestimmt."),
    ("La Corée du Nord a tiré un missile.", "La Corée du Sud a tiré un missile."),
    ("Corea del Norte rechazó la oferta.", "Corea del Sur rechazó la oferta."),
    ("Іран погодився на переговори.", "Ірак погодився на переговори."),
    ("Rakousko dohodu podepsalo.", "Rakousko dohodu nepodepsalo."),
    ("About 300 people were hurt.", "About 500 people were hurt."),
    ("He said that he would resign.", "He said that he would not resign."),
    ("Prices rose by 3 percent in May.", "Prices rose by 3 percent in June."),
]
NAMED = {sentence for pair in SWAPPED for sentence in pair if sentence.startswith(("Anna", "Boris", "Ira", "Іра"))}


@pytest.mark.parametrize(("one", "other"), SWAPPED)
@pytest.mark.parametrize("find", [by_locate, by_carry])
@pytest.mark.parametrize("between", [" ", "\n\n", " Nobody had expected it, said a clerk. "])
def test_two_sentences_that_change_places_never_exchange_their_cards(find, one, other, between):
    old, new = (f"{BEFORE}{first}{between}{second}{AFTER}" for first, second in ((one, other), (other, one)))
    for sentence in (one, other):
        # A first word alone is no name in every sentence: "The" is at home anywhere.
        first = [sentence.split()[0]] if sentence in NAMED else []
        for words in (" ".join(sentence.split()[-4:]), sentence, *first):
            start = old.index(sentence) + sentence.index(words)
            found = find(old, new, Span(start, start + len(words)), GUESS)
            inside = new.index(sentence) <= found.start < new.index(sentence) + len(sentence) if found else False
            assert found is None or found.band == "guess" or inside, words


def test_words_are_never_found_inside_other_words():
    old, new = f"{BEFORE}Two acted.{AFTER}", f"{BEFORE}It was enacted.{AFTER}"
    assert not stays(by_locate, old, new, Span(len(BEFORE) + 4, len(BEFORE) + 9))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The copies are [not identical] at all.", "The copies are [different] at all."),
        ("The party [doesn't have much money] left.", "The party [is low on money] left."),
        ("Teams (remote or non-remote) [may join].", "Teams [may join]."),
        ("Try it in [your own (remote or non-remote) team] first.", "Try it in [your own team] first."),
        ("看 [Bitcoin Improvement Proposals (BIPs) 中] 的更改", "看 [比特币改进提案 (BIPs) 中] 的更改"),
        ("The boat leaves [at 7.15 sharp].", "The boat leaves [at 7:15 sharp]."),
        ("It froze [at minus 4 degrees].", "It froze [at -4 degrees]."),
        ("Pražané [v Praha] slavili.", "Pražané [v Praze] slavili."),
        ("Der Preis [steigt] weiter.", "Der Preis [wächst] weiter."),
        ("A [fast boat] came.", "A [quick boat] came."),
        ("Die Rede [Lukaschenko] war kurz.", "Die Rede [Lukaschenkos] war kurz."),
        ("Vzpoura [Prigožin] trvala den.", "Vzpoura [Prigožina] trvala den."),
        ("přišel [Petr Novák] sám", "přišel [Petra Nováka] sám"),
        ("poslanci o [Victor Hugo] mlčeli", "poslanci o [Victora Hugo] mlčeli"),
        ("von [Polen] besetzt", "von [polnischen Truppen] besetzt"),
        ("In [webinars Tim Lowden will speak] of it.", "In [webinars we'll speak] of it."),
    ],
)
def test_the_same_said_otherwise_is_no_other_identity(old, new):
    assert not differs(*(Quoted(re.sub(r".*\[|\].*", "", text)) for text in (old, new)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("un lapin", "un canard"),
        ("the score of 2–1", "the score of 1–2"),
        ("200 Franken im Monat", "200 Euro im Monat"),
        ("90 metri di altezza", "90 piedi di altezza"),
        ("přesáhla milion korun", "přesáhla miliardu korun"),
        ("never paid", "always paid"),
        ("open 7:15 to 8", "open 7:50 to 8"),
        # names have no cases in these languages, and in Czech and Ukrainian a man's names have them together
        ("the report of Denis Walsh", "the report of Denise Walsh"),
        ("el informe de Gabriel", "el informe de Gabriela"),
        ("der Brief von Stefan", "der Brief von Stefanie"),
        ("the hospital of Karen Holt", "the hospital of Karin Holt"),
        ("žalobu podal Petr Doležal", "žalobu podal Petra Doležal"),
        ("позов подав Олександр Бойко", "позов подав Олександра Бойко"),
        ("soud v Nigeru", "soud v Nigérii"),
        # prefixes and endings that turn a word round
        ("the drivers were careful on the icy road to town", "the drivers were careless on the icy road to town"),
        ("the report understates the damage done", "the report overstates the damage done"),
        # a noun after its article, in a quote of more than two words of content
        ("the widow of the murdered journalist", "the lawyer of the murdered journalist"),
        ("der Verdächtige war Pfleger an der Klinik", "der Verdächtige war Arzt an der Klinik"),
        ("a dozen people queued", "hundreds of people queued"),
        ("vor der kenianischen Botschaft in Rom", "vor der ghanaischen Botschaft in Rom"),
        ("before the month is out 20 milligrams", "before the month is out 20 micrograms"),
        ("sept personnes", "dix-sept personnes"),
        ("byla osmým svědkem", "byla osmnáctým svědkem"),
        ("була теплішою за минулу", "була холоднішою за минулу"),
        ("the road is closed from Monday", "the road is closed until Monday"),
    ],
)
def test_another_number_unit_or_thing_is_another_identity(old, new):
    assert differs(Quoted(old), Quoted(new))


@pytest.mark.timeout(30)  # it was 40 s, twice as many changes four times as long
def test_thousands_of_changed_names_are_compared_in_the_time_of_one_each():
    old = "".join(f"Pragx{n} Prags es gut und " for n in range(6000))
    assert not differs(Quoted(old), Quoted(old.replace("Prags", "Prag")))
    assert differs(Quoted(old), Quoted(old.replace("Prags", "Wien")))


@pytest.mark.timeout(20)  # it was minutes, twice as long a word four times as many
@pytest.mark.parametrize("around", ["5 {} war", "der {} und die nicht"])
def test_a_word_of_half_a_million_letters_is_compared_too(around):
    word = "Abcde" * 100_000
    assert differs(Quoted(around.format(word)), Quoted(around.format(f"B{word}")))
    assert same_name(word, f"{word}er")
    assert not is_noun(word.lower())
