"""Migrations stand for themselves: they import nothing that changes later."""

import ast
from pathlib import Path

import pytest

from tests.test_layers import ROOT, imported

FILES = sorted(Path(ROOT, "migrations").glob("0*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_migration_imports_nothing_of_the_project(file):
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert [name for name in imported(tree, "explainer.migrations.x") if name.startswith("explainer")] == []
