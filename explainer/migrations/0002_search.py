"""Makes the search index: a table of the database's own kind, of which Django's models know nothing.

It is empty: what is saved goes into it, and `manage.py reindex` fills it with what is there.
"""

from django.db import migrations

POSTGRESQL = """CREATE TABLE explainer_search (id bigint PRIMARY KEY, words tsvector NOT NULL);
    CREATE INDEX explainer_search_words ON explainer_search USING gin (words)"""
# Words are cut before they come here (explainer/search/words.py), so the tokenizer only finds the spaces between them.
# "ascii" takes every sign beyond ASCII as a part of words, whichever edition of Unicode this SQLite was made with.
SQLITE = """CREATE VIRTUAL TABLE explainer_search USING fts5(
    title, names, summary, text, tokenize = "ascii", prefix = '2 3')"""


def make(apps, schema_editor):
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE explainer_search")


class Migration(migrations.Migration):
    dependencies = [("explainer", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
