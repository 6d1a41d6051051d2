"""Stored copies of sources: what editors are offered where the operator has named an archive.

A page that is still there can be stored; of one that is gone, somebody may have stored a copy in time.
"""

from typing import Any
from urllib.parse import quote, urldefrag

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from explainer.models import Source

AS_PATH = ":/?&=%+,;@!$'()*~[]"  # what stays as it is behind an archive's address, as archives read it there


def archive_offer(source: Source, *, is_dead: bool | None = None) -> tuple[str, str] | None:
    """The stored copy, or where one is made or looked for: its name and its address. None where there is no archive.

    `is_dead`: as the last check of its link found; left out, what readers are told.
    """
    if source.archived_url:
        return _("stored copy"), source.archived_url
    is_dead = source.is_gone if is_dead is None else is_dead
    archive = settings.ARCHIVE_SEARCH if is_dead else settings.ARCHIVE_ADDRESS
    if not (archive and source.url):
        return None
    return _("look for a stored copy") if is_dead else _("store a copy"), in_archive(archive, source.url)


def in_archive(archive: str, address: str) -> str:
    """An archive's address with a page's in the place of `{address}`: whole behind a `?`, else as a path."""
    page = urldefrag(address).url
    is_value = "?" in archive.partition("{address}")[0]
    return archive.replace("{address}", quote(page, safe="" if is_value else AS_PATH))


def explain_archive(form: Any) -> None:
    """Offer it below the field for the stored copy's address."""
    offer = archive_offer(form.instance) if form.instance.pk else None
    if offer and not form.instance.archived_url and "archived_url" in form.fields:
        field = form.fields["archived_url"]
        words = {"help": field.help_text, "name": offer[0], "address": offer[1]}
        field.help_text = render_to_string("desk/_archive.html", words)
