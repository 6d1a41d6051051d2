"""A translation follows a certain wording of its original: which one is kept, and what changed since can be shown."""

from typing import Any

from explainer.models import Claim, Note, Revision
from explainer.models.readable import differences
from explainer.models.translation import is_behind
from explainer.text.differing import Passage

from .revising import last_public


def follow_original(*, item: Note | Claim, is_up_to_date: bool) -> None:
    """Note which wording of its original a translation renders: the newest, if it is new or was brought up to date.

    `is_up_to_date`: the editor says so. Call it in the transaction of the save. What is no translation follows none.
    """
    was: Revision | None = item.translated_from
    original: Any = item.translation_of
    record = original.pk if original else None
    is_another = was is not None and getattr(was, f"{item.type_name}_id") != record
    if original and (was is None or is_another or is_up_to_date):
        item.translated_from = last_public(original)
    elif not original:
        item.translated_from = None
    if item.translated_from != was:
        type(item)._base_manager.filter(pk=item.pk).update(translated_from=item.translated_from)


def changed_since(item: Note | Claim) -> list[tuple[str, list[Passage]]]:
    """What changed in the original since the wording that was translated, part by part; nothing if it is up to date."""
    original: Any = item.translation_of
    if not is_behind(item) or item.translated_from is None:
        return []
    newest = last_public(original)
    return differences(item.type_name, item.translated_from.snapshot, newest.snapshot) if newest else []
