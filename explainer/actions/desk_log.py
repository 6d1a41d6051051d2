"""Sentences in the desk's log (Django's `LogEntry`) that are said to each reader in their own language.

What is kept is the English text with what fills its places, as JSON beside the forms that Django keeps itself. Rows of
before have a sentence in the language of whoever wrote it, which is shown as it is.
"""

import json
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import models
from django.utils.translation import gettext

from explainer.text.removal import take_out

from .permissions import Person

_OURS = '{"said": '


def note(*, by: Person, record: models.Model, flag: int, text: str, **places: str) -> None:
    """Add a line of what was done. `text` is a text of the catalogue, marked by `gettext_noop`. Nobody does nothing."""
    if by.pk:
        message = as_message(text, **places)
        LogEntry.objects.log_actions(by.pk, [record], flag, message, single_object=True)


def as_message(text: str, **places: str) -> str:
    """What a row of the log keeps of a sentence."""
    return json.dumps({"said": text, "with": places}, ensure_ascii=False)


def words_of(entry: LogEntry) -> str:
    """What the entry says, in the active language."""
    kept = _kept(entry)
    if not kept:
        return entry.get_change_message()
    said: str = gettext(kept["said"])
    return said % kept["with"] if kept["with"] else said


def says_who(entry: LogEntry) -> bool:
    """True if its sentence names whoever did it."""
    return "who" in _kept(entry).get("with", {})


def _kept(entry: LogEntry) -> dict[str, Any]:
    """What `as_message` kept; nothing of Django's own rows."""
    kept: dict[str, Any] = json.loads(entry.change_message) if entry.change_message.startswith(_OURS) else {}
    return kept


def take_out_of(message: str, passages: list[str]) -> str:
    """A row's message without these passages: in JSON, of ours and of Django's, letters may be written as numbers."""
    try:
        kept: Any = json.loads(message)
    except ValueError:
        return str(take_out(message, passages))
    is_ours = message.startswith(_OURS)
    left: Any = {**kept, "with": take_out(kept["with"], passages)} if is_ours else take_out(kept, passages)
    return message if left == kept else json.dumps(left, ensure_ascii=False)
