"""What a first view of the demonstration's first article may weigh, and that nothing jumps while it loads."""

import re
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from django.conf import settings

from explainer.models import Article
from tests.weighing import weigh

FIRST = "mi6-invites-russians"
FONTS = Path(settings.BASE_DIR) / "static/fonts"


@pytest.fixture
def weights(visit, site, story):
    """What a first view fetches beside the page, by path, in bytes as they are sent: tests/reader has the page."""
    reader = visit(story)
    reader.settled()
    return {path: sent(site + path) for path in reader.asked if path != story}


def sent(url):
    return len(urlopen(Request(url, headers={"Accept-Encoding": "br"})).read())


def own_scripts(weights):
    return {path for path in weights if path.startswith("/static/js/")}


def fonts(weights):
    return {path for path in weights if path.endswith(".woff2")}


def test_our_own_scripts_are_light(weights):
    assert sum(weights[path] for path in own_scripts(weights)) <= 7_936


def test_htmx_is_light(weights):
    assert [weights[path] <= 12_288 for path in weights if "htmx" in path] == [True]


def test_a_first_view_takes_seven_requests_and_37_kilobytes_with_the_page_and_its_figure(weights, tmp_path):
    rest = weights.keys() - fonts(weights)
    assert len(rest) <= 6
    assert sum(weights[path] for path in rest) + weigh(Article.objects.get(slug=FIRST), tmp_path) <= 37_000


def test_only_upright_fonts_are_fetched_at_first_and_the_roman_is_small(weights):
    assert len(fonts(weights)) <= 2
    assert next(FONTS.glob("literata-roman.*")).stat().st_size <= 35_000


def test_a_phone_fetches_no_font_before_the_text(visit, story):
    html = visit(story, width=360, js=False).page.content()
    assert re.findall(r'<link rel="preload"[^>]*>', html)
    assert all("min-width: 700px" in link for link in re.findall(r'<link rel="preload"[^>]*>', html))


def test_no_text_waits_for_a_font(visit, story):
    """A font asked for in the head holds the first frame up, by a tenth of a second on a slow line."""
    reader = visit(story, js=False)
    assert reader.page.locator("body link[rel=preload][as=font]").count() > 0
    assert reader.page.locator("head link[rel=preload]").count() == 0


SHIFTS = """
    window.shifts = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
            shifts.push([entry.value, ...entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80))]);
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [360, 768, 1440])
@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
def test_nothing_shifts_while_the_page_loads(visit, story, width, again):
    reader = visit(story, width=width, before=lambda page: page.add_init_script(SHIFTS))
    if again:  # now with the fonts in the cache
        reader.settled()
        reader.page.reload()
    reader.settled()
    reader.page.evaluate("document.fonts.ready.then(() => true)")
    reader.settled()
    assert reader.page.evaluate("shifts") == []


def test_nothing_comes_from_elsewhere(visit, story, site):
    asked = []
    reader = visit(story, before=lambda page: page.on("request", lambda request: asked.append(request.url)))
    reader.marker(1).click()
    reader.settled()
    assert [url for url in asked if not url.startswith((site, "data:"))] == []


def test_the_policy_blocks_nothing_of_ours_and_everything_else(visit, story):
    complaints = []
    reader = visit(story, before=lambda page: page.on("console", lambda message: complaints.append(message.text)))
    reader.marker(1).click()
    reader.settled()
    assert complaints == []
    reader.page.evaluate("document.body.append(Object.assign(new Image(), { src: 'https://example.org/evil.png' }))")
    assert [text.count("violates the following Content Security Policy directive") for text in complaints] == [1]
