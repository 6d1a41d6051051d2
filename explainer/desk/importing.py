"""Import an article: paste or choose a file, look at what was found in it, save it as a draft.

Nothing is saved before the editor has seen it. Whatever fails, what was pasted stands in the form again, and the
browser keeps a copy (static/js/desk/keep.js) for the case that the session has ended.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from explainer import limited_process
from explainer.actions import importing, permissions
from explainer.extracting import MOST_BYTES, Extraction, LeftOut, NotExtractedError, day_of, take_in
from explainer.models import Article
from explainer.rendering import render_article, trust
from explainer.text.numbers import whole_number

from .left_out_words import count_by_kind
from .length_guide import limit_attributes

SECONDS = 60  # of a processor: five megabytes of short paragraphs take 36, nearly all of them in trafilatura
JUST_SAVED = "import_saved"  # in the session: the next time, the browser may forget what was pasted


class ImportForm(forms.ModelForm):
    """What was found, for the editor to correct."""

    published_on = forms.DateField(
        label=gettext_lazy("Published elsewhere"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["body"].widget.attrs |= limit_attributes()

    class Meta:
        model = Article
        fields = ("title", "standfirst", "byline", "published_on", "language", "body")
        widgets = {
            "standfirst": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 24}),
        }


@require_http_methods(["GET", "POST"])
def import_article(request: HttpRequest) -> HttpResponse:
    if not permissions.may_add(request.user, Article):
        raise PermissionDenied
    step = {"find": _find, "check": _check, "save": _save, "take": _take}.get(
        request.POST.get("step", "").split("-")[0]
    )
    if step:
        return step(request)
    return _page(request, {"saved": request.session.pop(JUST_SAVED, False)})


def _find(request: HttpRequest) -> HttpResponse:
    """Show what is found in what was pasted or chosen, or what is wrong with it."""
    text, file = request.POST.get("text", ""), request.FILES.get("file")
    try:
        if file and file.size and file.size > MOST_BYTES:
            found = _extract("extract", b" " * (MOST_BYTES + 1))  # says how much is too much without reading it
        elif file:
            found = _extract("extract", file.read(), file.name or "")
        else:
            found = _extract("extract_text", text, request.POST.get("rich", ""))
    except NotExtractedError as error:
        return _page(request, {"text": text, "refused": str(error)}, status=422)
    return _page(request, _found(ImportForm(initial=_initial(found)), _unsaved(found), found.left_out, found.warnings))


def _extract(how: str, *given: Any) -> Extraction:
    """Read it in a process of its own. Raises NotExtractedError, also if that takes too much time or memory."""
    try:
        found: Extraction = limited_process.run(f"explainer.extracting:{how}", *given, seconds=SECONDS, megabytes=1_000)
    except limited_process.StoppedError as error:
        message = _(
            "This takes more time or memory to read than there is. Paste the text alone, or import it in parts."
        )
        raise NotExtractedError(message) from error
    return found


def _check(request: HttpRequest) -> HttpResponse:
    """Show the fields again with the preview of what stands in them now. `date_words` are a day in words."""
    fields = request.POST.copy()
    words = fields.get("date_words", "")[:100].strip()
    day = day_of(words) if words else None
    if day:
        fields["published_on"] = day.isoformat()
    form = ImportForm(fields)
    form.is_valid()
    if words and not day:
        form.add_error("published_on", _("“%s” names no day. Choose it in the calendar.") % words)
    return _page(request, _found(form, form.instance, _left_out(request)))


def _take(request: HttpRequest) -> HttpResponse:
    """Show the fields again with one thing more in the text: what was left out and is wanted."""
    left_out = list(_left_out(request))
    number = whole_number(request.POST.get("step", "").partition("-")[2])
    fields = request.POST.copy()
    if number is not None and number < len(left_out):
        fields["body"] = take_in(fields.get("body", ""), left_out.pop(number))
    form = ImportForm(fields)
    form.is_valid()
    return _page(request, _found(form, form.instance, tuple(left_out)))


def _left_out(request: HttpRequest) -> tuple[LeftOut, ...]:
    """What was left out, as the form brings it back."""
    names = ("left_kind", "left_text", "left_after")
    return tuple(LeftOut(*item) for item in zip(*map(request.POST.getlist, names), strict=False))


def _save(request: HttpRequest) -> HttpResponse:
    form = ImportForm(request.POST)
    if not form.is_valid():
        return _page(request, _found(form, form.instance, _left_out(request)), status=422)
    try:
        article = importing.receive(
            article=form.instance,
            by=request.user if isinstance(request.user, User) else None,
            published_on=form.cleaned_data["published_on"],
            again="again" in request.POST,
        )
    except importing.AlreadyHereError:
        return _page(request, _found(form, form.instance, _left_out(request)), status=409)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, _found(form, form.instance, _left_out(request)), status=422)
    request.session[JUST_SAVED] = True
    messages.success(request, _("“%s” is saved as a draft. Now give it background.") % article)
    if permissions.may_change(request.user, article):
        return redirect("admin:explainer_article_annotate", article.pk)
    return redirect("admin:explainer_article_changelist")


def _initial(found: Extraction) -> dict[str, Any]:
    return {**vars(found), "language": found.language or Article._meta.get_field("language").default}


def _unsaved(found: Extraction) -> Article:
    fields = _initial(found)
    return Article(**{name: fields[name] for name in ("title", "standfirst", "byline", "language", "body")})


def _found(
    form: ImportForm, article: Article, left_out: tuple[LeftOut, ...] = (), warnings: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What the page shows of an article that isn't saved yet."""
    day = form.initial.get("published_on") or getattr(form, "cleaned_data", {}).get("published_on")
    article.published_at, article.published_elsewhere = timezone.now(), day
    blocks = render_article(article.body, article.language)
    article.text = "\n\n".join(block.text for block in blocks)
    return {
        "form": form,
        "article": article,
        "blocks": [{"kind": block.kind, "html": trust(block.html)} for block in blocks],
        "warnings": warnings,
        "left_out": left_out,
        "kinds_left_out": count_by_kind(left_out),
        "same": importing.already_here(text=article.text),
    }


def _page(request: HttpRequest, context: dict[str, Any], status: int = 200) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": _("Import an article"), "most": MOST_BYTES, **context}
    return render(request, "desk/import.html", context, status=status)
