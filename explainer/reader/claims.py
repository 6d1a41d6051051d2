"""The pages of claims: all of them and by verdict, kind, year, claimant and article; one claim; the scale."""

from collections import Counter
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from explainer.models import Article, Claim, Claimant, Revision, ScaleChange, VerdictChange
from explainer.models.dates import display_year
from explainer.models.translation import in_languages, rendered
from explainer.models.verdict import OnScale, scale
from explainer.models.verdict_change import standing_of
from explainer.publication.cache_keys import key, list_key, of_cards, shows
from explainer.publication.pages import per_page
from explainer.rendering import render as render_markdown

from .articles import fresh_for_a_minute
from .listing import list_page

MOST_NAMED = 12  # claimants and articles that the first page counts; all of them stand in lists of their own

MOST_CHANGES = 100  # of the scale, the newest


@require_safe
@fresh_for_a_minute
def claims(request: HttpRequest, number: int = 1) -> HttpResponse:
    """All claims; the first page counts them by all that they can be looked up by."""
    counts = _counts() if number == 1 else {}
    keys = [list_key("article")] if number == 1 else []
    return _list(request, "claims", number=number, heading=_("Claims"), keys=keys, counts=counts)


@require_safe
@fresh_for_a_minute
def claims_of_verdict(request: HttpRequest, verdict: str, number: int = 1) -> HttpResponse:
    found = next((each for each in scale() if each.value == verdict), None)
    if found is None:
        raise Http404("There is no such verdict.")
    return _list(request, "claims_of_verdict", verdict, {"verdict": verdict}, number=number,
        verdict=found, heading=_("Claims"))  # fmt: skip


@require_safe
@fresh_for_a_minute
def claims_of_kind(request: HttpRequest, kind: str, number: int = 1) -> HttpResponse:
    if kind not in Claim.Kind.values:
        raise Http404("There is no such kind of claim.")
    return _list(
        request, "claims_of_kind", kind, {"kind": kind}, number=number, kind=kind, heading=Claim.Kind(kind).label
    )


@require_safe
@fresh_for_a_minute
def claims_of_year(request: HttpRequest, year: int, number: int = 1) -> HttpResponse:
    found = {"said_year": year}
    if not Claim.objects.published().filter(**found).exists():
        raise Http404("No claim is of this year.")
    said = display_year(year)
    return _list(request, "claims_of_year", str(year), found, number=number, year=said, heading=_("Said in %s") % said)


@require_safe
@fresh_for_a_minute
def claimant(request: HttpRequest, slug: str, number: int = 1) -> HttpResponse:
    """Everything that one person or body said."""
    found = get_object_or_404(Claimant.objects.heard().select_related("note"), slug=slug)
    published = Claim.objects.published().filter(said_by=found).order_by("title", "pk")
    page = list_page(published, found.get_absolute_url(), number, per_page("claimant"))
    context = {"claimant": found, "page": page, "roles": _roles(found)}
    note = [key(found.note)] if found.note else []
    return shows(render(request, "reader/claimant.html", context), "claimant", keys=[key(found), *note])


@require_safe
@fresh_for_a_minute
def claimants(request: HttpRequest, number: int = 1) -> HttpResponse:
    page = list_page(Claimant.objects.heard(), reverse("claimants"), number, per_page("claimants"))
    return shows(render(request, "reader/claimants.html", {"page": page}), "claimants")


@require_safe
@fresh_for_a_minute
def claim_articles(request: HttpRequest, number: int = 1) -> HttpResponse:
    """The articles that have claims."""
    found = Article.objects.with_claims().only("slug", "title", "published_at", "language")
    page = list_page(found, reverse("claim_articles"), number, per_page("claim_articles"))
    return shows(render(request, "reader/claim_articles.html", {"page": page}), "claim_articles")


@require_safe
@fresh_for_a_minute
def article_claims(request: HttpRequest, slug: str) -> HttpResponse:
    """The claims in one article, in the order of its text."""
    article = get_object_or_404(Article.objects.published(), slug=slug)
    items = list(of_cards(article))
    found = {item.pk: item for item in items if isinstance(item, Claim)}
    with translation.override(article.language):
        response = render(request, "reader/article_claims.html", {"article": article, "claims": found.values()})
    return shows(response, "article_claims", article, cards=items)


@require_safe
@fresh_for_a_minute
def claim_scale(request: HttpRequest) -> HttpResponse:
    context = {"verdicts": scale(), "changes": ScaleChange.objects.all()[:MOST_CHANGES]}
    return shows(render(request, "reader/claim_scale.html", context), "claim_scale")


@require_safe
@fresh_for_a_minute
def reading_checks(request: HttpRequest) -> HttpResponse:
    """What a check says, and what its dates, sources and corrections tell: for readers."""
    return shows(render(request, "reader/reading_checks.html", {"verdicts": scale()}), "reading_checks")


@require_safe
@fresh_for_a_minute
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.published().select_related("said_by"), slug=slug)
    with translation.override(claim.language):
        return shows(render(request, "reader/claim.html", claim_context(claim)), "claim", claim)


def claim_context(claim: Claim) -> dict[str, Any]:
    """What the page of a claim shows."""
    return {
        "item": claim,
        "text": render_markdown(claim.reasoning, claim.language),
        "citations": claim.citations.select_related("source"),
        "articles": Article.objects.showing(claim),
        "versions": in_languages(claim),
        "updates": Revision.objects.worth_telling(claim),
        "verdicts": scale(),
        "rendered": rendered([claim]).get(claim.record_key),
        "standing": standing_of(claim, VerdictChange.objects.of_claims([claim]).get(claim.pk, [])),
    }


def _list(
    request: HttpRequest, name: str, part: str = "", filters: dict[str, Any] | None = None, *, number: int,
    keys: list[str] | None = None, counts: dict[str, Any] | None = None, **context: Any,
) -> HttpResponse:  # fmt: skip
    found = Claim.objects.published().filter(**filters or {}).order_by("title", "pk")
    page = list_page(found, reverse(name, args=[part] if part else []), number, per_page(name))
    verdicts: list[OnScale] = scale()
    response = render(request, "reader/claims.html", {"page": page, "verdicts": verdicts, **(counts or {}), **context})
    return shows(response, name, keys=keys or [])


def _counts() -> dict[str, Any]:
    """How many claims there are of each verdict, kind and year, of whom, and in which articles. Three queries."""
    verdicts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    years: Counter[int] = Counter()
    sorts = Claim.objects.published().order_by().values_list("verdict", "kind", "said_year")
    for verdict, kind, year, number in sorts.annotate(number=Count("pk")):
        verdicts[verdict] += number
        kinds[kind] += number
        if year is not None:
            years[year] += number
    return {
        "counted": True,
        "of_verdicts": [(each, verdicts[each.value]) for each in scale()],
        "of_kinds": [(value, label, kinds[value]) for value, label in Claim.Kind.choices if kinds[value]],
        "of_years": [(year, display_year(year), years[year]) for year in sorted(years, reverse=True)],
        "of_claimants": list(Claimant.objects.heard().most_first()[:MOST_NAMED]),
        "in_articles": list(Article.objects.with_claims().listed().order_by("-published_at", "-pk")[:MOST_NAMED]),
    }


def _roles(claimant: Claimant) -> list[str]:
    """What the claimant was when the claims were made, each once. One query."""
    said = Claim.objects.published().filter(said_by=claimant).exclude(claimant_role="").order_by("said_year", "pk")
    return list(dict.fromkeys(said.values_list("claimant_role", flat=True)))[:MOST_NAMED]
