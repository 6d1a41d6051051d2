"""What an article's timeline and its map show: dates and places of its notes, each in the version that readers see."""

from explainer.batch_memo import memoized, once_a_request

from .article import Article
from .event import Event
from .note import Note
from .translation import show_in

# Of a note, all that a line of its dates or of its place shows; a translation is loaded whole.
SHOWN = (
    "title", "slug", "as_of", "language", "translation_of", "place_name", "latitude", "longitude", "place_kind",
)  # fmt: skip


def timeline_of(article: Article, *, drafts: bool = False) -> list[Event]:
    """The dated events of the notes on an article's cards, oldest first, each once, with its note and its source.

    `drafts`: of notes too that aren't published yet. Two queries, three for notes in another language than the article.
    """
    return memoized(("events of", article.pk, drafts), lambda: _events(article, drafts))


def _events(article: Article, drafts: bool) -> list[Event]:
    notes = notes_shown(article, drafts=drafts)
    told = Event.objects.told_by(notes)
    found: dict[int, Event] = {}
    for note in notes:
        for event in told[note.pk]:
            if event.pk not in found:  # a translation without dates tells its original's, which may stand there too
                found[event.pk] = event
                event.note = note
    return sorted(found.values(), key=lambda event: (event.begins, event.date, event.pk))


def places_of(article: Article, *, drafts: bool = False) -> list[Note]:
    """The notes with a place on an article's cards, each once, in the order of their words."""
    return [note for note in notes_shown(article, drafts=drafts) if note.latitude is not None]


def cards_of_notes(article: Article, *, drafts: bool = False) -> dict[int, int]:
    """The key of each note that an article shows, with that of its first card."""
    return {note.pk: card for note, card in notes_shown(article, drafts=drafts).items()}


def notes_shown(article: Article, *, drafts: bool = False) -> dict[Note, int]:
    """The notes on an article's cards, in its language where they are translated, each with the key of its first card.

    In the order of their words. One query, two for notes in another language; once for a request or a batch of pages.
    """
    return once_a_request(("notes shown", article.pk, drafts), lambda: _notes(article, drafts))


def _notes(article: Article, drafts: bool) -> dict[Note, int]:
    annotations = article.annotations.to_come() if drafts else article.annotations.shown()
    of_notes = annotations.exclude(note=None).select_related(None).select_related("note")
    found: dict[Note, int] = {}
    for annotation in show_in(list(of_notes.only("article", *(f"note__{name}" for name in SHOWN))), article.language):
        if annotation.note:
            found.setdefault(annotation.note, annotation.pk)
    return found
