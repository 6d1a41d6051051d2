"""Static files as they are deployed."""

import re
from pathlib import Path

from django.core.management import call_command

HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")
IMPORTED = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'`]([./][^"'`]*)["'`]""")


def test_no_import_of_a_script_stays_without_its_hash(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["admin", "django_htmx"])
    scripts = [path for path in Path(tmp_path, "js").rglob("*.js") if HASHED.search(path.name)]
    imports = [(path, address) for path in scripts for address in IMPORTED.findall(path.read_text())]
    assert any(path.name.startswith("drafts.") for path, _ in imports)
    for path, address in imports:
        assert HASHED.search(address), f"{path.name} imports {address}"
        assert (path.parent / address).is_file(), f"{path.name} imports {address}, which isn't there"
