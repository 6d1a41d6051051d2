"""Says under a text how many words it has and how many are about right: a hint, then a warning, never a wall.

And how near a Markdown text is to a limit of `explainer.text.limits`, beyond which the server refuses it, so that
nobody learns of that by a refusal.
"""

import json
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _

from explainer.models.markdown import NAMES
from explainer.text.counting import count_words
from explainer.text.limits import LONGEST, MOST

# About how many words, from how many they are enough, from how many too many.
LENGTHS = {"summary": (50, 45, 60), "body": (120, 105, 160), "reasoning": (120, 105, 160)}


class CountedTextarea(forms.Textarea):
    """A text area with its length below it, kept up to date by static/js/desk/lengths.js."""

    def __init__(self, name: str, attrs: dict[str, Any] | None = None) -> None:
        self.about, self.enough, self.many = LENGTHS[name]
        super().__init__({"rows": 5 if name == "summary" else 12, "class": "vLargeTextField", **(attrs or {})})

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> Any:
        attrs = dict(attrs or {})
        key = f"{attrs.get('id') or name}_length"
        attrs["aria-describedby"] = f"{attrs.get('aria-describedby', '')} {key}".strip()
        area = super().render(name, value, attrs, renderer)
        words = count_words(str(value or ""))
        level = level_of(words, self.enough, self.many)
        texts = {each: text % {"about": self.about} for each, text in sayings().items()}
        return format_html(
            '<div class="counted">{}<p class="length" id="{}" data-enough="{}" data-many="{}" data-level="{}" '
            'data-few-text="{}" data-enough-text="{}" data-many-text="{}">{}</p></div>',
            *(area, key, self.enough, self.many, level, texts["few"], texts["enough"], texts["many"]),
            texts[level].replace("{n}", str(words)),
        )


def sayings() -> dict[str, str]:
    """What is said of a length, by level; {n} is the number of words."""
    return {
        "few": _("Words: {n} of about %(about)s."),
        "enough": _("Words: {n} of about %(about)s. That is enough."),
        "many": _("Words: {n} of about %(about)s. That is long: few will read to its end. You can still save it."),
    }


def level_of(words: int, enough: int, many: int) -> str:
    """ "few", "enough" or "many"."""
    return "many" if words >= many else "enough" if words >= enough else "few"


def limit_attributes() -> dict[str, str]:
    """What static/js/desk/limits.js reads from a text area: patterns to count, how many of each are the most, and its
    sentences. A limit without a pattern is one of code points."""
    patterns = {"characters": ("", LONGEST)} | {name: (mark.pattern, most) for name, (mark, most) in MOST.items()}
    limits = [{"name": str(NAMES[name]), "pattern": mark, "most": most} for name, (mark, most) in patterns.items()]
    texts = {
        "near": _("{n} of at most {most} {name}."),
        "over": _("{n} {name}: at most {most} can be saved. Split the text, or take some out."),
    }
    return {"data-limits": json.dumps({"limits": limits, **texts}, ensure_ascii=False)}
