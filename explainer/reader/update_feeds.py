"""What readers were told of changes, as Atom (RFC 4287): corrections, all updates, and those of one note."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from explainer.models import Note, Revision
from explainer.publication.cache_keys import shows
from explainer.rendering import xml_text
from explainer.text.typography import curl

from .articles import fresh_for_a_minute

NEWEST = 30  # entries of a feed


class Atom(Atom1Feed):
    """Atom with the language of each entry, and no date of its own making: the same site gives the same bytes."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime(1970, 1, 1, tzinfo=UTC)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {} if item["language"] == self.feed["language"] else {"xml:lang": item["language"]}


class Told(Feed):
    """What readers were told of articles, notes and claims: the base of the three feeds.

    Each entry is in the language of its record, and so are the interface's words in it.
    """

    feed_type = Atom
    language = settings.LANGUAGE_CODE

    def author_name(self) -> str:
        return xml_text(settings.SITE_NAME)

    def item_extra_kwargs(self, item: Revision) -> dict[str, Any]:
        return {"language": item.record.language}

    def item_title(self, item: Any) -> str:
        return xml_text(curl(item.record.headline, item.record.language))

    def item_description(self, item: Any) -> str:
        with translation.override(item.record.language):
            said = self.words(item)
        return escape(xml_text(curl(said, item.record.language)))  # Django says in the feed that summaries are HTML

    def words(self, item: Revision) -> str:
        """What stands under an entry's title."""
        return f"{item.get_change_display()}: {item.said}" if item.said else item.get_change_display()

    def item_categories(self, item: Revision) -> list[str]:
        return [item.change]

    def item_link(self, item: Revision) -> str:
        return settings.SITE_URL + item.address

    def item_guid(self, item: Revision) -> str:
        return f"tag:{urlsplit(settings.SITE_URL).hostname},{item.made:%Y-%m-%d}:revisions/{item.pk}"

    def item_pubdate(self, item: Revision) -> datetime | None:
        return item.public_from

    def item_updateddate(self, item: Revision) -> datetime | None:
        return item.public_from


class Corrections(Told):
    """The newest corrections of articles, notes and claims."""

    def title(self) -> str:
        return f"{xml_text(settings.SITE_NAME)}: {gettext('Corrections')}"

    def link(self) -> str:
        return settings.SITE_URL + reverse("corrections")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("corrections_feed")

    feed_guid = feed_url  # their link is that of the other feed too

    def words(self, item: Revision) -> str:
        return item.said

    def items(self) -> Any:
        return Revision.objects.corrections().defer("snapshot")[:NEWEST]


class Updates(Told):
    """The newest updates of all classes but mere wording."""

    def title(self) -> str:
        return f"{xml_text(settings.SITE_NAME)}: {gettext('Updates')}"

    def link(self) -> str:
        return settings.SITE_URL + reverse("corrections")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("updates_feed")

    feed_guid = feed_url

    def items(self) -> Any:
        return Revision.objects.told().defer("snapshot")[:NEWEST]


class NoteUpdates(Told):
    """What readers were told of one note."""

    def get_object(self, request: HttpRequest, slug: str) -> Note:
        return get_object_or_404(Note.objects.published(), slug=slug)

    def title(self, note: Note) -> str:
        return xml_text(f"{settings.SITE_NAME}: {curl(note.title, note.language)}")

    def link(self, note: Note) -> str:
        return settings.SITE_URL + note.get_absolute_url()

    def feed_url(self, note: Note) -> str:
        return settings.SITE_URL + reverse("note_feed", args=[note.slug])

    def feed_guid(self, note: Note) -> str:
        """It stays when the note gets another address (RFC 4287, 4.2.6)."""
        return f"tag:{urlsplit(settings.SITE_URL).hostname},{note.created:%Y-%m-%d}:notes/{note.pk}/updates"

    def items(self, note: Note) -> Any:
        return Revision.objects.of(note).updates().select_related("note")[:NEWEST]


_corrections, _updates, _note_updates = Corrections(), Updates(), NoteUpdates()


@require_safe
@fresh_for_a_minute
def corrections_feed(request: HttpRequest) -> HttpResponse:
    return shows(_corrections(request), "corrections_feed")


@require_safe
@fresh_for_a_minute
def updates_feed(request: HttpRequest) -> HttpResponse:
    return shows(_updates(request), "updates_feed")


@require_safe
@fresh_for_a_minute
def note_feed(request: HttpRequest, slug: str) -> HttpResponse:
    response = _note_updates(request, slug=slug)
    return shows(response, "note_feed", get_object_or_404(Note.objects.published(), slug=slug))
