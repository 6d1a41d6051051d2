"""Loads a newsroom from a folder of YAML: sources, notes, claims, articles, tied together by their slugs.

    sources.yaml   notes/*.yaml   claims/*.yaml   articles/*.yaml

The format is described in docs/developers.md. Everything is checked as if an editor had typed it, and it is all or
nothing: the first mistake stops the load with the file and the field that are wrong.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.core.exceptions import ValidationError
from django.db import models, transaction

from explainer.models import Annotation, Article, Citation, Claim, Event, Note, PublicRecordQuerySet, Source, State
from explainer.publication.outbox import mark_everything
from explainer.search import reindex

from .revising import revise

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
        wrong = "; ".join(f"{field}: {' '.join(messages)}" for field, messages in error.message_dict.items())
        raise FixtureError(f"{path}: {wrong}") from error


def _load_note(path: Path, record: dict[str, Any]) -> bool:
    events, citations = record.pop("events", []), record.pop("citations", [])
    place = record.pop("place", None)
    if place:
        record |= {"place_name": place["name"], "latitude": place["latitude"], "longitude": place["longitude"]}
        record |= {"place_kind": place["kind"]} if "kind" in place else {}
    if not _make(path, Note, record, state=State.PUBLISHED):
        return False
    note = Note.objects.get(slug=record["slug"])
    for event in events:
        source = _find(path, Source, event.pop("source", None))
        _save(path, Event, note=note, source=source, **event)
    _cite(path, citations, note=note)
    revise(note)
    return True


def _load_claim(path: Path, record: dict[str, Any]) -> bool:
    citations = record.pop("citations", [])
    if not _make(path, Claim, record, state=State.PUBLISHED):
        return False
    claim = Claim.objects.get(slug=record["slug"])
    _cite(path, citations, claim=claim)
    revise(claim)
    return True


def _load_article(path: Path, record: dict[str, Any]) -> bool:
    annotations, citations = record.pop("annotations", []), record.pop("citations", [])
    if not _make(path, Article, record, state=State.PUBLISHED):
        return False
    article = Article.objects.get(slug=record["slug"])
    for annotation in annotations:
        note, claim = _find(path, Note, annotation.get("note")), _find(path, Claim, annotation.get("claim"))
        words = {"exact": annotation["exact"], "prefix": annotation.get("prefix", "")}
        _save(path, Annotation, article=article, note=note, claim=claim, **words)
    _cite(path, citations, article=article)
    revise(article)
    return True


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
