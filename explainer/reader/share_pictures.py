"""The pictures that other sites show of links to articles, notes and claims, as files."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.views.decorators.http import require_safe

from explainer.drawing.share_picture import Words, draw
from explainer.models import Claim, Note
from explainer.models.language import direction
from explainer.publication.cache_keys import shows
from explainer.styles import token
from explainer.text.typography import curl

from .articles import fresh_for_a_minute, published_article


def _picture(words: list[Words], language: str, shape: str = "") -> HttpResponse:
    fonts = tuple(settings.PICTURE_FONTS)
    picture = draw(words, name=settings.SITE_NAME, direction=direction(language), shape=shape, fonts=fonts)
    return HttpResponse(picture, content_type="image/png")


@require_safe
@fresh_for_a_minute
def article_picture(request: HttpRequest, slug: str) -> HttpResponse:
    article = published_article(slug)
    words = [Words(curl(article.title, article.language), token("ink"))]
    return shows(_picture(words, article.language), "article_picture", article)


@require_safe
@fresh_for_a_minute
def note_picture(request: HttpRequest, slug: str) -> HttpResponse:
    note = get_object_or_404(Note.objects.published(), slug=slug)
    words = [Words(curl(note.title, note.language), token("ink"))]
    return shows(_picture(words, note.language), "note_picture", note)


@require_safe
@fresh_for_a_minute
def claim_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """How it stands and who says it come first, in the colour of claims."""
    claim = get_object_or_404(Claim.objects.published(), slug=slug)
    with translation.override(claim.language):
        said = claim.said
    words = [
        Words(curl(piece.text, claim.language), token("claim" if piece.role == "verdict" else "ink")) for piece in said
    ]
    return shows(_picture(words, claim.language, claim.verdict_on_scale.shape), "claim_picture", claim)
