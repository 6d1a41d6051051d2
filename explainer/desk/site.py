"""Django's admin site, whose first page says what waits for the editor."""

from contextlib import suppress
from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import SEARCH_VAR
from django.core.exceptions import ValidationError
from django.db.models import UUIDField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.i18n import JavaScriptCatalog

from explainer.actions.auditing import Action, audit
from explainer.text.numbers import whole_number

from . import second_factor
from .borrowed_words import OF_SCRIPTS
from .front_desk import front_desk
from .own_work import last_done
from .owners import NamesOffered

MOST_WORDS = 20  # of a search in a list
SECTIONS = (
    (_("Articles"), ("Article", "Annotation")), (_("Background"), ("Note",)),
    (_("Claims"), ("Claim", "Claimant", "ScaleVerdict")),
    (_("Sources"), ("Source",)), (_("Embedding"), ("EmbeddingSite", "Theme", "EmbedCount")),
    (_("People"), ("User", "Group")),
)  # fmt: skip


class ScriptTexts(JavaScriptCatalog):
    """What the admin's scripts say, with what Django's own catalogue lacks."""

    def get_catalog(self) -> Any:
        return {**super().get_catalog(), **{text: gettext(text) for text in OF_SCRIPTS}}


class Newsroom(admin.AdminSite):
    def has_permission(self, request: HttpRequest) -> bool:
        """Whoever has a second factor, or must have one, has given it. Asked once a request, as its page asks again."""
        known: dict[Any, bool] = vars(request).setdefault("_permissions_at_desk", {})
        if (key := request.user.pk) not in known:
            known[key] = super().has_permission(request) and not second_factor.is_missing(request)
        return known[key]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """A list's boxes hold keys of its records. What else is sent is refused before Django asks the database."""

        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            keys = request.POST.getlist(ACTION_CHECKBOX_NAME) if _is_list(request) else []
            if not all(_is_key(request, key) for key in keys):
                said = _("This choice of records can’t be read, and nothing was done. Choose them again.")
                messages.error(request, said)
                return redirect(request.get_full_path())
            _shorten_search(request)
            return view(request, *args, **kwargs)

        return super().admin_view(checked, cacheable)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Between the password and the desk stands the second factor."""
        missing = second_factor.is_missing(request) if super().has_permission(request) else ""
        if missing and request.method == "GET":
            return redirect(f"{reverse(missing)}?{urlencode({'next': request.GET.get('next', '')})}")
        return super().login(request, extra_context)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return NamesOffered.as_view(admin_site=self)(request)

    def i18n_javascript(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return ScriptTexts.as_view(packages=["django.contrib.admin"])(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == 302:
            audit(Action.PASSWORD, by=request.user, record=request.user, detail="own")  # type: ignore[arg-type]  # signed in
        return response

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The newsroom's sections in place of Django's applications; what is in none of them is "System"."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        sections = [(str(name), [models.pop(each) for each in known if each in models]) for name, known in SECTIONS]
        sections.append((str(_("System")), list(models.values())))
        return [
            {
                "name": name,
                "app_label": name,
                "app_url": listed[0]["admin_url"],
                "has_module_perms": True,
                "models": listed,
            }
            for name, listed in sections
            if listed
        ]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(
            request, {"desk": front_desk(request.user), "done": last_done(request.user), **(extra_context or {})}
        )


def _shorten_search(request: HttpRequest) -> None:
    """Each word of a search is a condition for each field, of which SQLite takes a thousand and PostgreSQL any time."""
    for name in (SEARCH_VAR, "term"):  # of a list, and of a field that completes what is typed
        words = request.GET.get(name, "").split()
        if len(words) > MOST_WORDS:
            sent = request.GET.copy()
            sent[name] = " ".join(words[:MOST_WORDS])
            request.GET = sent  # type: ignore[assignment]  # Django's own is set in the same way


def _is_key(request: HttpRequest, text: str) -> bool:
    """True if it can be the key of a record of this list: a number, or of jobs a UUID."""
    match = request.resolver_match
    listed = getattr(match.func, "model_admin", None) if match else None
    if listed and isinstance(listed.opts.pk, UUIDField):
        with suppress(ValidationError):
            return listed.opts.pk.to_python(text) is not None
        return False
    return whole_number(text) is not None


def _is_list(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and str(match.url_name).endswith("_changelist")
