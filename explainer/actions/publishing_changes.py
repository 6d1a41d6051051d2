"""Publishing what a working copy changes: its words, settings and cards in place of the public record's, in one change.

A field that only one of the two has changed since the copy was begun is taken from that one; where both did, somebody
has said whose to take.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.admin.models import CHANGE
from django.db import transaction
from django.utils.translation import gettext_noop

from explainer.models import Annotation, Article, CardChange, Record, Revision
from explainer.models.annotation_queries import POSITION_FIELDS
from explainer.models.snapshots import Snapshot, apply_snapshot, same_words, without_cards
from explainer.publication.change import change as publication_change
from explainer.text.anchoring import GUESS, locate

from . import desk_log
from .auditing import Action, audit
from .permissions import Person
from .revising import baseline, revise
from .working_copies import SETTINGS, contents_of, merged, require_copy

MINE, THEIRS = "mine", "theirs"


class ChangedMeanwhile(Exception):
    """The public record and its working copy were both changed in these fields; nobody has said whose to take."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(f"both changed {', '.join(names)}")
        self.names = names


@transaction.atomic
def publish_changes(
    *, copy: Record, by: Person, change: str = "", line: str = "", was_wrong: str = "", is_right: str = "",
    take: Mapping[str, str] | None = None,
) -> Revision | None:  # fmt: skip
    """Put a working copy's words, settings and cards in place of the public record's, and end the copy.

    `change`, `line`, `was_wrong` and `is_right` as `revising.revise` takes them. `take` says, of fields that both
    changed, whose to take: "mine" (the copy's) or "theirs". Raises ChangedMeanwhile if it doesn't, and ValidationError
    as `revise` does, or if the slug is another record's by now. Returns None if no words were changed.
    """
    require_copy(copy)
    model: Any = type(copy)
    record: Record = model.objects.select_for_update().get(pk=copy.copy_of_id)
    copy.copy_of = record
    contents, both = merged(copy)
    take = take or {}
    if any(take.get(name) not in {MINE, THEIRS} for name in both):
        raise ChangedMeanwhile(both)
    theirs = contents_of(record)
    contents |= {name: theirs[name] for name in both if take[name] == THEIRS}
    baseline(record=record)
    with publication_change(record):
        _apply_settings(record, {name: value for name, value in contents.items() if value != theirs[name]})
        record.validate_unique(exclude={field.name for field in model._meta.fields} - {"slug"})
        apply_snapshot(record, contents)
        if isinstance(record, Article) and isinstance(copy, Article):
            _publish_cards(copy, record)
        revision = revise(record, by=by, change=change, line=line, was_wrong=was_wrong, is_right=is_right)
    _note_restored(copy, revision)
    _log(copy, record, by)
    audit(Action.CHANGES, by=by, record=record, detail=revision.change if revision else "")
    copy.delete()
    return revision


def _apply_settings(record: Record, contents: Snapshot) -> None:
    for name in SETTINGS:
        if name in contents:
            field = record._meta.get_field(name)
            setattr(record, name, field.to_python(contents[name]))  # type: ignore[union-attr]
    record.slug = contents.get("slug", record.slug)


def _publish_cards(copy: Article, article: Article) -> None:
    """Make the article's cards those of its working copy, in place: cards keep their addresses.

    If the text became another than the copy's, cards stay where the edit has carried them, and new ones find their
    words again. Cards that the copy never knew of stay.
    """
    known = {int(pk) for pk in (copy.copied or {}).get("cards", [])}
    there = {card.pk: card for card in article.annotations.all()}
    same_text = copy.text == article.text
    kept, changed, new = set(), [], []
    for card in copy.annotations.order_by("pk"):
        public = there.get(card.original or 0)
        kept.add(card.original)
        if public and same_text:
            for name in POSITION_FIELDS:
                setattr(public, name, getattr(card, name))
            changed.append(public)
        elif not public:
            card.pk, card.original, card.article = None, None, article
            card._state.adding = True
            if not same_text:
                card.settle(locate(card.quote, article.text, floor=GUESS), article.text)
            new.append(card)
    article.annotations.filter(pk__in=known - kept).delete()
    Annotation.objects.bulk_update(changed, POSITION_FIELDS, batch_size=200)
    Annotation.objects.bulk_create(new, batch_size=200)


def _note_restored(copy: Record, revision: Revision | None) -> None:
    """Say in the history whose words these are, if they are those of an earlier revision."""
    then = Revision.objects.filter(pk=(copy.copied or {}).get("restored_from", 0)).first()
    if revision and then and same_words(without_cards(then.snapshot), revision.snapshot):
        revision.restored_from = then
        revision.save(update_fields=["restored_from"])


def _log(copy: Record, record: Record, by: Person) -> None:
    """What was done with its cards, and who wrote, stays with the public record."""
    if isinstance(copy, Article):
        CardChange.objects.filter(article=copy).update(article=record)
    text, places = gettext_noop("Published the changes."), {}
    if copy.edited_by and copy.edited_by != by:
        text, places = gettext_noop("Published the changes of %(writer)s."), {"writer": str(copy.edited_by)}
    desk_log.note(by=by, record=record, flag=CHANGE, text=text, **places)
