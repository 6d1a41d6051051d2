"""What Explainer is measured beside: plain nginx and WhiteNoise with its files, Wagtail with its article."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from running import BENCH, ROOT, WORKERS, Server, Site, free_port, granian, need, serving

WAGTAIL = ["wagtail==8.0.1", "granian==2.8.7", "Django==5.2.19"]
WAGTAIL_VENV = ROOT / "var/bench/wagtail-8.0.1"
MODULES = Path("/usr/lib/nginx/modules")
PLAIN = """
server {{
    listen 127.0.0.1:{port};
    root {folder};
    index index.html;
    etag on;
    charset utf-8;
    gzip_static on;
    brotli_static on;
}}"""


def nginx(folder: Path, config: str, port: int) -> Any:
    """nginx with that server block, one worker for each of the application's."""
    folder.mkdir(parents=True, exist_ok=True)
    modules = sorted(MODULES.glob("*brotli_static*.so"))
    if not modules:
        raise SystemExit("nginx can't send Brotli files (Debian: apt-get install libnginx-mod-http-brotli-static).")
    load = "".join(f"load_module {module};\n" for module in modules)
    user = "user root; " if os.getuid() == 0 else ""
    temporary = "".join(
        f"{name}_temp_path {folder}/{name}; " for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{load}daemon off; {user}worker_processes {WORKERS}; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ include /etc/nginx/mime.types; access_log off; sendfile on; {temporary}\n{config}\n}}\n"
    )
    command = [need("nginx", "nginx"), "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    return serving(command, f"http://127.0.0.1:{port}")


def nginx_before(site: Site) -> Any:
    """Our own configuration, with its paths and ports replaced, in front of a site that is served."""
    port = free_port()
    config = (ROOT / "deploy/nginx.conf").read_text()
    (site.folder / "headers.conf").write_text(site.manage("nginx_headers"))
    for old, new in {
        "/srv/explainer/baked": str(site.folder / "baked"),
        "/srv/explainer/static": str(ROOT / "var/static"),
        "/srv/explainer/media": str(site.folder / "media"),
        "/srv/explainer": str(site.folder),
        "127.0.0.1:8000": site.url.removeprefix("http://"),
        "listen 80": f"listen 127.0.0.1:{free_port()}",
        "listen 443 ssl http2": f"listen 127.0.0.1:{port}",  # the others speak plain HTTP too
        "limit_req zone=": "# limit_req zone=",  # one address asks for everything here
        "limit_conn connections": "# limit_conn connections",
        "ssl_certificate": "# ssl_certificate",
    }.items():
        config = config.replace(old, new)
    return nginx(site.folder / "nginx", config, port)


def plain_files(baked: Path, folder: Path) -> Path:
    """The same bytes as plain files, compressed forms beside them: baked pages without what only Explainer reads."""
    shutil.copytree(baked, folder, ignore=shutil.ignore_patterns("*.json", ".*", "*.new"))
    return folder


def plain_nginx(plain: Path, folder: Path) -> Any:
    port = free_port()
    return nginx(folder, PLAIN.format(port=port, folder=plain), port)


def whitenoise(plain: Path) -> Any:
    return granian("whitenoise_app:application", env={"PLAIN": str(plain)}, cwd=BENCH)


def wagtail_python() -> str:
    """The interpreter of an environment with Wagtail, made under var/ the first time (about a minute)."""
    python = WAGTAIL_VENV / "bin/python"
    if (
        subprocess.run([python, "-c", "import wagtail, granian"], capture_output=True).returncode
        if python.exists()
        else 1
    ):
        print(f"Installing {' '.join(WAGTAIL)} into {WAGTAIL_VENV} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", str(WAGTAIL_VENV)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *WAGTAIL], check=True)
    return str(python)


def make_wagtail(folder: Path, article: dict[str, Any], style: str) -> dict[str, str]:
    """Set a Wagtail site up in `folder` with one article. Returns the paths of the article and of a card."""
    shutil.copytree(BENCH / "wagtail_site", folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "article.json").write_text(json.dumps(article))
    (folder / "templates/news/style.css").write_text(style)
    (folder / "news/migrations").mkdir()
    (folder / "news/migrations/__init__.py").touch()
    for command in (["makemigrations", "news"], ["migrate"]):
        _wagtail(folder, "-m", "django", *command, "--verbosity", "0")
    return json.loads(_wagtail(folder, "load.py").strip().splitlines()[-1])


def _wagtail(folder: Path, *args: str) -> str:
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": str(folder)}
    run = subprocess.run([wagtail_python(), *args], cwd=folder, env=env, capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"Wagtail: {' '.join(args)} failed:\n{run.stderr[-2000:]}")
    return run.stdout


@contextmanager
def wagtail(folder: Path, path: str, *, cached: bool) -> Iterator[Server]:
    """Wagtail on the same granian; `cached` keeps whole pages in memory."""
    env = {"PYTHONPATH": str(folder), **({"PAGE_CACHE": "1"} if cached else {})}
    with granian("wsgi:application", python=wagtail_python(), path=path, env=env, cwd=folder) as server:
        yield server


ARTICLE = """
import json
from explainer.models import Article
from explainer.reader.layout import compose
from explainer.rendering import render
article = Article.objects.get(slug={slug!r})
cards = [a.item for a in article.annotations.shown()]
print(json.dumps({{
    "title": article.title, "standfirst": article.standfirst, "byline": article.byline, "section": article.section,
    "published": str(article.published_at.date()), "body": "".join(p.html for p in article.paragraphs.all()),
    "sources": "".join(f"<p>{{c.source}} {{c.words}}</p>" for c in article.citations.select_related("source")),
    "cards": [{{"kind": item._meta.model_name, "title": item.title, "summary": item.summary,
               "body": str(render(getattr(item, "body", "") or getattr(item, "reasoning", "")))}} for item in cards],
    "fragment": f"/articles/{{article.slug}}/cards/{{article.annotations.shown()[0].pk}}/fragment/",
}}))
"""


def article_of(site: Site, slug: str) -> tuple[dict[str, Any], str]:
    """The article's text and cards for another system, and the path of its first card's fragment."""
    data = site.ask(ARTICLE.format(slug=slug))
    return data, data.pop("fragment")


def style_of(page: str) -> str:
    """The style sheet that stands in our page: the other system's page carries it too."""
    found = re.search(r"(?s)<style>(.*?)</style>", page)
    return found[1] if found else ""
