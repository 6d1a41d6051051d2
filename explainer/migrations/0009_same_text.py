"""Articles get a fingerprint of their text, those that exist included."""

from django.db import migrations, models

from explainer.text.sameness import fingerprint


def fill(apps, schema_editor):
    articles = apps.get_model("explainer", "Article").objects
    batch = []
    for article in articles.only("text").order_by("pk").iterator(chunk_size=200):
        article.fingerprint = fingerprint(article.text)
        batch.append(article)
        if len(batch) == 200:
            articles.bulk_update(batch, ["fingerprint"])
            batch = []
    articles.bulk_update(batch, ["fingerprint"])


class Migration(migrations.Migration):
    dependencies = [("explainer", "0008_purges")]

    operations = [
        migrations.AddField(
            "article",
            "fingerprint",
            models.CharField(
                max_length=32,
                editable=False,
                blank=True,
                default="",
                db_index=True,
                help_text="The same for texts of the same words: finds an article that is imported again.",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
