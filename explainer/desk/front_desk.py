"""What waits on the desk's first page, for the editor who looks: each line leads to where it is settled.

Every part takes one query for each kind of record that it is about, whatever the size of the newsroom: a window
function counts what the first lines are taken from. Parts that the editor may do nothing about are left out.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    Min,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
    Window,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explainer.actions import permissions
from explainer.actions.permissions import Person
from explainer.models import PUBLIC_RECORDS, Annotation, Article, Citation, Claim, Note, Source, StalePage, State

SHOWN = 5  # lines of each part
SOON = timedelta(days=14)
RECORDS = tuple(PUBLIC_RECORDS.values())


@dataclass
class DeskLine:
    """One thing that waits: its name, where it is settled, and a word on it. `other` is a second way, with its name."""

    name: str
    address: str
    about: str = ""
    other: tuple[str, str] | None = None


@dataclass
class DeskPart:
    """One heading of the desk. `more` are links to the whole lists, with their names and numbers."""

    title: str
    empty: str
    count: int = 0
    lines: list[DeskLine] = field(default_factory=list)
    more: list[tuple[str, str, int]] = field(default_factory=list)


def front_desk(user: Person) -> list[DeskPart]:
    """The parts of the desk for this user, what is urgent first."""
    makers: tuple[Callable[[Person], DeskPart | None], ...] = (
        _in_review, _loose, _stale, _unsourced, _unsupported, _dead, _failing, _scheduled, _drafts,
    )  # fmt: skip
    return [part for part in (make(user) for make in makers) if part]


def _list(model: type[Model], **filters: Any) -> str:
    return f"{reverse(f'admin:explainer_{model._meta.model_name}_changelist')}?{urlencode(filters)}"


def _change(model: type[Model], pk: int) -> str:
    return reverse(f"admin:explainer_{model._meta.model_name}_change", args=[pk])


def _may(user: Person, *models: type[Model]) -> list[type[Model]]:
    return [model for model in models if permissions.may_write(user, model)]


def _take(part: DeskPart, model: type[Model], rows: QuerySet, about: str, **filters: Any) -> None:
    """Add the first rows to the part, and a link to all of them: one query."""
    counted = rows.annotate(total=Window(Count("pk"))).values_list("pk", "title", about, "total")[:SHOWN]
    rows_found = list(counted)
    for pk, title, value, _total in rows_found:
        part.lines.append(DeskLine(title, _change(model, pk), _day(value)))
    if rows_found:
        total = rows_found[0][-1]
        part.count += total
        part.more.append((str(model._meta.verbose_name_plural), _list(model, **filters), total))


def _day(value: Any) -> str:
    return date_format(value, "j F Y") if value and not isinstance(value, str) else str(value or "")


def _in_review(user: Person) -> DeskPart | None:
    """What waits for a decision: all of it for those who may publish, else one's own."""
    part = DeskPart(_("In review"), _("Nothing waits for a decision."))
    models = [model for model in RECORDS if model in _may(user, *RECORDS)]
    for model in models:
        rows = model._default_manager.filter(state=State.REVIEW)
        if not permissions.may_publish(user, model):
            rows = rows.filter(_own(user, model))
        _take(part, model, rows.order_by("state_since"), "state_since", state__exact=State.REVIEW)
    return part if models else None


def _own(user: Person, model: type[Model]) -> Q:
    own = Q(made_by=user.pk)
    return own if model is Article else own | Q(owner=user.pk)


def _drafts(user: Person) -> DeskPart | None:
    """Drafts, one's own first."""
    part = DeskPart(_("Drafts"), _("No drafts."))
    models = [model for model in RECORDS if model in _may(user, *RECORDS)]
    for model in models:
        mine = Case(When(_own(user, model), then=Value(0)), default=Value(1), output_field=IntegerField())
        rows = model._default_manager.filter(state=State.DRAFT).order_by(mine, F("modified").desc())
        _take(part, model, rows, "modified", state__exact=State.DRAFT)
    return part if models else None


def _scheduled(user: Person) -> DeskPart | None:
    if not _may(user, Article):
        return None
    part, now = DeskPart(_("Scheduled"), _("Nothing is set for later.")), timezone.now()
    rows = Article.objects.filter(state=State.PUBLISHED, published_at__gt=now).order_by("published_at")
    after = {"state__exact": State.PUBLISHED, "published_at__gt": now.strftime("%Y-%m-%d %H:%M:%S.%f+00:00")}
    _take(part, Article, rows, "published_at", **after)
    return part


