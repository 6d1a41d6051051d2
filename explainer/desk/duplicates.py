"""Warns of a second note or claim on the same thing while it is being written, and once more when it is saved."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from explainer.actions.permissions import may_add, may_write
from explainer.models import Claim, KnownName, Note
from explainer.models.known_names import name_key

MOST = 5  # records that are named
MANY = 30  # names that are looked up: of a form with more, the first


@dataclass(frozen=True)
class KnownRecord:
    """A record that has one of the names already; `is_near` if its name only begins like it or the other way round."""

    item: Note | Claim
    is_near: bool


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


def known_names(request: HttpRequest, model: type[Note] | type[Claim], pk: int | None = None) -> HttpResponse:
    """The warning for the title and aliases in the request's form, as a fragment; empty if there is none to give."""
    if not (may_write(request.user, model) or may_add(request.user, model)):
        raise PermissionDenied
    names = [request.POST.get("title", ""), *request.POST.get("aliases", "").splitlines()]
    context = {"known": find_known(model, names, pk), "kind": model.type_name}
    return render(request, "desk/record/_known.html", context)
