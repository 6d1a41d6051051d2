"""What search engines read: the sitemap and its pages, the news sitemap, robots.txt.

Sitemaps follow sitemaps.org's protocol and Google's news extension of it. Every file has an address by its path, since
files have no queries, and no file says when it was made, so that the same site gives the same bytes.
"""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from explainer.models import Article
from explainer.publication.addresses import (
    SITEMAP_STEP,
    for_engines,
    list_addresses,
    section_page,
    sitemap_pages,
)  # fmt: skip
from explainer.publication.cache_keys import shows

from .articles import fresh_for_a_minute

MOST_NEWS = 1_000  # articles on a news sitemap (Google)
XML = "application/xml"
Entry = tuple[str, str]  # the path of a page, and when it was changed, or nothing


@require_safe
@fresh_for_a_minute
def sitemap(request: HttpRequest) -> HttpResponse:
    """Everything while it fits into one file, then the pages that it is on."""
    records = _count_to(SITEMAP_STEP + 1)  # first: a large site has thousands of lists
    lists = [(path, "") for path in list_addresses()] if records <= SITEMAP_STEP else []
    if len(lists) + records <= SITEMAP_STEP:
        single = [entry for section in for_engines() for entry in _entries(section)]
        return _list(request, "reader/sitemap.xml", [*lists, *single])
    entries = [(path, _stamp(changed)) for path, changed in sitemap_pages()]
    return _list(request, "reader/sitemap_index.xml", entries)


def _count_to(most: int) -> int:
    """How many records there are for engines, not counted beyond `most`."""
    count = 0
    for records in for_engines().values():
        count += records.order_by()[: most - count].count()
        if count >= most:
            break
    return count


@require_safe
@fresh_for_a_minute
def sitemap_page(request: HttpRequest, section: str, number: int) -> HttpResponse:
    if section == "lists":
        entries = [(path, "") for path in list_addresses()] if number == 1 else []
    else:
        entries = list(_entries(section, number)) if section in for_engines() else []
    if not entries:
        raise Http404("There is no such page of the sitemap.")
    return _list(request, "reader/sitemap.xml", entries)


def _list(request: HttpRequest, template: str, entries: list[Entry]) -> HttpResponse:
    """Changes with any record. Timelines have dates of notes, so a section isn't only about its own records."""
    return shows(render(request, template, {"entries": entries}, content_type=XML), "sitemap")


def _entries(section: str, number: int | None = None) -> Iterator[Entry]:
    """What a section has: on page `number` (from 1), or everything."""
    records = for_engines()[section].order_by("pk")
    if number is not None:
        records = records.filter(pk__gte=(number - 1) * SITEMAP_STEP, pk__lt=number * SITEMAP_STEP)
    name = section_page(section).name
    for slug, changed in records.values_list("slug", "lastmod"):
        yield reverse(name, args=[slug]), _stamp(changed)


def _stamp(changed: datetime | None) -> str:
    """A moment as W3C's datetime format has it, to the second."""
    return changed.replace(microsecond=0).isoformat() if changed else ""


@require_safe
@fresh_for_a_minute
def news(request: HttpRequest) -> HttpResponse:
    articles = Article.objects.news().defer("body", "text")[:MOST_NEWS]
    entries = [(article, _stamp(article.published_at)) for article in articles]
    response = render(request, "reader/news_sitemap.xml", {"entries": entries}, content_type=XML)
    return shows(response, "news_sitemap")


@require_safe
@fresh_for_a_minute
def robots(request: HttpRequest) -> HttpResponse:
    return shows(render(request, "reader/robots.txt", content_type="text/plain; charset=utf-8"), "robots")
