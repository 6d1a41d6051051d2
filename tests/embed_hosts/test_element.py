"""<explainer-embed>, for hosts that like elements."""

import pytest

from .hosts import story, until

SCRIPT = '<script async src="{site}/embed-element.js"></script>'


@pytest.fixture
def show(make_host, newsroom_site, open_page):
    """Opens a strict host's page with an element in it: `show('src="…"')` returns the visitor and the embed."""
    policy = (
        f"default-src 'none'; frame-src {newsroom_site}; script-src {newsroom_site}/embed-element.js; "
        "require-trusted-types-for 'script'"
    )

    def show(attributes, inside=""):
        element = f"<explainer-embed {attributes}>{inside}</explainer-embed>"
        page = story([SCRIPT.format(site=newsroom_site) + element], between="")
        visitor = open_page(make_host({"/": page}, csp=policy).address)
        until(lambda: visitor.page.evaluate("!!customElements.get('explainer-embed')"))
        return visitor, next(iter(visitor.embeds()), None)

    return show


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("/articles/ozone-layer-mending/", "/embed/articles/ozone-layer-mending/"),
        ("/embed/articles/ozone-layer-mending/", "/embed/articles/ozone-layer-mending/"),
        ("/articles/ozone-layer-mending/timeline/", "/embed/timelines/ozone-layer-mending/"),
        ("/notes/prague-spring/", "/embed/notes/prague-spring/"),
        ("/articles/ozone-layer-mending/#card-7", "/embed/articles/ozone-layer-mending/?open=7"),
        ("/articles/ozone-layer-mending/cards/7/", "/embed/articles/ozone-layer-mending/?open=7"),
    ],
)
def test_it_takes_a_pages_address_or_an_embeds(show, newsroom_site, written, shown):
    _, embed = show(f'src="{newsroom_site}{written}"')
    assert embed.element.get_attribute("src") == newsroom_site + shown


def test_it_has_the_height_and_says_what_opens(show, newsroom_site):
    quote = f'<blockquote><a href="{newsroom_site}/articles/ozone-layer-mending/">The ozone layer</a></blockquote>'
    visitor, embed = show(f'src="{newsroom_site}/articles/ozone-layer-mending/"', quote)
    closed = embed.fits()
    assert embed.element.get_attribute("title") == "The ozone layer"
    assert visitor.page.locator("blockquote").is_hidden()
    visitor.page.evaluate(
        """() => {
            window.seen = [];
            const note = ({ type, detail }) => seen.push([type, detail.card, detail.title]);
            for (const name of ["open", "close"]) addEventListener(`explainer:${name}`, note);
        }"""
    )
    assert embed.toggle(2) > closed
    assert embed.toggle(2) == closed
    card = embed.frame.locator("details.card").nth(1)
    detail = [card.get_attribute("data-annotation"), card.locator(".title").inner_text()]
    until(lambda: len(visitor.page.evaluate("seen")) == 2)
    assert visitor.page.evaluate("seen") == [["explainer:open", *detail], ["explainer:close", *detail]]
    assert (visitor.errors, visitor.refused) == ([], [])


def test_it_takes_theme_language_and_the_card_that_is_open(show, newsroom_site):
    address = f"{newsroom_site}/articles/ozone-layer-mending/"
    visitor, embed = show(f'src="{address}"')
    number = embed.frame.locator("details.card").nth(2).get_attribute("data-annotation")
    embed.element.evaluate(
        """(frame, card) => {
            const element = frame.parentElement;
            for (const [name, value] of Object.entries({ theme: "dark", lang: "en-gb", card }))
                element.setAttribute(name, value);
        }""",
        number,
    )
    (embed,) = visitor.embeds()
    embed.fits()
    assert embed.frame.url.endswith(f"?theme=dark&lang=en-gb&open={number}")
    assert embed.frame.locator("details.card[open]").get_attribute("data-annotation") == number
    assert visitor.page.evaluate("history.length") == 2  # about:blank and the host's page: no step was added


def test_it_shows_nothing_of_others_and_goes_with_its_element(show, newsroom_site):
    visitor, embed = show('src="https://example.org/embed/articles/x/"')
    assert embed is None
    element = visitor.page.locator("explainer-embed")
    for address in (
        "javascript:alert(1)",
        "",
        "//",
        f"{newsroom_site}/admin/",
        f"{newsroom_site}.example.org/notes/x/",
    ):
        element.evaluate("(element, address) => element.setAttribute('src', address)", address)
        assert visitor.embeds() == []
    element.evaluate("(element, address) => element.setAttribute('src', address)", f"{newsroom_site}/notes/mi6/")
    visitor.embeds()[0].fits()
    element.evaluate("element => element.remove()")
    assert visitor.embeds() == []
    assert visitor.errors == []
