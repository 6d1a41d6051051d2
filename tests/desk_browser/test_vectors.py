"""Published vectors of cross-site scripting in every field: in a real browser no script runs, nothing is asked of
another host, and nothing that could run stands in a page.

Pages are opened with the Content-Security-Policy switched off, so that the cleaning alone is what holds.
"""

import html
import xml.etree.ElementTree as ET
from urllib.parse import quote, urlsplit

import pytest
from django.test import Client

from explainer.rendering import render, render_article
from tests.vectors import VECTORS, fill_newsroom

pytestmark = [pytest.mark.thorough]
TYPED = "".join(VECTORS)[:1500]
ATOM = "{http://www.w3.org/2005/Atom}"
LISTEN = """for (const name of ["alert", "confirm", "prompt"])
    Object.defineProperty(window, name, { value: () => window.ranFromText(name) });"""
ACTIVE = """() => {
    const found = [], links = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background"];
    for (const element of document.querySelectorAll("*")) {
        const tag = element.localName;
        const runs = tag === "script" && !/json|speculationrules|importmap/.test(element.type);
        if (runs && new URL(element.src || "about:blank", location).origin !== location.origin) found.push("script");
        if (["object", "embed", "applet", "frameset", "animate", "set"].includes(tag)) found.push(tag);
        // Previews have one of their own, which says that links open elsewhere. It leads nowhere itself.
        if (tag === "base" && element.outerHTML !== '<base target="_blank">') found.push(element.outerHTML);
        if (tag === "meta" && element.httpEquiv.toLowerCase() === "refresh") found.push("refresh");
        for (const { name, value } of element.attributes) {
            const preview = element.matches("[data-preview] iframe") && !/scripts/.test(element.sandbox);
            const ours = name === "srcdoc" && preview;
            if (/^on/.test(name) || (name === "srcdoc" && !ours)) found.push(`${tag} ${name}=${value.slice(0, 40)}`);
            if (links.includes(name) && /^[\\s\\x00-\\x1f]*(java|vb|live)script:|^\\s*data:(?!image)/i.test(value))
                found.push(`${tag} ${name}=${value.slice(0, 40)}`);
        }
    }
    return found;
}"""
READERS = """
/ /articles/evil/ /articles/evil/full/ /articles/evil/sources/ /articles/evil/claims/ /articles/evil/timeline/
/articles/evil/map/ /articles/evil/changes/ /notes/ /notes/evil/ /notes/evil/changes/ /claims/ /claims/evil/
/claims/evil/changes/ /claims/scale/ /claims/articles/ /claimants/ /claimants/evil/ /sources/ /sources/{source}/
/corrections/ /articles/evil/cards/{card}/ /articles/evil/cards/{card}/fragment/
/articles/evil/cards/{other}/fragment/ /embed/articles/evil/ /embed/notes/evil/ /embed/claims/evil/
/embed/timelines/evil/ /embed/maps/evil/ /embed/notes/evil/?theme=evil /embed/code/?url=/notes/evil/
/search/?q=alert /search/?q={typed} /notes/?q={typed} /embed/code/?url={typed} /articles/{typed}/
"""
DESK = """
/admin/ /admin/explainer/{kind}/ /admin/explainer/{kind}/{pk}/change/ /admin/explainer/{kind}/{pk}/changes/
/admin/explainer/{kind}/{pk}/revisions/ /admin/explainer/{kind}/{pk}/revisions/{revision}/
/admin/explainer/{kind}/{pk}/review/ /admin/preview/{kind}/{pk}/ /admin/share/{kind}/{pk}/
/admin/search/?q=alert
"""
DESK_ONCE = """
/admin/search/?q={typed} /admin/explainer/article/{article}/annotate/ /admin/explainer/article/{article}/cards/
/admin/explainer/article/{article}/quotations/ /admin/explainer/note/{note}/sentences/
/admin/explainer/note/{note}/names/ /admin/explainer/claim/{claim}/sentences/ /admin/explainer/source/
/admin/explainer/source/{source}/change/ /admin/explainer/claimant/ /admin/explainer/claimant/{claimant}/change/
/admin/explainer/scaleverdict/ /admin/explainer/theme/ /admin/explainer/embeddingsite/ /admin/explainer/annotation/
"""


