"""The steps of a record to the public and back: buttons on its form, and a page where a step asks what it must know."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from explainer.actions import permissions, workflow, working_copies
from explainer.actions.moments import day_and_hour, zone_name
from explainer.actions.workflow import UndecidedCards
from explainer.models import Article, Record, State

from . import asking_again
from .local_time import TwiceError, read_local_time
from .review import may_review

ASKING = {"schedule", "take_down"}  # these ask something in any case
OF_COPIES = {"publish_changes", "discard"}


def labels() -> dict[str, str]:
    """What the buttons say."""
    return {
        "submit": _("Submit for review"), "draft": _("Back to draft"), "publish": _("Publish now"),
        "schedule": _("Publish at…"), "take_down": _("Take down…"), "publish_changes": _("Publish changes"),
        "discard": _("Discard changes…"),
    }  # fmt: skip


def bar(request: HttpRequest, record: Record) -> dict[str, Any]:
    """What the bar above a record's form shows: its state, since when, by whom, and the steps that may be taken."""
    if not record.pk:
        return {"workflow_steps": _steps(request, record), "workflow": None}
    public = working_copies.original(record)
    return {
        "workflow_steps": _steps(request, record), "workflow": public, "state_label": state_label(public),
        "review": record if may_review(request.user, record) or record.assigned_to_id else None,
        "may_review": may_review(request.user, record),
        "may_bin": permissions.may_bin(request.user, public), "may_purge": permissions.may_purge(request.user, public),
        "copy": record if record.is_working_copy else None, "is_copied": record.is_working_copy or public.is_public,
    }  # fmt: skip


def names(user: permissions.Person, record: Record) -> list[str]:
    """The steps that the form of a record offers: those of its working copy, or the one it would get, and its own."""
    own = permissions.steps(user, working_copies.original(record))
    if record.is_working_copy:
        return [*permissions.steps(user, record), *(step for step in own if step == "take_down")]
    if not record.is_public:
        return own
    begun = ["publish_changes"] if permissions.may_publish(user, record) else []
    return [*(begun or (["submit"] if permissions.may_propose(user, record) else [])), *own]


def _steps(request: HttpRequest, record: Record) -> list[dict[str, str]]:
    return [
        {
            "name": name,
            "label": labels()[name],
            "address": _address(record, "step", record.original_pk, name) if record.pk else "",
        }
        for name in names(request.user, record)
    ]


def _address(record: Record, page: str, *args: object) -> str:
    return reverse(f"admin:explainer_{record.type_name}_{page}", args=args)


def state_label(record: Record) -> str:
    """The record's state in words; published for a time to come is "Scheduled"."""
    return _("Scheduled") if record.goes_out_at else str(State(record.state).label)


def take(request: HttpRequest, record: Record, name: str) -> str:
    """Take a step with what the request's form says. Returns a sentence on what was done.

    Raises UndecidedCards and ValidationError as the actions do.
    """
    post, by = request.POST, request.user
    if name == "submit":
        workflow.submit(record=record, by=by)
        return _("“%s” waits for an editor’s review.") % record
    if name == "draft":
        workflow.back_to_draft(record=record, by=by)
        return _("“%s” is a draft again.") % record
    if name == "take_down":
        workflow.take_down(record=record, by=by, line=post.get("line", ""))
        return _("“%s” was taken down. Its address says so.") % record
    at = read_local_time(post.get("at", ""), post.get("which", "")) if name == "schedule" else None
    workflow.publish(record=record, by=by, at=at, cards=post.get("cards", ""))
    if at:
        when = day_and_hour(at)
        return _("“%(title)s” goes out on %(when)s (%(zone)s).") % {"title": record, "when": when, "zone": zone_name()}
    return _("“%s” is published.") % record


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, pk: int, name: str, model: type[Record]) -> HttpResponse:
    """A step that needs to know more, or that is asked for by address. GET asks, POST takes it."""
    public = permissions.get_allowed(request.user, model, pk, lambda _user, _record: True)
    copy = working_copies.working_copy(public) if name in {"submit", "draft"} else None
    record = copy or public
    if name not in permissions.steps(request.user, record) or name in OF_COPIES:
        raise PermissionDenied
    kind, problem, is_twice = record.type_name, "", False
    if request.method == "POST":
        if name == "take_down" and (page := asking_again.asked(request)):
            return page
        try:
            messages.success(request, take(request, record, name))
            return redirect(f"admin:explainer_{kind}_change", pk)
        except ValidationError as error:
            problem, is_twice = " ".join(error.messages), isinstance(error, TwiceError)
        except UndecidedCards:
            problem = _("Say what is to become of the cards below.")
        record.refresh_from_db()
    items = (
        workflow.unpublished_items(record) if isinstance(record, Article) and name in {"publish", "schedule"} else []
    )
    going_along = [item for item in items if workflow.goes_with_article(item, request.user)]
    items = [item for item in items if item not in going_along]
    context = {
        **admin.site.each_context(request), "title": f"{labels()[name]} {record}", "record": record, "step": name,
        "label": labels()[name].removesuffix("…"), "kind": kind, "opts": record._meta, "problem": problem,
        "waiting": [(item, _address(item, "change", item.pk)) for item in items],
        "may_publish_waiting": all(permissions.may_publish(request.user, item) for item in items),
        "going_along": going_along, "typed": request.POST, "zone": zone_name(), "is_twice": is_twice,
    }  # fmt: skip
    return render(request, "desk/record/step.html", context, status=422 if problem else 200)
