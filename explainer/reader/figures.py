"""The figure at the head of an article, as a file of its own: the first view doesn't wait for it or carry it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from explainer.batch_memo import memoized
from explainer.models import Article
from explainer.publication.cache_keys import of_cards, shows
from explainer.rendering import trust
from explainer.styles import figure_css

from .articles import fresh_for_a_minute


@require_safe
@fresh_for_a_minute
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """The map or the line of time that the editor chose, as SVG. 404 if none was chosen."""
    article = memoized(("article", slug), lambda: get_object_or_404(Article.objects.published(), slug=slug))
    if not article.glance:
        raise Http404("This article has no figure.")
    context = {"article": article, "figure_styles": trust(figure_css())}
    with translation.override(article.language):
        response = render(request, f"reader/figure_{article.glance}.svg", context, content_type="image/svg+xml")
    return shows(response, "figure", article, cards=of_cards(article))
