"""The repository itself: pinned requirements with reasons, no machine's own paths, migrations that fit the models."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.documented import documents

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["deploy", "explainer", "templates", "static", "fixtures", "tests", "docs", "bench", ".ci"]
NOT_OURS = {".git", ".env"}  # a developer's own: the pointer of a work tree, the settings
TEXT = {".py", ".html", ".css", ".js", ".json", ".yaml", ".yml", ".md", ".txt", ".toml", ".sh", ".svg", ""}
# Where somebody's own files are, on any of our machines; put together here, so that this file has none of them.
PLACES = ["wor" + "k", "home", "root", "Users", "workspace", "mnt", "scratch"]
MACHINE_PATH = re.compile(
    r"(?<![\w.~:/>\"'`<-])/(?:" + "|".join(PLACES) + r")/|[\"'`(=\s]/(?:" + "|".join(PLACES) + r")/"
)


def test_one_process_takes_all_tests_of_a_file(request):
    """Where tests are shared by groups, their ids end with their group, which is all that xdist goes by."""
    grouped = hasattr(request.config, "workerinput") and request.config.option.loadgroup
    assert request.node.nodeid.endswith("@tests/test_repository.py") == grouped


def requirement_lines():
    for name in ("requirements.txt", "requirements-s3.txt", "requirements-dev.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith(("#", "-r ")):
                yield name, line


def wrong_requirement(line):
    return re.fullmatch(r"[A-Za-z0-9_.-]+(\[[a-z0-9,-]+\])?==\d[\w.]*\s+# \S.{8,}", line) is None


@pytest.mark.parametrize(("name", "line"), list(requirement_lines()))
def test_it_pins_every_requirement_and_says_why_it_is_there(name, line):
    assert not wrong_requirement(line), f"{name}: {line}"


@pytest.mark.parametrize(
    "line",
    ["Django", "Django>=5.2  # the framework", "Django==5.2.19", "Django==5.2.*  # the framework", "Django==5.2 #"],
)
def test_it_would_notice_a_requirement_that_is_not_pinned_or_explained(line):
    assert wrong_requirement(line)


def test_it_names_no_requirement_twice():
    names = [re.split(r"[\[=]", line)[0].lower() for _, line in requirement_lines()]
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("name", ["requirements", "requirements-s3", "requirements-dev"])
def test_it_locks_what_it_pins_with_hashes(name):
    lock = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    locked = re.findall(
        r"^([a-z0-9.-]+)(?:\[.*?\])?==([^ ]+)[^\n]*\\\n((?: +--hash=sha256:[0-9a-f]{64}[ \\]*\n)+)", lock, re.MULTILINE
    )
    assert len(locked) == len(re.findall(r"^\S+==", lock, re.MULTILINE)), "a package has no hashes"
    versions = {(package, version) for package, version, _ in locked}
    for file, line in requirement_lines():
        package, version = re.match(r"([A-Za-z0-9_.-]+)(?:\[.*?\])?==(\S+)", line).groups()
        package = re.sub(r"[-_.]+", "-", package).lower()  # as packaging.python.org normalizes names
        if name in (file.removesuffix(".txt"), "requirements-dev"):
            assert (package, version) in versions, f"{line}: run make lock"


def our_files():
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXT and path.name not in NOT_OURS)
    for folder in FOLDERS:
        yield from (path for path in (ROOT / folder).rglob("*") if path.is_file() and path.suffix in TEXT)


def test_it_has_no_path_of_somebody_s_machine_in_any_file():
    found = []
    for path in our_files():
        if {"__pycache__", "node_modules", "venv"} & set(path.parts):
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), start=1):
            if MACHINE_PATH.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []


@pytest.mark.parametrize("place", PLACES)
def test_it_would_notice_a_path_of_somebody_s_machine(place):
    path = f"/{place}/somebody/file"
    assert all(MACHINE_PATH.search(text) for text in (path, f'open("{path}")', f"see {path}", f"A={path}", f"`{path}`"))
    assert not MACHINE_PATH.search(f"https://example.org/{place}/x")


def test_it_reads_more_than_a_hundred_files_of_ours():
    assert len(list(our_files())) > 100


def test_every_module_that_a_document_names_is_there():
    there = {f"/{path.relative_to(ROOT)}" for path in our_files()}
    for page in documents():
        for name in re.findall(r"`([\w/.]+\.(?:py|js|css|sh))`", page.read_text(encoding="utf-8")):
            assert name.startswith("/") or any(path.endswith(f"/{name}") for path in there), f"{page.name}: {name}"


def test_no_two_classes_have_one_name():
    """Django's own custom aside: each command is a Command, each migration a Migration."""
    found = Counter(
        node.name
        for path in (ROOT / "explainer").rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, times in found.items() if times > 1 and name not in {"Command", "Migration"}] == []


def test_the_glossary_has_at_most_twenty_words_each_in_one_line():
    glossary = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8").split("\n## Words\n")[1].split("\n## ")[0]
    assert 10 < len(re.findall(r"^\| \*\*", glossary, re.M)) <= 20


def test_a_decision_has_a_date_and_thirty_lines_at_most():
    for path in (ROOT / "docs" / "decisions").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 30, path.name
        assert lines[2] == path.name[:10], path.name


@pytest.mark.django_db
def test_it_has_a_migration_for_every_change_of_the_models(capsys):
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    assert capsys.readouterr().out == "No changes detected\n"
