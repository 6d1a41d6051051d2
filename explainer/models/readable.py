"""A snapshot as readers know it: each part of a record under its name, as plain text that can be compared word by word.

What readers never see (aliases, the day of the next review) is not in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from explainer.rendering import render_article
from explainer.text.attribution import joined
from explainer.text.differing import SAME, DiffPiece, Passage, passages

from .card_list import changes_of_cards
from .claim import Claim, say
from .dates import display_partial_date, display_span
from .note import Note
from .paragraph import joined_text
from .registry import PUBLIC_RECORDS
from .snapshots import Snapshot
from .verdict import on_scale

# Article, note and claim share these names; a part that a kind of record hasn't is not in its snapshots.
PARTS = (
    "title", "section", "standfirst", "summary", "byline", "kind", "claimant", "claimant_role", "quote", "said_on",
    "venue", "judge_by", "verdict", "text", "body", "reasoning", "would_change", "place_name", "glance_caption",
    "picture", "picture_alt", "picture_caption", "picture_credit", "events", "citations",
)  # fmt: skip

SAID = ("verdict", "claimant", "title")  # of a claim: readers see them as one sentence
EDITORS = (
    "aliases",
    "latitude",
    "longitude",
    "place_kind",
    "glance",
    "same_as",
    "as_of",
    "review_by",
    "language",
)  # what readers don't see as words


@dataclass(frozen=True)
class ReadablePart:
    """One part of a record: its name as editors know it, and what stood there."""

    name: str
    label: str
    text: str


def readable_parts(kind: str, snapshot: Snapshot) -> list[ReadablePart]:
    """What readers see of a snapshot of an "article", a "note" or a "claim": a claim's words in their sentence."""
    if kind != "claim":
        return _parts(kind, snapshot)
    language = str(snapshot.get("language") or settings.LANGUAGE_CODE)
    verdict, claimant, title = (str(snapshot[name]) for name in SAID)
    said = joined(say(verdict, claimant, title, language))
    rest = [part for part in _parts(kind, snapshot) if part.name not in SAID]
    return [ReadablePart("said", _("Claim"), said), *rest]


def _parts(kind: str, snapshot: Snapshot) -> list[ReadablePart]:
    labels = labels_of(kind)
    return [
        ReadablePart(name, str(labels[name]), _text(kind, name, snapshot[name]))
        for name in PARTS
        if name in snapshot and not (name == "body" and "text" in snapshot)
    ]


def desk_parts(kind: str, snapshot: Snapshot) -> list[ReadablePart]:
    """All of a snapshot as the desk has it: Markdown as typed, and what readers don't see."""
    typed = {name: str(snapshot[name] or "") for name in ("body", "reasoning") if name in snapshot}
    shown = [part for part in _parts(kind, snapshot) if part.name not in {"text", "body", "reasoning"}]
    labels = labels_of(kind)
    more = {name: snapshot[name] for name in EDITORS if snapshot.get(name) not in (None, "", [])}
    hidden = [ReadablePart(name, str(labels[name]), _plain_value(kind, name, value)) for name, value in more.items()]
    return [*shown, *(ReadablePart(name, str(labels[name]), text) for name, text in typed.items()), *hidden]


def _plain_value(kind: str, name: str, value: object) -> str:
    """A value as its field shows it: of a choice its name, such as that of a language."""
    field: Any = PUBLIC_RECORDS[kind]._meta.get_field(name)
    return "\n\n".join(map(str, value)) if isinstance(value, list) else str(dict(field.flatchoices).get(value, value))


def differences(
    kind: str, before: Snapshot, after: Snapshot, *, all_parts: bool = False
) -> list[tuple[str, list[Passage]]]:
    """The parts that readers see changed between two snapshots: each part's name and the passages that differ.

    With `all_parts` what only editors know is compared too, and Markdown as it was typed.
    """
    listed = desk_parts if all_parts else readable_parts
    old = {part.name: part.text for part in listed(kind, before)}
    compared = [(part.label, passages(old.get(part.name, ""), part.text)) for part in listed(kind, after)]
    return [(label, found) for label, found in compared if found]


def differences_around(kind: str, before: Snapshot, after: Snapshot) -> list[tuple[str, list[Passage]]]:
    """What changed around an article's words: cards that came, moved or went, a sentence each."""
    told = changes_of_cards(before, after) if kind == "article" else []
    return [(labels_of(kind)["cards"], [(DiffPiece(SAME, sentence),) for sentence in told])] if told else []


def readable_text(kind: str, snapshot: Snapshot) -> str:
    """All that readers see of a snapshot as one text: for judging how large a change is."""
    return "\n\n".join(part.text for part in readable_parts(kind, snapshot))


def _text(kind: str, name: str, value: object) -> str:
    if name in {"body", "reasoning"}:
        return plain(str(value))
    if name == "events" and isinstance(value, list):
        return "\n\n".join(f"{_when(event)}: {event['text']}" for event in value)
    if name == "citations" and isinstance(value, list):
        return "\n\n".join(_cited(citation) for citation in value)
    if name == "picture":
        return PurePath(str(value)).name
    if name in {"said_on", "judge_by"}:
        return display_partial_date(str(value or ""))
    if name == "verdict":
        return on_scale(str(value)).label
    if name == "kind":
        return str(dict({"note": Note.Kind, "claim": Claim.Kind}[kind].choices).get(str(value), value))
    return str(value or "")


@lru_cache(maxsize=256)
def plain(markdown: str) -> str:
    """What Markdown says, without its marks and addresses: blocks joined by a blank line."""
    return joined_text(render_article(markdown, settings.LANGUAGE_CODE, {}))


def _when(event: Mapping[str, str]) -> str:
    return display_span(event["date"], event["end_date"], event.get("date_words", ""))


def _cited(citation: Mapping[str, str]) -> str:
    title, words = citation.get("title", ""), citation["words"]
    return f"{title}: {words}" if title and words else title or words


def labels_of(kind: str) -> dict[str, str]:
    """The parts' names, in the reader's words."""
    return {
        "title": _("Headline") if kind == "article" else _("Title"),
        "section": _("Section"), "standfirst": _("Standfirst"), "summary": _("Summary"), "byline": _("Byline"),
        "kind": _("Kind"), "claimant": _("Who said it"), "claimant_role": _("Role"), "quote": _("Quotation"),
        "said_on": _("Said on"), "venue": _("Where"), "verdict": _("Verdict"), "text": _("Text"), "body": _("Text"),
        "reasoning": _("Reasoning"), "would_change": _("What would change it"), "place_name": _("Place"),
        "picture": _("Picture"), "picture_alt": _("Alternative text"), "picture_caption": _("Caption"),
        "picture_credit": _("Credit"), "events": _("Dates"), "citations": _("Sources"), "aliases": _("Aliases"),
        "same_as": _("Same as"),
        "latitude": _("Latitude"), "longitude": _("Longitude"), "place_kind": _("Kind of place"),
        "glance": _("At a glance"), "glance_caption": _("Caption of the figure"),
        "judge_by": _("Can be judged on"), "as_of": _("As of"), "review_by": _("Review by"),
        "language": _("Language"), "cards": _("Cards"),
    }  # fmt: skip
