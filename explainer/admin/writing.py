"""What the forms of notes and claims have beyond stock admin: preview, length guide, where it is used."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from explainer.editor.using import usage
from explainer.styles import csp_hash, embed_css

from .counting import LENGTHS, CountedTextarea
from .preview import preview


class WritingAdmin:
    """Mixed into the admin of notes and claims."""

    def get_urls(self: Any) -> list[Any]:
        name = f"explainer_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(partial(preview, model_admin=self))
        return [
            path("preview/", view, name=name),
            path("<int:pk>/preview/", view, name=name),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def formfield_for_dbfield(self: Any, db_field: models.Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in LENGTHS:
            kwargs["widget"] = CountedTextarea(db_field.name)
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]

    def render_change_form(self: Any, request: HttpRequest, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        item = kwargs.get("obj")
        name = f"{self.admin_site.name}:explainer_{self.opts.model_name}_preview"
        context["preview_address"] = reverse(name, args=[item.pk] if item else [])
        if item is not None:
            context["usage"] = usage(item)
        response: HttpResponse = super().render_change_form(request, context, **kwargs)  # type: ignore[misc]
        # The preview's frame inherits this page's policy, so the embed's style sheet is allowed here too.
        response._csp_update = {"style-src": [csp_hash(embed_css())]}  # type: ignore[attr-defined]
        return response
