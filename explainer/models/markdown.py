"""Fields of Markdown refuse what would take too long to read (`explainer.text.limits`), and say what to do."""

from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from explainer import limited_process
from explainer.text.limits import excess

from .plain_field import PlainField

NAMES = {
    "characters": _("characters"), "blocks": _("paragraphs"), "lines": _("lines"), "pictures": _("pictures"),
    "brackets": _("square brackets"), "angles": _("angle brackets"), "bars": _("vertical bars"),
    "stars": _("asterisks and underscores"), "backticks": _("backticks"), "definitions": _("definitions"),
}  # fmt: skip


def validate_markdown(source: str) -> None:
    """Raise ValidationError if the text has more of anything than can be read in time, or can't be in fact.

    Where editors wait for it (`limited_process`), a text is tried in a process of its own before it is saved.
    """
    found = excess(source)
    if found:
        values = {"count": f"{found.times:,}", "name": NAMES[found.name], "most": f"{found.most:,}"}
        message = _(
            "The text has %(count)s %(name)s; at most %(most)s can be read in time. Split it, or take some out."
        )
        raise ValidationError(message, code="excess", params=values)
    try:
        _try_out(source)
    except limited_process.StoppedError as error:
        message = _("This text takes too much time or memory to read. Split it, or take out what is unusual in it.")
        raise ValidationError(message, code="excess") from error


@lru_cache(maxsize=50)  # what passed lately: the same text is sent with every preview and save of a form
def _try_out(source: str) -> None:
    if limited_process.is_enabled():
        limited_process.run("explainer.rendering:try_out", source, seconds=10, megabytes=500)


class MarkdownField(PlainField, models.TextField):
    """A text in Markdown."""

    default_validators = [validate_markdown]
