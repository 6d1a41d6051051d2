"""The screen on which editors attach background by selecting words: the article on one side, the library on the other.

The page holds no state of its own: every change is sent at once, and each answer brings the text, the lists and what
others did meanwhile. The answers of the desk carry `X-Desk`, so that the page takes nothing else for an answer.
Where the page says which pieces of text and list it shows (`X-Pieces`), it is sent only what it doesn't.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from explainer.actions.annotating import ConflictError
from explainer.actions.desk_log import says_who, words_of
from explainer.actions.permissions import ON_CARDS, may_on_cards, may_publish, steps
from explainer.actions.suggesting import suggest
from explainer.actions.workflow import goes_with_article, unpublished_items
from explainer.actions.working_copies import to_edit
from explainer.models import Article, CardChange, Claim, Note
from explainer.rendering import xml_text
from explainer.text.numbers import whole_number

from .annotate_text import changed, desk_blocks, list_stretches, placed_cards
from .card_actions import CardRequest, carry_out
from .coverage import coverage
from .library_panel import FIRST, offers
from .new_items import FORMS, NewItemRefused, new_form

View = Callable[[HttpRequest, Article], HttpResponse]


def for_editors(view: View) -> Callable[[HttpRequest, int], HttpResponse]:
    """Make a view of an article's desk: only for those who may change articles. Who isn't signed in is told so."""

    @wraps(view)
    def desk(request: HttpRequest, pk: int) -> HttpResponse:
        if not admin.site.has_permission(request):
            problem = _("You are signed out. What you did is kept on this device, and sent when you have signed in.")
            here = reverse("admin:explainer_article_annotate", args=[pk])
            return answer(request, status=401, problem=problem, signed_out=True, here=here)
        try:
            article = to_edit(request.user, Article, pk, begin_copy=request.method == "POST")
        except PermissionDenied:
            return answer(request, status=403, problem=_("You may not change this article. Ask somebody who may."))
        return view(request, article)

    return desk


@require_GET
@ensure_csrf_cookie
def annotate(request: HttpRequest, pk: int) -> HttpResponse:
    article = to_edit(request.user, Article, pk)
    context = {"article": article, "now": state(request, article), "may_publish": may_publish(request.user, article)}
    forms: dict[str, Any] = {choice: new_form(choice) for choice in FORMS}
    forms["steps"] = steps(request.user, article)
    return render(request, "desk/annotate.html", {**context, **forms})


@require_POST
@for_editors
def change(request: HttpRequest, article: Article) -> HttpResponse:
    """Carry out one change: 200 if it is saved, 409 if somebody was quicker, 422 or 403 if it can't be."""
    sent = request.POST
    try:
        made = carry_out(CardRequest(article, cast(User, request.user), sent.get("key", ""), sent))
    except ConflictError as conflict:
        again = _again(sent, conflict)
        return answer(request, article, status=409, problem=conflict.message, conflict=conflict, again=again)
    except NewItemRefused as refused:
        return answer(request, article, status=422, problem=refused.message, form=refused.form, choice=sent["choice"])
    except ValidationError as error:
        return answer(request, article, status=422, problem=" ".join(error.messages))
    except PermissionDenied as error:
        return answer(request, article, status=403, problem=str(error))
    response = answer(request, article, made=made)
    response["X-Seal"] = made.seal
    return response


@require_GET
@for_editors
def news(request: HttpRequest, article: Article) -> HttpResponse:
    """What has changed since the page's version: nothing (204), or the text and the lists as they are now."""
    now = state(request, article)
    if now["version"] == request.GET.get("version"):
        return HttpResponse(status=204, headers={"X-Desk": "news"})
    return answer(request, article, now=now)


@require_GET
@for_editors
def library(request: HttpRequest, article: Article) -> HttpResponse:
    typed = xml_text(request.GET.get("q", "")[:200]).strip()
    words = xml_text(request.GET.get("exact", "")[:2000]).strip()
    found = offers(article=article, words=words, typed=typed)
    may_put = may_on_cards(request.user, "put")
    lists = {"first": found[:FIRST], "more": found[FIRST:], "count": len(found)}
    response = render(request, "desk/_offers.html", {**lists, "typed": typed, "words": words, "may_put": may_put})
    response["X-Desk"] = "library"
    return response


