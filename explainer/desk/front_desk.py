"""What waits on the desk's first page, for the editor who looks: each line leads to where it is settled.

Every part takes one query for each kind of record that it is about, whatever the size of the newsroom: a window
function counts what the first lines are taken from. Parts that the editor may do nothing about are left out.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    Min,
    OuterRef,
    Q,
    Sum,
    Window,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explainer.actions import permissions
from explainer.actions.permissions import Person
from explainer.models import (
    Annotation,
    Article,
    Citation,
    Claim,
    Note,
    Source,
    StalePage,
    State,
)
from explainer.models.translation import behind

from .archiving import archive_offer
from .desk_lines import RECORDS, SHOWN, DeskLine, DeskPart, change_address, list_address, take, writable
from .link_found import found_by_check
from .own_work import assigned, drafts, in_review, unpublished
from .unsent_mail import unsent_mail

SOON = timedelta(days=14)
LONG = timedelta(minutes=10)  # for which a page may wait to be made before anybody is told


def front_desk(user: Person) -> list[DeskPart]:
    """What waits for this user, what is urgent first. What doesn't wait is not there."""
    makers: tuple[Callable[[Person], DeskPart | None], ...] = (
        assigned, in_review, _loose, _stale, _due, _behind, _unsourced, _unsupported, _dead, _changed, _failing,
        unsent_mail, _scheduled, unpublished, drafts,
    )  # fmt: skip
    return [part.shortened() for part in (make(user) for make in makers) if part and (part.count or part.more)]


def _scheduled(user: Person) -> DeskPart | None:
    if not writable(user, Article):
        return None
    part, now = DeskPart(_("Scheduled")), timezone.now()
    rows = Article.objects.filter(state=State.PUBLISHED, published_at__gt=now).order_by("published_at")
    after = {"state__exact": State.PUBLISHED, "published_at__gt": now.strftime("%Y-%m-%d %H:%M:%S.%f+00:00")}
    take(part, Article, rows, "published_at", **after)
    return part


def _loose(user: Person) -> DeskPart | None:
    """Articles with cards that lost their words, those with most first. The count is of cards."""
    if not writable(user, Article):
        return None
    part = DeskPart(_("Lost their words"))
    waiting = Annotation.objects.waiting().on_articles()
    part.count = waiting.count()
    rows = list(waiting.order_by().values("article").annotate(n=Count("pk")).order_by("-n", "article")[:SHOWN])
    titles = dict(Article.objects.filter(pk__in=[row["article"] for row in rows]).values_list("pk", "title"))
    for row in rows:
        address = reverse("admin:explainer_article_cards", args=[row["article"]])
        words = ngettext("%(n)d card", "%(n)d cards", row["n"]) % {"n": row["n"]}
        part.lines.append(DeskLine(titles[row["article"]], address, words))
    if part.count and writable(user, Annotation):
        part.more.append(
            (_("cards"), list_address(Annotation, anchor__in="guess,adrift", is_left__exact=0), part.count)
        )
    return part


def _stale(user: Person) -> DeskPart | None:
    """Published notes and claims whose day of review has come, or comes within two weeks; the oldest first."""
    models = writable(user, Note, Claim)
    part, until = DeskPart(_("To be checked again")), timezone.localdate() + SOON
    for model in models:
        rows = model._default_manager.filter(state=State.PUBLISHED, review_by__lte=until).order_by("review_by", "pk")
        before = {"state__exact": State.PUBLISHED, "review_by__lt": until + timedelta(days=1)}
        take(part, model, rows, "review_by", "review_by", **before)
    return part if models else None


def _due(user: Person) -> DeskPart | None:
    """Predictions and promises whose day has come and that nobody has judged; the oldest first."""
    if not writable(user, Claim):
        return None
    part = DeskPart(_("To be judged"))
    take(part, Claim, Claim.objects.due(), "judge_by", due="yes")
    return part


def _behind(user: Person) -> DeskPart | None:
    """Translations whose original has changed by more than wording since."""
    models: list[Any] = writable(user, Note, Claim)
    part = DeskPart(_("Translations behind their originals"))
    for model in models:
        take(part, model, behind(model), "since", "since", behind="yes")
    return part if models else None


