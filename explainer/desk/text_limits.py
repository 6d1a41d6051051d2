"""Says below a Markdown text, while it is typed, how near it is to a limit of `explainer.text.limits`.

The server refuses what is beyond; this is so that nobody learns of it by a refusal.
"""

import json

from django.utils.translation import gettext as _

from explainer.models.markdown import NAMES
from explainer.text.limits import LONGEST, MOST


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
