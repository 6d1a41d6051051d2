"""Which version of a note or a claim readers are shown: the one in their article's language, or else the original.

Versions are an original and its translations. An annotation names any of them.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from .annotation import Annotation
from .claim import Claim
from .language import language_name, same_language
from .library_item import version_keys
from .note import Note
from .public_record import RecordKey
from .revision import Revision

Item = Note | Claim


class OriginalNotice(NamedTuple):
    """Of a translation, in plain values: what readers are told of its original."""

    title: str
    address: str
    language: str  # the original's, as it calls itself
    code: str
    since: datetime | None  # since when readers saw the wording that was translated
    changed: datetime | None  # when the original was next changed by more than wording; none if it is up to date
    changes: str  # the address of what changed


def versions(items: Iterable[Item]) -> list[Item]:
    """All published versions of these notes and claims, they included. One query for each of both kinds."""
    keys: defaultdict[type[Item], set[int]] = defaultdict(set)
    for item in items:
        keys[type(item)].add(item.original_key)
    found: list[Item] = []
    for model, originals in keys.items():
        manager: Any = model
        published = manager.objects.published().filter(pk__in=version_keys(model, originals))
        found += published.select_related("said_by") if model is Claim else published
    return found


def in_languages(item: Item) -> list[Item]:
    """The published versions of a note or claim by language, itself among them; none if it is alone. One query."""
    found = sorted(versions([item]), key=lambda each: each.language)
    return found if len(found) > 1 else []


def show_in(annotations: list[Annotation], language: str) -> list[Annotation]:
    """The same annotations with the version in this language as their item, where there is one.

    No query if all are in it already, else one for each kind. What is given back is for showing, never for saving.
    """
    foreign = [each.item for each in annotations if not same_language(each.item.language, language)]
    if not foreign:
        return annotations
    fitting: dict[RecordKey, Item] = {}
    for item in sorted(versions(foreign), key=lambda each: each.language == language):
        if same_language(item.language, language):
            fitting[item.type_name, item.original_key] = item
    for annotation in annotations:
        version = fitting.get((annotation.kind, annotation.item.original_key))
        if version and not same_language(annotation.item.language, language):
            _lend_place(annotation.item, version)
            setattr(annotation, annotation.kind, version)
    return annotations


def _lend_place(of: Item, version: Item) -> None:
    """A translation without a place is where the note is that it stands for."""
    if isinstance(of, Note) and isinstance(version, Note) and version.latitude is None and of.latitude is not None:
        version.latitude, version.longitude, version.place_kind = of.latitude, of.longitude, of.place_kind
        version.place_name = version.place_name or of.place_name


def rendered(items: Iterable[Item]) -> dict[RecordKey, OriginalNotice]:
    """What readers are told of the originals of those that are translations of something published.

    None for no translation, else a query for each kind, and one for what changed.
    """
    found: dict[RecordKey, OriginalNotice] = {}
    for model in (Note, Claim):
        keys = [item.pk for item in items if isinstance(item, model) and item.translation_of_id]
        manager: Any = model
        if not keys:
            continue
        rows = manager.objects.filter(pk__in=keys).select_related("translation_of", "translated_from")
        for item in rows.defer("translated_from__snapshot"):
            original = item.translation_of
            if original.is_public:
                found[item.record_key] = _rendered(item, original)
    return found


def _rendered(item: Any, original: Any) -> OriginalNotice:
    since = item.translated_from.public_from if item.translated_from else None
    newer = newer_than(original, since).first() if since else None
    name = language_name(original.language)
    address = newer.address if newer else ""
    return OriginalNotice(
        original.headline, original.get_absolute_url(), name, original.language, since,
        newer.public_from if newer else None, address,
    )  # fmt: skip


def newer_than(original: Any, since: datetime) -> "QuerySet[Revision]":
    """What readers were told of the original since then, the oldest first."""
    return Revision.objects.of(original).updates().filter(public_from__gt=since).order_by("public_from", "pk")


def behind(model: type[Note] | type[Claim]) -> "QuerySet[Any]":
    """The translations whose original has changed since by more than wording; those for the longest time first."""
    manager: Any = model
    newer = Revision.objects.public().filter(
        **{model.type_name: OuterRef("translation_of")},
        change__in=Revision.TOLD,
        public_from__gt=OuterRef("translated_from__public_from"),
    )
    found: QuerySet[Any] = manager.objects.exclude(state="taken_down").filter(Exists(newer))
    since: QuerySet[Any] = found.annotate(since=F("translated_from__public_from"))
    return since.order_by("since", "pk")


def is_behind(item: Any) -> bool:
    """True if it is a translation of what was changed since by more than wording."""
    if item.translation_of is None or item.translated_from is None or item.translated_from.public_from is None:
        return False
    return newer_than(item.translation_of, item.translated_from.public_from).exists()
