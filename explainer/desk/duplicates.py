"""Warns of a second note or claim on the same thing while it is being written, and once more when it is saved."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from explainer.actions.permissions import may_add, may_write
from explainer.models import Claim, KnownName, Note
from explainer.models.known_names import name_key
from explainer.models.language import same_language
from explainer.text.likeness import ALIKE, likeness, terms_of
from explainer.text.same_facts import facts_of

MOST = 5  # records that are named
STEMS = 6  # of a title's words, by which the database finds what may be alike
LIKELY = 500  # of those, how many are compared
LONGEST = 200  # characters of a title
MANY = 30  # names that are looked up: of a form with more, the first


@dataclass(frozen=True)
class KnownRecord:
    """A record that has one of the names already; `is_near` if its name only begins like it or the other way round,
    `is_alike` if it says the same in other words."""

    item: Note | Claim
    is_near: bool
    is_alike: bool = False


def find_known(model: type[Note] | type[Claim], names: list[str], besides: int | None = None) -> list[KnownRecord]:
    """Notes (or claims) known by one of these names, those with the very name first. Two queries, however many exist.

    Near are names of which one is the beginning of the other, by whole words and with two words at least.
    """
    keys = [key for key in map(name_key, names[:MANY]) if key]
    beginnings = {" ".join(words[:n]) for words in map(str.split, keys) for n in range(2, len(words))}
    near = Q(key__in=beginnings)
    for key in keys:
        if " " in key:
            near |= Q(key__startswith=f"{key} ")
    field = model.type_name
    rows = KnownName.objects.filter(Q(key__in=keys) | near, **{f"{field}__isnull": False})
    found: dict[int, bool] = {}
    for pk, key in rows.exclude(**{field: besides}).values_list(field, "key")[:200]:
        found[pk] = found.get(pk, False) or key in keys
    first = sorted(found, key=lambda pk: (not found[pk], pk))[:MOST]
    items = model._default_manager.in_bulk(first)
    return [KnownRecord(items[pk], is_near=not found[pk]) for pk in first]


def find_alike(title: str, language: str, besides: int | None = None) -> list[KnownRecord]:
    """Claims that say the same as this title in other words, or may in another language, the most alike first.

    Two queries, however many exist.
    """
    title = title[:LONGEST]
    terms, facts = terms_of(title, language), facts_of(title, language)
    pieces = {*terms.stems[:STEMS], *facts.traces[:STEMS]}
    if not pieces:
        return []
    likely = Q()
    for piece in pieces:
        likely |= Q(names__key__contains=piece)
    rows = Claim.objects.filter(likely).exclude(pk=besides or 0).distinct().values_list("pk", "title", "language")
    scores = {
        pk: likeness(terms, terms_of(words, of))
        if same_language(of, language)
        else ALIKE * facts.may_be(facts_of(words, of))
        for pk, words, of in rows[:LIKELY]
    }
    first = sorted((pk for pk, score in scores.items() if score >= ALIKE), key=lambda pk: (-scores[pk], pk))[:MOST]
    items = Claim.objects.in_bulk(first)
    return [KnownRecord(items[pk], is_near=True, is_alike=True) for pk in first]


def known_names(request: HttpRequest, model: type[Note] | type[Claim], pk: int | None = None) -> HttpResponse:
    """The warning for the title and aliases in the request's form, as a fragment; empty if there is none to give."""
    if not (may_write(request.user, model) or may_add(request.user, model)):
        raise PermissionDenied
    names = [request.POST.get("title", ""), *request.POST.get("aliases", "").splitlines()]
    known = find_known(model, names, pk)
    if model is Claim:
        there = {each.item.pk for each in known}
        alike = find_alike(names[0], request.POST.get("language") or settings.LANGUAGE_CODE, pk)
        known += [each for each in alike if each.item.pk not in there]
    context = {"known": known[:MOST], "kind": model.type_name}
    return render(request, "desk/record/_known.html", context)
