"""The front desk's parts about who writes: assigned, in review, unpublished, drafts, and what one did last."""

from datetime import date

from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    Q,
    Value,
    When,
    Window,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from explainer.actions import permissions
from explainer.actions.permissions import Person
from explainer.actions.working_copies import copies_of
from explainer.models import (
    Record,
    Source,
    State,
)
from explainer.text.numbers import whole_number

from .desk_lines import RECORDS, SHOWN, DeskLine, DeskPart, age, change_address, list_address, take, writable


def assigned(user: Person) -> DeskPart | None:
    """What waits for this very user: asked to review, or sent back; what is wanted first comes first."""
    part, today = DeskPart(_("Assigned to you")), timezone.localdate()
    models = writable(user, *RECORDS)
    for model in models:
        rows = model._base_manager.filter(assigned_to=user.pk, binned_at=None, state__in=[State.DRAFT, State.REVIEW])
        rows = rows.order_by(F("due_on").asc(nulls_last=True), "state_since").annotate(total=Window(Count("pk")))
        names = ("pk", "copy_of", "title", "due_on", "review_note", "is_sent_back", "state_since", "total")
        found = list(rows.values_list(*names)[:SHOWN])
        for pk, copied, title, due_on, note, is_sent_back, since, _total in found:
            page = "changes_to_publish" if copied and not is_sent_back else "change"
            address = reverse(f"admin:explainer_{model.type_name}_{page}", args=[copied or pk])
            day = date_format(due_on, "DATE_FORMAT") if due_on else ""
            late = _("wanted by %s, overdue") if due_on and due_on < today else _("wanted by %s")
            said = [_("sent back") if is_sent_back else "", late % day if day else "", _("“%s”") % note if note else ""]
            rank = due_on or date.max, since
            part.lines.append(DeskLine(title, address, ", ".join(filter(None, said)), rank=rank))
        if found:
            part.count += found[0][-1]
            part.more.append((str(model._meta.verbose_name_plural), list_address(model, assigned="me"), found[0][-1]))
    return part if models else None


def in_review(user: Person) -> DeskPart | None:
    """What waits for a decision: all of it for those who may publish, else one's own."""
    part = DeskPart(_("In review"), says_kind=True)
    models = writable(user, *RECORDS)
    for model in models:
        rows = model._default_manager.filter(state=State.REVIEW)
        if not permissions.may_publish(user, model):
            rows = rows.filter(own_rows(user))
        take(part, model, rows.order_by("state_since"), "state_since", "state_since", state__exact=State.REVIEW)
        _take_copies(part, user, model, State.REVIEW, "state_since")
    return part if models else None


def unpublished(user: Person) -> DeskPart | None:
    """Changes of what is public that nobody has published or handed in: everybody's for editors, else one's own."""
    part = DeskPart(_("Unpublished changes"))
    models = writable(user, *RECORDS)
    for model in models:
        _take_copies(part, user, model, State.DRAFT, "modified")
    return part if models else None


def _take_copies(part: DeskPart, user: Person, model: type[Record], state: str, since: str) -> None:
    """Add the working copies in this state, those longest ago first, and a link to all of them: one query."""
    rows = copies_of(model).filter(state=state).order_by(since)
    if not permissions.may_publish(user, model):
        rows = rows.filter(made_by=user.pk)
    names = ["copy_of", "title", since, "edited_by__username", "total"]
    found = list(rows.annotate(total=Window(Count("pk"))).values_list(*names)[:SHOWN])
    for pk, title, moment, who, _total in found:
        address = reverse(f"admin:explainer_{model.type_name}_changes_to_publish", args=[pk])
        about = ", ".join(filter(None, [who, age(moment)]))
        part.lines.append(DeskLine(title, address, about, rank=[moment]))
    if found and permissions.may_publish(user, model):
        changes = _("changes of %s") % model._meta.verbose_name_plural
        part.more.append((changes, list_address(model, changes=state), found[0][-1]))
    part.count += found[0][-1] if found else 0


def own_rows(user: Person) -> Q:
    return Q(made_by=user.pk) | Q(owner=user.pk)


def drafts(user: Person) -> DeskPart | None:
    """Drafts, one's own first."""
    part = DeskPart(_("Drafts"), says_kind=True)
    models = writable(user, *RECORDS)
    for model in models:
        mine = Case(When(own_rows(user), then=Value(0)), default=Value(1), output_field=IntegerField())
        rows = model._default_manager.filter(state=State.DRAFT).annotate(turn=mine).order_by("turn", "-modified")
        take(part, model, rows, "modified", "turn", "modified", state__exact=State.DRAFT)
    for line in part.lines:
        turn, modified = line.rank
        line.rank = turn, -modified.timestamp()
    return part if models else None


def last_done(user: Person) -> list[DeskLine]:
    """The records that the user worked on last, each once, with when. One query."""
    kinds = {kind.pk: model for model, kind in ContentType.objects.get_for_models(*RECORDS, Source).items()}
    rows = LogEntry.objects.filter(user=user.pk, content_type__in=kinds).exclude(action_flag=DELETION)
    last = rows.order_by("-action_time").values_list("content_type", "object_id", "object_repr", "action_time")[:60]
    found: dict[tuple[int, int], DeskLine] = {}
    for kind, pk, name, at in last:
        number = whole_number(pk or "")
        if number is not None and (kind, number) not in found and len(found) < SHOWN:
            found[kind, number] = DeskLine(name, change_address(kinds[kind], number), age(at))
    return list(found.values())
