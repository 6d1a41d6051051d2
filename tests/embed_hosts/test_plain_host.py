"""A plain page of another site, with the strictest policies there are, on which five embeds stand."""

import base64

import pytest

from tests.conftest import FIXTURES

from .hosts import story, until

FONT = FIXTURES.parent / "static/fonts/literata-roman.ffe16ca38d3f.woff2"
FRAME = '<iframe src="{site}/embed/articles/{slug}/" title="An embed" width="100%" height="200" loading="{loading}">'
LOADER = '<script async src="{site}/embed.js"></script>'


def strict(site):
    return f"default-src 'none'; frame-src {site}; script-src {site}/embed.js; require-trusted-types-for 'script'"


def frame(site, slug="mi6-invites-russians", loading="lazy"):
    return FRAME.format(site=site, slug=slug, loading=loading) + "</iframe>"


@pytest.fixture(scope="module")
def browser(whole_browser):
    return whole_browser


@pytest.fixture
def host(make_host, newsroom_site, codes):
    return make_host({"/": story(codes)}, csp=strict(newsroom_site))


@pytest.mark.parametrize(("width", "touch"), [(360, True), (1200, False)])
def test_every_embed_has_its_height_at_once_and_after_every_click(host, open_page, width, touch):
    visitor = open_page(host.address, width=width, touch=touch)
    clicks = 0
    for embed in visitor.embeds():
        embed.element.scroll_into_view_if_needed()
        closed = embed.fits()
        for number in range(1, min(embed.cards().count(), 3) + 1):
            assert embed.toggle(number) > closed
            assert embed.toggle(number) == closed
            clicks += 2
    assert clicks >= 8
    assert (visitor.errors, visitor.refused) == ([], [])


def test_a_card_opens_by_key_too(host, open_page):
    visitor = open_page(host.address)
    embed = visitor.embeds()[0]
    closed = embed.fits()
    embed.cards().first.press("Enter")
    until(lambda: embed.content() > closed)
    embed.fits()


def test_the_host_hardly_moves_on_a_phone_and_not_at_all_after_loading(host, open_page, record_property):
    visitor = open_page(host.address, width=360, height=740, touch=True)
    visitor.page.wait_for_load_state("load")
    visitor.scroll_through()
    loading = visitor.shift()
    record_property("layout shift while loading", loading)
    assert visitor.layout_shift() <= 0.1
    visitor.scroll_through()
    assert visitor.shift() == loading


def test_what_moves_after_a_click_is_no_shift_where_the_browser_knows_of_the_click(host, open_page):
    # In a frame of another site it does not: Chromium reckons the input to the frame's process alone (measured).
    visitor = open_page(host.address_on_our_site, width=360, height=740, touch=True)
    visitor.scroll_through()
    loading = visitor.shift()
    for embed in visitor.embeds()[:2]:
        embed.toggle(1)
        embed.toggle(1)
    assert visitor.shift() == loading


def test_a_frame_that_is_off_screen_has_its_height_before_anybody_sees_it(make_host, newsroom_site, open_page):
    far = story([LOADER.format(site=newsroom_site), frame(newsroom_site, loading="eager")], between="<p>text</p>" * 200)
    visitor = open_page(make_host({"/": far}).address)
    embed = visitor.embeds()[0]
    assert not embed.in_view()
    wide = embed.fits()
    visitor.page.set_viewport_size({"width": 400, "height": 900})
    until(lambda: embed.content() > wide)
    assert embed.fits() > wide
    visitor.page.set_viewport_size({"width": 1200, "height": 900})
    until(lambda: embed.content() == wide)
    assert embed.fits() == wide
    assert not embed.in_view()


@pytest.mark.parametrize("loading", ["lazy", "eager"])
@pytest.mark.parametrize("far", [0, 200])
def test_a_frame_in_a_hidden_part_has_its_height_when_shown(make_host, newsroom_site, open_page, loading, far):
    hidden = f"<div hidden>{frame(newsroom_site, loading=loading)}</div>"
    page = story([LOADER.format(site=newsroom_site) + hidden], between="<p>text</p>" * far)
    visitor = open_page(make_host({"/": page}, csp=strict(newsroom_site)).address)
    (embed,) = visitor.embeds()
    assert embed.height() == 0
    visitor.page.evaluate("document.querySelector('[hidden]').hidden = false")
    if loading == "lazy":
        embed.element.scroll_into_view_if_needed()
    embed.fits()
    visitor.page.evaluate("document.querySelector('div').hidden = true")
    visitor.page.evaluate("document.querySelector('div').hidden = false")
    embed.fits()


def test_a_tab_in_the_background_has_the_height_when_it_comes_to_the_front(host, open_page):
    visitor = open_page("about:blank")
    tab = visitor.page.context.new_cdp_session(visitor.page)
    window = tab.send("Browser.getWindowForTarget")["windowId"]
    tab.send("Browser.setWindowBounds", {"windowId": window, "bounds": {"windowState": "minimized"}})
    visitor.page.goto(host.address)
    tab.send("Browser.setWindowBounds", {"windowId": window, "bounds": {"windowState": "normal"}})
    visitor.embeds()[0].fits()


