"""Gives the notes and claims that were there before the names they are known by."""

from django.db import migrations

from explainer.models.known_names import name_key


def fill(apps, schema_editor):
    Name = apps.get_model("explainer", "Name")
    rows = []
    for pk, title, aliases in apps.get_model("explainer", "Note").objects.values_list("pk", "title", "aliases"):
        rows += [Name(note_id=pk, key=key) for key in {name_key(name) for name in [title, *aliases]} - {""}]
    for pk, title in apps.get_model("explainer", "Claim").objects.values_list("pk", "title"):
        rows.append(Name(claim_id=pk, key=name_key(title)))
    Name.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("explainer", "0002_pictures_and_names")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
