"""Sources, claimants, the scale of verdicts, sites that may embed and themes have no working copy.

Where readers see one, its save is a publication. So its button says so, and the line before it what it reaches. A form
that was opened while nothing public showed the record says only "Save": if it is sent once something does, it is
refused, and comes back with the other button.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.models import CHANGE
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from explainer.actions import desk_log
from explainer.models import EmbeddingSite, Theme
from explainer.publication.shown import pages_showing

from .versioned_form import VersionedForm

SAYS_SO = "goes_public"  # a field of a form whose button says that it publishes


def what_is_reached(record: Model) -> str:
    """What a save of the record changes for readers at once, in a sentence; empty if nothing."""
    if isinstance(record, EmbeddingSite):
        return _("It holds at once, for everything that other sites embed.")
    if isinstance(record, Theme):
        return _("Readers see it at once, in what other sites embed with this look.") if record.pk else ""
    pages = pages_showing(record)
    said = ngettext("Readers see it at once, on %(n)s page.", "Readers see it at once, on %(n)s pages.", pages)
    return said % {"n": pages} if pages else ""


def keep_name(request: HttpRequest, record: Model, field: str) -> None:
    """Before a save of a record without revisions: its history in the desk keeps the name that it had."""
    was = type(record)._default_manager.filter(pk=record.pk).values_list(field, flat=True).first()
    now = getattr(record, field)
    if was and was != now:
        said = gettext_noop("Renamed: “%(was)s” is “%(now)s” now.")
        desk_log.note(by=request.user, record=record, flag=CHANGE, text=said, was=was, now=now)


class PublicAtOnceForm(VersionedForm):
    """Saves what readers see only if its button said so."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if SAYS_SO not in self.data and what_is_reached(self.instance):
            self.add_error(None, _("Readers see this by now. Nothing is lost: press “Save and publish”."))
        return cleaned


class PublicAtOnceAdmin(admin.ModelAdmin):
    """Comes before the admin that it is mixed into. Its form is a PublicAtOnceForm."""

    form = PublicAtOnceForm

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], add: bool = False, change: bool = False,
        form_url: str = "", obj: Any = None,
    ) -> HttpResponse:  # fmt: skip
        if said := what_is_reached(obj or self.model()):
            context |= {"goes_public": said, "says_so": SAYS_SO}
        return super().render_change_form(request, context, add, change, form_url, obj)