class Watched:
    """A page that notes in `ran` whatever its texts run, and in `left` every request to another host."""

    def __init__(self, page, site):
        self.page, self.ran, self.left, self.previews = page, [], [], []
        page.context.expose_binding("ranFromText", lambda source, name: self.ran.append((name, source["page"].url)))
        page.context.add_init_script(LISTEN)
        page.on("dialog", self._answer)
        host = urlsplit(site).netloc
        page.context.on(
            "request",
            lambda request: self.left.append(request.url) if urlsplit(request.url).netloc not in {host, ""} else None,
        )

    def _answer(self, dialog):
        if dialog.type != "beforeunload":  # which is a form's own question
            self.ran.append(dialog.message)
        dialog.accept()

    def show_preview(self):
        """Wait until the preview beside a form stands there; returns whether the page has one."""
        if not self.page.locator("[data-preview]").count():
            return False
        button = self.page.locator("[data-shows-preview][aria-pressed=false]")
        if button.count():
            button.click()
        self.page.frame_locator("[data-preview] iframe").locator("main, article").first.wait_for(timeout=60_000)
        return True

    def check(self, where):
        """Nothing ran and nothing could; `where` is said of what did."""
        self.page.wait_for_timeout(30)
        found = [what for frame in self.page.frames for what in frame.evaluate(ACTIVE)]
        assert (found, self.ran, self.left) == ([], [], []), where

    def open(self, path):
        answer = self.page.goto(path, timeout=60_000)
        assert answer.status < 500, path
        if self.show_preview():
            self.previews.append(path)
        self.check(path)
        return answer


@pytest.fixture
def watched(desk, site):
    """Opens watched pages: `watched(bypass_csp=True)`."""
    return lambda **options: Watched(desk("/healthz", **options).page, site)


def test_what_is_cleaned_runs_nothing(watched):
    watch = watched(bypass_csp=True)
    for cleaned in (render, lambda vector: "".join(block.html for block in render_article(vector))):
        watch.page.set_content("".join(f"<div>{cleaned(vector)}</div>" for vector in VECTORS))
        watch.check("cleaned")


def test_no_page_runs_them(watched, editor):
    evil = fill_newsroom(editor)
    watch = watched(bypass_csp=True)
    for path in addresses(evil):
        assert watch.open(path).status in {200, 404}, path
    assert [path.split("/")[3] for path in watch.previews] == ["article", "note", "claim"]
    for text in feeds():
        watch.page.set_content(text)
        watch.check(text[:80])


def addresses(evil):
    """Where the records of `fill_newsroom` are shown, readers' pages first."""
    cards = [card.pk for card in evil["article"].annotations.order_by("pk")]
    names = {name: record.pk for name, record in evil.items()}
    names |= {"card": cards[0], "other": cards[1], "typed": quote(TYPED[:400], safe="")}
    found = [path.format(**names) for path in f"{READERS} {DESK_ONCE}".split()]
    for kind in ("article", "note", "claim"):
        revision = evil[kind].revisions.first().pk
        found += [path.format(kind=kind, pk=evil[kind].pk, revision=revision) for path in DESK.split()]
    return dict.fromkeys(found)


def feeds():
    """What feeds have as HTML, each entry as a reader of feeds would show it."""
    client = Client()
    for path in ("/feed.xml", "/updates/feed.xml", "/corrections/feed.xml", "/notes/evil/feed.xml"):
        for part in ET.fromstring(client.get(path).content).iter():  # noqa: S314  it is our own
            if part.tag in {f"{ATOM}content", f"{ATOM}summary", f"{ATOM}title", "description"}:
                is_html = part.get("type") == "html" or part.tag == "description"
                yield (part.text or "") if is_html else html.escape(part.text or "")
