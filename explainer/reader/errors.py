"""What readers see when something is missing or breaks: a sentence that helps, and ways on."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from explainer.models import Article, Claim, FormerSlug, Note
from explainer.surrogate import list_key, shows

from .context import site

FOLDERS: dict[str, type[Article] | type[Note] | type[Claim]] = {"articles": Article, "notes": Note, "claims": Claim}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for an address that leads nowhere; an address from before a rename leads to the present one."""
    moved = _present_address(request)
    if moved:
        return _moved(*moved)
    return render(request, "404.html", {"articles": Article.objects.published()[:5]}, status=404)


def _moved(record: Article | Note | Claim, address: str) -> HttpResponse:
    """To the present address. Another record may take the old slug, so a change of any of its kind purges this."""
    return shows(HttpResponsePermanentRedirect(address), record, list_key(record))


def _present_address(request: HttpRequest) -> tuple[Article | Note | Claim, str] | None:
    """The record, and the same address with its present slug; None if the slug was never one, or isn't public."""
    given = request.resolver_match.kwargs if request.resolver_match else {}
    slug, card = given.get("slug"), given.get("id")
    for folder, model in FOLDERS.items():
        if slug and f"/{folder}/{slug}/" in request.path:
            former = FormerSlug.objects.filter(folder=folder, slug=slug).first()
            record = former and model.objects.published().filter(pk=former.record).first()
            if record and (not card or record.annotations.shown().filter(pk=card).exists()):
                return record, request.path.replace(f"/{folder}/{slug}/", f"/{folder}/{record.slug}/", 1)
    return None


def server_error(request: HttpRequest) -> HttpResponse:
    """The page that must work when nothing else does: no database, no request, no context processors."""
    return HttpResponse(render_to_string("500.html", site(request)), status=500)
