"""What the text canvas shows: a Markdown text in the pieces that it is made of, each with its HTML.

Markdown is what is stored. The canvas (static/js/desk/canvas.js) keeps each piece's own characters for as long as
nobody changes that piece, so that opening and saving a text changes nothing in it. Pieces that it can't say exactly,
such as footnotes' texts, raw HTML and definitions, are shown as Markdown.
"""

import re
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from explainer.actions.permissions import may_write_texts
from explainer.rendering import render_uncurled
from explainer.text.segments import pieces

from .length_guide import limit_attributes

MOST_CHARACTERS = 400_000  # beyond it a text is written as Markdown alone
ON_CANVAS = {"body", "reasoning"}  # the fields that are written on it


def labels() -> dict[str, Any]:
    """What the canvas says."""
    return {
        "bold": _("Bold"), "italic": _("Italic"), "link": _("Link"), "h2": _("Heading"), "h3": _("Subheading"),
        "bullets": _("List"), "numbers": _("Numbered list"), "quote": _("Quotation"), "table": _("Table"),
        "footnote": _("Footnote"), "undo": _("Undo"), "redo": _("Redo"), "find": _("Find"), "picture": _("Picture"),
        "markdown": _("Markdown"), "canvas": _("Canvas"), "tools": _("Text tools"), "words": _("Words: {n}"),
        "address": _("Address of the link; empty takes the link off"), "findWhat": _("Find"),
        "replaceBy": _("Replace by"), "next": _("Next"), "replace": _("Replace"), "all": _("Replace all"),
        "close": _("Close"), "found": _("{n} found"), "ok": _("Set the link"), "row": _("Row more"),
        "column": _("Column more"), "lessRow": _("Row less"), "lessColumn": _("Column less"),
        "noTable": _("Table away"), "raw": _("Markdown"), "failed": _("The canvas could not be made. Write Markdown."),
        "alt": _("What it shows, for those who can’t see it"), "caption": _("Caption"), "credit": _("Credit"),
        "wide": _("Wider than the text"), "done": _("Done"), "noPicture": _("Picture away"),
        "noAlt": _("Nothing says yet what this picture shows."), "sending": _("The picture is on its way …"),
        "notSent": _("The picture did not arrive. Choose it again."),
    }  # fmt: skip


@require_POST
def canvas_pieces(request: HttpRequest) -> JsonResponse:
    """JSON {pieces: [{source, gap, html}]} of `text`: sources and gaps joined are the text, character for character.

    With `again` (JSON texts, one `again` each) their HTML alone: {html: [...]}. 413 if it is too long.
    """
    if not may_write_texts(request.user):
        raise PermissionDenied
    text, again = request.POST.get("text", ""), request.POST.getlist("again")
    if len(text) + sum(map(len, again)) > MOST_CHARACTERS:
        return JsonResponse({"said": _("This is too long for the canvas. Write it as Markdown.")}, status=413)
    if again:
        return JsonResponse({"html": [render_uncurled(_lines(each)) for each in again]})
    made = [
        {"source": source, "gap": gap, "html": "" if _is_raw(source) else render_uncurled(source)}
        for source, gap in pieces(_lines(text))
    ]
    return JsonResponse({"pieces": made, "labels": labels()})


def _lines(text: str) -> str:
    """A form sends line ends as CR and LF (HTML, section 4.10.22.4); a script has LF alone."""
    return text.replace("\r\n", "\n")


def _is_raw(source: str) -> bool:
    """True for what is a text by itself in no page: definitions of footnotes, links and abbreviations, and HTML."""
    return bool(re.match(r" {0,3}(?:\[[^\]\n]+\]:|\*\[[^\]\n]+\]:|<)", source))


def canvas_attributes() -> dict[str, Any]:
    """What tells the script that a text area is to be a canvas, and where it finds what it needs."""
    return {
        "data-canvas": reverse("admin:explainer_canvas_pieces"),
        "data-editor": static("django_prose_editor/editor.js"),
        "data-pictures": reverse("admin:explainer_text_picture"),
        "data-root": settings.FORCE_SCRIPT_NAME or "",  # texts name our pictures from the site's root
        "spellcheck": "true",
        **limit_attributes(),
    }
