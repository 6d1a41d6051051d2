"""What readers see when something is missing or breaks: a sentence that helps, and ways on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from explainer.models import Article

from .context import site


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", {"articles": Article.objects.published()[:5]}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page that must work when nothing else does: no database, no request, no context processors."""
    return HttpResponse(render_to_string("500.html", site(request)), status=500)
