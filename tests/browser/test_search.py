"""Search as readers meet it: answered by the server, and in a copy of the site on a host that has only files."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.search.test_equivalence import FOUND, MISSED


@pytest.fixture(scope="module")
def copy(site):
    """The address of a copy of the site in a folder of another host, which knows nothing of queries."""

    class Files(BaseHTTPRequestHandler):
        def do_GET(self):
            with urlopen(site + self.path.split("?")[0].removeprefix("/copy")) as answer:
                body, kind = answer.read(), answer.headers["Content-Type"]
            if kind.startswith("text/html"):
                body = body.replace(b'"/', b'"/copy/')
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/copy"
    server.shutdown()


def search(reader, words):
    reader.page.get_by_role("searchbox").fill(words)
    reader.page.keyboard.press("Enter")
    return reader.page.get_by_role("main").get_by_role("status")


def test_the_server_answers_where_there_is_one(visit):
    reader = visit("/search/")
    expect(search(reader, "wagner mut")).to_contain_text("results")
    assert not any(path.endswith((".json", ".js")) for path in reader.asked[-2:])
    expect(reader.page.locator(".headline mark").first).to_have_text("Wagner")
    assert reader.errors == []


def test_a_copy_without_a_server_searches_in_the_browser(visit, copy):
    reader = visit(f"{copy}/search/")
    assert "/copy/search/index.json" not in reader.asked
    reader.page.get_by_role("combobox").select_option("note")
    expect(search(reader, "Wágner mut")).to_contain_text("Results: ")
    expect(reader.page.get_by_role("searchbox")).to_have_value("Wágner mut")
    expect(reader.page.locator(".results .section").first).to_have_text("Background")
    expect(reader.page.locator(".headline mark").first).to_have_text("Wagner")
    reader.page.locator(".headline").first.click()
    reader.went_to(f"{copy}/notes/wagner-mutiny/")
    assert reader.errors == []


def test_the_browser_holds_the_same_words_for_the_same_as_the_server(visit):
    """The table of tests/search/test_equivalence.py, asked of the functions in search.js alone."""
    script = (settings.BASE_DIR / "static/js/reader/search.js").read_text(encoding="utf-8")
    functions = script[script.index("const STEP") : script.index("function marked")]
    page = visit("/search/").page.context.new_page()
    answers = page.evaluate(
        """([functions, pairs]) => pairs.map(([title, typed]) => new Function("typed", "kind", "title", functions + `
            return [fit(["note", "", title]) > 0, shown(title).some((piece) => forms(piece).some(meets))];
        `)(typed, "", title))""",
        [functions, [*FOUND, *MISSED]],
    )
    assert [pair for pair, (is_found, is_marked) in zip(FOUND, answers, strict=False) if not is_found & is_marked] == []
    assert [pair for pair, (is_found, _) in zip(MISSED, answers[len(FOUND) :], strict=True) if is_found] == []


def test_a_copy_shows_twenty_at_a_time_and_one_kind_if_asked(visit, copy):
    reader = visit(f"{copy}/search/?q=a")
    more = reader.page.get_by_role("button", name="More results")
    expect(reader.page.locator(".results li")).to_have_count(20)
    more.click()
    expect(reader.page.locator(".results li").nth(20)).to_be_visible()
    expect(reader.page.locator(".results .headline").nth(20)).to_be_focused()
    reader = visit(f"{copy}/search/?q=a&kind=claim")
    expect(reader.page.get_by_role("combobox")).to_have_value("claim")
    expect(reader.page.locator(".results .section").first).to_be_visible()  # what was found
    assert set(reader.page.locator(".results .section").all_text_contents()) == {"Claim"}


@pytest.mark.parametrize("words", ["qqqq", "wagner qqqq", "?!"])
def test_a_copy_says_that_nothing_was_found_and_what_may_help(visit, copy, words):
    reader = visit(f"{copy}/search/")
    expect(search(reader, words)).to_have_text("Nothing found.")
    expect(reader.page.get_by_text("Try fewer words")).to_be_visible()
    assert reader.page.get_by_role("link", name="all background").get_attribute("href") == "/copy/notes/"
    assert reader.errors == []


def test_a_copy_says_when_its_index_does_not_arrive(visit, copy):
    reader = visit(f"{copy}/search/", before=lambda page: page.route("**/index.json", lambda route: route.abort()))
    expect(search(reader, "wagner")).to_contain_text("did not arrive")


def test_without_scripts_it_says_where_they_are_needed_and_a_server_answers(visit, copy):
    reader = visit(f"{copy}/search/?q=wagner", js=False)
    expect(reader.page.locator("noscript p")).to_be_visible()
    assert "can only be searched with scripts" in reader.page.locator("noscript p").inner_text()
    reader = visit("/search/", js=False)
    expect(search(reader, "wagner mut")).to_contain_text("results")
