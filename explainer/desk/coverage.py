"""The coverage of an article: which of its readers' questions have a card, and the editor's ticks.

`coverage(article)` gives the data for the partial `desk/_coverage.html`, in three queries.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, Min
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from explainer.actions.permissions import get_allowed
from explainer.models import Annotation, Article, Citation, CoverageOverride
from explainer.models.coverage import Question
from explainer.models.verdict import open_verdicts
from explainer.text.numbers import whole_number
from explainer.text.questions import Background, Coverage, TickedQuestion, covered


@dataclass(frozen=True)
class Meter:
    """How many of the questions are answered, each with its words, and the notes that a tick may name."""

    answered: int
    lines: list[tuple[str, Coverage]]
    notes: list[tuple[int, str]]

    @property
    def total(self) -> int:
        return len(self.lines)


OVERRIDE = ("question", "is_answered", "note__title")  # what is read of an editor's override


def coverage(article: Article) -> Meter:
    """Which questions of readers the article's cards answer.

    Three queries, whatever the number of cards: one is for the scale of verdicts. A note or a claim is one row, on how
    many words ever it is.
    """
    names = ("note_id", "note__title", "note__kind", "note__place_name")
    claims = ("claim__title", "claim__kind", "claim__verdict")
    rows = Annotation.objects.filter(article=article).order_by().values_list(*names, *claims)
    rows = rows.annotate(events=Count("note__events", distinct=True), first=Min("start"), oldest=Min("id"))
    cards, notes, still_open = [], {}, set(open_verdicts())
    for pk, title, kind, place_name, claim, claim_kind, verdict, events, *_ in rows.order_by("first", "oldest"):
        if pk:
            cards.append(Background(title, True, kind, events=events, has_place=bool(place_name)))
            notes[pk] = title
        else:
            cards.append(Background(claim, False, claim_kind, is_open=verdict in still_open))
    ticks, cites_sources = _ticks(article)
    lines = [(str(Question(line.question).label), line) for line in covered(cards, ticks, cites_sources=cites_sources)]
    return Meter(sum(line.is_answered for _, line in lines), lines, list(notes.items()))


def _ticks(article: Article) -> tuple[dict[str, TickedQuestion], bool]:
    """The editor's ticks, and whether the article itself cites a source. One query: the ticks hang on the article."""
    cited = Exists(Citation.objects.filter(article=article.pk))
    rows = Article.objects.filter(pk=article.original_pk).annotate(cited=cited)
    found = list(rows.values_list("cited", *(f"coverage_overrides__{name}" for name in OVERRIDE)))
    ticks = {
        question: TickedQuestion(is_answered, title or "") for _, question, is_answered, title in found if question
    }
    return ticks, any(row[0] for row in found)


@require_POST
def tick_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick a question, untick it, or leave it to the rule again (`choice`: yes, no, rule)."""
    article = get_allowed(request.user, Article, pk)
    question, choice = request.POST.get("question", ""), request.POST.get("choice", "")
    if question not in Question.values or choice not in {"yes", "no", "rule"}:
        return HttpResponseBadRequest()
    if choice == "rule":
        CoverageOverride.objects.filter(article=article, question=question).delete()
    else:
        number = whole_number(request.POST.get("note", ""))
        note = article.annotations.filter(note_id=number).first() if number is not None else None
        values = {"is_answered": choice == "yes", "note_id": note.note_id if note else None}
        CoverageOverride.objects.update_or_create(article=article, question=question, defaults=values)
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        return redirect("admin:explainer_article_change", pk)
    return redirect(f"{back}#coverage")
