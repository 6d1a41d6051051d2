"""Makes what Django's models know nothing of: the search index, and the guard of the audit log.

A later migration that makes the log's table anew, as SQLite does for most changes, must make its guard anew too.

It is empty: what is saved goes into it, and `manage.py reindex` fills it with what is there.
"""

from django.db import migrations

POSTGRESQL = """CREATE TABLE explainer_search (id bigint PRIMARY KEY, words tsvector NOT NULL);
    CREATE INDEX explainer_search_words ON explainer_search USING gin (words)"""
# Words are cut before they come here (explainer/search/words.py), so the tokenizer only finds the spaces between them.
# "ascii" takes every sign beyond ASCII as a part of words, whichever edition of Unicode this SQLite was made with.
SQLITE = """CREATE VIRTUAL TABLE explainer_search USING fts5(
    title, names, summary, text, tokenize = "ascii", prefix = '2 3')"""

GUARD = {
    "sqlite": [
        f"CREATE TRIGGER explainer_audit_no_{verb.lower()} BEFORE {verb} ON explainer_auditentry "
        "BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION explainer_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$",
        "CREATE TRIGGER explainer_audit_guard BEFORE UPDATE OR DELETE ON explainer_auditentry "
        "FOR EACH ROW EXECUTE FUNCTION explainer_append_only()",
        "CREATE TRIGGER explainer_audit_no_truncate BEFORE TRUNCATE ON explainer_auditentry "
        "FOR EACH STATEMENT EXECUTE FUNCTION explainer_append_only()",
    ],
}
UNGUARD = {
    "sqlite": ["DROP TRIGGER IF EXISTS explainer_audit_no_update", "DROP TRIGGER IF EXISTS explainer_audit_no_delete"],
    "postgresql": [
        "DROP TRIGGER IF EXISTS explainer_audit_guard ON explainer_auditentry",
        "DROP TRIGGER IF EXISTS explainer_audit_no_truncate ON explainer_auditentry",
        "DROP FUNCTION IF EXISTS explainer_append_only",
    ],
}


def guard(apps, schema_editor):
    for statement in GUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in UNGUARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def make(apps, schema_editor):
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE explainer_search")


class Migration(migrations.Migration):
    dependencies = [("explainer", "0001_initial")]
    operations = [migrations.RunPython(make, drop), migrations.RunPython(guard, unguard)]
