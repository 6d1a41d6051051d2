"""Who says what claims are about, and the scale on which they are judged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Field, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from explainer.actions.auditing import Action, audit
from explainer.models import Claim, Claimant, ScaleChange, ScaleVerdict
from explainer.models.verdict import copy_ours
from explainer.publication.outbox import mark_everything

from .audited_settings import AuditedSettings
from .public_at_once import PublicAtOnceAdmin, PublicAtOnceForm, keep_name
from .public_record_form import LinesField
from .record_admin import RecordAdmin, VersionedAdmin

MOST_OFFERED = 300  # claimants, those with most claims first, that a claim's form offers while somebody types


class ClaimantInput(forms.TextInput):
    """The name of who said it. What is typed finds a record or makes one; the browser offers those that there are."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> Any:
        field = super().render(name, value, {**(attrs or {}), "list": f"known-{name}"}, renderer)
        named = Claimant.objects.annotate(number=Count("claims")).order_by("-number", "name")
        offered = named.values_list("name", flat=True)[:MOST_OFFERED]
        return render_to_string("desk/_claimant_input.html", {"field": field, "name": name, "offered": offered})


class ClaimantForm(PublicAtOnceForm):
    aliases = LinesField(
        label=_("Other names"),
        required=False,
        help_text=_(
            "By which claims name them, in any language; one to a line. A claim that is saved with one of these names "
            "is this claimant’s. Claims that were saved before stay with theirs."
        ),
    )


@admin.register(Claimant)
class ClaimantAdmin(PublicAtOnceAdmin, RecordAdmin[Claimant]):
    form = ClaimantForm
    list_display = ["name", "kind", "about", "claims_made"]
    list_filter = ["kind"]
    search_fields = ["name", "slug", "about", "aliases"]
    autocomplete_fields = ["note"]
    fields = ["name", "slug", "kind", "about", "aliases", "note"]

    def before_save(self, request: HttpRequest, record: Claimant, *, is_new: bool) -> None:
        keep_name(request, record, "name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Claimant]:
        return super().get_queryset(request).annotate(made=Count("claims", filter=Q(claims__copy_of=None)))

    @admin.display(description=_("claims"), ordering="made")
    def claims_made(self, claimant: Any) -> int:
        return int(claimant.made)

    def get_readonly_fields(self, request: HttpRequest, obj: Claimant | None = None) -> list[str]:
        """Its address stays: readers may have it."""
        return ["slug"] if obj else []

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "note" and field:
            for button in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
                setattr(field.widget, button, False)
        return field

    def has_delete_permission(self, request: HttpRequest, obj: Claimant | None = None) -> bool:
        """Nobody is deleted who said something: their claims name them."""
        return super().has_delete_permission(request, obj) and not (obj and obj.claims.exists())


@admin.register(ScaleVerdict)
class ScaleVerdictAdmin(AuditedSettings, PublicAtOnceAdmin, VersionedAdmin):
    list_display = ["label", "shape", "is_open", "meaning", "position"]
    prepopulated_fields = {"value": ["label"]}
    fields = ["label", "value", "meaning", "reached", "shape", "is_open", "position"]
    change_list_template = "admin/explainer/scaleverdict/change_list.html"

    def get_readonly_fields(self, request: HttpRequest, obj: ScaleVerdict | None = None) -> list[str]:
        return ["value"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: ScaleVerdict | None = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.begin))
        return [path("begin/", view, name="explainer_scaleverdict_begin"), *super().get_urls()]

    def begin(self, request: HttpRequest) -> HttpResponse:
        """Copy our scale into records, to be changed."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if list(copy_ours()):
            audit(Action.SETTINGS, by=request.user, detail="scaleverdict: ours copied")
            mark_everything()
            messages.success(request, _("The scale is yours now. Readers see no difference until you change it."))
        return redirect("admin:explainer_scaleverdict_changelist")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        context = {"is_ours": not ScaleVerdict.objects.exists(), **(extra_context or {})}
        return super().changelist_view(request, context)

    def rests_on(self, record: ScaleVerdict) -> list[str]:
        """How many claims have it: before it is deleted, somebody may give them another."""
        count = Claim.objects.filter(verdict=record.value).count()
        said = ngettext(
            "%(n)d claim has the verdict “%(verdict)s”. Readers see a dashed ring before it until you give it another.",
            "%(n)d claims have the verdict “%(verdict)s”. Readers see a dashed ring before them until you give "
            "them another.",
            count,
        )
        return [said % {"n": count, "verdict": record.label}] if count else []

    def save_model(self, request: HttpRequest, obj: ScaleVerdict, form: Any, change: bool) -> None:
        """Every page with a claim shows the scale, and the scale's own says what changed."""
        before = ScaleVerdict.objects.filter(pk=obj.pk).first()
        super().save_model(request, obj, form, change)
        ScaleChange.objects.keep(before, obj)
        mark_everything()

    def delete_model(self, request: HttpRequest, obj: ScaleVerdict) -> None:
        ScaleChange.objects.keep(obj, None)
        super().delete_model(request, obj)
        mark_everything()

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ScaleVerdict]) -> None:
        for verdict in queryset:
            ScaleChange.objects.keep(verdict, None)
        super().delete_queryset(request, queryset)
        mark_everything()