def answer(request: HttpRequest, article: Article | None = None, *, status: int = 200, **context: Any) -> HttpResponse:
    """What the page swaps in. `X-Desk` says which change it answers."""
    if article:
        context["article"], context["may_publish"] = article, may_publish(request.user, article)
        context["now"] = context.get("now") or state(request, article)
        since = whole_number(request.POST.get("heard") or request.GET.get("heard") or "0")
        context["others"] = _by_others(request, article, since or 0)
        shown = _pieces_shown(request)
        for kind in ("blocks", "stretches"):
            context[f"changed_{kind}"] = changed(context["now"][kind], shown)
    response = render(request, "desk/_answer.html", context, status=status)
    key = request.POST.get("key", "")
    response["X-Desk"] = key if re.fullmatch(r"[!-~]{1,64}", key) else "news"  # a line break would be an error
    return response


def _pieces_shown(request: HttpRequest) -> dict[str, str]:
    """The pieces of text and list that the page says it has: the seal of each by its id, in their order."""
    said = (each.partition(":") for each in request.headers.get("X-Pieces", "").split())
    return {piece: seal for piece, _colon, seal in said}


def state(request: HttpRequest, article: Article) -> dict[str, Any]:
    """Everything that the desk shows of an article, in a fixed number of queries."""
    placed = placed_cards(article)
    loose = list(article.annotations.loose().prefetch_related("note", "claim").order_by("start", "id"))
    for annotation in loose:
        annotation.article = article
    suggestions = suggest(article=article)
    done = CardChange.objects.undoable(request.user).filter(article=article)
    undoable = None if article.is_public else done.first()  # what is public by now is changed, not taken back
    if undoable:
        undoable.by = cast(User, request.user)  # to name them needs no query
    may = {action: may_on_cards(request.user, action) for action in ON_CARDS}
    now = {
        "blocks": desk_blocks(article, placed, suggestions),
        "length": len(article.text),
        "count": len(placed),
        "stretches": list_stretches(placed, may),
        "waiting": [annotation for annotation in loose if not annotation.is_left],
        "left": [annotation for annotation in loose if annotation.is_left],
        **_unpublished(request, article),
        "suggestions": suggestions,
        "coverage": coverage(article),
        "may": may,
        "undoable": undoable,
        "heard": _log(article).values_list("pk", flat=True).first() or 0,
    }
    return now | {"version": _version(now)}


def _version(now: Mapping[str, Any]) -> str:
    """Differs as soon as the desk shows something else of the article."""
    pieces = [piece.seal for piece in (*now["blocks"], *now["stretches"])]
    loose = [(a.pk, a.seal, str(a.item), a.guess_start, a.guess_end) for a in (*now["waiting"], *now["left"])]
    offered = [(s.start, [note.pk for note in s.notes]) for s in now["suggestions"]]
    going = [[str(item) for item in now[name]] for name in ("going_along", "unpublished")]
    undoable = now["undoable"] and now["undoable"].pk
    shown = repr((pieces, loose, offered, going, undoable, now["coverage"].lines))
    return hashlib.sha256(shown.encode("utf-8", "replace")).hexdigest()[:16]


def _unpublished(request: HttpRequest, article: Article) -> dict[str, list[Note | Claim]]:
    """What a draft's cards show that readers can't see yet: what goes out with it, and what has to be decided."""
    items = [] if article.is_public or article.is_working_copy else unpublished_items(article)
    along = [item for item in items if goes_with_article(item, request.user)]
    return {"going_along": along, "unpublished": [item for item in items if item not in along]}


def _log(article: Article) -> QuerySet[LogEntry]:
    """The admin's log of the article, newest first."""
    kind = ContentType.objects.get_for_model(Article)
    return LogEntry.objects.filter(content_type=kind, object_id=str(article.original_pk)).order_by("-pk")


def _by_others(request: HttpRequest, article: Article, heard: int) -> list[str]:
    """What others did with the article since the entry `heard` of its log, oldest first; at most 20 sentences."""
    entries = _log(article).filter(pk__gt=heard).exclude(user=request.user.pk).select_related("user")[:20]
    return [
        words_of(entry) if says_who(entry) else _("%(who)s: %(what)s") % {"who": entry.user, "what": words_of(entry)}
        for entry in reversed(entries)
    ]


def _again(sent: QueryDict, conflict: ConflictError) -> dict[str, str] | None:
    """What to send to have one's way after all, knowing what the other editor did. None if that makes no sense."""
    if conflict.card is None or sent.get("choice") not in {"adjust", "remove", "leave"}:
        return None
    names = ("choice", "annotation", "start", "end", "exact")
    return {name: sent.get(name, "") for name in names if name in sent} | {"seen": conflict.card.seal}
