"""What the reader's templates need beyond Django's own filters."""

from urllib.parse import unquote

from django import template
from django.conf import settings
from django.urls import get_script_prefix, resolve, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from explainer.models.dates import display_partial_date
from explainer.rendering import trust, xml_text
from explainer.text.typography import curl

register = template.Library()


@register.filter
def smart(text: str) -> SafeString:
    """Escape a plain text, with curly quotation marks and apostrophes."""
    return trust(conditional_escape(curl(str(text), get_language() or "en")))


@register.filter
def partial_date(value: str) -> str:
    """ "1968-08" as "August 1968", in the active language."""
    return display_partial_date(value)


@register.simple_tag
def is_static_copy() -> bool:
    """True while a site of plain files is written: its pages name nothing that needs the application."""
    return settings.STATIC_COPY


@register.simple_tag
def oembed_file(path: str) -> str:
    """The stored oEmbed answer for the page at `path`; for a card its article's."""
    match = resolve(unquote(path[len(get_script_prefix()) - 1 :]))
    kind = {"card": "article", "full": "article"}.get(match.url_name or "", match.url_name)
    return reverse(f"oembed_{kind}", args=[match.kwargs["slug"]])


@register.filter(name="xml_text")
def xml(text: str) -> str:
    """A plain text without the characters that no XML document may have, with curly quotation marks; escaped later."""
    return xml_text(curl(str(text), get_language() or "en"))
