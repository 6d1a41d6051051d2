"""Real consumers against a real server."""

import pytest
from micawber import Provider, ProviderException, ProviderRegistry, parse_text

from tests.factories import make_article, make_note


@pytest.fixture
def site(live_server, settings):
    settings.SITE_URL = live_server.url
    make_article(slug="story", title="A story")
    make_note(slug="note")
    return live_server.url


@pytest.fixture
def registry(site):
    registry = ProviderRegistry()
    registry.register(rf"{site}/(articles|notes|claims)/\S+", Provider(f"{site}/oembed"))
    return registry


def test_micawber_gets_the_embed_of_a_pasted_address(registry, site):
    values = registry.request(f"{site}/articles/story/?utm_source=x", maxwidth=500)
    assert (values["type"], values["title"], values["width"]) == ("rich", "A story", 500)
    assert f'<iframe src="{site}/embed/articles/story/"' in values["html"]


def test_micawber_puts_it_into_a_text(registry, site):
    html = parse_text(f"Before.\n{site}/notes/note/\nAfter.", registry)
    assert f"{site}/embed/notes/note/" in html


def test_micawber_is_told_that_there_is_nothing(registry, site):
    with pytest.raises(ProviderException):
        registry.request(f"{site}/notes/nothing/")
