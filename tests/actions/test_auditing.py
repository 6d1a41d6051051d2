"""The audit log has a line of whatever counts, for administrators; nothing changes or deletes one."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from explainer.actions import workflow
from explainer.actions.preview_links import make_link, withdraw_links
from explainer.actions.publishing_changes import publish_changes
from explainer.actions.redacting import redact
from explainer.actions.revising import revise
from explainer.actions.working_copies import begin
from explainer.models import AuditEntry, EmbeddingSite, State, Theme
from explainer.models.audit import AppendOnlyError
from tests.factories import make_note, make_user

pytestmark = pytest.mark.django_db
MIGRATION = import_module("explainer.migrations.0002_search")
RIGHT = "a right password"
COLOURS = {"paper": "#ffffff", **dict.fromkeys(("ink", "muted", "note", "claim"), "#000000")}


def lines():
    return list(AuditEntry.objects.order_by("pk").values_list("action", "who", "kind", "detail"))


@pytest.fixture
def editor():
    user = make_user("Editors")
    user.set_password(RIGHT)
    user.save()
    return user


@pytest.mark.thorough
def test_it_says_who_signed_in_who_failed_and_from_where(client, editor):
    for name, password in ((editor.username, "wrong"), ("my secret password", "x"), (editor.username, RIGHT)):
        client.post("/admin/login/", {"username": name, "password": password}, REMOTE_ADDR="198.51.100.1")
    client.post("/admin/logout/", REMOTE_ADDR="2001:db8:1:2:3::4")
    assert lines() == [
        ("failed", editor.username, "", ""),
        ("failed", "", "", "no such account"),
        ("signed_in", editor.username, "", ""),
        ("signed_out", editor.username, "", ""),
    ]
    assert AuditEntry.objects.values_list("address", flat=True).order_by("pk").last() == "2001:db8:1:2::"
    assert AuditEntry.objects.filter(address="198.51.100.1").count() == 3


def test_it_says_what_was_done_and_never_in_which_words(editor, tmp_path):
    note = make_note(state=State.DRAFT, title="Zyxwv", summary="Zyxwv Qrstu was here. So was he.")
    revise(note)
    workflow.publish(record=note, by=editor)
    copy = begin(record=note, by=editor)
    copy.summary = "Zyxwv Qrstu was there. So was he."
    copy.save()
    publish_changes(copy=copy, by=editor, change="clarification", line="There.")
    make_link(record=note, lifetime=timedelta(days=1), by=editor)
    withdraw_links(record=note, by=editor)
    redact(revision=note.revisions.first(), ground="court", line="", words="Zyxwv Qrstu", by=editor)
    workflow.take_down(record=note, by=editor, line="Wrong.")
    call_command("backup", tmp_path / "news.tar.gz", verbosity=0)
    found = [(action, kind, detail) for action, _who, kind, detail in lines()]
    until = found[2][2]
    assert found == [
        ("published", "note", "draft → published"),
        ("changes", "note", "clarification"),
        ("link", "note", until),
        ("withdrawn", "note", "1"),
        ("redacted", "note", "court"),
        ("taken_down", "note", "published → taken_down"),
        ("backup", "", "news.tar.gz"),
    ]
    assert {who for _, who, kind, _ in lines() if kind} == {editor.username}
    assert lines()[-1][1].startswith("manage.py (")


def test_it_says_which_role_somebody_got(client, editor):
    client.force_login(make_user("Administrators"))
    group = Group.objects.get(name="Administrators")
    form = {"username": editor.username, "is_staff": "on", "groups": group.pk, "date_joined_0": "2026-01-01"}
    form |= {"date_joined_1": "00:00", "usable_password": "true"}
    assert client.post(f"/admin/auth/user/{editor.pk}/change/", form).status_code == 302
    said = AuditEntry.objects.filter(action="account").get()
    assert (said.record, said.detail) == (
        editor.pk, "date_joined, is_active (Editors → Administrators)",
    )  # fmt: skip


def test_it_says_which_settings_were_changed(client):
    client.force_login(make_user("Administrators"))
    site = {"name": "Paper", "origins": "https://paper.example", "articles": "on", "goes_public": "1"}
    for path, form in (
        ("embeddingsite/add/", site),
        ("theme/add/", {"name": "Sepia", "slug": "sepia", "font": "sans", "corner": "0", **COLOURS}),
        ("scaleverdict/begin/", {}),
    ):
        assert client.post(f"/admin/explainer/{path}", form).status_code == 302, path
    made = EmbeddingSite.objects.get()
    address = f"/admin/explainer/embeddingsite/{made.pk}"
    assert client.post(f"{address}/change/", {**site, "is_active": "on"}).status_code == 302
    assert client.post(f"{address}/delete/", {"post": "yes"}).status_code == 302
    chosen = {"action": "delete_selected", "_selected_action": Theme.objects.get().pk, "post": "yes"}
    assert client.post("/admin/explainer/theme/", chosen).status_code == 302
    assert [(kind, detail) for action, _, kind, detail in lines() if action == "settings"] == [
        ("embeddingsite", "made"),
        ("theme", "made"),
        ("", "scaleverdict: ours copied"),
        ("embeddingsite", "changed: active"),
        ("embeddingsite", "deleted"),
        ("theme", "deleted"),
    ]


def test_it_says_which_roles_rights_were_changed(client):
    client.force_login(make_user("Administrators"))
    role = Group.objects.get(name="Contributors")
    form = {"name": role.name, "permissions": []}
    assert client.post(f"/admin/auth/group/{role.pk}/change/", form).status_code == 302
    assert [line[2:] for line in lines() if line[0] == "settings"] == [("group", "changed: permissions")]


def test_administrators_read_and_search_it_and_nobody_else(client, editor):
    AuditEntry.objects.create(action="published", who="zenobia", kind="note", record=7)
    AuditEntry.objects.create(action="published", who="other", kind="note", record=8)
    client.force_login(editor)
    assert client.get("/admin/explainer/auditentry/").status_code == 403
    client.force_login(make_user("Administrators"))
    page = client.get("/admin/explainer/auditentry/?q=zenobia").content.decode()
    assert "note 7" in page
    assert "note 8" not in page
    entry = AuditEntry.objects.first()
    assert client.post(f"/admin/explainer/auditentry/{entry.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"/admin/explainer/auditentry/{entry.pk}/change/", {"who": "x"}).status_code == 403


def test_neither_the_model_nor_the_database_changes_a_line():
    entry = AuditEntry.objects.create(action="published", who="anna")
    for attempt in (entry.save, entry.delete, AuditEntry.objects.all().delete, AuditEntry.objects.all().update):
        with pytest.raises(AppendOnlyError):
            attempt()
    with connection.cursor() as cursor:
        for statement in MIGRATION.GUARD[connection.vendor]:
            cursor.execute(statement)
        attempts = ["DELETE FROM explainer_auditentry", "UPDATE explainer_auditentry SET who = 'ben'"]
        if connection.vendor == "postgresql":
            attempts.append("TRUNCATE explainer_auditentry")
        for statement in attempts:
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                cursor.execute(statement)
    assert AuditEntry.objects.get().who == "anna"
