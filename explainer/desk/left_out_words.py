"""How many pieces of each kind an import left out, in words: "2 advertisements, 1 box beside the article"."""

from collections import Counter
from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explainer.extracting import LeftOut


def _counters() -> dict[str, Callable[[int], str]]:
    """By each kind's name in the active language, as `extracting` gives it."""
    return {
        _("advertisement"): lambda n: ngettext("%(n)d advertisement", "%(n)d advertisements", n),
        _("box beside the article"): lambda n: ngettext(
            "%(n)d box beside the article", "%(n)d boxes beside the article", n
        ),
        _("beside the article"): lambda n: ngettext(
            "%(n)d piece beside the article", "%(n)d pieces beside the article", n
        ),
        _("around the article"): lambda n: ngettext(
            "%(n)d piece around the article", "%(n)d pieces around the article", n
        ),
        _("short line or links"): lambda n: ngettext(
            "%(n)d short line or links", "%(n)d short lines or lists of links", n
        ),
        _("links to other stories"): lambda n: ngettext(
            "%(n)d list of links to other stories", "%(n)d lists of links to other stories", n
        ),
        _("caption or credit of a picture"): lambda n: ngettext(
            "%(n)d caption or credit of a picture", "%(n)d captions or credits of pictures", n
        ),
        _("hidden text"): lambda n: ngettext("%(n)d hidden text", "%(n)d hidden texts", n),
        _("about the author"): lambda n: ngettext("%(n)d text about the author", "%(n)d texts about the author", n),
        _("invitation to subscribe or follow"): lambda n: ngettext(
            "%(n)d invitation to subscribe or follow", "%(n)d invitations to subscribe or follow", n
        ),
        _("note about the printed edition or rights"): lambda n: ngettext(
            "%(n)d note about the printed edition or rights", "%(n)d notes about the printed edition or rights", n
        ),
        _("more than can be listed"): lambda _n: _("more than can be listed"),
    }


def count_by_kind(items: Iterable[LeftOut]) -> str:
    """The kinds with most pieces first; empty where nothing was left out."""
    counters = _counters()
    found = Counter(item.kind for item in items)
    return ", ".join(
        counters[kind](number) % {"n": number} if kind in counters else f"{kind} ({number})"
        for kind, number in found.most_common()
    )
