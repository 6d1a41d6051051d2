"""What the library has for chosen words: one list, best first, or what an editor types.

First what the words name, then what has most of the rarest of them in its names and its summary, then claims of this
article and notes that are used together with its own.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from explainer.actions import suggesting
from explainer.models import Annotation, Article, Claim, KnownName, Note, State
from explainer.models.known_names import name_key

FIRST = 5  # shown at once; the others when they are asked for
MOST = 15
CANDIDATES = 300  # records with some of the words that are compared
MOST_WORDS = 10
IN_NAME, IN_TEXT = 3.0, 1.0  # what a word counts in a name, and in a summary or a quotation


@dataclass(frozen=True)
class Offer:
    """A note or a claim that may be put on the words. `uses` counts its cards in this article."""

    item: Note | Claim
    uses: int
    is_named: bool = False

    @property
    def kind(self) -> str:
        return self.item.type_name


def offers(*, article: Article, words: str, typed: str) -> list[Offer]:
    """What to offer for `words` of the article: what was typed, or if nothing was, what the words ask for. Best first.

    At most nine queries, whatever the size of the library. Notes and claims that were taken down are left out.
    """
    used = _used(article)
    if typed:
        both: list[Note | Claim] = [*_notes(typed), *_claims(typed)]
        both.sort(key=lambda item: _place(item.title.casefold(), typed.casefold()))
        return [_offer(item, used) for item in both[:MOST]]
    named: list[Note | Claim] = [*_named(words)]
    own: list[Note | Claim] = list(Claim.objects.filter(pk__in=[pk for kind, pk in used if kind == "claim"])[:MOST])
    found = [*named, *_with_words(words), *own, *_together(article)]
    return [_offer(item, used, item in named) for item in dict.fromkeys(found)][:MOST]


def _place(title: str, typed: str) -> int:
    return 0 if title.startswith(typed) else 1 if typed in title else 2


def _offer(item: Note | Claim, used: Counter[tuple[str, int]], is_named: bool = False) -> Offer:
    return Offer(item, used[item.type_name, item.pk], is_named)


def _used(article: Article) -> Counter[tuple[str, int]]:
    """How many cards each note and claim has in this article."""
    pairs = article.annotations.values_list("note", "claim")
    return Counter(("note", note) if note else ("claim", claim) for note, claim in pairs)


def _named(words: str) -> list[Note]:
    """The published notes that the words name."""
    keys = [int(key) for mention in suggesting.library_names.index().find(words) for key in mention.keys]
    notes = Note.objects.published().in_bulk(keys)
    return [notes[key] for key in dict.fromkeys(keys) if key in notes]


def _stems(words: str) -> list[str]:
    """The words that tell texts apart, folded, without the ends that grammar changes; the longest, at most ten."""
    stems = set()
    for word in re.findall(r"\d[\d.,]*\d|\w+", words):
        key = word if "," in word or "." in word else name_key(word)
        if len(key) > 3 or not key.isascii() or word.isupper() or any(map(str.isdigit, word)):
            stems.add(key if key.isdigit() or len(key) < 6 else key[: max(5, len(key) - 2)])
    return sorted(stems - {""}, key=lambda stem: (-len(stem), stem))[:MOST_WORDS]


def _with_words(words: str) -> list[Note | Claim]:
    """Notes and claims in which some of the words stand: rare words count for more, and words of a name for most."""
    stems = _stems(words)
    if not stems:
        return []
    texts: dict[Note | Claim, tuple[str, str]] = {}
    for note in _candidates(Note.objects.all(), stems, "note", ("summary",)).defer("body"):
        texts[note] = (name_key(" \n".join(note.names_known())), note.summary.casefold())
    for claim in _candidates(Claim.objects.all(), stems, "claim", ("summary", "quote")).defer("reasoning"):
        texts[claim] = (name_key(claim.title), f"{claim.summary} {claim.quote} {claim.claimant}".casefold())
    having = Counter(stem for name, text in texts.values() for stem in stems if stem in name or stem in text)
    weight = {stem: math.log(1 + len(texts) / having[stem]) for stem in stems if having[stem]}

    def score(item: Note | Claim) -> float:
        name, text = texts[item]
        return sum(w * (IN_NAME if stem in name else IN_TEXT if stem in text else 0) for stem, w in weight.items())

    return sorted(texts, key=lambda item: (-score(item), item.title))[:MOST]


def _candidates(items: QuerySet[Any], stems: list[str], owner: str, fields: Iterable[str]) -> QuerySet[Any]:
    """Those with one of the stems, those with most of them first. One query."""
    each = [_having(stem, owner, fields) for stem in stems]
    count = sum((Case(When(q, then=Value(1)), default=Value(0), output_field=IntegerField()) for q in each), Value(0))
    found = items.exclude(state=State.TAKEN_DOWN).filter(reduce(or_, each))
    return found.order_by(count.desc(), "title")[:CANDIDATES]


def _having(word: str, owner: str, fields: Iterable[str]) -> Q:
    """In whose names or fields the word stands."""
    named = KnownName.objects.filter(key__contains=name_key(word)).exclude(**{owner: None}).values(owner)
    return reduce(or_, (Q(**{f"{field}__icontains": word}) for field in fields), Q(pk__in=named))


def _together(article: Article) -> list[Note]:
    """Notes that other articles show beside the notes of this one, the most frequent first."""
    mine = article.annotations.exclude(note=None).values("note")
    others = Annotation.objects.filter(note__in=mine).exclude(article=article).values("article")
    rows = Annotation.objects.filter(article__in=others).exclude(note__in=mine).exclude(note=None)
    counts = rows.values("note").annotate(n=Count("article", distinct=True)).order_by("-n", "note")[:MOST]
    keys = [row["note"] for row in counts]
    notes = Note.objects.exclude(state=State.TAKEN_DOWN).in_bulk(keys)
    return [notes[key] for key in keys if key in notes]


def _notes(typed: str) -> list[Note]:
    return list(_matching(Note.objects.exclude(state=State.TAKEN_DOWN), typed, "note", ("summary",)))


def _claims(typed: str) -> list[Claim]:
    fields = ("claimant", "quote", "summary")
    return list(_matching(Claim.objects.exclude(state=State.TAKEN_DOWN), typed, "claim", fields))


def _matching(items: QuerySet, typed: str, owner: str, fields: Iterable[str]) -> QuerySet:
    """Those in which every word stands, first those whose title begins with what was typed, then those it is in."""
    for word in typed.split()[:8]:
        items = items.filter(_having(word, owner, fields))
    first = Case(
        When(title__istartswith=typed, then=Value(0)), When(title__icontains=typed, then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    return items.order_by(first, "title")[:MOST]
