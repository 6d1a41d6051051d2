"""The earlier versions of a record that is loaded from a file: what it said, and what readers were told of each change.

A file has the record as it is now, under `since` when it was first published (of an article, `published_at` says that),
and under `history` what was otherwise before each change, oldest first:

    since: "2023-10-16T08:00:00+00:00"
    history:
    - at: "2025-06-04T12:00:00+00:00"
      change: new_fact                    # a class of Revision.Change
      line: What readers were told.
      was_wrong: Of a correction, beside the line or instead of it.
      is_right: The same.
      before: {verdict: well_supported}   # fields as they were until then
      words: [{now: "three times", then: "twice"}]   # in the main text; `then` may be left out

Events that were still to come are left out of earlier versions.
"""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from explainer.models import Article, Claim, Record, Revision, State
from explainer.models.paragraph import joined_text
from explainer.models.snapshots import Snapshot, parts_changed, take_snapshot
from explainer.rendering import render_article
from explainer.text.partial_dates import first_day

from .revising import check_told, keep_verdict, revise

Step = dict[str, Any]


@transaction.atomic
def load_history(record: Record, steps: list[Step], since: str = "") -> None:
    """Give a record that was just loaded its first revision, and one for each step, at the times that they say.

    `since` is the time of the first one, in ISO 8601 with its zone; empty: now, or when the article was published.

    Raises ValidationError for a step that can't be: no class or line, words that don't stand in the text just once, a
    time that isn't after the one before. Raises KeyError for a step without `at`.
    """
    first = revise(record)
    if not first or not (steps or since):
        return
    begin = _time(since) if since else first.public_from or first.made
    times = [_time(step["at"]) for step in steps]
    if [begin, *times] != sorted({begin, *times}):
        raise ValidationError({"history": _("Each change must be later than the one before.")})
    snapshots = [take_snapshot(record)]
    for step in reversed(steps):
        check_told(change=step.get("change", ""), **_words_for_readers(step))
        snapshots.insert(0, _earlier(record, snapshots[0], step))
    for snapshot, at in zip(snapshots[:-1], [begin, *times], strict=False):
        if "events" in snapshot:
            snapshot["events"] = [
                event for event in snapshot["events"] if first_day(event["date"]) <= at.date().toordinal()
            ]
    Revision.objects.filter(pk=first.pk).update(snapshot=snapshots[0], made=begin, public_from=begin)
    before = snapshots[0]
    for step, at, snapshot in zip(steps, times, snapshots[1:], strict=True):
        revision = Revision.objects.create(
            **{record.type_name: record}, made=at, public_from=at, state=State.PUBLISHED, slug=record.slug,
            change=step["change"], **_words_for_readers(step), snapshot=snapshot,
            changed=parts_changed(before, snapshot),
        )  # fmt: skip
        if isinstance(record, Claim):
            keep_verdict(record, before, revision)
        before = snapshot
    if isinstance(record, Article) and times:
        Article.objects.filter(pk=record.pk).update(updated_at=times[-1])


def _words_for_readers(step: Step) -> dict[str, str]:
    return {name: step.get(name, "").strip() for name in ("line", "was_wrong", "is_right")}


def _time(text: str) -> datetime:
    with suppress(ValueError, TypeError):
        at = datetime.fromisoformat(text)
        if at.tzinfo:
            return at
    raise ValidationError({"history": _("“%s” is not a time such as 2025-06-04T12:00:00+00:00.") % text})


def _earlier(record: Record, snapshot: Snapshot, step: Step) -> Snapshot:
    """The record's words before a step."""
    unknown = set(step.get("before", {})) - set(snapshot)
    if unknown:
        raise ValidationError({"history": _("There is no field %s.") % ", ".join(sorted(unknown))})
    earlier = {**snapshot, **step.get("before", {})}
    main = "reasoning" if isinstance(record, Claim) else "body"
    for words in step.get("words", []):
        if earlier[main].count(words["now"]) != 1:
            raise ValidationError({"history": _("These words don’t stand just once in the text: %s") % words["now"]})
        earlier[main] = earlier[main].replace(words["now"], words.get("then", ""))
    if isinstance(record, Article):
        earlier["text"] = joined_text(render_article(earlier["body"], earlier["language"], {}))
    return earlier
