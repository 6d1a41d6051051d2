"""Which notes of the library the words of an article ask for.

The names of the whole published library are kept in one index, shared by the process and made anew when the library
has changed: asking costs one small query.
"""

import threading
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max

from explainer.models import Annotation, Article, Note, Rejection
from explainer.models.language import same_language
from explainer.text.aliases import AliasIndex, Mention
from explainer.text.sentences import split_sentence

from .annotating import WITHOUT_CARDS


@dataclass(frozen=True)
class Suggestion:
    """Words of an article that name one note of the library, or several that share the name: the editor chooses.

    `before` and `after` are the rest of the sentence. `start` and `end` are code points of `Article.text`, half-open;
    `rank` orders suggestions, best first.
    """

    notes: tuple[Note, ...]
    before: str
    words: str
    after: str
    start: int
    end: int
    rank: float

    @property
    def form_id(self) -> str:
        """Names its form on the editor's page."""
        return f"suggestion-{self.start}"


class NameIndex:
    """The index of all names of published notes, with the state of the library that it was made from."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._state: tuple[object, ...] | None = None
        self._index = AliasIndex({})

    def index(self) -> AliasIndex:
        published = Note.objects.published()
        state = tuple(published.aggregate(Count("pk"), Max("modified"), Max("pk")).values())
        with self._lock:
            if state != self._state:
                names = published.values_list("pk", "title", "aliases").iterator()
                self._index = AliasIndex({str(pk): [title, *aliases] for pk, title, aliases in names})
                self._state = state
            return self._index


library_names = NameIndex()


def suggest(*, article: Article) -> list[Suggestion]:
    """Background that this article's words ask for, best first. Six queries, whatever the size of the library.

    Left out: notes that the article shows already, and those that an editor rejected here. A name that several notes
    share is one suggestion with all of them. Headings, footnotes and code are not searched.
    """
    first = _first_mentions(article)
    shown = article.annotations.exclude(note=None).order_by().values_list("note_id", "note__translation_of").distinct()
    families = {original or pk for pk, original in shown}
    unwanted: set[int] = set()
    unwanted |= set(Rejection.objects.filter(article=article.original_pk).values_list("note_id", flat=True))
    wanted = {mention: [int(key) for key in mention.keys if int(key) not in unwanted] for mention in first}
    notes = Note.objects.published().in_bulk({pk for keys in wanted.values() for pk in keys})
    together = _used_together(article, notes)
    suggestions = []
    for mention, keys in wanted.items():
        named = _fitting([notes[pk] for pk in keys if pk in notes and notes[pk].original_key not in families], article)
        if named:
            rank = _rank(mention, len(article.text), max(together[note.pk] for note in named))
            parts = split_sentence(article.text, mention.start, mention.end)
            suggestions.append(Suggestion(named, *parts, mention.start, mention.end, rank))
    return sorted(suggestions, key=lambda suggestion: (-suggestion.rank, suggestion.start))


def _fitting(notes: list[Note], article: Article) -> tuple[Note, ...]:
    """Of several versions of one note, the one in the article's language, or else the original; in their order."""
    chosen: dict[int, Note] = {}
    for note in notes:
        before = chosen.get(note.original_key)
        if before is None or (not same_language(before.language, article.language) and _fits_better(note, article)):
            chosen[note.original_key] = note
    return tuple(chosen.values())


def _fits_better(note: Note, article: Article) -> bool:
    return same_language(note.language, article.language) or note.translation_of_id is None


def _first_mentions(article: Article) -> list[Mention]:
    """The first mention of each group of notes, in blocks where a card can stand."""
    blocks = article.paragraphs.filter(kind__in=WITHOUT_CARDS).values_list("start", "text")
    closed = [(start, start + len(text)) for start, text in blocks]
    first: dict[tuple[str, ...], Mention] = {}
    seen: set[str] = set()
    for mention in library_names.index().find(article.text):
        if any(start <= mention.start < end for start, end in closed) or seen.issuperset(mention.keys):
            continue
        seen.update(mention.keys)
        first.setdefault(mention.keys, mention)
    return list(first.values())


def _used_together(article: Article, notes: Collection[int]) -> Counter[int]:
    """For each note, how many other articles show it beside a note that this article shows too. No query for none."""
    if not notes:
        return Counter()
    mine = article.annotations.exclude(note=None).values("note")
    others = Article.objects.exclude(pk=article.pk).filter(annotations__note__in=mine)
    counts = Annotation.objects.filter(note__in=list(notes), article__in=others).values("note")
    return Counter({row["note"]: row["n"] for row in counts.annotate(n=Count("article", distinct=True))})


def _rank(mention: Mention, length: int, together: int) -> float:
    """Between 0 and 1: half for standing early, a quarter each for a specific name and for `together`.

    A name is specific if it is long and only one note's. `together` counts the other articles in which the note stands
    beside one of this article's. The weights are a plain choice, not a fitted one.
    """
    early = 1 - mention.start / max(1, length)
    specific = min(1.0, (mention.end - mention.start) / 24) / len(mention.keys)
    return 0.5 * early + 0.25 * specific + 0.25 * (1 - 1 / (1 + together))
