"""What is there already gets its first revision, so that the next edit has something to be compared with."""

from django.db import migrations

FIELDS = {
    "Article": (
        "title", "section", "standfirst", "byline", "body", "language",
        "picture", "picture_alt", "picture_caption", "picture_credit", "text",
    ),
    "Note": (
        "title", "kind", "summary", "body", "aliases", "place_name", "latitude", "longitude", "as_of", "review_by",
        "picture", "picture_alt", "picture_caption", "picture_credit",
    ),
    "Claim": (
        "title", "summary", "claimant", "claimant_role", "quote", "said_on", "venue", "kind", "verdict", "reasoning",
        "would_change", "as_of", "review_by",
    ),
}  # fmt: skip


def snapshot(name, record, apps):
    words = {field: getattr(record, field) for field in FIELDS[name]}
    words = {field: value.isoformat() if hasattr(value, "isoformat") else value for field, value in words.items()}
    if "picture" in words:
        words["picture"] = record.picture.name or ""
    if name == "Note":
        events = apps.get_model("explainer", "Event").objects.filter(note=record.pk)
        dated = events.values("date", "end_date", "text", "source")
        words["events"] = sorted(dated, key=lambda event: (event["date"], event["text"]))
    citations = apps.get_model("explainer", "Citation").objects.filter(**{name.lower(): record.pk})
    words["citations"] = [
        {
            "source": citation.source_id,
            "title": f"{citation.source.title} ({citation.source.publisher})".removesuffix(" ()"),
            "words": citation.words,
        }
        for citation in citations.order_by("position", "pk").select_related("source")
    ]
    return words


def revise(apps, schema_editor):
    Revision = apps.get_model("explainer", "Revision")
    for name in FIELDS:
        for record in apps.get_model("explainer", name).objects.order_by("pk").iterator(chunk_size=200):
            since = getattr(record, "published_at", None) or record.created
            Revision.objects.create(
                **{name.lower(): record},
                made=record.modified,
                state=record.state,
                public_from=since if record.state == "published" else None,
                snapshot=snapshot(name, record, apps),
            )
            record.state_since = since if record.state == "published" else record.modified
            record.taken_down_at = record.modified if record.state == "taken_down" else None
            record.save(update_fields=["state_since", "taken_down_at"])


class Migration(migrations.Migration):
    dependencies = [("explainer", "0005_history")]

    operations = [migrations.RunPython(revise, migrations.RunPython.noop)]
