"""What the lists of notes and claims can be narrowed to."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from explainer.models import Claim, State
from explainer.models.translation import behind
from explainer.models.verdict import verdict_choices

from .one_choice_filter import OneChoiceFilter


class ValuesFilter(admin.AllValuesFieldListFilter):
    """By the values that there are. Having none is one that can be read and chosen."""

    def choices(self, changelist: Any) -> Any:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "–"}


class LanguageFilter(admin.SimpleListFilter):
    """By the languages that there are records in."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        model = model_admin.model
        names = dict(model._meta.get_field("language").flatchoices)
        if not hasattr(request, "languages_there"):  # a list makes its filters anew for the number of each
            rows = model._default_manager.exclude(language="").order_by("language")
            request.languages_there = list(rows.values_list("language", flat=True).distinct())  # type: ignore[attr-defined]
        return [(code, names.get(code, code)) for code in request.languages_there]  # type: ignore[attr-defined]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(language=self.value()) if self.value() else queryset


class VerdictFilter(admin.SimpleListFilter):
    """By the verdicts of the newsroom's scale."""

    title = _("verdict")
    parameter_name = "verdict__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return verdict_choices()

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Claim]) -> models.QuerySet[Claim]:
        return queryset.filter(verdict=self.value()) if self.value() else queryset


class DueFilter(OneChoiceFilter):
    """Predictions and promises whose day has come and that nobody has judged."""

    title = _("to be judged")
    parameter_name = "due"
    choice = ("yes", _("Due now"))

    def narrow(self, request: HttpRequest, rows: models.QuerySet[Claim]) -> models.QuerySet[Claim]:
        return rows.filter(pk__in=Claim.objects.due().values("pk"))


class SentencesFilter(OneChoiceFilter):
    """Notes and claims with sentences that rest on no words of a source, as the front desk counts them."""

    title = _("sentences")
    parameter_name = "sources"
    choice = ("missing", _("Without a source"))

    def narrow(self, request: HttpRequest, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.filter(sentence_count__without__gt=0).exclude(state=State.TAKEN_DOWN)


class BehindFilter(OneChoiceFilter):
    """Translations whose original has changed since."""

    title = _("translation")
    parameter_name = "behind"
    choice = ("yes", _("Behind its original"))

    def narrow(self, request: HttpRequest, rows: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return rows.filter(pk__in=behind(rows.model).values("pk"))
