"""Each sentence of a note or a claim is held against the words of its sources."""

import pytest
from django.core.exceptions import ValidationError

from explainer.actions.revising import restore, revise
from explainer.actions.supporting import keep_excerpt
from explainer.models import Citation, SentenceCount
from explainer.models.sentence_support import (
    MOST_SENTENCES,
    article_quotations,
    count_sentences,
    supported_sentences,
)
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

pytestmark = pytest.mark.django_db
WORDS = "Some 25,000 fighters joined the march on Moscow. It ended on 24 June 2023. The bakery was shut."


def states(record):
    return [(each.sentence, each.state, [kind for _words, kind in each.pieces if kind])
            for each in supported_sentences(record)]  # fmt: skip


def test_each_sentence_has_the_best_of_its_sources():
    note = make_note(
        summary="The march ended on 24 June 2023. Some 8,000 fighters joined it.",
        body="*Some 25,000 fighters joined the march on Moscow.* People like broccoli.",
    )
    assert {state for _sentence, state, _kinds in states(note)} == {"none"}
    cite(note, excerpt="Something else about the price of milk in Bavaria.")
    right = cite(note, excerpt=WORDS)
    assert states(note) == [
        ("The march ended on 24 June 2023.", "changed", []),
        ("Some 8,000 fighters joined it.", "changed", ["number"]),
        ("Some 25,000 fighters joined the march on Moscow.", "verbatim", []),
        ("People like broccoli.", "absent", []),
    ]
    found = supported_sentences(note)
    assert [each.citation for each in found] == [right, right, right, None]
    assert found[1].passage == "Some 25,000 fighters joined the march on Moscow."
    assert "".join(words for words, _kind in found[1].pieces) == found[1].sentence


def test_a_claims_quotation_is_held_to_its_letters():
    claim = make_claim(summary="He said so.", quote="Our door is open", reasoning="")
    cite(claim, excerpt="“Our door is always open,” he said.")
    (quotation, *_rest) = supported_sentences(claim)
    assert (quotation.part, quotation.sentence, quotation.state) == ("quotation", "“Our door is open”", "changed")
    assert [span.kind for span in quotation.unsupported] == ["quotation"]


def test_every_save_counts_and_so_does_an_excerpt():
    note = make_note(summary="Some 8,000 fighters joined. It ended on 24 June 2023.")
    citation = cite(note)
    revise(note)
    count = SentenceCount.objects.get(note=note)
    assert (count.sentences, count.without, count.doubtful) == (2, 2, 0)
    keep_excerpt(citation=citation, excerpt=WORDS)
    count.refresh_from_db()
    assert (count.sentences, count.without, count.doubtful) == (2, 0, 1)


def test_an_excerpt_that_is_too_long_is_refused_and_one_at_the_limit_kept():
    citation = cite(make_note())
    with pytest.raises(ValidationError, match="20,001 characters; at most 20,000"):
        keep_excerpt(citation=citation, excerpt="x" * 20_001)
    citation.refresh_from_db()
    assert citation.excerpt == ""
    keep_excerpt(citation=citation, excerpt="x" * 20_000)
    assert Citation.objects.get(pk=citation.pk).excerpt == "x" * 20_000


def test_an_excerpt_survives_the_return_of_an_earlier_revision():
    note, source = make_note(summary="One."), make_source()
    cite(note, source, excerpt=WORDS)
    first = revise(note)
    note.summary = "Two."
    note.save()
    revise(note)
    restore(revision=first, by=None)
    assert Citation.objects.of(note).get().excerpt == WORDS


def test_it_looks_at_no_more_than_can_be_read():
    note = make_note(summary="A. ".replace("A", "One sentence") * 3, body="Another sentence. " * (MOST_SENTENCES + 50))
    assert count_sentences(record=note).sentences == MOST_SENTENCES


def test_quotations_in_an_article_are_held_against_their_claim():
    claim = make_claim(quote="our door is always open", title="The door")
    cite(claim, excerpt="He spoke of “a miasma of lies” in Prague.")
    article = make_article(
        "He said “our door is always open” and called it “a miasma of truth”.\n\nElsewhere “nothing” was said."
    )
    annotate(article, "our door", claim)
    annotate(article, "Elsewhere", make_note())
    assert [(each.words, each.is_found) for each in article_quotations(article)] == [
        ("our door is always open", True),
        ("a miasma of truth", False),
    ]
