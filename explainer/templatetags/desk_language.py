"""Which languages the desk can be read in, for its head."""

from django import template
from django.utils.translation import get_language

from explainer.desk.interface_language import choices
from explainer.models.language import language_name

register = template.Library()


@register.simple_tag
def other_desk_languages() -> list[tuple[str, str]]:
    """Each language of the desk that isn't the active one, with its own name for itself."""
    return [(code, language_name(code)) for code in choices() if code != get_language()]
