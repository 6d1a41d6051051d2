"""What the forms of notes and claims have beyond stock admin: preview, length guide, where it is used."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from explainer.desk.duplicates import find, known_names
from explainer.desk.usage import usage
from explainer.models import Claim, Note
from explainer.styles import csp_hash, embed_css

from .card_preview import preview
from .length_guide import LENGTHS, CountedTextarea


class WritingAdmin:
    """Mixed into the admin of notes and claims."""

    def get_urls(self: Any) -> list[Any]:
        base = f"explainer_{self.opts.model_name}"
        view = self.admin_site.admin_view(partial(preview, model_admin=self))
        names = self.admin_site.admin_view(partial(known_names, model=self.model))
        return [
            path("preview/", view, name=f"{base}_preview"),
            path("<int:pk>/preview/", view, name=f"{base}_preview"),
            path("names/", names, name=f"{base}_names"),
            path("<int:pk>/names/", names, name=f"{base}_names"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def formfield_for_dbfield(self: Any, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in LENGTHS:
            kwargs["widget"] = CountedTextarea(db_field.name)
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]

    def save_model(self: Any, request: HttpRequest, obj: Note | Claim, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)  # type: ignore[misc]
        if {"title", "aliases"} & set(form.changed_data):
            for known in find(type(obj), [obj.title, *getattr(obj, "aliases", [])], obj.pk):
                if not known.is_near:
                    messages.warning(request, _("It is saved. But this has the same title or alias: %s") % known.item)

    def render_change_form(self: Any, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        item = kwargs.get("obj")
        for view in ("preview", "names"):
            name = f"{self.admin_site.name}:explainer_{self.opts.model_name}_{view}"
            context[f"{view}_address"] = reverse(name, args=[item.pk] if item else [])
        if item is not None:
            context["usage"] = usage(item)
        response: HttpResponse = super().render_change_form(request, context, **kwargs)  # type: ignore[misc]
        # The preview's frame inherits this page's policy, so the embed's style sheet is allowed here too.
        response._csp_update = {"style-src": [csp_hash(embed_css())]}  # type: ignore[attr-defined]
        return response
