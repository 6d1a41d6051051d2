"""Corrections as an Atom feed (RFC 4287): what was wrong, with the way to what changed."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from explainer.models import Revision
from explainer.publication.cache_keys import shows
from explainer.publication.pages import per_page
from explainer.rendering import xml_text
from explainer.text.typography import curl

from .articles import fresh_for_a_minute


class Atom(Atom1Feed):
    """Atom with no date of its own making: the same site gives the same bytes."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else datetime(1970, 1, 1, tzinfo=UTC)


class Corrections(Feed):
    """The newest corrections of articles, notes and claims."""

    feed_type = Atom
    language = settings.LANGUAGE_CODE

    def title(self) -> str:
        return f"{xml_text(settings.SITE_NAME)}: {gettext('Corrections')}"

    def link(self) -> str:
        return settings.SITE_URL + reverse("corrections")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("corrections_feed")

    def author_name(self) -> str:
        return xml_text(settings.SITE_NAME)

    def items(self) -> Any:
        return Revision.objects.corrections().defer("snapshot")[: per_page("corrections")]

    def item_title(self, item: Any) -> str:
        return xml_text(curl(item.record.headline))

    def item_description(self, item: Any) -> str:
        return xml_text(curl(item.line))

    def item_link(self, item: Revision) -> str:
        return settings.SITE_URL + item.address

    def item_guid(self, item: Revision) -> str:
        return f"tag:{urlsplit(settings.SITE_URL).hostname},{item.made:%Y-%m-%d}:revisions/{item.pk}"

    def item_pubdate(self, item: Revision) -> datetime | None:
        return item.public_from

    def item_updateddate(self, item: Revision) -> datetime | None:
        return item.public_from


_corrections = Corrections()


@require_safe
@fresh_for_a_minute
def corrections_feed(request: HttpRequest) -> HttpResponse:
    return shows(_corrections(request), "corrections_feed")
