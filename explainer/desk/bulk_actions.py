"""What editors do to many records of a list at once. What has to be known is asked on a page that names the records.

Readers see none of it but what was published or taken down by name: a day or a section of what they can see goes into
its working copy, as the form's would. Its owner is the newsroom's own affair, and is set at once.

Each record is looked at anew when its turn comes: what somebody else did since the page was opened is respected, and
words that nobody who chose them can have seen are not published.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from explainer.actions import permissions, revising, workflow, working_copies
from explainer.actions.publishing_changes import publish_changes
from explainer.models import Article, Record
from explainer.models.owners import people_of_desk
from explainer.publication.change import change
from explainer.text.numbers import whole_number

from . import asking_again
from .changes_to_publish import is_quick
from .list_columns import standing_words

NAMED = 20  # records that the page names; the rest are counted
NAMED_AFTER = 5  # those that a message names
MOST = 500  # records at once: one request does it all
Carry = Callable[[HttpRequest, Any, str], bool]  # request, record, what was typed; True if it waits to be published


def _publish(request: HttpRequest, record: Record, _typed: str) -> bool:
    copy = working_copies.working_copy(record) if record.is_public else None
    if copy and "publish_changes" in permissions.steps(request.user, copy):
        if not is_quick(copy):
            raise ValidationError(_("Its changes have to be looked at. Publish them by themselves."))
        _require_seen(request, copy)
        publish_changes(copy=copy, by=request.user)
        return False
    if "publish" not in permissions.steps(request.user, record):
        if permissions.may_publish(request.user, record):
            raise ValidationError(_("It is published already, and has no unpublished changes."))
        raise ValidationError(_("It is not yours to publish."))
    _require_seen(request, record)
    try:
        workflow.publish(record=record, by=request.user)
    except workflow.UndecidedCards as undecided:
        names = ", ".join(map(str, undecided.items))
        raise ValidationError(_("Cards of it are not published yet: %s. Publish it by itself.") % names) from undecided
    return False


def _require_seen(request: HttpRequest, record: Record) -> None:
    """Whoever chose it saw a list from before: nobody publishes by that what was written since."""
    try:
        seen = parse_datetime(request.POST.get("seen", ""))
    except ValueError:
        seen = None
    if seen and timezone.is_aware(seen) and record.modified > seen:
        raise ValidationError(_("It was changed after you chose it. Look at it, and publish it then."))


def _take_down(request: HttpRequest, record: Record, line: str) -> bool:
    if not permissions.may_publish(request.user, record):
        raise ValidationError(_("It is not yours to take down."))
    workflow.take_down(record=record, by=request.user, line=line)
    return False


def _owner(request: HttpRequest, record: Any, typed: str) -> bool:
    user = people_of_desk().filter(username=typed).first() if typed else None
    if typed and user is None:
        raise ValidationError(_("Nobody of that name works here."))
    if not permissions.may_change(request.user, record):
        raise ValidationError(_("It is not yours to change."))
    for each in filter(None, (record, working_copies.working_copy(record))):
        type(record)._base_manager.filter(pk=each.pk).update(owner=user)  # it says nothing else than before
    return False


def _review_by(request: HttpRequest, record: Any, typed: str) -> bool:
    try:
        day: date | None = parse_date(typed) if typed else None
    except ValueError:
        day = None
    if typed and day is None:
        raise ValidationError(_("Give the day as 2027-01-31."))
    edited = _to_edit(request, record)
    if day and edited.as_of and day < edited.as_of:
        raise ValidationError(_("It was checked after that day. Choose a later one."))
    return _write(request, edited, review_by=day)


def _section(request: HttpRequest, record: Any, typed: str) -> bool:
    longest = Article._meta.get_field("section").max_length or 0
    if len(typed) > longest:
        raise ValidationError(_("A section has at most %d characters.") % longest)
    return _write(request, _to_edit(request, record), section=typed)


def _to_edit(request: HttpRequest, record: Any) -> Any:
    """The record, or the working copy of what readers can see."""
    try:
        return working_copies.to_edit(request.user, type(record), record.pk, begin_copy=True)
    except PermissionDenied as denied:
        raise ValidationError(_("It is not yours to change.")) from denied


def _write(request: HttpRequest, record: Any, **values: Any) -> bool:
    """Save the values. True if they are in a working copy now, which says something else than the public record."""
    if not record.is_working_copy:
        revising.baseline(record=record)
    with change(record):
        for name, value in values.items():
            setattr(record, name, value)
        record.save(update_fields=[*values, "modified"])
        if not record.is_working_copy:
            revising.revise(record, by=request.user)
            return False
        working_copies.edited(copy=record, by=request.user)
        return not working_copies.end_if_same(copy=record)


# The name of each action: what its button says, what is asked for (a label, a kind of field; None: nothing), the work.
ACTIONS: dict[str, tuple[Any, tuple[Any, str] | None, Carry]] = {
    "publish": (gettext_lazy("Publish now"), None, _publish),
    "take_down": (gettext_lazy("Take down"), (gettext_lazy("What readers are told"), "text"), _take_down),
    "owner": (gettext_lazy("Give to an owner"), (gettext_lazy("Owner (empty: nobody)"), "user"), _owner),
    "review_by": (gettext_lazy("Set “review by”"), (gettext_lazy("Review by (empty: no day)"), "date"), _review_by),
    "section": (gettext_lazy("Set the section"), (gettext_lazy("Section (empty: none)"), "section"), _section),
}


def actions_of(*names: str) -> list[Any]:
    """The actions of these names, for a ModelAdmin's `actions`."""
    return [_action(name) for name in names]


