"""What is served of others' scripts is what package.json pins, as released."""

import json
import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
FILES = {"htmx.min.js": "dist/htmx.min.js", "LICENSE": "LICENSE"}


def test_htmx_is_the_pinned_release_with_its_licence():
    pinned = json.loads((ROOT / "package.json").read_text())["dependencies"]["htmx.org"]
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]["node_modules/htmx.org"]["version"]
    served = (ROOT / "static/vendor/htmx/htmx.min.js").read_text()
    assert re.findall(r'this\.version="([^"]*)"', served) == [pinned] == [locked]
    assert "Zero-Clause BSD" in (ROOT / "static/vendor/htmx/LICENSE").read_text()


def test_nothing_of_it_was_changed():
    package = ROOT / "node_modules/htmx.org"
    if package.exists():  # what `npm run vendor` copies from
        for name, original in FILES.items():
            assert (ROOT / "static/vendor/htmx" / name).read_bytes() == (package / original).read_bytes()
