"""Makes the search index, a table that Django's models know nothing of, and fills it with what is there."""

from django.db import migrations

from explainer import search


def make(apps, schema_editor):
    schema_editor.execute(search.backend().CREATE)
    search.reindex({kind: apps.get_model("explainer", kind) for kind in search.KINDS})


def drop(apps, schema_editor):
    schema_editor.execute(search.backend().DROP)


class Migration(migrations.Migration):
    dependencies = [("explainer", "0010_previews")]
    operations = [migrations.RunPython(make, drop)]
