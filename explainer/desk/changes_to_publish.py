"""What a working copy changes, compared with what readers see; and the two ends of it: published, or discarded."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from explainer.actions import permissions, revising, workflow, working_copies
from explainer.actions.publishing_changes import ChangedMeanwhile, publish_changes
from explainer.models import Article, CardChange, Claim, Note, Record, Revision
from explainer.models.readable import differences, labels_of
from explainer.models.snapshots import Snapshot, take_snapshot
from explainer.text.differing import passages

from .meanings import of_changes


@require_http_methods(["GET", "POST"])
def changes_to_publish(request: HttpRequest, pk: int, model: type[Record]) -> HttpResponse:
    """GET compares and asks; POST publishes. Whoever may only propose sees the comparison."""
    record, copy = _found(request, pk, model)
    may_publish = permissions.may_publish(request.user, record)
    problem, status = "", 200
    if request.method == "POST":
        if not may_publish:
            raise PermissionDenied
        try:
            publish_from(request, record, copy)
            return redirect(f"admin:explainer_{record.type_name}_change", pk)
        except ChangedMeanwhile:
            problem = _("Somebody has changed the public version of the same fields. Choose whose words to take.")
        except UndecidedItems:
            problem = _("Say what is to become of the cards below.")
        except ValidationError as error:
            problem = " ".join(error.messages)
        status = 422
        record, copy = _found(request, pk, model)
    context = {
        **admin.site.each_context(request), **_compared(record, copy), "record": record, "copy": copy,
        "title": _("Changes to “%s”") % record, "opts": record._meta, "problem": problem, "may_publish": may_publish,
        "typed": request.POST or {"change": guess(copy)}, "changes": Revision.Change.choices, "meanings": of_changes(),
        "told": revising.last_public(record) is not None and record.is_public,
        "waiting": (waiting := undecided(request, copy)),
        "going_along": [item for item in new_items(copy) if item not in waiting], "names": _names(record),
    }  # fmt: skip
    return render(request, "desk/record/changes.html", context, status=status)


class UndecidedItems(Exception):
    """Cards of the working copy lead to drafts, and nobody has said what is to become of them."""


def new_items(copy: Record) -> list[Note | Claim]:
    """The drafts that cards of the working copy lead to."""
    return workflow.unpublished_items(copy) if isinstance(copy, Article) else []


def undecided(request: HttpRequest, copy: Record) -> list[Note | Claim]:
    """Those of them that nobody has said are to be published with the article."""
    return [item for item in new_items(copy) if not workflow.goes_with_article(item, request.user)]


def guess(copy: Record) -> str:
    """The class of change that publishing the copy looks like; empty if readers see no other words."""
    return revising.guess(record=working_copies.original(copy), snapshot=take_snapshot(copy))


def is_quick(copy: Record) -> bool:
    """True if nothing has to be asked: at most wording, nothing contested, no card of a draft."""
    return guess(copy) in {"", Revision.Change.WORDING} and not working_copies.merged(copy)[1] and not new_items(copy)


@transaction.atomic
def publish_from(request: HttpRequest, record: Record, copy: Record) -> None:
    """Publish the copy as the request's form says. Raises what `publish_changes` does, and UndecidedItems."""
    sent = request.POST
    items = new_items(copy)
    open_items = undecided(request, copy)
    if open_items and sent.get("cards") not in {"publish", "without"}:
        raise UndecidedItems
    for item in items if sent.get("cards") == "publish" else [each for each in items if each not in open_items]:
        if not permissions.may_publish(request.user, item):
            raise PermissionDenied
        workflow.publish(record=item, by=request.user)
    if _changes_verdict(record, copy) and not (sent.get("line", "") + sent.get("is_right", "")).strip():
        raise ValidationError({"line": _("Say in a sentence why the verdict changed: it stands in its history.")})
    take = {name.removeprefix("take-"): str(value) for name, value in sent.items() if name.startswith("take-")}
    revision = publish_changes(
        copy=copy, by=request.user, change=sent.get("change", ""), line=sent.get("line", ""),
        was_wrong=sent.get("was_wrong", ""), is_right=sent.get("is_right", ""), take=take,
    )  # fmt: skip
    said = _("The changes of “%s” are published.") % record
    if revision and revision.change:
        noted = _("Readers are told: %s.") if revision.is_told else _("Noted as %s; readers are not told.")
        said += " " + noted % revision.get_change_display().lower()
    messages.success(request, said)


def _changes_verdict(record: Record, copy: Record) -> bool:
    """True if readers will see another verdict than they do."""
    if not isinstance(record, Claim):
        return False
    shown = revising.last_public(record)
    return bool(shown and record.is_public and working_copies.merged(copy)[0]["verdict"] != shown.snapshot["verdict"])


@require_http_methods(["GET", "POST"])
def discard_changes(request: HttpRequest, pk: int, model: type[Record]) -> HttpResponse:
    """Throw the working copy away, after asking."""
    record, copy = _found(request, pk, model)
    if "discard" not in permissions.steps(request.user, copy):
        raise PermissionDenied
    if request.method == "POST":
        working_copies.discard(copy=copy)
        messages.success(request, _("The changes of “%s” are discarded. Readers saw none of them.") % record)
        return redirect(f"admin:explainer_{record.type_name}_change", pk)
    context = {
        **admin.site.each_context(request), **_compared(record, copy), "record": record, "copy": copy, "discard": True,
        "title": _("Discard the changes to “%s”?") % record, "opts": record._meta, "names": _names(record),
    }  # fmt: skip
    return render(request, "desk/record/changes.html", context)


def _found(request: HttpRequest, pk: int, model: type[Record]) -> tuple[Record, Record]:
    record: Record = permissions.get_allowed(request.user, model, pk, permissions.may_view)
    copy = working_copies.working_copy(record)
    if copy is None:
        raise Http404(_("There are no unpublished changes of this record."))
    return record, copy


def _names(record: Record) -> dict[str, str]:
    pages = ("change", "changes_to_publish", "discard_changes")
    return {name: f"admin:explainer_{record.type_name}_{name}" for name in pages}


def _compared(record: Record, copy: Record) -> dict[str, Any]:
    """The parts that differ, word by word; what was done with cards; other settings; what both changed."""
    kind, mine, theirs = record.type_name, take_snapshot(copy), take_snapshot(record)
    labels = labels_of(kind)
    both = working_copies.merged(copy)[1]
    done = CardChange.objects.filter(article=copy.pk if kind == "article" else None, undone_by=None)
    cards = done.exclude(choice=CardChange.Choice.UNDO).select_related("by")[:200]
    return {
        "parts": differences(kind, theirs, mine, all_parts=True),
        "cards": [each.sentence for each in cards],
        "settings": working_copies.changed_settings(copy),
        "both": [(name, labels.get(name, name), passages(_words(theirs, name), _words(mine, name))) for name in both],
    }  # fmt: skip


def _words(snapshot: Snapshot, name: str) -> str:
    value = snapshot.get(name, "")
    return value if isinstance(value, str) else "\n\n".join(map(str, value)) if isinstance(value, list) else str(value)


def quickly(request: HttpRequest, record: Record, copy: Record) -> bool:
    """Publish at once a change that nothing has to be asked about. False if it has to be."""
    if "_quick" not in request.POST or not is_quick(copy):
        return False
    publish_from(request, record, copy)
    return True
