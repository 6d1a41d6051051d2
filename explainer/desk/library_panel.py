"""What the library has for chosen words: the best suggestions first, or what an editor types."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from explainer.actions import suggesting
from explainer.models import Annotation, Article, Claim, KnownName, Note, State
from explainer.models.known_names import name_key

MOST = 12


@dataclass(frozen=True)
class Offer:
    """A note or a claim that may be put on the words. `uses` counts its cards in this article."""

    item: Note | Claim
    uses: int

    @property
    def kind(self) -> str:
        return self.item.type_name


@dataclass(frozen=True)
class Shelf:
    """Offers of one sort, best first."""

    name: str
    offers: list[Offer]


def shelves(*, article: Article, words: str, typed: str) -> list[Shelf]:
    """What to offer for `words` of the article: what was typed, or if nothing was, what the words ask for.

    At most eight queries, whatever the size of the library. Notes and claims that were taken down are left out.
    """
    used = _used(article)
    if typed:
        return _filled([("found_notes", _notes(typed)), ("found_claims", _claims(typed))], used)
    named = _named(words)
    own = Claim.objects.filter(pk__in=[pk for kind, pk in used if kind == "claim"])
    others = Claim.objects.exclude(state=State.TAKEN_DOWN).exclude(pk__in=own.values("pk"))
    quoting: Iterable[Claim] = others.filter(quote__icontains=words)[:MOST] if words else []
    together = [note for note in _together(article) if note not in named]
    return _filled([("named", named), ("own_claims", own), ("quoting", quoting), ("together", together)], used)


def _filled(found: Iterable[tuple[str, Iterable[Note | Claim]]], used: Counter[tuple[str, int]]) -> list[Shelf]:
    made = [Shelf(name, [_offer(item, used) for item in items]) for name, items in found]
    return [shelf for shelf in made if shelf.offers]


def _offer(item: Note | Claim, used: Counter[tuple[str, int]]) -> Offer:
    return Offer(item, used[item.type_name, item.pk])


def _used(article: Article) -> Counter[tuple[str, int]]:
    """How many cards each note and claim has in this article."""
    pairs = article.annotations.values_list("note", "claim")
    return Counter(("note", note) if note else ("claim", claim) for note, claim in pairs)


def _named(words: str) -> list[Note]:
    """The published notes that the words name."""
    keys = [int(key) for mention in suggesting.library_names.index().find(words) for key in mention.keys]
    notes = Note.objects.published().in_bulk(keys)
    return [notes[key] for key in dict.fromkeys(keys) if key in notes]


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
        named = KnownName.objects.filter(key__contains=name_key(word)).exclude(**{owner: None}).values(owner)
        anywhere = Q(pk__in=named)
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        items = items.filter(anywhere)
    first = Case(
        When(title__istartswith=typed, then=Value(0)), When(title__icontains=typed, then=Value(1)),
        default=Value(2), output_field=IntegerField(),
    )  # fmt: skip
    return items.order_by(first, "title")[:MOST]