def _loose(user: Person) -> DeskPart | None:
    """Articles with cards that lost their words, those with most first. The count is of cards."""
    if not _may(user, Article):
        return None
    part = DeskPart(_("Came loose"), _("Nothing came loose."))
    waiting = Annotation.objects.waiting().filter(article__copy_of=None)
    part.count = waiting.count()
    rows = list(waiting.order_by().values("article").annotate(n=Count("pk")).order_by("-n", "article")[:SHOWN])
    titles = dict(Article.objects.filter(pk__in=[row["article"] for row in rows]).values_list("pk", "title"))
    for row in rows:
        address = reverse("admin:explainer_article_cards", args=[row["article"]])
        words = ngettext("%(n)d card", "%(n)d cards", row["n"]) % {"n": row["n"]}
        part.lines.append(DeskLine(titles[row["article"]], address, words))
    if part.count and _may(user, Annotation):
        part.more.append((_("cards"), _list(Annotation, anchor__in="guess,adrift", is_left__exact=0), part.count))
    return part


def _stale(user: Person) -> DeskPart | None:
    """Published notes and claims whose day of review has come, or comes within two weeks; the oldest first."""
    models = _may(user, Note, Claim)
    part, until = DeskPart(_("To be checked again"), _("Nothing is due for a check.")), timezone.localdate() + SOON
    for model in models:
        rows = model._default_manager.filter(state=State.PUBLISHED, review_by__lte=until).order_by("review_by", "pk")
        before = {"state__exact": State.PUBLISHED, "review_by__lt": until + timedelta(days=1)}
        _take(part, model, rows, "review_by", **before)
    return part if models else None


def _unsourced(user: Person) -> DeskPart | None:
    if not _may(user, Claim):
        return None
    part = DeskPart(_("Claims without a source"), _("Every claim has a source."))
    cited = Exists(Citation.objects.filter(claim=OuterRef("pk")))
    rows = Claim.objects.filter(~cited).exclude(state=State.TAKEN_DOWN).order_by("-modified")
    _take(part, Claim, rows, "claimant", citations__isnull=1)
    return part


def _unsupported(user: Person) -> DeskPart | None:
    """Notes and claims with sentences that rest on no words of a source, those with most first. It counts sentences."""
    models = _may(user, Note, Claim)
    part = DeskPart(_("Sentences without a source"), _("Every sentence rests on words of a source."))
    for model in models:
        rows = model._default_manager.filter(sentence_count__without__gt=0).exclude(state=State.TAKEN_DOWN)
        rows = rows.annotate(total=Window(Sum("sentence_count__without"))).order_by("-sentence_count__without", "pk")
        found = list(rows.values_list("pk", "title", "sentence_count__without", "total")[:SHOWN])
        for pk, title, number, _total in found:
            words = ngettext("%(n)d sentence", "%(n)d sentences", number) % {"n": number}
            address = reverse(f"admin:explainer_{model._meta.model_name}_support", args=[pk])
            part.lines.append(DeskLine(title, address, words))
        part.count += found[0][-1] if found else 0
    return part if models else None


def _dead(user: Person) -> DeskPart | None:
    """Sources whose address answered that nothing is there, with the stored copy where there is one."""
    if not _may(user, Source):
        return None
    part = DeskPart(_("Dead links"), _("Every link that was checked leads somewhere."))
    rows = Source.objects.filter(link_check__is_dead=True).order_by("link_check__checked_at")
    rows = rows.annotate(total=Window(Count("pk")))
    found = rows.values_list("pk", "title", "link_check__status", "link_check__problem", "archived_url", "total")[
        :SHOWN
    ]
    for pk, title, status, problem, archived, total in found:
        copy = (_("stored copy"), archived) if archived else None
        part.lines.append(DeskLine(title, _change(Source, pk), str(status or problem), copy))
        part.count = total
    if part.count:
        part.more.append((_("sources"), _list(Source, link_check__is_dead__exact=1), part.count))
    return part


def _failing(user: Person) -> DeskPart | None:
    """Pages that can't be baked, and how many wait, failing ones among them."""
    if not any(permissions.may_publish(user, model) for model in RECORDS):
        return None
    part = DeskPart(_("Pages that don’t bake"), _("Every page bakes."))
    numbers = StalePage.objects.aggregate(
        waiting=Count("pk"), failing=Count("pk", filter=Q(attempts__gt=0)), since=Min("since")
    )
    part.count = numbers["failing"]
    if part.count:
        for page in StalePage.objects.failing()[:SHOWN]:
            part.lines.append(DeskLine(page.path, _list(StalePage, q=page.path), page.error[:120]))
        part.more.append((_("failing"), _list(StalePage, attempts__gt=0), part.count))
    if numbers["waiting"]:
        since = date_format(timezone.localtime(numbers["since"]), "j F, H:i")
        part.empty = _("No page fails. Some wait for their turn, the oldest since %s.") % since
        part.more.append((_("all that wait"), _list(StalePage), numbers["waiting"]))
    return part
