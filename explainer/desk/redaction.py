"""Removing words for good: an administrator says which and why, is shown where they stand, and confirms."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from explainer.actions import permissions, redacting
from explainer.models import Record, Redaction, Revision

from . import asking_again


@require_http_methods(["GET", "POST"])
def redact(request: HttpRequest, pk: int, number: int, model: type[Record]) -> HttpResponse:
    """The form; sent, what would go; sent again with `confirmed`, it is gone."""
    record = permissions.get_allowed(request.user, model, pk, permissions.may_view)
    if not permissions.may_redact(request.user):
        raise PermissionDenied
    revision = get_object_or_404(Revision.objects.of(record), pk=number)
    typed = {name: request.POST.get(name, "") for name in ("ground", "line", "words")}
    found, problem = None, ""
    if request.method == "POST":
        try:
            if request.POST.get("confirmed"):
                if page := asking_again.asked(request):
                    return page
                redacting.redact(revision=revision, by=request.user, **typed)
                messages.success(request, _("Removed for good. The public history says when and on what ground."))
                return redirect(f"admin:explainer_{record.type_name}_revisions", record.pk)
            passages = redacting.passages_of(typed["words"]) or redacting.words_of_its_own(revision)
            found = redacting.find(record=record, passages=passages)
        except ValidationError as error:
            problem = " ".join(error.messages)
    names = {name: f"admin:explainer_{record.type_name}_{name}" for name in ("change", "revisions", "revision")}
    context: dict[str, Any] = {
        **admin.site.each_context(request), "title": _("Remove words of “%s” for good") % record, "record": record,
        "revision": revision, "typed": typed, "found": found, "problem": problem, "names": names,
        "grounds": Redaction.Ground.choices, "opts": record._meta,
        "elsewhere": [(other, _address(other)) for other in found.elsewhere] if found else [],
        "in_address": bool(found and redacting.says_in_address(record, found.passages)),
    }  # fmt: skip
    return render(request, "desk/record/redact.html", context, status=422 if problem else 200)


def _address(record: Model) -> str:
    pk = getattr(record, "original_pk", record.pk)
    return reverse(f"admin:explainer_{record._meta.model_name}_change", args=[pk])
