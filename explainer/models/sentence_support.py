"""Holds each sentence of a note or a claim against the words of its sources that an editor kept for it.

Nothing is blocked by what is found: it is shown beside the text, and counted for the front desk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction

from explainer.rendering import plain_text
from explainer.text.sentences import sentences, split_sentence
from explainer.text.support import ABSENT, CHANGED, VERBATIM, Support, UnsupportedSpan, check
from explainer.text.support.passages import passage
from explainer.text.support.quotations import quotations

from .article import Article
from .claim import Claim
from .note import Note
from .sentence_count import SentenceCount
from .source import Citation

MOST_SENTENCES = 200  # of a note or a claim that are looked at: some ten minutes of reading
MOST_CITATIONS = 20  # with an excerpt, that each is held against
NO_WORDS = "none"  # no words of any source were given


@dataclass(frozen=True)
class SentenceSupport:
    """A sentence with what it rests on best. `state` is a state of `Support`, or NO_WORDS.

    `part` is the name of the field it stands in, `passage` the sentence of the source that is likest to it.
    """

    part: str
    sentence: str
    state: str
    citation: Citation | None = None
    unsupported: tuple[UnsupportedSpan, ...] = ()
    passage: str = ""

    @property
    def is_without(self) -> bool:
        """True if it rests on no words of a source."""
        return self.state in (NO_WORDS, ABSENT)

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """The sentence in pieces, each with the kind of what it says that the source doesn't, or nothing."""
        cut: list[tuple[str, str]] = []
        done = 0
        for span in self.unsupported:
            cut += [(self.sentence[done : span.start], ""), (self.sentence[span.start : span.end], span.kind)]
            done = span.end
        return [piece for piece in [*cut, (self.sentence[done:], "")] if piece[0]]


def language_of(record: Note | Claim) -> str:
    """The language that a note or a claim is written in."""
    return str(getattr(record, "language", "") or settings.LANGUAGE_CODE)


def supported_sentences(record: Note | Claim, citations: list[Citation] | None = None) -> list[SentenceSupport]:
    """Each sentence of the record with what it rests on best. One query, none if its citations are given."""
    if citations is None:
        citations = list(Citation.objects.of(record).select_related("source"))
    given = [citation for citation in citations if citation.excerpt.strip()][:MOST_CITATIONS]
    language = language_of(record)
    texts = list(_sentences(record, language))[:MOST_SENTENCES]
    best: list[tuple[tuple[int, int], Citation | None, Support | None]] = [((9, 0), None, None)] * len(texts)
    for citation in given:  # in this order, because the check remembers the words that it read last
        for n, (_part, sentence) in enumerate(texts):
            if best[n][0] > (0, 0):
                support = check(sentence, citation.excerpt, language)
                best[n] = min(best[n], (_rank(support), citation, support), key=lambda each: each[0])
    return [
        _shown(part, sentence, citation, support, language)
        for (part, sentence), (_rank_, citation, support) in zip(texts, best, strict=True)
    ]


def _sentences(record: Note | Claim, language: str) -> Iterator[tuple[str, str]]:
    """The record's sentences with the names of the fields they stand in; a quotation is one, in its marks."""
    fields = [("summary", record.summary)]
    if isinstance(record, Claim):
        if record.quote.strip():
            yield str(Claim._meta.get_field("quote").verbose_name), f"“{record.quote.strip()}”"
        fields.append(("reasoning", plain_text(record.reasoning)))
    else:
        fields.append(("body", plain_text(record.body)))
    for name, text in fields:
        label = str(type(record)._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for start, end in sentences(text, language):
            yield label, text[start:end]


def _rank(support: Support) -> tuple[int, int]:
    """Smaller is better: word for word, said otherwise, with differences by their number, not at all."""
    if support.state == ABSENT:
        return 2, len(support.unsupported)
    return (0 if not support.unsupported else 1), len(support.unsupported) + (support.state == CHANGED)


def _shown(
    part: str, sentence: str, citation: Citation | None, support: Support | None, language: str
) -> SentenceSupport:
    if citation is None or support is None:
        return SentenceSupport(part, sentence, NO_WORDS)
    if support.state == ABSENT:
        return SentenceSupport(part, sentence, ABSENT)  # everything in it is missing: no part of it is worth a mark
    span = passage(sentence, citation.excerpt, language)
    likest = citation.excerpt[span[0] : span[1]] if span and support.state != VERBATIM else ""
    return SentenceSupport(part, sentence, support.state, citation, tuple(support.unsupported), likest)


@transaction.atomic
def count_sentences(*, record: Note | Claim) -> SentenceCount:
    """Look at the record's sentences, as it is in the database, and remember how many rest on nothing."""
    stored = type(record)._default_manager.get(pk=record.pk)
    found = supported_sentences(stored)
    counts = {
        "sentences": len(found),
        "without": sum(each.is_without for each in found),
        "doubtful": sum(not each.is_without and bool(each.unsupported) for each in found),
    }
    owner: dict[str, Any] = {record.type_name: stored}
    return SentenceCount.objects.update_or_create(defaults=counts, **owner)[0]


@dataclass(frozen=True)
class ArticleQuotation:
    """A quotation in an article beside a claim's card, and whether the claim, or its sources' words, have it."""

    words: str
    claim: Claim
    is_found: bool


def article_quotations(article: Article) -> list[ArticleQuotation]:
    """The quotations in the sentences that claims of the article hang on. Two queries."""
    annotations = article.annotations.exclude(claim=None).select_related("claim").order_by("start", "pk")
    attached = [(annotation, annotation.claim) for annotation in annotations if annotation.is_attached]
    citations = Citation.objects.by_record(*(claim for _at, claim in attached if claim))
    found: dict[tuple[str, int], ArticleQuotation] = {}
    for annotation, claim in attached:
        if claim is None or annotation.start is None:
            continue
        around = "".join(split_sentence(article.text, annotation.start, annotation.start + len(annotation.exact)))
        words = "\n".join([claim.quote, claim.title, *(each.excerpt for each in citations[claim.record_key])])
        for _start, _end, quoted in quotations(around):
            is_found = not check(f"“{quoted}”", words, article.language).unsupported
            found.setdefault((quoted, claim.pk), ArticleQuotation(quoted, claim, is_found))
    return list(found.values())
