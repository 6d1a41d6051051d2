"""Articles, notes and claims in the desk: the steps to the public, the history."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from explainer.actions import permissions
from explainer.actions.workflow import UndecidedCards
from explainer.desk import revisions, workflow_steps

from .change_guess import guess
from .local_drafts import tell_saved
from .record_admin import PublicAdmin
from .version_check import TrackedForm


class WorkflowAdmin(PublicAdmin):
    form = TrackedForm
    change_form_template = "admin/explainer/workflow_form.html"
    for_publishers = ()  # fields that change what is public, or when

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return readonly if permissions.may_publish(request.user, self.model) else [*readonly, *self.for_publishers]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.made_by = obj.state_by = request.user
        super().save_model(request, obj, form, change)

    def told(self, request, revision):
        """Say how a change of public words was noted, and where to say otherwise."""
        if revision and revision.is_public and revision.change:
            link = reverse(f"admin:explainer_{self.opts.model_name}_revision", args=[revision.record.pk, revision.pk])
            noted = _("Readers are told: %s.") if revision.is_told else _("Noted as %s; readers are not told.")
            text = noted % revision.get_change_display().lower()
            messages.info(request, format_html('{} <a href="{}">{}</a>', text, link, _("Change that")))

    def response_add(self, request, obj, post_url_continue=None):
        return self._stepped(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._stepped(request, obj) or super().response_change(request, obj)

    def _stepped(self, request, obj):
        """After a save with one of the bar's buttons: take the step, or ask first what it needs to know."""
        step = request.POST.get("_step")
        if step in permissions.steps(request.user, obj):
            return tell_saved(request, self._step(request, obj, step))
        return None

    def _step(self, request, obj, step):
        name = f"admin:explainer_{self.opts.model_name}"
        if step in workflow_steps.ASKING:
            return redirect(f"{name}_step", obj.pk, step)
        try:
            messages.success(request, workflow_steps.take(request, obj, step))
        except UndecidedCards:
            return redirect(f"{name}_step", obj.pk, step)
        return redirect(f"{name}_change", obj.pk)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= workflow_steps.bar(request, obj or self.model())
        context["show_save_and_add_another"] = add
        if obj:
            context |= {"title": str(obj), "subtitle": ""}
            form, address = context["adminform"].form, f"admin:explainer_{self.opts.model_name}_guess"
            if "change_class" in form.fields:
                form.fields["change_class"].widget.attrs["data-guess"] = reverse(address, args=[obj.pk])
        return super().render_change_form(request, context, add=add, change=change, form_url=form_url, obj=obj)

    def get_urls(self):
        name, view = f"explainer_{self.opts.model_name}", self.admin_site.admin_view
        of_this = {"model": self.model}
        return [
            path("<int:pk>/steps/<slug:name>/", view(partial(workflow_steps.step, **of_this)), name=f"{name}_step"),
            path("<int:pk>/guess/", view(partial(guess, model_admin=self)), name=f"{name}_guess"),
            path("<int:pk>/revisions/", view(partial(revisions.revisions, **of_this)), name=f"{name}_revisions"),
            path(
                "<int:pk>/revisions/<int:number>/", view(partial(revisions.revision, **of_this)),
                name=f"{name}_revision",
            ),
            *super().get_urls(),
        ]  # fmt: skip
