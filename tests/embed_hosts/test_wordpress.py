"""An editor pastes an address into WordPress."""

from urllib.parse import urlsplit

import pytest

from .hosts import until
from .wordpress import Missing, WordPress

BLOCK = """<!-- wp:paragraph --><p>Before.</p><!-- /wp:paragraph -->
<!-- wp:embed {{"url":"{0}","type":"wp-embed","providerNameSlug":"explainer"}} -->
<figure class="wp-block-embed is-type-wp-embed is-provider-explainer"><div class="wp-block-embed__wrapper">
{0}
</div></figure>
<!-- /wp:embed -->
<!-- wp:paragraph --><p>After.</p><!-- /wp:paragraph -->"""
LINE = "Before.\n\n{}\n\nAfter."


@pytest.fixture(scope="module")
def wordpress(newsroom_site, tmp_path_factory):
    try:
        with WordPress(tmp_path_factory.mktemp("wordpress"), urlsplit(newsroom_site).port) as site:
            yield site
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.mark.parametrize(("width", "touch"), [(360, True), (1200, False)])
@pytest.mark.parametrize("pasted", [LINE, BLOCK])
@pytest.mark.usefixtures("common_fonts")
def test_a_pasted_address_becomes_an_embed_of_the_right_height(
    wordpress, newsroom_site, open_page, pasted, width, touch
):
    address = wordpress.post(pasted.format(f"{newsroom_site}/articles/mi6-invites-russians/"))
    visitor = open_page(address, width=width, touch=touch)
    (embed,) = visitor.embeds()
    assert embed.element.get_attribute("sandbox") == "allow-scripts"
    closed = embed.fits()
    assert 200 < closed <= 1000
    for number in (1, 2, 3):
        assert embed.toggle(number) > closed
        assert embed.toggle(number) == closed
    assert visitor.page.locator("blockquote").is_hidden()
    assert visitor.errors == []


@pytest.mark.parametrize("path", ["/notes/prague-spring/", "/claims/secrets-safe-loyalty-for-life/"])
def test_a_card_alone_and_a_link_out_of_it(wordpress, newsroom_site, open_page, path):
    visitor = open_page(wordpress.post(LINE.format(newsroom_site + path + "?utm_source=mail#top")))
    (embed,) = visitor.embeds()
    embed.fits()
    embed.frame.locator("h1 a").click()
    until(lambda: visitor.page.url == newsroom_site + path, lambda: visitor.page.url)


@pytest.mark.usefixtures("common_fonts")
def test_what_opens_stays_within_the_thousand_pixels_that_wordpress_gives(wordpress, newsroom_site, open_page):
    address = wordpress.post(LINE.format(f"{newsroom_site}/articles/mi6-invites-russians/"))
    (embed,) = open_page(address, width=360, touch=True).embeds()
    closed = embed.fits()
    opened = [embed.toggle(number) for number in (1, 2, 3, 4, 5, 6)]  # none is closed before the next
    assert closed < min(opened)
    assert max(opened) <= 1000
    assert embed.frame.locator("details.card[open]").count() == 1
    assert embed.frame.locator("details.card[open] .inner > p").first.is_visible()
    assert embed.frame.locator("details.card[open] .links a").is_visible()


def test_it_has_its_height_before_anybody_has_scrolled_to_it(wordpress, newsroom_site, open_page):
    # WordPress hides the frame at first, as wide as the window, and makes it narrow when it has spoken: off screen,
    # where the browser tells a frame neither of its new size nor of its own.
    address = wordpress.post("Text.\n\n" * 200 + f"{newsroom_site}/articles/mi6-invites-russians/")
    (embed,) = open_page(address).embeds()
    embed.fits()
    until(lambda: embed.frame.evaluate("innerWidth") == embed.element.evaluate("frame => frame.clientWidth"))
    embed.fits()
    assert not embed.in_view()


def test_beyond_them_it_scrolls_and_closes_nothing_that_a_reader_has_just_opened(wordpress, newsroom_site, open_page):
    address = wordpress.post(LINE.format(f"{newsroom_site}/articles/mi6-invites-russians/"))
    (embed,) = open_page(address).embeds()
    embed.fits()
    embed.frame.locator(".rest > summary").click()
    until(lambda: embed.height() == 1000 < embed.content())
    for number in (1, 2, 2, 1):  # opens the first, then the second; closes the second, opens the first again
        embed.cards().nth(number - 1).click()
        embed.frame.evaluate("new Promise((done) => setTimeout(done, 50))")  # its events are handled
    embed.frame.locator("details.card[open] .fold > summary").first.click()
    embed.frame.evaluate("new Promise((done) => setTimeout(done, 50))")
    states = embed.frame.evaluate("[...document.querySelectorAll('details')].map((one) => one.open && one.className)")
    assert [state for state in states if state] == ["card", "fold", "rest"]
    assert embed.scrolls()
