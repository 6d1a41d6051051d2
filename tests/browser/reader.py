"""A reader at a browser: what tests do with a page, and what they may ask of it."""

import time
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import expect

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => setTimeout(done))))"
PATIENCE = 30  # seconds: no measure of anything, since a busy machine may take ten times the usual
expect.set_options(timeout=PATIENCE * 1000)


@contextmanager
def profiles(browser):
    """Makes browser profiles, and closes them at the end: `new_profile(width=360, touch=True)` returns a context.

    Options that are not named here go to the context as they are.
    """
    contexts = []

    def new_profile(*, width=1440, height=900, touch=False, dark=False, js=True, **options):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=touch,
            is_mobile=touch,
            color_scheme="dark" if dark else "light",
            java_script_enabled=js,
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE * 1000)
        context.set_default_navigation_timeout(PATIENCE * 1000)  # the first page of a server on a busy machine
        return context

    yield new_profile
    for context in contexts:
        context.close()


class Reader:
    """A page in a context of its own. `asked` has the path of every request, in order; `errors` what scripts threw."""

    def __init__(self, context, path, before=None):
        self.page = context.new_page()
        self.asked, self.errors, self._under_way = [], [], set()
        self.page.on("request", self._ask)
        for ending in ("requestfinished", "requestfailed"):
            self.page.on(ending, lambda request: self._under_way.discard(request))
        self.page.on("pageerror", lambda error: self.errors.append(error))
        if before:
            before(self.page)
        self.page.goto(path)

    def _ask(self, request):
        self.asked.append(urlsplit(request.url).path)
        self._under_way.add(request)

    def marker(self, number):
        """The first piece of the marker of the `number`th card."""
        return self.page.locator(f".marker[data-annotation='{self.id(number)}']").first

    def card(self, number):
        return self.page.locator("details.card").nth(number - 1)

    def id(self, number):
        return self.card(number).locator(".inner").get_attribute("data-annotation")

    def title(self, number):
        return self.card(number).locator(".title").inner_text()

    def is_open(self, number):
        return self.card(number).evaluate("card => card.open")

    def opened(self):
        """The numbers of the open cards."""
        states = self.page.locator("details.card").evaluate_all("cards => cards.map(card => card.open)")
        return [number for number, is_open in enumerate(states, start=1) if is_open]

    def went_to(self, ending):
        """Wait until a link has led to an address with this ending, and its page is there whole."""
        self.page.wait_for_url(lambda url: url.endswith(ending))

    def read_on(self, number):
        """Unfold the rest of an open card."""
        self.card(number).locator(".more > a").click()

    def fragments(self):
        """The full cards that have been asked for, by the number of the annotation."""
        return [int(path.split("/")[-3]) for path in self.asked if path.endswith("/fragment/")]

    def hash(self):
        """The address's fragment, once what follows the painting of a card has followed."""
        return self.page.evaluate(f"async () => {{ await ({PAINTED})(); return location.hash; }}")

    def stands(self):
        """Wait until the address names no card, or an open one: steps Back are each taken some time after the last."""
        named = "document.querySelector(location.hash || 'body')?.closest('details')"
        self.page.wait_for_function(f"() => {named}?.open !== false")
        self.settled()

    def scroll(self):
        return round(self.page.evaluate("scrollY"))

    def settled(self):
        """Wait until what was going on is over: two frames, and the requests that were under way."""
        self.page.wait_for_load_state()
        self.page.evaluate(TWO_FRAMES)  # what is asked for in them is under way, and heard of, when it returns
        end = time.monotonic() + PATIENCE
        while self._under_way:
            assert time.monotonic() < end, f"still under way: {[request.url for request in self._under_way]}"
            self.page.wait_for_timeout(10)
        self.page.evaluate(TWO_FRAMES)

    def arrived(self):
        """Wait until no card's text is under way, and the page has been laid out with what came."""
        self.page.wait_for_function("() => !document.querySelector('.htmx-request')")
        self.settled()

    def focused(self):
        """What has the focus: ("marker", number), ("card", number) for anything inside one, or its tag name."""
        return tuple(
            self.page.evaluate(
                """() => {
                    const all = [...document.querySelectorAll("details.card")], at = document.activeElement;
                    const card = at.closest("details.card") ?? document
                        .getElementById(`card-${at.dataset.annotation}`)?.closest("details.card");
                    return card ? [at.matches(".marker") ? "marker" : "card", all.indexOf(card) + 1] : [at.tagName];
                }"""
            )
        )

    def boxes(self, selector):
        """Where elements are in the document: [left, top, right, bottom] in pixels."""
        return self.page.locator(selector).evaluate_all(
            """elements => elements.map(element => element.getBoundingClientRect()).map(box =>
                [box.left, box.top + scrollY, box.right, box.bottom + scrollY].map(Math.round))"""
        )