def _unsourced(user: Person) -> DeskPart | None:
    if not writable(user, Claim):
        return None
    part = DeskPart(_("Claims without a source"))
    cited = Exists(Citation.objects.filter(claim=OuterRef("pk")))
    rows = Claim.objects.filter(~cited).exclude(state=State.TAKEN_DOWN).order_by("-modified")
    take(part, Claim, rows, "claimant", citations__isnull=1)
    return part


def _unsupported(user: Person) -> DeskPart | None:
    """Notes and claims with sentences that rest on no words of a source, those with most first. It counts sentences."""
    models: list[Any] = writable(user, Note, Claim)
    part = DeskPart(_("Sentences without a source"))
    for model in models:
        rows = model._default_manager.filter(sentence_count__without__gt=0).exclude(state=State.TAKEN_DOWN)
        rows = rows.annotate(total=Window(Sum("sentence_count__without")), records=Window(Count("pk")))
        rows = rows.order_by("-sentence_count__without", "pk")
        found = list(rows.values_list("pk", "title", "sentence_count__without", "total", "records")[:SHOWN])
        for pk, title, number, *_totals in found:
            words = ngettext("%(n)d sentence", "%(n)d sentences", number) % {"n": number}
            address = reverse(f"admin:explainer_{model._meta.model_name}_support", args=[pk])
            part.lines.append(DeskLine(title, address, words, rank=-number))
        if found:
            part.count += found[0][3]
            part.more.append(
                (str(model._meta.verbose_name_plural), list_address(model, sources="missing"), found[0][4])
            )
    return part if models else None


def _dead(user: Person) -> DeskPart | None:
    """Sources whose address answered that nothing is there, with the stored copy, or where to look for one."""
    if not writable(user, Source):
        return None
    part = DeskPart(_("Dead links"))
    rows = Source.objects.filter(link_check__is_dead=True).order_by("link_check__checked_at")
    for source in rows.select_related("link_check").annotate(total=Window(Count("pk")))[:SHOWN]:
        answer, copy = source.link_check.answer, archive_offer(source, is_dead=True)
        part.lines.append(DeskLine(source.title, change_address(Source, source.pk), answer, copy))
        part.count = source.total
    if part.count:
        part.more.append((_("sources"), list_address(Source, link_check__is_dead__exact=1), part.count))
    return part


def _changed(user: Person) -> DeskPart | None:
    """Sources whose page says something else since we read it, or stands elsewhere; where to have it stored."""
    if not writable(user, Source):
        return None
    part = DeskPart(_("Sources that changed or moved"))
    found_there = Q(link_check__changed_on__gt=F("seen_on")) | ~Q(link_check__moved_to="")
    rows = Source.objects.filter(found_there, link_check__address=F("url"), link_check__is_dead=False)
    found = list(rows.select_related("link_check").annotate(total=Window(Count("pk"))).order_by("title", "pk")[:SHOWN])
    for source in found:
        offer = archive_offer(source, is_dead=False)
        part.lines.append(DeskLine(source.title, change_address(Source, source.pk), found_by_check(source), offer))
    part.count = found[0].total if found else 0
    return part


def _failing(user: Person) -> DeskPart | None:
    """Pages that can't be baked, with all that wait, and pages that wait for long."""
    if not any(permissions.may_publish(user, model) for model in RECORDS):
        return None
    part = DeskPart(_("Pages that could not be made"))
    numbers = StalePage.objects.aggregate(
        waiting=Count("pk"), failing=Count("pk", filter=Q(attempts__gt=0)), since=Min("since")
    )
    part.count = numbers["failing"]
    if part.count:
        for page in StalePage.objects.failing()[:SHOWN]:
            part.lines.append(DeskLine(page.path, list_address(StalePage, q=page.path), page.error[:120]))
        part.more.append((_("failing"), list_address(StalePage, attempts__gt=0), part.count))
    is_late = bool(numbers["since"]) and numbers["since"] < timezone.now() - LONG
    if part.count or is_late:
        part.title = part.title if part.count else _("Pages that wait to be made")
        since = date_format(timezone.localtime(numbers["since"]), "DATETIME_FORMAT")
        part.about = _("The oldest since %s.") % since
        part.more.append((_("all that wait"), list_address(StalePage), numbers["waiting"]))
    return part
