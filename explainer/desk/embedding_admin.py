"""Who may embed, how it looks there, and how often it is seen."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from explainer.models import EmbedCount, EmbeddingSite, Theme, allowed_origins
from explainer.publication.addresses import framed_addresses
from explainer.publication.cache_keys import THEMES
from explainer.publication.outbox import Stale, mark
from explainer.publication.pages import EMBEDS

from .audited_settings import AuditedSettings
from .deleting import resting_on_theme
from .public_at_once import PublicAtOnceAdmin, PublicAtOnceForm
from .public_record_form import LinesField
from .record_admin import VersionedAdmin


class EmbeddingSiteForm(PublicAtOnceForm):
    origins = LinesField(
        label=_("Origins"),
        help_text=_(
            "Scheme and host, one to a line: https://news.example.org, https://*.example.org for its subdomains."
        ),
    )


@admin.register(EmbeddingSite)
class EmbeddingSiteAdmin(AuditedSettings, PublicAtOnceAdmin, VersionedAdmin):
    form = EmbeddingSiteForm
    list_display = ["name", "where", "theme", "only_listed", "is_active"]
    list_filter = ["is_active", "only_listed", "theme"]
    list_select_related = ["theme"]
    search_fields = ["name", "origins"]
    readonly_fields = ["how"]
    fieldsets = [
        (None, {"fields": ["name", "origins", ("theme", "how")]}),
        (_("What it may embed"), {"fields": [("articles", "notes", "claims", "timelines", "maps")]}),
        (_("The list"), {"fields": ["is_active", "only_listed"]}),
    ]

    def delete_model(self, request: HttpRequest, obj: EmbeddingSite) -> None:
        super().delete_model(request, obj)
        mark(Stale(framed_addresses(), [EMBEDS]))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[EmbeddingSite]) -> None:
        super().delete_queryset(request, queryset)
        mark(Stale(framed_addresses(), [EMBEDS]))

    @admin.display(description=_("origins"))
    def where(self, site: EmbeddingSite) -> str:
        return ", ".join(site.origins)

    @admin.display(description=_("how its editors get the look"))
    def how(self, site: EmbeddingSite) -> str:
        if not site.theme:
            return str(_("Choose a theme, and save."))
        return format_html(str(_("By pasting addresses that end in <b>?theme={}</b>")), site.theme.slug)

    def save_model(self, request: HttpRequest, obj: EmbeddingSite, form: Any, change: bool) -> None:
        """Say at once what the list now does: whether it closes embedding to everybody else."""
        super().save_model(request, obj, form, change)
        mark(Stale(framed_addresses(), [EMBEDS]))
        origins = allowed_origins("article")
        if origins is None:
            messages.info(
                request, _("Every site may embed. To limit it to this list, tick “only listed sites may embed”.")
            )
        else:
            listed = ", ".join(origins) or _("nobody")
            messages.warning(request, _("Articles may now be embedded only by: %s") % listed)


@admin.register(Theme)
class ThemeAdmin(AuditedSettings, PublicAtOnceAdmin, VersionedAdmin):
    list_display = ["name", "slug", "font", "when_dark"]
    list_select_related = ["when_dark"]
    search_fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "slug", "logo", "font", "corner"]}),
        (_("Colours"), {"fields": ["paper", "ink", "muted", "note", "claim", "when_dark"]}),
    ]

    def rests_on(self, record: Theme) -> list[str]:
        return resting_on_theme(record)

    def save_model(self, request: HttpRequest, obj: Theme, form: Any, change: bool) -> None:
        """Pages with a theme are made live, so no file is stale; caches in front may have them."""
        super().save_model(request, obj, form, change)
        mark(Stale(keys=[THEMES]))


@admin.register(EmbedCount)
class EmbedCountAdmin(admin.ModelAdmin):
    list_display = ["day", "origin", "views"]
    list_filter = ["day"]
    search_fields = ["origin"]
    date_hierarchy = "day"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: EmbedCount | None = None) -> bool:
        return False
