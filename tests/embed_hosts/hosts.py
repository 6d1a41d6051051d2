"""A news site of a few pages, and a reader who looks at what is embedded there."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode
from urllib.request import urlopen

from playwright.sync_api import Error

from tests.browser.reader import PATIENCE

# How much the host's page has shifted without its reader having done anything, by the browser's own reckoning.
SHIFT = """
if (window === top) {
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const { value, startTime, hadRecentInput } of list.getEntries())
            if (!hadRecentInput) window.shifts.push([value, startTime]);
    }).observe({ type: "layout-shift", buffered: true });
}
"""


TEXT = "<p>" + "The host's own story goes on here, for as many lines as a paragraph has. " * 6 + "</p>"


def story(codes, head="", between=TEXT * 2):
    """A page of a news site: text with embeds in it."""
    column = between.join(["", *codes, ""])
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A host</title>'
        f'<meta name="viewport" content="width=device-width">{head}</head>'
        f"<body><h1>A story of the host's own</h1>{column}</body></html>"
    )


def oembed(site, path, **sizes):
    """What the newsroom's oEmbed provider answers for one of its pages."""
    with urlopen(f"{site}/oembed?" + urlencode({"url": site + path, **sizes})) as answer:
        return json.load(answer)


class Host:
    """A web server with `pages` by path. Its address has another name and port than the newsroom's."""

    def __init__(self, pages, csp=None):
        host = self
        self.pages, self.csp = pages, csp

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                html = host.pages.get(self.path.partition("?")[0])
                self.send_response(200 if html else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if host.csp:
                    self.send_header("Content-Security-Policy", host.csp)
                self.end_headers()
                self.wfile.write((html or "nothing here").encode())

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://localhost:{self.server.server_port}"
        self.address_on_our_site = f"http://127.0.0.1:{self.server.server_port}"  # another origin, but the same site
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


class Visitor:
    """A page of a host in a browser. `errors` has what scripts threw, `refused` what a policy blocked."""

    def __init__(self, context, address):
        context.add_init_script(SHIFT)
        self.page = context.new_page()
        self.errors, self.refused = [], []
        self.page.on("pageerror", lambda error: self.errors.append(error.message))
        self.page.on("console", lambda line: "Policy" in line.text and self.refused.append(line.text))
        self.page.goto(address)

    def embeds(self, page=None):
        """The embeds of the page, or of a frame of it, in their order."""
        return [Embed(element) for element in (page or self.page).query_selector_all("iframe")]

    def shift(self):
        """The sum of the shifts so far."""
        return sum(value for value, _ in self.page.evaluate("shifts"))

    def layout_shift(self):
        """Cumulative Layout Shift as https://web.dev/articles/cls defines it: the sum of the worst session. Within one,
        less than a second lies between two shifts and less than five between the first and the last."""
        sessions, begun, last = [0], None, None
        for value, at in self.page.evaluate("shifts"):
            if last is None or at - last >= 1000 or at - begun >= 5000:
                sessions.append(0)
                begun = at
            sessions[-1] += value
            last = at
        return max(sessions)

    def scroll_through(self):
        """Down to the end of the page and up again, as somebody does who reads it: the browser has had the time to load
        what comes next, as it does from more than a screen before."""
        for direction in (1, -1):
            while self.page.evaluate(
                """(direction) => new Promise((done) => {
                    const was = scrollY;
                    scrollBy({ top: direction * innerHeight / 2, behavior: "instant" });
                    requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY !== was)));
                })""",
                direction,
            ):
                for embed in self.embeds():
                    if embed.in_view(margin=1):
                        embed.fits()


class Embed:
    """An iframe on a host's page, and the document in it."""

    def __init__(self, element):
        self.element = element

    @property
    def frame(self):
        return self.element.content_frame()

    def height(self):
        """The height that the host gives it, in pixels."""
        return self.element.evaluate("frame => frame.clientHeight")

    def content(self):
        """The height of what it shows; None while it isn't there or isn't shown."""
        try:
            return self.frame.evaluate(
                """() => innerWidth > 50 && document.readyState === "complete"
                    && Math.ceil(document.body.getBoundingClientRect().height)"""
            )
        except Error:
            return None  # between two documents

    def fits(self):
        """Wait until the host gives it the height of what it shows, and nothing scrolls in it. Returns the height."""
        until(lambda: self.content() and self.height() == self.content(), self.heights)
        if self.in_view():  # off screen, Chromium tells a frame of its new height only now and then
            until(lambda: not self.scrolls(), self.heights)
        return self.height()

    def scrolls(self):
        """Whether there is more than its frame shows at once."""
        return self.frame.evaluate(
            """() => {
                const { scrollHeight, scrollWidth } = document.scrollingElement;
                return scrollHeight > innerHeight || scrollWidth > innerWidth;
            }"""
        )

    def heights(self):
        inner = self.frame.evaluate("[innerWidth, innerHeight]")
        return f"{self.frame.url}: the host gives {self.height()}, its content needs {self.content()}, it has {inner}"

    def in_view(self, margin=0):
        """Whether some of it is in the window, or not further than so many windows' heights from it."""
        return self.element.evaluate(
            """(frame, margin) => {
                const { top, bottom, width } = frame.getBoundingClientRect();
                return width > 0 && bottom > -margin * innerHeight && top < (1 + margin) * innerHeight;
            }""",
            margin,
        )

    def cards(self):
        return self.frame.locator("details.card > summary")

    def toggle(self, number):
        """Open or close the `number`th card by a click, and wait for the height. Returns it."""
        card = self.frame.locator("details.card").nth(number - 1)
        was = card.evaluate("card => card.open")
        self.cards().nth(number - 1).click()
        assert card.evaluate("card => card.open") != was
        return self.fits()


def until(check, say=lambda: "", seconds=PATIENCE):
    """Wait until `check()` holds. Not for measuring time: the limit only ends a test that would never end."""
    end = time.monotonic() + seconds
    while not check():
        assert time.monotonic() < end, f"never came true: {say()}"
        time.sleep(0.02)
