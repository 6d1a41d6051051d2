"""A site of plain files has everything that its pages name, wherever its root is."""

import json
import re
from pathlib import Path

import pytest

from explainer.baking.files import compress
from tests.baking.site_of_files import SITE, dead_links, load, manage

pytestmark = pytest.mark.sqlite_pass_only  # its newsroom has a database of its own

ARTICLE = "articles/mi6-invites-russians"
RENAME = """
from explainer.publication.change import change
from explainer.models import Article, Note
from tests.factories import make_picture
article = Article.objects.get(slug="mi6-invites-russians")
with change(article):
    article.slug = "before"
    article.save()
    article.slug = "mi6-invites-russians"
    article.picture, article.picture_alt = make_picture(600, 400), "Grey."
    article.body += "\\n\\nSee [the note](/notes/mi6/).\\n\\n![Grey](/media/" + "tests/own.png)"
    article.save()
    article.picture.storage.save("tests/own.png", make_picture(30, 20))
note = Note.objects.get(slug="mi6")
note.body += "\\n\\nSee [all notes](/notes/)."
note.save()
"""


def make_folder(folder, name):
    load(folder, name)
    done = manage(folder, "shell", "-v0", "-c", RENAME)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def newsroom_folder(tmp_path_factory):
    return make_folder(tmp_path_factory.mktemp("export"), "small")


@pytest.fixture(scope="module", params=["/", "/some/where/"])
def site(request, newsroom_folder, tmp_path_factory):
    """The folder of an export, and the path that its root will have: the demonstration's below a path, where every
    address that a page names must be another, and the small newsroom's at the root."""
    whole = request.param != "/"
    folder = make_folder(tmp_path_factory.mktemp("whole"), "loaded") if whole else newsroom_folder
    out = folder / "site"
    done = manage(folder, "bake", "--out", str(out), "--base-path", request.param, "--jobs=2")
    assert done.returncode == 0, done.stderr[-3000:]
    return out, request.param


def test_every_link_leads_to_a_file(site):
    folder, base = site
    assert list(dead_links(folder, base)) == []
    assert len(list(folder.rglob("index.html"))) > (60 if base == "/" else 200)


def test_what_editors_wrote_from_the_root_leads_there_too(site):
    folder, base = site
    article = (folder / ARTICLE / "index.html").read_text()
    assert f'<a href="{base}notes/mi6/">the note</a>' in article
    assert f'src="{base}media/tests/own.png"' in article
    assert (folder / "media/tests/own.png").is_file()
    assert f'<a href="{base}notes/">all notes</a>' in (folder / "notes/mi6/index.html").read_text()
    fragments = [page.read_text() for page in (folder / ARTICLE / "cards").glob("*/fragment/index.html")]
    assert any(f'<a href="{base}notes/">all notes</a>' in text for text in fragments)


def test_an_old_address_leads_to_the_present_one(site):
    folder, base = site
    page = (folder / "articles/before/index.html").read_text()
    present = f"{SITE}{base}{ARTICLE}/"
    assert f'<link rel="canonical" href="{present}">' in page
    assert f'content="0; url={present}"' in page
    assert f"{base}articles/before/ {base}{ARTICLE}/ 301" in (folder / "_redirects").read_text().splitlines()


def test_a_way_out_tells_nobody_where_the_reader_was(site):
    folder, _ = site
    out = next((folder / "go").glob("*/index.html")).read_text()
    assert 'name="referrer" content="no-referrer"' in out
    assert re.search(r'content="0; url=https?://(?!news\.example)', out)


def test_discovery_names_a_stored_answer(site):
    folder, base = site
    page = (folder / ARTICLE / "index.html").read_text()
    address = f"{SITE}{base}oembed/{ARTICLE}.json"
    assert f'type="application/json+oembed" href="{address}"' in page
    answer = json.loads((folder / f"oembed/{ARTICLE}.json").read_text())
    assert f'src="{SITE}{base}embed/{ARTICLE}/"' in answer["html"]
    assert (folder / answer["thumbnail_url"].removeprefix(SITE + base)).is_file()


