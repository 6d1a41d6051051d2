"""The measurements use what the project has, also in the code that they give to its shell."""

import importlib
import importlib.util
import re
from pathlib import Path

import pytest
from django.conf import settings

BENCH = sorted((Path(settings.BASE_DIR) / "bench").glob("*.py"))
IMPORT = re.compile(r"from (explainer[\w.]*) import ([\w, ]+)")


@pytest.mark.parametrize("path", BENCH, ids=lambda path: path.name)
def test_what_a_measurement_imports_is_there(path):
    for module, names in IMPORT.findall(path.read_text(encoding="utf-8")):
        found = importlib.import_module(module)
        for name in names.split(", "):
            bare = name.partition(" as ")[0].strip()
            assert hasattr(found, bare) or importlib.util.find_spec(f"{module}.{bare}"), f"{module} has no {bare}"