def _action(name: str) -> Any:
    label, asked, carry = ACTIONS[name]
    needed = "publish" if name in {"publish", "take_down"} else "change"

    @admin.action(description=label, permissions=[needed])
    def action(model_admin: Any, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        if "confirmed" in request.POST:
            if name == "take_down" and (page := asking_again.asked(request)):
                return page
            _carry_out(request, model_admin.model, carry)
            return None
        count = queryset.count()
        if count > MOST:
            messages.error(request, _("Choose at most %(n)d records at once: these are %(count)d.") % {
                "n": MOST, "count": count})  # fmt: skip
            return None
        shown = [(record, standing_words(record)) for record in queryset[:NAMED]]
        context = {
            **admin.site.each_context(request), "title": label, "label": label, "action": name, "asked": asked,
            "records": shown, "more": max(0, count - NAMED), "count": count, "opts": model_admin.opts,
            "keys": queryset.order_by().values_list("pk", flat=True), "choices": _choices(asked),
            "seen": timezone.now().isoformat(),
        }  # fmt: skip
        return render(request, "desk/bulk.html", context)

    action.__name__ = name
    return action


def _choices(asked: tuple[Any, str] | None) -> list[str]:
    if asked and asked[1] == "user":
        return list(people_of_desk().values_list("username", flat=True))
    if asked and asked[1] == "section":
        return list(
            Article.objects.exclude(section="").order_by("section").values_list("section", flat=True).distinct()
        )
    return []


def _carry_out(request: HttpRequest, model: Any, carry: Carry) -> None:
    """Do it to each chosen record by itself: what can't be done to one keeps no other from it.

    The list's filters count no more, since what somebody has published meanwhile left a list of drafts.
    """
    keys = {number for key in request.POST.getlist("_selected_action") if (number := whole_number(key)) is not None}
    done: list[str] = []
    refused: dict[str, list[str]] = {}
    waiting = gone = 0
    for pk in sorted(keys):
        with transaction.atomic():
            record = model._default_manager.select_for_update().filter(pk=pk).first()
            if record is None:
                gone += 1
                continue
            try:
                with transaction.atomic():
                    waiting += carry(request, record, request.POST.get("value", "").strip())
                done.append(str(record))
            except ValidationError as error:
                refused.setdefault(" ".join(error.messages), []).append(str(record))
    _tell(request, done, refused, waiting, gone)


def _tell(request: HttpRequest, done: list[str], refused: dict[str, list[str]], waiting: int, gone: int) -> None:
    """What was done to which, what wasn't, and why: a message for each reason."""
    if done:
        said = ngettext("Done for %(n)d record: %(names)s.", "Done for %(n)d records: %(names)s.", len(done))
        messages.success(request, said % {"n": len(done), "names": _named(done)})
    if waiting:
        said = ngettext(
            "Readers don’t see %(n)d of these changes until it is published.",
            "Readers don’t see %(n)d of these changes until they are published.",
            waiting,
        )
        messages.info(request, said % {"n": waiting})
    for why, names in refused.items():
        messages.warning(request, f"{_named(names)}: {why}")
    if gone:
        said = ngettext(
            "%(n)d record is not here any more: somebody has moved it to the bin, or deleted it.",
            "%(n)d records are not here any more: somebody has moved them to the bin, or deleted them.",
            gone,
        )
        messages.warning(request, said % {"n": gone})


def _named(names: list[str]) -> str:
    """ "“Polls”, “Dams” and 3 more"."""
    named = ", ".join(_("“%s”") % name for name in names[:NAMED_AFTER])
    more = len(names) - NAMED_AFTER
    if more <= 0:
        return named
    return ngettext("%(names)s and %(n)d more", "%(names)s and %(n)d more", more) % {"names": named, "n": more}
