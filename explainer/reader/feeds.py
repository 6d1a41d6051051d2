"""The newest explainers as RSS 2.0, for feed readers and for other sites.

Links are made from SITE_URL whatever host was asked, and nothing in the feed depends on when it is made. An item's guid
is a tag (RFC 4151) of the article's record, so that a renamed article isn't shown to subscribers as a new one.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Rss201rev2Feed, rfc3339_date
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from explainer.models import Article
from explainer.publication.cache_keys import shows
from explainer.publication.pages import per_page
from explainer.rendering import xml_text
from explainer.text.typography import curl

from .articles import fresh_for_a_minute

DUBLIN_CORE = {"xmlns:dc": "http://purl.org/dc/elements/1.1/"}


class Rss(Rss201rev2Feed):
    """RSS with the date of the last change and the language of each item, and no date of its own making."""

    content_type = "application/rss+xml; charset=utf-8"

    def latest_post_date(self) -> datetime:
        """An empty feed was last changed at the beginning of time, not now: the same site gives the same bytes."""
        return super().latest_post_date() if self.items else datetime(1970, 1, 1, tzinfo=UTC)

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("dc:language", item["language"], DUBLIN_CORE)


class Newest(Feed):
    """The newest explainers."""

    feed_type = Rss
    item_guid_is_permalink = False
    language = settings.LANGUAGE_CODE

    def title(self) -> str:
        return xml_text(settings.SITE_NAME)

    def description(self) -> str:
        return gettext("News stories with their background beside the words that need it.")

    def link(self) -> str:
        return settings.SITE_URL + reverse("home")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("feed")

    def items(self) -> Any:
        return Article.objects.published().defer("body", "text")[: per_page("home")]

    def item_title(self, item: Any) -> str:
        return escape(xml_text(curl(item.title, item.language)))  # readers take titles and descriptions for HTML

    def item_description(self, item: Any) -> str:
        return escape(xml_text(curl(item.standfirst, item.language)))

    def item_link(self, item: Article) -> str:
        return settings.SITE_URL + item.get_absolute_url()

    def item_guid(self, item: Article) -> str:
        return f"tag:{urlsplit(settings.SITE_URL).hostname},{item.created:%Y-%m-%d}:articles/{item.pk}"

    def item_author_name(self, item: Article) -> str:
        return xml_text(item.byline)

    def item_categories(self, item: Article) -> list[str]:
        return [xml_text(item.section)] if item.section else []

    def item_pubdate(self, item: Article) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Article) -> datetime | None:
        return item.updated_at if item.is_updated else item.published_at

    def item_extra_kwargs(self, item: Any) -> dict[str, Any]:
        return {"language": item.language}


_newest = Newest()


@require_safe
@fresh_for_a_minute
def feed(request: HttpRequest) -> HttpResponse:
    return shows(_newest(request), "feed")
