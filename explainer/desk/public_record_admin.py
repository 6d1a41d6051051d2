"""Articles, notes and claims in the desk: their steps to the public and their history."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from explainer.actions import permissions, revising
from explainer.actions.workflow import UndecidedCards
from explainer.models import Article, Citation, Claim, Note, Revision

from . import revisions, workflow_steps
from .change_guess import guess
from .local_drafts import tell_saved
from .public_record_form import PublicRecordForm
from .record_admin import LabelledInline, RecordAdmin

OnePublicRecord = TypeVar("OnePublicRecord", bound=Article | Note | Claim)


class CitationInline(LabelledInline):
    model = Citation
    autocomplete_fields = ["source"]
    fields = ["source", "words", "position"]


class PublicRecordAdmin(RecordAdmin[OnePublicRecord]):
    """The bar of steps, the history, and a revision with every save."""

    form = PublicRecordForm
    for_publishers: ClassVar[tuple[str, ...]] = ()  # fields that change what is public, or when

    def before_save(self, request: HttpRequest, record: OnePublicRecord, *, is_new: bool) -> None:
        if is_new:
            record.made_by = record.state_by = cast(User, request.user)
        else:
            revising.baseline(record=record)

    def after_save(self, request: HttpRequest, record: OnePublicRecord, form: forms.ModelForm[OnePublicRecord]) -> None:
        change, line = form.cleaned_data.get("change_class") or "", form.cleaned_data.get("change_line") or ""
        revision = revising.revise(record, by=request.user, change=change, line=line)
        if revision and revision.is_public and revision.change:
            self._tell_of(request, revision)

    def _tell_of(self, request: HttpRequest, revision: Revision) -> None:
        """Say how a change of public words was noted, and where to say otherwise."""
        link = reverse(self._address("revision"), args=[revision.record.pk, revision.pk])
        noted = _("Readers are told: %s.") if revision.is_told else _("Noted as %s; readers are not told.")
        text = noted % revision.get_change_display().lower()
        messages.info(request, format_html('{} <a href="{}">{}</a>', text, link, _("Change that")))

    def _address(self, page: str) -> str:
        """The name of one of the record's addresses."""
        return f"admin:explainer_{self.opts.model_name}_{page}"

    def get_readonly_fields(self, request: HttpRequest, obj: OnePublicRecord | None = None) -> list[Any]:
        readonly = [*super().get_readonly_fields(request, obj)]
        return readonly if permissions.may_publish(request.user, self.model) else [*readonly, *self.for_publishers]

    def response_add(
        self, request: HttpRequest, obj: OnePublicRecord, post_url_continue: str | None = None
    ) -> HttpResponse:
        return self._take_step(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: OnePublicRecord) -> HttpResponse:
        return self._take_step(request, obj) or super().response_change(request, obj)

    def _take_step(self, request: HttpRequest, record: OnePublicRecord) -> HttpResponse | None:
        """After a save with one of the bar's buttons: take the step, or ask first what it needs to know."""
        step = request.POST.get("_step", "")
        if step not in permissions.steps(request.user, record):
            return None
        asking = redirect(self._address("step"), record.pk, step)
        if step in workflow_steps.ASKING:
            return tell_saved(request, asking)
        try:
            messages.success(request, workflow_steps.take(request, record, step))
        except UndecidedCards:
            return tell_saved(request, asking)
        return tell_saved(request, redirect(self._address("change"), record.pk))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, change: bool = False,
        form_url: str = "", obj: OnePublicRecord | None = None,
    ) -> HttpResponse:  # fmt: skip
        context |= workflow_steps.bar(request, obj or self.model())
        context["show_save_and_add_another"] = add
        if obj:
            context |= {"title": str(obj), "subtitle": ""}
            form = context["adminform"].form
            if "change_class" in form.fields:
                form.fields["change_class"].widget.attrs["data-guess"] = reverse(self._address("guess"), args=[obj.pk])
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def get_urls(self) -> list[URLPattern]:
        name, view, model = f"explainer_{self.opts.model_name}", self.admin_site.admin_view, self.model
        return [
            path("<int:pk>/steps/<slug:name>/", view(partial(workflow_steps.step, model=model)), name=f"{name}_step"),
            path("<int:pk>/guess/", view(partial(guess, model_admin=self)), name=f"{name}_guess"),
            path("<int:pk>/revisions/", view(partial(revisions.revisions, model=model)), name=f"{name}_revisions"),
            path(
                "<int:pk>/revisions/<int:number>/", view(partial(revisions.revision, model=model)),
                name=f"{name}_revision",
            ),
            *super().get_urls(),
        ]  # fmt: skip
