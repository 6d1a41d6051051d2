"""What a frame says to hosts with scripts of their own; two such scripts are the real ones."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from brotli import compress
from django.conf import settings

from .hosts import story, until

LISTENERS = Path(settings.BASE_DIR) / "node_modules"
HOW = "is not installed: npm ci --ignore-scripts"
PYM, NEWSWIRE = LISTENERS / "pym.js/dist/pym.v1.min.js", LISTENERS / "@newswire/frames/dist/frames.umd.js"
SECRET = "aB3dE6gH9j"
HEAR = "<script>heard = []; addEventListener('message', ({ data }) => heard.push(data))</script>"


def recorder(make_host, src, **attributes):
    """A host that writes down what its frame says."""
    more = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return make_host({"/": story([f'{HEAR}<iframe src="{src}" width="100%" height="200" {more}></iframe>'])})


def heard(visitor):
    return visitor.page.evaluate("heard")


def last(visitor):
    """The last of each kind of message, by its kind."""
    found = {}
    for data in heard(visitor):
        if isinstance(data, str):
            found["json" if data.startswith("{") else "pym"] = data
        else:
            found[data.get("explainer") or data.get("message") or data["type"]] = data
    return found


def heights(visitor):
    """What it has said of its height in its own form, from the first time on."""
    return [data["height"] for data in heard(visitor) if isinstance(data, dict) and data.get("explainer") == "height"]


@pytest.fixture
def src(newsroom_site):
    return f"{newsroom_site}/embed/articles/ozone-layer-mending/"


@pytest.mark.parametrize("sandbox", [{}, {"sandbox": "allow-scripts"}])
def test_it_says_its_height_in_every_protocol(make_host, open_page, src, sandbox):
    address = f"{src}?childId=story-0&initialWidth=600#?secret={SECRET}"
    visitor = open_page(recorder(make_host, address, **sandbox).address)
    (embed,) = visitor.embeds()
    until(lambda: {"height", "json", "pym", "embed-size"} <= last(visitor).keys())
    embed.cards().first.click()
    until(lambda: last(visitor)["height"] == {"explainer": "height", "height": embed.content()})  # what it says last
    until(lambda: "open" in last(visitor))
    height = embed.content()
    assert [data for data in heard(visitor) if "open" not in str(data)][-5:] == [
        {"message": "height", "value": height, "secret": SECRET},
        {"sentinel": "amp", "type": "embed-size", "height": height},
        json.dumps({"src": address, "context": "iframe.resize", "height": height}, separators=(",", ":")),
        f"pymxPYMxstory-0xPYMxheightxPYMx{height}",
        {"explainer": "height", "height": height},
    ]
    assert last(visitor)["open"].keys() == {"explainer", "card", "title"}


def test_it_speaks_to_wordpress_and_pym_only_where_they_are(make_host, open_page, src):
    visitor = open_page(recorder(make_host, src).address)
    until(lambda: "height" in last(visitor))
    assert last(visitor).keys() == {"embed-ready", "ready", "embed-size", "json", "height"}
    assert "message" not in last(visitor)["height"]


def test_a_secret_that_comes_late_is_used(make_host, open_page, src):
    visitor = open_page(recorder(make_host, src).address)
    until(lambda: "height" in last(visitor))
    visitor.page.evaluate(f"document.querySelector('iframe').src += '#?secret={SECRET}'")
    until(lambda: any(data.get("secret") == SECRET for data in heard(visitor) if isinstance(data, dict)))


@pytest.mark.parametrize(
    "hello",
    [
        {"message": "ready", "secret": SECRET},
        {"sentinel": "amp", "type": "frames-init"},
        {"explainer": "hello"},
        "pymxPYMxstory-0xPYMxwidthxPYMx600",
    ],
)
def test_it_says_its_height_again_when_greeted(make_host, open_page, src, hello):
    visitor = open_page(recorder(make_host, f"{src}?childId=story-0").address)
    (embed,) = visitor.embeds()
    until(lambda: "height" in last(visitor))
    visitor.page.evaluate("hello => { heard = []; frames[0].postMessage(hello, '*') }", hello)
    until(lambda: last(visitor).get("height") == {"explainer": "height", "height": embed.content()})


def test_it_says_nothing_twice_unasked(make_host, open_page, src):
    visitor = open_page(recorder(make_host, src).address)
    (embed,) = visitor.embeds()
    until(lambda: "height" in last(visitor))
    embed.cards().first.click()
    until(lambda: last(visitor)["height"]["height"] == embed.content())
    assert all(one != other for one, other in pairwise(heights(visitor)))


def test_it_says_nothing_while_it_is_too_narrow_to_be_read(make_host, open_page, src):
    visitor = open_page(
        make_host({"/": story([f'{HEAR}<iframe src="{src}" width="20" height="200"></iframe>'])}).address
    )
    (embed,) = visitor.embeds()
    until(lambda: "ready" in last(visitor))
    visitor.page.wait_for_load_state("load")
    embed.element.evaluate("frame => { frame.width = 600 }")
    until(lambda: embed.content() and last(visitor).get("height") == {"explainer": "height", "height": embed.content()})
    assert heights(visitor) == [embed.content()]


def test_it_asks_the_browser_for_its_own_sizing(make_host, open_page, src):
    visitor = open_page("about:blank")
    visitor.page.context.add_init_script("window.asked = 0; window.requestResize = () => { asked++; throw Error() }")
    visitor.page.goto(recorder(make_host, src).address)
    (embed,) = visitor.embeds()
    until(lambda: "height" in last(visitor))
    assert embed.frame.evaluate("asked") >= 1
    assert visitor.errors == []


def test_a_click_asks_wordpress_to_follow_links_to_our_own_host_only(make_host, newsroom_site, open_page, src):
    visitor = open_page(recorder(make_host, f"{src}#?secret={SECRET}", sandbox="allow-scripts").address)
    (embed,) = visitor.embeds()
    until(lambda: "height" in last(visitor))
    embed.frame.locator("h1 a").click(modifiers=["ControlOrMeta"])  # that is the browser's to do
    embed.frame.locator("h1 a").click()
    until(lambda: "link" in last(visitor))
    links = [data for data in heard(visitor) if isinstance(data, dict) and data.get("message") == "link"]
    wanted = f"{newsroom_site}/articles/ozone-layer-mending/"
    assert links == [{"message": "link", "value": wanted, "secret": SECRET}]


def test_every_link_in_an_embed_leads_to_our_own_host(newsroom_site, open_page, src):
    page = open_page(src).page
    hosts = page.evaluate("[...new Set([...document.links].map((link) => link.origin))]")
    assert hosts == [newsroom_site]


def test_a_page_that_is_not_framed_says_nothing(open_page, src):
    visitor = open_page("about:blank")
    visitor.page.context.add_init_script("heard = []; addEventListener('message', ({ data }) => heard.push(data))")
    visitor.page.goto(src)
    visitor.page.locator("summary").first.click()
    visitor.page.evaluate("() => new Promise((done) => { addEventListener('message', done); postMessage('end', '*') })")
    assert heard(visitor) == ["end"]


@pytest.mark.skipif(not PYM.exists(), reason=f"pym.js {HOW}")
@pytest.mark.parametrize(("width", "touch"), [(360, True), (1200, False)])
def test_pym_gives_the_frame_its_height(make_host, open_page, src, width, touch):
    place = f'<div id="story"></div><script>{PYM.read_text()}</script><script>new pym.Parent("story", "{src}")</script>'
    visitor = open_page(make_host({"/": story([place])}).address, width=width, touch=touch)
    check(visitor)


@pytest.mark.skipif(not NEWSWIRE.exists(), reason=f"@newswire/frames {HOW}")
@pytest.mark.parametrize(("width", "touch"), [(360, True), (1200, False)])
def test_newswire_frames_gives_the_frame_its_height(make_host, open_page, src, width, touch):
    start = "newswireFrames.autoInitFrames()"
    place = f"<div data-frame-src='{src}'></div><script>{NEWSWIRE.read_text()}\n{start}</script>"
    visitor = open_page(make_host({"/": story([place])}).address, width=width, touch=touch)
    check(visitor)


def check(visitor):
    """The frame that the host's script has made has its height, closed and open."""
    until(visitor.embeds)
    (embed,) = visitor.embeds()
    embed.element.scroll_into_view_if_needed()
    closed = embed.fits()
    assert embed.toggle(1) > closed
    assert embed.toggle(1) == closed
    assert visitor.errors == []


def test_what_it_costs(newsroom_site):
    folder = Path(settings.BASE_DIR) / "static/js/embed"
    assert len(compress((folder / "frame.js").read_bytes())) < 3000
    assert len(compress((folder / "embed.js").read_bytes())) <= 3000
    assert not re.search(r"\b(eval|innerHTML|localStorage|cookie|fetch)\b", (folder / "frame.js").read_text())
