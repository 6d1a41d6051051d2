"""A copy of the project to run its commands in, and the commands that its documents name."""

import re
import shutil
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
COMMAND = re.compile(r"manage\.py ([a-z_]+)((?:[ \n]+(?:\[?--[a-z-]+|[A-Z.]+\]?|[\w/.]+(?=[ `\]])))*)")


def copy_of_the_project(folder):
    """The project without its history, its environment and what running left behind, in a new folder of `folder`."""
    copy = Path(folder) / "project"
    for name in ("explainer", "tests"):
        leave = shutil.ignore_patterns("files", "data") if name == "tests" else None
        shutil.copytree(ROOT / name, copy / name, ignore=leave)
    for name in ("manage.py", "Makefile"):
        shutil.copy2(ROOT / name, copy / name)
    for name in ("templates", "static", "fixtures"):
        (copy / name).symlink_to(ROOT / name)
    return copy


def documents():
    """README and every page of docs/, but for dated decisions, which say how things were."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def documented_commands():
    """Each command that a document names, with the options that it names there: {"bake": {"--all", "--status"}}."""
    found = {}
    for page in documents():
        for name, rest in COMMAND.findall(page.read_text(encoding="utf-8")):
            found.setdefault(name, set()).update(re.findall(r"--[a-z-]+", rest))
    return found
