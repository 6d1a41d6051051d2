"""A newsroom as plain files, behind Python's own file server: a reader and an embedding page miss nothing."""

import threading
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.baking.site_of_files import load, manage

ARTICLE = "articles/mi6-invites-russians/"


class Files(SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def newsroom_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    load(folder)
    return folder


@pytest.fixture(scope="module", params=["/", "/repo/"])
def address(request, newsroom_folder):
    """Where the export is served, with a slash at the end."""
    top = newsroom_folder / f"top{len(request.param)}"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=top))
    site = f"http://127.0.0.1:{server.server_port}"
    done = manage(
        newsroom_folder, "bake", "--out", f"{top}{request.param}", "--base-path", request.param, EXPORT_SITE_URL=site
    )
    assert done.returncode == 0, done.stderr[-3000:]
    (top / "host.html").write_text(f'<iframe src="{site}{request.param}embed/{ARTICLE}" width="320" height="600">')
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield site + request.param
    server.shutdown()
    server.server_close()


@pytest.fixture
def phone(browser, address):
    """Opens a page on a phone, and holds that nothing was missing."""
    contexts, missing = [], []

    def open_page(path, **options):
        contexts.append(browser.new_context(viewport={"width": 360, "height": 740}, **options))
        page = contexts[-1].new_page()
        page.on("response", lambda response: response.status >= 400 and missing.append(response.url))
        page.on("pageerror", lambda error: missing.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert missing == []


def test_a_card_opens_and_its_full_text_arrives(phone, address):
    page = phone(address + ARTICLE)
    page.locator(".marker").first.click()
    card = page.locator("details.card[open]").first
    card.locator(".more > a").click()
    expect(card.locator(".more .text")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    card.get_by_role("link", name="Link to this card").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_without_scripts_the_card_has_a_page_of_its_own(phone, address):
    page = phone(address + ARTICLE, java_script_enabled=False)
    page.locator(".marker").first.click()
    card = page.locator("details.card[open]").first
    expect(card.locator(".inner > p").first).to_be_visible()
    card.locator(".more a").click()
    expect(page.locator(".prose.item .text")).to_be_visible()


def test_an_embed_works_on_a_page_of_another_origin(phone, address):
    host = "/".join(address.replace("127.0.0.1", "localhost").split("/")[:3])
    page = phone(f"{host}/host.html")
    frame = page.frame_locator("iframe")
    frame.locator("details.card summary").first.click()
    expect(frame.locator("details.card .inner").first).to_be_visible()
    out = frame.locator("a[href*='/go/']").first.get_attribute("href")
    with urllib.request.urlopen(out) as answer:
        assert b'http-equiv="refresh"' in answer.read()
