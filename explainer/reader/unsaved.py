"""The page of an article as it stands in a form: nothing of it is in the database, and nothing is written."""

from explainer.models import Annotation, Article, Citation, Paragraph
from explainer.models.paragraph import joined_text
from explainer.models.translation import show_in
from explainer.rendering import Block
from explainer.text.anchoring import Carrier

from .layout import ArticlePage, ReaderCard, add_events, add_updates, number_sources, parts_of


def compose_unsaved(article: Article, old_text: str, blocks: list[Block], citations: list[Citation]) -> ArticlePage:
    """What readers would see. Cards follow their words from `old_text`, the stored text, as they would with a save."""
    annotations = _carried(article, old_text, joined_text(blocks))
    cards = [ReaderCard(annotation, number) for number, annotation in enumerate(annotations, start=1)]
    add_events(cards)
    by_record = Citation.objects.by_record(article, *(card.item for card in cards))
    by_record[article.record_key] = citations
    sources = number_sources(article, cards, by_record)
    add_updates(cards)
    attached = [card for card in cards if card.annotation.is_attached]
    adrift = [card for card in cards if not card.annotation.is_attached]
    return ArticlePage(article, parts_of(_paragraphs(blocks), attached), adrift, sources, cards)


def _carried(article: Article, old_text: str, new_text: str) -> list[Annotation]:
    annotations = list(article.annotations.to_come()) if article.pk else []
    carrier = Carrier(old_text, new_text) if annotations and old_text != new_text else None
    for annotation in show_in(annotations, article.language):
        annotation.article = article
        if carrier:
            annotation.settle(annotation.found_again(carrier, old_text, new_text), new_text)
    return sorted(annotations, key=lambda annotation: (annotation.start, annotation.pk))


def _paragraphs(blocks: list[Block]) -> list[Paragraph]:
    found, start = [], 0
    for position, block in enumerate(blocks):
        found.append(
            Paragraph(pk=position, position=position, start=start, kind=block.kind, html=block.html, text=block.text)
        )
        start += len(block.text) + 2 if block.text else 0
    return found