def test_no_page_names_what_needs_the_application(site):
    folder, _ = site
    for page in folder.rglob("*.html"):
        text = page.read_text()
        for live in ("/embed/code/", "/oembed?", "/admin/", "/healthz"):
            assert live not in text, (page, live)


def headers_of(folder, path):
    """The headers that Netlify and Cloudflare Pages would send with a path: of every rule that matches, joined."""
    found = {}
    for rule in (folder / "_headers").read_text().split("\n\n"):
        pattern, *lines = rule.strip().splitlines()
        if path == pattern or (pattern.endswith("*") and path.startswith(pattern[:-1])):
            for line in lines:
                name, _, value = line.strip().partition(": ")
                found.setdefault(name, []).append(value)
    return found


def test_each_address_has_one_policy(site):
    folder, base = site
    pages = [path for path in folder.rglob("index.html") if "go" not in path.relative_to(folder).parts[:1]]
    for page in pages:
        path = base + page.relative_to(folder).as_posix().removesuffix("index.html")
        headers = headers_of(folder, path)
        if "before" in path and not path.startswith(f"{base}embed/"):
            continue  # leads elsewhere
        assert [len(values) for values in headers.values()] == [1] * len(headers), path
        policy = headers["Content-Security-Policy"][0]
        assert ("frame-ancestors 'none'" in policy) == (not path.startswith(f"{base}embed/")), path
        assert "X-Content-Type-Options" in headers
    assert len((folder / "_headers").read_text().split("\n\n")) < 100  # Cloudflare Pages reads no more
    static = next((folder / "static/css").iterdir()).name
    assert headers_of(folder, f"{base}static/css/{static}")["Cache-Control"] == ["public, max-age=31536000, immutable"]
    assert "max-age=60" in headers_of(folder, base)["Cache-Control"][0]


def test_it_has_what_hosts_look_for(site):
    folder, base = site
    assert (folder / ".nojekyll").exists()
    assert f'href="{base}"' in (folder / "404.html").read_text()
    assert "/sitemap.xml" in (folder / "robots.txt").read_text()
    assert (folder / "favicon.ico").read_bytes()[:4] == b"\0\0\1\0"
    icon = re.search(
        rf'<link rel="icon" href="{base}(static/icons/icon\.\w{{12}}\.svg)">', (folder / "index.html").read_text()
    )
    assert (folder / icon[1]).is_file()


def test_it_overwrites_nothing_but_an_earlier_export(newsroom_folder, tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    done = manage(newsroom_folder, "bake", "--out", str(tmp_path))
    assert done.returncode == 1
    assert "no earlier export" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["precious.txt"]


@pytest.mark.parametrize("options", [["--out=x", "--base-path=https://host/repo/"], ["--base-path=/repo/"]])
def test_options_that_can_t_be_meant_are_refused(newsroom_folder, options):
    done = manage(newsroom_folder, "bake", *options)
    assert done.returncode == 1
    assert "--base-path" in done.stderr


def test_a_page_that_fails_leaves_the_earlier_export(newsroom_folder, tmp_path):
    out = tmp_path / "site"
    first = manage(newsroom_folder, "bake", "--out", str(out))
    assert first.returncode == 0, first.stdout[-800:] + first.stderr[:1500]
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    static = next(Path(newsroom_folder / "static/js/reader").glob("cards.*.js"))
    kept = static.read_bytes()
    static.unlink()  # the pages name it, and it is gone
    try:
        done = manage(newsroom_folder, "bake", "--out", str(out))
    finally:
        static.write_bytes(kept)
    assert done.returncode == 1
    assert static.name in done.stderr
    assert not (tmp_path / "site.new").exists()
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before
    assert manage(newsroom_folder, "bake", "--out", str(out), "--compressed").returncode == 0
    assert (out / "index.html.br").read_bytes() == compress((out / "index.html").read_bytes())
    assert not (out / "index.html.json").exists()
    assert [path.name for path in out.iterdir() if path.name[0] == "."] == [".explainer-export", ".nojekyll"]
    assert not (tmp_path / "site.new").exists()
