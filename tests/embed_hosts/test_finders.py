"""The oEmbed clients of other people's sites, asked for real over HTTP."""

import micawber
import pytest
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders.oembed import OEmbedFinder

from .hosts import story

ARTICLE, NOTE = "/articles/mi6-invites-russians/", "/notes/prague-spring/"


@pytest.fixture
def wagtail(newsroom_site):
    """Wagtail's finder with the setting that docs/embedding.md gives, for this address."""
    return OEmbedFinder(providers=[{"endpoint": f"{newsroom_site}/oembed", "urls": [f"^{newsroom_site}/.+$"]}])


@pytest.fixture
def registry(newsroom_site):
    registry = micawber.ProviderRegistry()
    registry.register(f"{newsroom_site}/\\S+", micawber.Provider(f"{newsroom_site}/oembed"))
    return registry


def check(html, newsroom_site, make_host, open_page):
    """What the client would put into its page shows the embed at its height."""
    (embed,) = open_page(make_host({"/": story([html])}).address).embeds()
    assert embed.element.get_attribute("src").startswith(f"{newsroom_site}/embed/")
    embed.element.scroll_into_view_if_needed()
    closed = embed.fits()
    assert embed.toggle(1) > closed


@pytest.mark.parametrize("path", [ARTICLE, NOTE])
def test_wagtail_finds_it(wagtail, newsroom_site, make_host, open_page, path):
    assert wagtail.accept(newsroom_site + path)
    found = wagtail.find_embed(newsroom_site + path, max_width=600)
    assert found["type"] == "rich"
    assert found["title"]
    assert 0 < found["width"] <= 600
    assert found["height"] > 100
    assert "cache_until" in found  # without it Wagtail would never ask again
    check(found["html"], newsroom_site, make_host, open_page)


def test_wagtail_takes_no_for_an_answer(wagtail, newsroom_site):
    with pytest.raises(EmbedNotFoundException):
        wagtail.find_embed(f"{newsroom_site}/articles/no-such-story/")


def test_micawber_finds_it(registry, newsroom_site, make_host, open_page):
    answer = registry.request(newsroom_site + ARTICLE, maxwidth=600)
    assert (answer["type"], answer["version"], answer["width"]) == ("rich", "1.0", 600)
    assert answer["height"] <= 600 * 16 // 9  # which it asks for by itself
    check(answer["html"], newsroom_site, make_host, open_page)


def test_micawber_puts_it_into_a_text(registry, newsroom_site, make_host, open_page):
    html = micawber.parse_html(f"<p>Before.</p><p>{newsroom_site}{ARTICLE}</p>", registry)
    check(html, newsroom_site, make_host, open_page)


def test_micawber_takes_no_for_an_answer(registry, newsroom_site):
    with pytest.raises(micawber.exceptions.ProviderException):
        registry.request(f"{newsroom_site}/articles/no-such-story/")
