"""Writes a newsroom as a site of plain files, and follows every link in it."""

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings

from tests import templates
from tests.settings import FILES

SITE = "https://news.example"
LINKS = re.compile(
    r"""\s(?:href|src|hx-get|action|poster)=(?:"([^"]*)"|'([^']*)')|url\(["']?([^"')]+)|<(?:loc|link)>([^<]+)<|;\s*url=([^"]+)"""
)
SRCSET = re.compile(r'\ssrcset="([^"]*)"')


def manage(folder, *arguments, **environment):
    """Run a command against a database of its own in `folder`."""
    own = {
        "DATABASE_URL": f"sqlite:///{folder / 'news.sqlite3'}",
        "BAKE_DIR": str(folder / "baked"),
        "DJANGO_SETTINGS_MODULE": "tests.exportable",
    }
    command = [sys.executable, Path(settings.BASE_DIR) / "manage.py", *arguments]
    return subprocess.run(command, env=os.environ | own | environment, capture_output=True, text=True)


def load(folder, name="small"):
    """The newsroom of that name (tests/templates.py) with its static files."""
    templates.copy(name, folder / "news.sqlite3")
    shutil.copytree(settings.STATIC_ROOT, folder / "static")  # of its own: a test takes one away
    shutil.copytree(FILES / "media/pictures", folder / "media/pictures")
    return folder


def links(text):
    """Every address that a file names."""
    for groups in LINKS.findall(text):
        yield html.unescape(next(filter(None, groups), ""))
    for srcset in SRCSET.findall(text):
        yield from (part.split()[0] for part in html.unescape(srcset).split(",") if part.strip())


def dead_links(folder, base="/"):
    """What the files of an export name that no file answers, as `file: address`."""
    root = SITE + base
    for file in sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".xml", ".css", ".json", ".txt"}):
        here = root + file.relative_to(folder).as_posix().removesuffix("index.html")
        for link in set(links(file.read_text())):
            address = urlsplit(urljoin(here, link))
            if address.scheme not in {"http", "https"} or f"{address.scheme}://{address.netloc}" != SITE:
                continue
            path = unquote(address.path)
            target = folder / (path.removeprefix(base) + ("index.html" if path.endswith("/") else ""))
            if not path.startswith(base) or not target.is_file() or address.query:
                yield f"{file.relative_to(folder)}: {link}"
