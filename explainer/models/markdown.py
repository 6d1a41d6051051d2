"""Fields of Markdown refuse what would take too long to read (`explainer.text.limits`), and say what to do."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from explainer.text.limits import excess

from .plain_field import PlainField

NAMES = {
    "characters": _("characters"), "blocks": _("paragraphs"), "lines": _("lines"), "pictures": _("pictures"),
    "brackets": _("square brackets"), "angles": _("angle brackets"), "bars": _("vertical bars"),
    "stars": _("asterisks and underscores"), "backticks": _("backticks"), "definitions": _("definitions"),
}  # fmt: skip


def validate_markdown(source: str) -> None:
    """Raise ValidationError if the text has more of anything than can be read in time."""
    found = excess(source)
    if found:
        values = {"count": f"{found.times:,}", "name": NAMES[found.name], "most": f"{found.most:,}"}
        message = _(
            "The text has %(count)s %(name)s; at most %(most)s can be read in time. Split it, or take some out."
        )
        raise ValidationError(message, code="excess", params=values)


class MarkdownField(PlainField, models.TextField):
    """A text in Markdown."""

    default_validators = [validate_markdown]
