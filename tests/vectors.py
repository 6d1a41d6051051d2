"""Published vectors of cross-site scripting, and records that have all of them in each of their fields."""

import json
from pathlib import Path

from django.db import models

from explainer.actions.revising import revise
from explainer.actions.working_copies import begin
from explainer.models import Claimant, EmbeddingSite, Event, Revision, ScaleVerdict, Theme
from explainer.models.markdown import MarkdownField
from explainer.models.note import AliasesField
from explainer.publication.change import change
from tests.factories import annotate, cite, make_article, make_claim, make_note, make_source

DATA = Path(__file__).parent / "data"
VECTORS = [
    json.loads(line)
    for name in ("xss.txt", "xss-h5sc.txt")
    for line in (DATA / name).read_text().splitlines()
    if not line.startswith("#")
]
PLAIN = {models.CharField, models.TextField}
ALL = " ".join(VECTORS)


def fill(record, **fields):
    """Write all vectors into each field of a record that takes text, whatever its length (SQLite has none), save it,
    and return it."""
    for field in record._meta.fields:
        if not field.editable or field.choices or field.name in fields:
            continue
        if type(field) in PLAIN:
            setattr(record, field.name, f"Alert {ALL}")
        elif isinstance(field, MarkdownField):
            setattr(record, field.name, "\n\n".join(["MI6 and Prague and 1968.", *VECTORS]))
        elif isinstance(field, models.URLField):
            setattr(record, field.name, f"https://example.org/{''.join(ALL.split())}")
        elif isinstance(field, AliasesField):
            setattr(record, field.name, ["MI6", *VECTORS])
    for name, value in fields.items():
        setattr(record, name, value)
    record.save()
    return record


def fill_newsroom(by):
    """An article with two cards, and what belongs to them, all public, corrected once, with changes under way.

    Returns {"article": …, "note": …, "claim": …, "source": …, "claimant": …}.
    """
    fill(ScaleVerdict(value="odd", shape="filled", position=1))
    source = fill(make_source())
    note = make_note(slug="evil", latitude=50.1, longitude=14.4)
    fill(Event(note=note, date="1968-08-21", source=source))
    claimant = fill(Claimant(slug="evil"))
    claim = make_claim(slug="evil", verdict="odd")
    article = make_article(slug="evil")
    records = {"article": article, "note": note, "claim": claim}
    for record in records.values():
        revise(record, by=by)
        with change(record):
            fill(record, **({"claimant": claimant.name} if record is claim else {}), review_note="", wanted_slug="")
            fill(cite(record, source), excerpt=ALL[:1000], words=ALL[:500])
            revision = revise(record, by=by, change="correction", line="Corrected.")
        Revision.objects.filter(pk=revision.pk).update(line=ALL)
    annotate(article, "MI6", note)
    annotate(article, "Prague", claim)
    for record in records.values():
        copy = begin(record=record, by=by)
        copy.title = f"{ALL} again"
        copy.save()
    fill(EmbeddingSite(origins=["https://paper.example"], theme=fill(Theme(slug="evil"))))
    return {**records, "source": source, "claimant": claimant}
