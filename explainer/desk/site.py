"""Django's admin site, whose first page says what waits for the editor."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse

from .front_desk import front_desk


class Newsroom(admin.AdminSite):
    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"desk": front_desk(request.user), **(extra_context or {})})
