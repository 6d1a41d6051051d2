"""The page of a review: ask a person, until a day, with a sentence; or send back what is in review, with one."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from explainer.actions import permissions, reviewing, working_copies
from explainer.models import Record, State


def reviewed(record: Record) -> Record:
    """What is reviewed of a record: its working copy, if it has one."""
    return working_copies.working_copy(record) or record if record.is_public else record


def may_review(user: permissions.Person, record: Record) -> bool:
    """True if the user may ask for a review of this, or change who is asked."""
    if record.state == State.REVIEW:
        is_own = record.made_by_id == user.pk and permissions.may_write(user, record)
        return is_own or permissions.may_publish(user, record)
    return record.state == State.DRAFT and "submit" in permissions.steps(user, record)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int, model: type[Record]) -> HttpResponse:
    """GET shows who is asked and asks; POST asks a person, or sends it back."""
    public = permissions.get_allowed(request.user, model, pk, lambda _user, _record: True)
    record, problem = reviewed(public), ""
    if not may_review(request.user, record):
        raise PermissionDenied
    may_send_back = record.state == State.REVIEW and permissions.may_publish(request.user, record)
    people = reviewing.reviewers(model)
    if request.method == "POST":
        try:
            if request.POST.get("choice") != "back":
                _assign(request, record, people)
            elif may_send_back:
                reviewing.send_back(record=record, by=request.user, line=request.POST.get("line", ""))
                messages.success(request, _("“%s” is sent back.") % record)
            else:
                raise PermissionDenied
            return redirect(f"admin:explainer_{record.type_name}_change", pk)
        except ValidationError as error:
            problem = " ".join(error.messages)
            record.refresh_from_db()
    context = {
        **admin.site.each_context(request), "title": _("Review of “%s”") % record, "record": record,
        "opts": record._meta, "people": people, "may_send_back": may_send_back, "problem": problem,
        "has_mail": settings.HAS_MAIL,
        "is_new": record.state == State.DRAFT, "typed": request.POST,
    }  # fmt: skip
    return render(request, "desk/record/review.html", context, status=422 if problem else 200)


def _assign(request: HttpRequest, record: Record, people: Any) -> None:
    chosen, day = request.POST.get("to", ""), request.POST.get("due_on", "")
    to: User | None = people.filter(username=chosen).first() if chosen else None
    if chosen and to is None:
        raise ValidationError(_("Choose somebody who may publish it."))
    try:
        due_on = parse_date(day) if day else None
    except ValueError:
        due_on = None
    if day and due_on is None:
        raise ValidationError(_("Give the day as 2027-01-31."))
    reviewing.assign(record=record, by=request.user, to=to, due_on=due_on, note=request.POST.get("note", ""))
    if to and settings.HAS_MAIL and to.email:
        messages.success(request, _("%s is asked to review it, by mail and on the front desk.") % to)
    elif to and settings.HAS_MAIL:
        messages.success(
            request, _("%s is asked to review it. They have no e-mail address, and see it on the front desk.") % to
        )
    elif to:
        messages.success(request, _("%s is asked to review it, on the front desk.") % to)
    else:
        messages.success(request, _("It waits for any editor’s review."))
