"""A page's data for machines, as the one JSON-LD block in its head."""

import json
from typing import Any

from django import template
from django.utils.safestring import SafeString

from explainer.models import Article, Claim, Claimant, Note, Source
from explainer.reader import structured
from explainer.reader.layout import ArticlePage, ReaderCard
from explainer.rendering import trust

register = template.Library()
# What may not stand in a script as it is (HTML Living Standard, 4.12.1.3): JSON has an escape for each.
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def block(data: structured.Node) -> SafeString:
    """The data as a block that no browser runs."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    return trust(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag
def article_data(article: Article, page: ArticlePage, picture: str = "") -> SafeString:
    return block(structured.of_article(article, page, picture))


@register.simple_tag
def card_data(article: Article, card: ReaderCard, path: str) -> SafeString:
    return block(structured.of_card(article, card, path))


@register.simple_tag
def item_data(item: Note | Claim, events: Any, citations: Any, updates: Any, list_name: str) -> SafeString:
    if isinstance(item, Note):
        return block(structured.of_note(item, events or (), citations, updates, list_name))
    return block(structured.of_claim(item, citations, updates, list_name))


@register.simple_tag
def claimant_data(claimant: Claimant, list_name: str) -> SafeString:
    return block(structured.of_claimant(claimant, list_name))


@register.simple_tag
def source_data(source: Source, list_name: str) -> SafeString:
    return block(structured.of_source(source, list_name))


@register.simple_tag(takes_context=True)
def page_data(context: template.Context, name: str, *, is_first: bool = False) -> SafeString:
    return block(structured.of_page(name, context["request"].path, is_first=is_first))
