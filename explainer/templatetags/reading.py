"""What the reader's templates need beyond Django's own filters."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from explainer.models.dates import display_partial_date
from explainer.rendering import trust, xml_text
from explainer.text.typography import curl

register = template.Library()


@register.filter
def smart(text: str) -> SafeString:
    """Escape a plain text, with curly quotation marks and apostrophes."""
    return trust(conditional_escape(curl(str(text))))


@register.filter
def partial_date(value: str) -> str:
    """ "1968-08" as "August 1968", in the active language."""
    return display_partial_date(value)


@register.filter(name="xml_text")
def xml(text: str) -> str:
    """A plain text without the characters that no XML document may have, with curly quotation marks; escaped later."""
    return xml_text(curl(str(text)))
