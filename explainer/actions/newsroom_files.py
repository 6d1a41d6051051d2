"""Loads a newsroom from a folder of YAML: sources, notes, claims, articles, tied together by their slugs.

    sources.yaml   notes/*.yaml   claims/*.yaml   articles/*.yaml   drawings/*.svg

The format is described in docs/developers.md. Everything is checked as if an editor had typed it, and it is all or
nothing: the first mistake stops the load with the file and the field that are wrong.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from explainer.models import (
    Annotation,
    Article,
    Citation,
    Claim,
    Event,
    Note,
    PublicRecordQuerySet,
    Record,
    Revision,
    Source,
    State,
)
from explainer.pictures import UnfitPictureError, fit_drawing
from explainer.publication.outbox import mark_everything
from explainer.search import reindex

from .newsroom_history import load_history

M = TypeVar("M", bound=models.Model)


class FixtureError(Exception):
    """A file of the newsroom is wrong. The message names the file and says what to correct."""


@transaction.atomic
def load_newsroom(*, folder: Path) -> dict[str, int]:
    """Load what is in `folder` and publish it. Returns how many sources, notes, claims and articles were made.

    Records that exist already (by slug, also a former one) are left alone, so nothing an editor changed is lost.
    Raises FixtureError; then nothing was loaded.
    """
    made = {"sources": 0, "notes": 0, "claims": 0, "articles": 0}
    made["sources"] = _loaded(_load_sources, folder / "sources.yaml", list)
    for name, load in (("notes", _load_note), ("claims", _load_claim), ("articles", _load_article)):
        for path in sorted((folder / name).glob("*.yaml")):
            made[name] += _loaded(load, path, dict)
    if any(made.values()):
        reindex()
        mark_everything()
    return made


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise FixtureError(f"{path}: {error}") from error


def _loaded(load: Callable[[Path, Any], int], path: Path, shape: type) -> int:
    data = _read(path)
    if not isinstance(data, shape):
        raise FixtureError(f"{path}: this file must be a {'list of records' if shape is list else 'single record'}")
    try:
        return load(path, data)
    except KeyError as error:
        raise FixtureError(f"{path}: {error.args[0]} is missing") from error
    except (TypeError, AttributeError) as error:  # a field that no model has, a text where a list belongs
        raise FixtureError(f"{path}: {error}") from error


def _load_sources(path: Path, records: list[dict[str, Any]]) -> int:
    return sum(_make(path, Source, record) for record in records)


def _make(path: Path, model: type[models.Model], record: dict[str, Any], **fixed: Any) -> bool:
    """Save a record unless its slug is there already. True if it was made."""
    if _stored(model, record["slug"]):
        return False
    _save(path, model, **record, **fixed)
    return True


def _save(path: Path, model: type[models.Model], **values: Any) -> None:
    try:
        row = model(**values)
        row.full_clean()
        row.save()
    except ValidationError as error:
        raise _wrong(path, error) from error


def _wrong(path: Path, error: ValidationError) -> FixtureError:
    wrong = "; ".join(f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items())
    return FixtureError(f"{path}: {wrong}")


def _load_history(path: Path, record: Record, history: list[dict[str, Any]], since: str = "") -> None:
    try:
        load_history(record, history, since)
    except ValidationError as error:
        raise _wrong(path, error) from error


def _load_note(path: Path, record: dict[str, Any]) -> bool:
    events, citations, history = (record.pop(name, []) for name in ("events", "citations", "history"))
    since = record.pop("since", "")
    place = record.pop("place", None)
    if place:
        record |= {"place_name": place["name"], "latitude": place["latitude"], "longitude": place["longitude"]}
        record |= {"place_kind": place["kind"]} if "kind" in place else {}
    if "drawing" in record:
        record["picture"] = _drawing(path, record.pop("drawing"))
    if not _make(path, Note, record, state=State.PUBLISHED):
        return False
    note = Note.objects.get(slug=record["slug"])
    for event in events:
        source = _find(path, Source, event.pop("source", None))
        _save(path, Event, note=note, source=source, **event)
    _cite(path, citations, note=note)
    _load_history(path, note, history, since)
    return True


def _drawing(path: Path, name: str) -> ContentFile:
    """The note's picture as SVG, from the folder `drawings` beside that of the notes."""
    try:
        content = (path.parent.parent / "drawings" / Path(name).name).read_bytes()
        fit_drawing(content)
    except (OSError, UnfitPictureError) as error:
        raise FixtureError(f"{path}: drawing: {name} must be SVG with shapes and text alone ({error})") from error
    return ContentFile(content, name)


def _load_claim(path: Path, record: dict[str, Any]) -> bool:
    citations, history, since = record.pop("citations", []), record.pop("history", []), record.pop("since", "")
    if not _make(path, Claim, record, state=State.PUBLISHED):
        return False
    claim = Claim.objects.get(slug=record["slug"])
    _cite(path, citations, claim=claim)
    _load_history(path, claim, history, since)
    return True


def _load_article(path: Path, record: dict[str, Any]) -> bool:
    annotations, citations, history = (record.pop(name, []) for name in ("annotations", "citations", "history"))
    if not _make(path, Article, record, state=State.PUBLISHED):
        return False
    article = Article.objects.get(slug=record["slug"])
    for annotation in annotations:
        note, claim = _find(path, Note, annotation.get("note")), _find(path, Claim, annotation.get("claim"))
        words = {"exact": annotation["exact"], "prefix": annotation.get("prefix", "")}
        _save(path, Annotation, article=article, note=note, claim=claim, **words)
    _came_with(article)
    _cite(path, citations, article=article)
    _load_history(path, article, history)
    return True


def _came_with(article: Article) -> None:
    """Its cards, and the background on them, have been public since the article was, as far as nothing else is said."""
    since = article.published_at
    if since is None or since > timezone.now():
        return
    article.annotations.update(created=since)
    of_cards = Q(note__annotations__article=article) | Q(claim__annotations__article=article)
    later = Revision.objects.filter(of_cards, changed=["made"], public_from__gt=since)
    Revision.objects.filter(pk__in=list(later.values_list("pk", flat=True))).update(made=since, public_from=since)


def _cite(path: Path, citations: list[dict[str, str]], **owner: models.Model) -> None:
    for position, citation in enumerate(citations):
        source = _find(path, Source, citation["source"])
        _save(
            path,
            Citation,
            source=source,
            words=citation.get("words", ""),
            excerpt=citation.get("excerpt", ""),
            position=position,
            **owner,
        )


def _find(path: Path, model: type[M], slug: str | None) -> M | None:
    if not slug:
        return None
    found = _stored(model, slug)
    if found is None:
        raise FixtureError(f"{path}: there is no {model._meta.verbose_name} “{slug}”")
    return found


def _stored(model: type[M], slug: str) -> M | None:
    """The record of that slug, or the one that had it before an editor renamed it."""
    records = model._default_manager.all()
    return records.with_slug(slug) if isinstance(records, PublicRecordQuerySet) else records.filter(slug=slug).first()
