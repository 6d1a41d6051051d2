"""The cards that readers see on an article, as a snapshot keeps them; and what came, went or moved between two of them.

A card is kept by its key, what it shows and the article's words that it stands on: no title, since what a note said is
the note's to tell, and may have been removed for good.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .annotation import Annotation
from .library_item import shown_now

Card = dict[str, Any]
STORED = ("pk", "original", "note", "claim", "exact", "start")


def cards_shown(articles: Mapping[int, tuple[str, datetime | None]]) -> dict[int, list[Card]]:
    """The cards of each article in the order of their words, as plain JSON: those that are public when it is.

    `articles` has by their keys their plain text and when they are published. One query, and one more for each time
    that is still to come. `nth` counts the same words before a card's.
    """
    now = timezone.now()
    at_once: defaultdict[datetime, list[int]] = defaultdict(list)
    for pk, (_text, published_at) in articles.items():
        at_once[max(now, published_at or now)].append(pk)
    found: dict[int, list[Card]] = {pk: [] for pk in articles}
    for at, keys in at_once.items():
        shown = Annotation.objects.filter(shown_now("note__", at) | shown_now("claim__", at), article__in=keys)
        for row in shown.order_by("start", "pk").values("article", *STORED):
            found[row["article"]].append(_card(row, articles[row["article"]][0]))
    return found


def _card(row: Card, text: str) -> Card:
    nth = text.count(row["exact"], 0, row["start"])
    kept = {"card": row["original"] or row["pk"], "note": row["note"], "claim": row["claim"]}
    return {**kept, "words": row["exact"], "nth": nth}


def changes_of_cards(before: Card, after: Card) -> list[str]:
    """What readers are told between two snapshots of an article: a sentence a card, in the language of the page.

    A card whose words were edited under it has not moved. Nothing is known of snapshots from before cards were kept.
    """
    if "cards" not in before or "cards" not in after:
        return []
    old, new = _by_key(before["cards"]), _by_key(after["cards"])
    came = [_came(card) for key, card in new.items() if key not in old]
    moved = [_moved(old[key], card) for key, card in new.items() if key in old and _has_moved(old[key], card, after)]
    went = [_went(card) for key, card in old.items() if key not in new]
    return came + moved + went


def _by_key(cards: Iterable[Card]) -> dict[tuple[Any, ...], Card]:
    return {(card["card"], card["note"], card["claim"]): card for card in cards}


def _has_moved(old: Card, new: Card, after: Card) -> bool:
    if old["words"] == new["words"]:
        return bool(old["nth"] != new["nth"])
    return old["words"] in after.get("text", "")


def _came(card: Card) -> str:
    sentence = _("Added background on “%(words)s”.") if card["note"] else _("Added a claim on “%(words)s”.")
    return sentence % card


def _went(card: Card) -> str:
    sentence = _("Removed the background on “%(words)s”.") if card["note"] else _("Removed the claim on “%(words)s”.")
    return sentence % card


def _moved(old: Card, new: Card) -> str:
    words = {"old": old["words"], "new": new["words"]}
    if old["words"] == new["words"]:
        same = _("Moved the background on “%(words)s” to the same words elsewhere.")
        return (same if new["note"] else _("Moved the claim on “%(words)s” to the same words elsewhere.")) % new
    if new["note"]:
        return _("Moved the background from “%(old)s” to “%(new)s”.") % words
    return _("Moved the claim from “%(old)s” to “%(new)s”.") % words
