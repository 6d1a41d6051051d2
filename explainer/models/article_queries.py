"""Sets of articles: which readers may see, and what lists and pages need of them."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Substr
from django.utils import timezone

from .event import Event
from .library_item import LibraryItem, shown_now, version_keys
from .note import Note, NoteQuerySet
from .public_record import PublicRecordQuerySet

if TYPE_CHECKING:
    from .article import Article

# Search engines take news from a news sitemap for so long (Google, "Create a news sitemap").
NEWS_FOR = timedelta(days=2)


class _Shown:
    """What cards show of their notes, as `show_in` in translation.py picks it: the version in the article's language
    where readers may see one, else the note that the card names."""

    def __init__(self, cards: models.QuerySet) -> None:
        own, wanted = _primary("note__language"), _primary("article__language")
        version = _version(Coalesce("note__translation_of", "note"), wanted)
        self.cards = cards.order_by().filter(shown_now("note__")).alias(own=own, wanted=wanted, version=version)
        self.is_fitting = models.Q(own=models.F("wanted"))

    def named(self, notes: NoteQuerySet) -> models.Q:
        """A condition: a card names one of these notes, whatever version it shows."""
        return models.Q(pk__in=self.cards.filter(note__in=notes.values("pk")).values("article"))

    def as_named(self, notes: NoteQuerySet) -> models.Q:
        """A condition: a card names one of these notes, and shows it itself."""
        lent = models.Q(version__in=_versions(Note.objects.published()))
        named = self.cards.filter(self.is_fitting | ~lent, note__in=notes.values("pk"))
        return models.Q(pk__in=named.values("article"))

    def translated(self, notes: NoteQuerySet) -> models.Q:
        """A condition: a card names a note in another language, and shows one of these for it."""
        shown = self.cards.exclude(self.is_fitting).filter(version__in=_versions(notes))
        return models.Q(pk__in=shown.values("article"))


def _versions(notes: NoteQuerySet) -> models.QuerySet:
    """What each of these notes is a version of, and in which language, as one text: looked up in a list that is made
    once. Asked of each card, SQLite looked at all notes again."""
    version = _version(Coalesce("translation_of", "pk"), _primary("language"))
    return notes.order_by().annotate(version=version).values("version")


def _version(original: Coalesce, language: Substr) -> Concat:
    return Concat(Cast(original, models.CharField()), models.Value(" "), language)


def _primary(field: str) -> Substr:
    """As much of a language's code as its kinds have in common: "en-" of "en" and of "en-gb"."""
    return Substr(Concat(field, models.Value("-")), 1, 3)


class ArticleQuerySet(PublicRecordQuerySet["Article"]):
    def published(self) -> "ArticleQuerySet":
        """What the public may see now: an article may be published for a later time."""
        return super().published().filter(published_at__lte=timezone.now())

    def news(self) -> "ArticleQuerySet":
        """What the public may see and was published in the last two days, newest first."""
        return self.published().filter(published_at__gt=timezone.now() - NEWS_FOR).order_by("-published_at", "-pk")

    def listed(self) -> "ArticleQuerySet":
        """With what a list shows of each article alone: the texts of twenty are not fetched for their headlines."""
        return self.only(
            "slug", "title", "standfirst", "section", "published_at", "glance", "glance_caption", "language"
        )

    def with_dates(self) -> "ArticleQuerySet":
        """Only those whose timeline has something on it: a translation without dates tells its original's."""
        own = Event.objects.filter(shown_now("note__")).order_by().values("note")
        dated = Note.objects.published().filter(models.Q(pk__in=own) | models.Q(translation_of__in=own)).order_by()
        shown = _Shown(self._cards())
        return self.filter(shown.as_named(dated) | shown.translated(dated))

    def with_places(self) -> "ArticleQuerySet":
        """Only those with a place on their map: a version without one is where the note is that the card names.

        Found from the notes: asked of each article, SQLite looked at all notes again, 77 seconds with 10,000 articles.
        """
        placed = Note.objects.published().filter(latitude__isnull=False).order_by()
        shown = _Shown(self._cards())
        return self.filter(shown.named(placed) | shown.translated(placed))

    def _cards(self) -> models.QuerySet:
        return self.model.annotations.rel.related_model._default_manager.all()

    def with_claims(self) -> "ArticleQuerySet":
        """The published ones with a claim on a card, with how many in `number`."""
        claims = shown_now("annotations__claim__") & models.Q(annotations__claim__isnull=False)
        number = models.Count("annotations__claim", filter=claims, distinct=True)
        return self.published().annotate(number=number).filter(number__gt=0).order_by("title", "pk")

    def with_lastmod(self) -> "ArticleQuerySet":
        """`lastmod` is when what readers see last became other: it was saved, or its time came."""
        return self.annotate(lastmod=Greatest("modified", "published_at"))

    def showing(self, item: LibraryItem) -> "ArticleQuerySet":
        """The published articles that show this note or claim, or another version of it, newest first, each once."""
        versions = version_keys(type(item), [item.original_key])
        cards = self.model.annotations.rel.related_model._default_manager.order_by()
        showing = cards.filter(**{f"{item.type_name}__in": versions})
        return self.published().filter(pk__in=showing.values("article"))

    def sharing_notes_with(self, article: "Article") -> "ArticleQuerySet":
        """Other articles that show notes of this one, those that share most first (`shared` counts them).

        Found by their keys, whatever else there is: a join made SQLite look at all articles, 36 ms with 10,000 of them.
        """
        cards = article.annotations.model._default_manager.order_by()
        notes = article.annotations.filter(shown_now("note__")).exclude(note=None).order_by().values("note")
        sharing = cards.filter(note__in=notes).exclude(article=article)
        each = sharing.filter(article=OuterRef("pk")).values("article")
        shared = each.annotate(number=models.Count("note", distinct=True)).values("number")
        others = self.filter(pk__in=sharing.values("article"))
        return others.annotate(shared=models.Subquery(shared)).order_by("-shared", "-published_at")
