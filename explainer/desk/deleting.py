"""The page that asks before something is deleted says what rests on it, in the newsroom's words.

Django's own lists rows of the database, "Citation objects" among them. Articles, notes and claims have no such page:
drafts go to the bin, what readers could see is taken down (`bin.py`).
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import ngettext

from explainer.models import Article, Claim, Note, Source, Theme

NAMED = 10  # of each kind; the rest are counted


class DeletingAdmin(admin.ModelAdmin):
    """Comes before the admin that it is mixed into."""

    def rests_on(self, record: Any) -> list[str]:
        """Sentences for who is about to delete it; none where nothing rests on it."""
        return []

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Each record's name with its sentences, nested for the template. What keeps it from going is among them."""
        _rows, _counts, missing, protected = super().get_deleted_objects(objs, request)
        listed: list[Any] = []
        for record in objs:
            listed += [str(record), said] if (said := self.rests_on(record)) else [str(record)]
        return listed, {self.opts.verbose_name_plural: len(objs)}, missing, listed if protected else []


def resting_on_source(source: Source) -> list[str]:
    """Who cites it, and which notes have dates by it: once for a record and its working copy."""
    cited = {"citations__source": source}
    said: list[str] = []
    if notes := _records(Note, cited):
        said.append(_named(ngettext("%(n)d note cites it:", "%(n)d notes cite it:", len(notes)), notes))
    if claims := _records(Claim, cited):
        said.append(_named(ngettext("%(n)d claim cites it:", "%(n)d claims cite it:", len(claims)), claims))
    if articles := _records(Article, cited):
        said.append(_named(ngettext("%(n)d article cites it:", "%(n)d articles cite it:", len(articles)), articles))
    if dated := _records(Note, {"events__source": source}):
        text = ngettext("The dates of %(n)d note rest on it:", "The dates of %(n)d notes rest on it:", len(dated))
        said.append(_named(text, dated))
    return said


def resting_on_theme(theme: Theme) -> list[str]:
    """The sites that have this look, and the themes whose dark colours it is."""
    said: list[str] = []
    if sites := list(theme.sites.order_by("name")):
        text = ngettext("%(n)d site has this look, and gets the usual one:",
                        "%(n)d sites have this look, and get the usual one:", len(sites))  # fmt: skip
        said.append(_named(text, sites))
    if light := list(Theme.objects.filter(when_dark=theme).order_by("name")):
        text = ngettext("It is what %(n)d theme looks like on dark pages:",
                        "It is what %(n)d themes look like on dark pages:", len(light))  # fmt: skip
        said.append(_named(text, light))
    return said


def _records(model: Any, condition: dict[str, Any]) -> list[Any]:
    """The records themselves, and those whose working copies alone meet the condition, by title."""
    found = model._base_manager.filter(**condition).values_list("pk", "copy_of").distinct()
    return list(model._base_manager.filter(pk__in={copied or pk for pk, copied in found}).order_by("title", "pk"))


def _named(text: str, records: list[Any]) -> str:
    """The sentence with the first records as links; `%(n)d` in it is their number."""
    said = format_html("{}", text % {"n": len(records)})
    for number, record in enumerate(records[:NAMED]):
        address = reverse(f"admin:explainer_{record._meta.model_name}_change", args=[record.pk])
        said = format_html('{}{} <a href="{}">{}</a>', said, "," if number else "", address, record)
    if (more := len(records) - NAMED) > 0:
        said = format_html("{} {}", said, ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})
    return said
