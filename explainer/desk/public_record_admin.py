"""Articles, notes and claims in the desk: their steps to the public and their history."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, TypeVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import Field, ForeignKey, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from explainer.actions import permissions, revising, workflow, working_copies
from explainer.actions.bin import put_into_bin
from explainer.actions.workflow import UndecidedCards
from explainer.models import Article, Citation, Claim, Note
from explainer.models.owners import is_owner, name_at_desk, possible_owners

from . import bin, changes_to_publish, presence, redaction, review, revisions, workflow_steps
from .form_layout import lay_out, named_errors
from .list_columns import RecordColumns
from .local_drafts import tell_saved
from .public_record_form import PublicRecordForm
from .record_admin import LabelledInline
from .working_copy_admin import AUTOSAVE, WorkingCopyAdmin

OnePublicRecord = TypeVar("OnePublicRecord", bound=Article | Note | Claim)


class CitationInline(LabelledInline):
    model = Citation
    autocomplete_fields = ["source"]
    fields = ["source", "words", "position"]


class PublicRecordAdmin(RecordColumns, WorkingCopyAdmin[OnePublicRecord]):
    """The bar of steps, the history, and a revision with every save."""

    form = PublicRecordForm
    actions = ("move_to_bin",)
    show_facets = admin.ShowFacets.ALWAYS
    for_publishers: ClassVar[tuple[str, ...]] = ()  # fields that change what is public, or when

    def before_save(self, request: HttpRequest, record: OnePublicRecord, *, is_new: bool) -> None:
        if not is_new and AUTOSAVE in request.POST and record.edited_by not in {None, request.user}:
            revising.revise(self.model.objects.get(pk=record.original_pk), by=record.edited_by)
        if is_new:
            record.made_by = record.state_by = cast(User, request.user)
        elif not record.is_working_copy:
            revising.baseline(record=record)

    def after_save(self, request: HttpRequest, record: OnePublicRecord, form: forms.ModelForm[OnePublicRecord]) -> None:
        super().after_save(request, record, form)
        if not record.is_working_copy and AUTOSAVE not in request.POST:
            revising.revise(record, by=request.user)
            if isinstance(record, Article):
                workflow.follow(article=record, by=request.user)
            elif workflow.goes_with_article(record, request.user):
                workflow.settle(item=record, by=request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[OnePublicRecord]:
        rows = super().get_queryset(request)
        return working_copies.with_copies(rows) if self.is_list(request) else rows

    def has_delete_permission(self, request: HttpRequest, obj: OnePublicRecord | None = None) -> bool:
        """Nothing is deleted by one button: drafts go to the bin, what readers could see is taken down."""
        return False

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, ForeignKey) and is_owner(db_field):  # no account is made or edited here
            offered = {"queryset": possible_owners(self.model), **kwargs}
            field: Any = self.formfield_for_foreignkey(db_field, request, **offered)
            field.label_from_instance = name_at_desk
            return field
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        """For the actions of lists: whoever may never publish isn't offered it."""
        return permissions.may_publish(request.user, self.model)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Django's address for deleting leads to what may be done instead."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        if permissions.may_bin(request.user, record):
            return redirect(self._address("bin"), record.pk)
        if permissions.may_purge(request.user, record):
            return redirect(self._address("purge"), record.pk)
        raise PermissionDenied

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """There is one history: Django's address for its own leads to it."""
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        return redirect(self._address("revisions"), record.pk)

    @admin.action(description=gettext_lazy("Move to the bin"), permissions=["change"])
    def move_to_bin(self, request: HttpRequest, queryset: QuerySet[OnePublicRecord]) -> None:
        binned, kept = 0, []
        for record in queryset:
            if permissions.may_bin(request.user, record):
                put_into_bin(record=record, by=request.user)
                binned += 1
            else:
                kept.append(str(record))
        if binned:
            said = ngettext("%(n)d draft is in the bin.", "%(n)d drafts are in the bin.", binned)
            messages.success(request, said % {"n": binned})
        if kept:
            messages.warning(
                request, _("Not moved, because readers could see it or it is not yours: %s") % ", ".join(kept)
            )

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
        here = record.original_pk
        if step not in workflow_steps.names(request.user, record):
            return None
        if step in workflow_steps.OF_COPIES:
            return tell_saved(request, self._with_changes(request, record, step))
        asking = redirect(self._address("step"), here, step)
        if step in workflow_steps.ASKING:
            return tell_saved(request, asking)
        try:
            messages.success(request, workflow_steps.take(request, record, step))
        except UndecidedCards:
            return tell_saved(request, asking)
        return tell_saved(request, redirect(self._address("change"), here))

    def _with_changes(self, request: HttpRequest, copy: OnePublicRecord, step: str) -> HttpResponse:
        """Publish the working copy's changes at once where nothing has to be asked, else lead to where it is."""
        record = working_copies.original(copy)
        if not copy.pk:
            messages.info(request, _("There is nothing to publish: the form says what readers see."))
            return redirect(self._address("change"), record.pk)
        page = "discard_changes" if step == "discard" else "changes_to_publish"
        if step == "publish_changes" and changes_to_publish.quickly(request, record, copy):
            page = "change"
        return redirect(self._address(page), record.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, change: bool = False,
        form_url: str = "", obj: OnePublicRecord | None = None,
    ) -> HttpResponse:  # fmt: skip
        context |= workflow_steps.bar(request, obj or self.model())
        context["bar_errors"] = named_errors(context)
        lay_out(context)
        context["show_save_and_add_another"] = add
        if obj:
            may_share = permissions.may_share(request.user, working_copies.original(obj))
            context |= {"title": str(obj), "subtitle": "", "may_share": may_share}
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def get_urls(self) -> list[URLPattern]:
        name, view, model = f"explainer_{self.opts.model_name}", self.admin_site.admin_view, self.model
        return [
            path("<int:pk>/steps/<slug:name>/", view(partial(workflow_steps.step, model=model)), name=f"{name}_step"),
            path(
                "<int:pk>/changes/", view(partial(changes_to_publish.changes_to_publish, model=model)),
                name=f"{name}_changes_to_publish",
            ),
            path(
                "<int:pk>/discard/", view(partial(changes_to_publish.discard_changes, model=model)),
                name=f"{name}_discard_changes",
            ),
            path(
                "<int:pk>/revisions/<int:number>/redact/", view(partial(redaction.redact, model=model)),
                name=f"{name}_redact",
            ),
            path("<int:pk>/revisions/", view(partial(revisions.revisions, model=model)), name=f"{name}_revisions"),
            path(
                "<int:pk>/revisions/<int:number>/", view(partial(revisions.revision, model=model)),
                name=f"{name}_revision",
            ),
            path("<int:pk>/review/", view(partial(review.review, model=model)), name=f"{name}_review"),
            path("<int:pk>/here/", view(partial(presence.here, model=model)), name=f"{name}_here"),
            *bin.urls(model, view),
            *super().get_urls(),
        ]  # fmt: skip
