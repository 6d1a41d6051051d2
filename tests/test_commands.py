"""The commands that set a newsroom up."""

import io
import re
import socket
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from explainer.management.commands import demo
from explainer.models import Article, Note
from tests import small_newsroom
from tests.conftest import FIXTURES
from tests.documented import copy_of_the_project, documented_commands

PLAIN = {"PATH": "/usr/bin:/bin"}
HELP_OF_EACH = """
import os, sys
from django.core.management import execute_from_command_line

os.environ["DJANGO_SETTINGS_MODULE"] = "explainer.settings"
for name in sys.argv[1:]:
    try:
        execute_from_command_line(["manage.py", name, "--help"])
    except SystemExit as end:
        if end.code:
            raise
    print("\\f", end="")
"""


def output(*args, **options):
    out = io.StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


@pytest.mark.thorough
@pytest.mark.django_db
def test_it_loads_the_demonstration_and_says_how_much():
    counts = {name: len(list((FIXTURES / name).glob("*.yaml"))) for name in ("notes", "claims", "articles")}
    expected = r"Loaded \d+ sources, {notes} notes, {claims} claims, {articles} articles.\n".format(**counts)
    assert re.fullmatch(expected, output("load_newsroom"))
    assert output("load_newsroom") == "Loaded 0 sources, 0 notes, 0 claims, 0 articles.\n"
    assert Article.objects.published().count() == 3


def test_it_says_what_a_folder_must_have(tmp_path):
    with pytest.raises(CommandError) as caught:
        output("load_newsroom", tmp_path / "none")
    assert str(caught.value) == (
        f"{tmp_path / 'none'} is not a folder. Give one with sources.yaml, notes/, claims/ and articles/."
    )


@pytest.mark.django_db
def test_it_says_that_nothing_was_loaded_and_why(tmp_path):
    (tmp_path / "sources.yaml").write_text("- {slug: afp, title: Timeline}\n- {title: No name}\n", encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        output("load_newsroom", tmp_path)
    assert str(caught.value) == f"Nothing was loaded. {tmp_path / 'sources.yaml'}: slug is missing"


@pytest.mark.thorough
@pytest.mark.django_db
def test_it_sets_the_demonstration_up_and_again_without_losing_what_was_edited(tmp_path, monkeypatch, settings, client):
    """On the small newsroom: what the whole one has is loaded above, and baked by tests/baking/test_exporting.py."""
    monkeypatch.setattr(demo, "PASSWORD_FILE", tmp_path / "demo-password")
    small_newsroom.write(tmp_path / "fixtures")
    settings.BASE_DIR, settings.BAKE_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "baked", tmp_path / "static"
    settings.WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["css", "js", "json", "svg", "txt"]  # seven seconds each time
    first = output("demo", "--no-serve")
    assert "The demonstration newsroom is at http://testserver/\n" in first
    for article in Article.objects.published():
        assert f"http://testserver{article.get_absolute_url()}  {article.title}" in first
    password = re.search(r"http://testserver/admin/   sign in as editor / (\S+)", first)[1]
    assert client.login(username="editor", password=password)
    assert client.get("/admin/explainer/article/").status_code == 200
    assert (tmp_path / "demo-password").stat().st_mode & 0o777 == 0o600

    Note.objects.filter(slug="wagner-mutiny").update(title="Edited")
    Article.objects.get(slug="ozone-layer-mending").delete()
    second = output("demo", "--no-serve")
    assert Note.objects.get(slug="wagner-mutiny").title == "Edited"
    assert Article.objects.count() == 1
    assert ("Loaded" in first, "Loaded" in second) == (True, False)
    assert f"sign in as editor / {password}" in second


def test_it_refuses_a_port_that_somebody_serves_already():
    """granian would share it: each page would come from either of two newsrooms."""
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(CommandError) as caught:
        output("demo", "--port", str(server.getsockname()[1]))
    assert "is served already. Stop that server, or choose another: PORT=8001 make demo" in str(caught.value)


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """A copy of the project as `make demo` leaves it, as far as its settings go: with a `.env`."""
    copy = copy_of_the_project(tmp_path_factory.mktemp("demonstration"))
    subprocess.run(["make", ".env", f"PYTHON={sys.executable}"], cwd=copy, env=PLAIN, check=True, capture_output=True)
    return copy


def manage(folder, *command, python=("manage.py",)):
    """Run a command as somebody types it, with nothing set in the environment. Returns the finished process."""
    return subprocess.run(
        [sys.executable, *python, *command], cwd=folder, env=PLAIN, capture_output=True, text=True, timeout=120
    )


def test_it_finds_the_commands_that_the_documents_name():
    found = documented_commands()
    assert len(found) > 12
    assert found["bake"] >= {"--all", "--watch", "--status", "--check", "--out", "--jobs", "--base-path"}
    assert found["import_article"] == {"--dry-run"}
    assert found["check_links"] == {"--older-than", "--limit"}


@pytest.mark.thorough
def test_every_documented_command_starts_with_the_demonstration_s_settings(demonstration):
    process = manage(demonstration, *documented_commands(), python=("-c", HELP_OF_EACH))
    assert process.returncode == 0, process.stderr
    for page, (name, options) in zip(process.stdout.split("\f"), documented_commands().items(), strict=False):
        assert page.startswith(f"usage: manage.py {name} "), name
        assert options - set(re.findall(r"--[a-z-]+", page)) == set(), name


@pytest.mark.thorough
def test_the_first_command_after_the_demonstration_works_as_it_is_written(demonstration):
    (demonstration / "page.html").write_text("<title>Canal opens</title><p>" + "The canal opened on Monday. " * 30)
    process = manage(demonstration, "import_article", "page.html", "--dry-run")
    assert (process.returncode, process.stderr) == (0, "")
    assert process.stdout.startswith("page.html: Canal opens\n")