@pytest.mark.parametrize("far", [0, 200])
def test_a_font_that_comes_late_changes_the_height(make_host, newsroom_site, open_page, far):
    page = story(
        [LOADER.format(site=newsroom_site) + frame(newsroom_site, loading="eager")], between="<p>text</p>" * far
    )
    (embed,) = open_page(make_host({"/": page}).address).embeds()
    embed.fits()
    embed.frame.evaluate("Object.assign(document.body.style, { fontFamily: 'Late, monospace', lineHeight: 'normal' })")
    before = embed.fits()
    embed.frame.evaluate(
        """async (font) => {
            const bytes = Uint8Array.from(atob(font), (letter) => letter.charCodeAt(0));
            const face = new FontFace("Late", bytes.buffer, { ascentOverride: "200%" });
            document.fonts.add(await face.load());
        }""",
        base64.b64encode(FONT.read_bytes()).decode(),
    )
    until(lambda: embed.content() > before)
    assert embed.fits() > before


def test_embeds_that_are_added_later_have_their_height(host, newsroom_site, open_page):
    visitor = open_page(host.address)
    visitor.embeds()[0].fits()
    visitor.page.evaluate(
        """(src) => {
            const late = document.createElement("iframe"), later = document.createElement("iframe");
            late.src = src;
            document.body.prepend(late, later);
            later.dataset.src = src; // as consent tools do
        }""",
        f"{newsroom_site}/embed/articles/ozone-layer-mending/",
    )
    late, later = visitor.embeds()[:2]
    late.fits()
    assert later.height() == 150
    later.element.evaluate("frame => frame.src = frame.dataset.src")
    later.fits()
    assert visitor.errors == []


def test_the_script_may_be_there_twice_and_leaves_one_name(make_host, newsroom_site, open_page):
    one = frame(newsroom_site, loading="eager")
    loader = LOADER.format(site=newsroom_site)
    host = make_host({"/without": story([one]), "/twice": story([loader, one, loader, loader])})
    without = open_page(f"{host.address}/without").page.evaluate("Object.keys(window)")
    visitor = open_page(f"{host.address}/twice")
    visitor.embeds()[0].fits()
    assert set(visitor.page.evaluate("Object.keys(window)")) - set(without) == {"explainerEmbed"}
    assert visitor.page.evaluate("explainerEmbed.length") == 1


def test_it_counts_what_the_host_puts_around_a_frame(make_host, newsroom_site, open_page):
    style = "<style>iframe { box-sizing: border-box; border: 7px solid; padding: 5px; height: 333px }</style>"
    page = story([LOADER.format(site=newsroom_site), frame(newsroom_site, loading="eager")], head=style)
    (embed,) = open_page(make_host({"/": page}).address).embeds()
    until(lambda: embed.height() == embed.content() + 10)
    assert not embed.scrolls()


def test_a_preceding_quotation_is_hidden_only_if_it_is_ours(make_host, newsroom_site, open_page):
    one = frame(newsroom_site, loading="eager")
    ours = f'<blockquote id="ours"><a href="{newsroom_site}/articles/mi6-invites-russians/">Text</a></blockquote>'
    theirs = '<blockquote id="theirs"><a href="https://example.org/">Said by somebody</a></blockquote>'
    page = story([LOADER.format(site=newsroom_site), ours + one, theirs + one])
    visitor = open_page(make_host({"/": page}, csp=strict(newsroom_site)).address)
    for embed in visitor.embeds():
        embed.fits()
    assert not visitor.page.locator("#ours").is_visible()
    assert visitor.page.locator("#theirs").is_visible()


def test_a_host_that_stands_in_a_sandbox_itself(make_host, newsroom_site, open_page):
    inner = story([LOADER.format(site=newsroom_site), frame(newsroom_site)])
    outer = '<iframe sandbox="allow-scripts" src="/inner" width="700" height="800"></iframe>'
    visitor = open_page(make_host({"/": story([outer], between=""), "/inner": inner}).address)
    (middle,) = visitor.embeds()
    assert middle.frame.evaluate("self.origin") == "null"
    (embed,) = visitor.embeds(middle.frame)
    closed = embed.fits()
    assert embed.frame.evaluate("self.origin") == "null"
    assert embed.toggle(1) > closed
    assert embed.toggle(1) == closed
    assert visitor.errors == []


def test_without_the_loader_the_embed_is_there_and_scrolls(make_host, newsroom_site, open_page):
    (embed,) = open_page(make_host({"/": story([frame(newsroom_site)])}).address).embeds()
    until(embed.content)
    embed.cards().first.click()
    assert (embed.height(), embed.scrolls()) == (200, True)


def test_framing_is_refused_to_hosts_that_are_not_on_the_list(make_host, newsroom_site, open_page, settings):
    page = story([LOADER.format(site=newsroom_site), frame(newsroom_site, loading="eager")])
    listed, other = make_host({"/": page}), make_host({"/": page})
    settings.EMBED_ORIGINS = [listed.address]
    open_page(listed.address).embeds()[0].fits()
    visitor = open_page(other.address)
    (embed,) = visitor.embeds()
    until(lambda: any("frame-ancestors" in line for line in visitor.refused))
    assert not embed.frame.url.startswith(newsroom_site)
    assert embed.height() == 200
