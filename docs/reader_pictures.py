"""Makes the pictures of readers' pages in README and docs/developers.md anew, from the demonstration (`make demo`).

    .venv/bin/python docs/reader_pictures.py http://127.0.0.1:8000 [NAME, such as home-360, …]

Each page at its widths, in light and dark, as WebP of at most 60 kB, in docs/images/.
"""

import re
import shutil
import sys

from pictures import FOLDER, small
from playwright.sync_api import Locator, Page, Route, sync_playwright

STORY = "/articles/mi6-invites-russians/"
HEIGHTS = {360: 780, 768: 1024, 1180: 900, 1440: 900}
PAGES = {"home": "/", "timeline": f"{STORY}timeline/", "map": f"{STORY}map/"}  # the others are the story itself


def open_card(page: Page, marker: Locator) -> None:
    """Scroll words to the upper part, open their card and wait until all that it brings is there."""
    marker.evaluate("marker => scrollTo(0, marker.getBoundingClientRect().top + scrollY - 240)")
    marker.click()
    page.wait_for_load_state("networkidle")


def article(page: Page) -> None:
    """The figure at the head, and the first card."""
    page.locator(".marker").first.evaluate("marker => marker.click()")
    page.wait_for_load_state("networkidle")
    page.locator("figure.lead").evaluate("figure => scrollTo(0, figure.getBoundingClientRect().top + scrollY - 120)")


def three_cards(page: Page) -> None:
    block = page.locator(".block", has=page.locator(".cards > :nth-child(3)")).first
    for number in block.locator(".card .inner").evaluate_all("all => all.map(each => each.dataset.annotation)"):
        open_card(page, block.locator(f".marker[data-annotation='{number}']").first)


def full_card(page: Page) -> None:
    card = page.locator(".card", has=page.get_by_text("The Wagner mutiny", exact=True)).first
    number = card.locator(".inner").get_attribute("data-annotation")
    open_card(page, page.locator(f".marker[data-annotation='{number}']").first)
    card.locator(".more > a").click()
    page.wait_for_load_state("networkidle")


def drawing(page: Page) -> None:
    """The drawing in an open card."""
    full_card(page)
    picture = page.locator(".card[open] img").first
    picture.evaluate("picture => picture.scrollIntoView({ block: 'center' })")
    page.wait_for_load_state("networkidle")


def with_our_fonts(route: Route) -> None:
    """Text never waits for a font, so a first view may show the reader's own: a picture is to show ours."""
    answer = route.fetch()
    route.fulfill(response=answer, body=re.sub(r"(font-display: ?)optional", r"\1block", answer.text()))


STEPS = {"article": article, "three-cards": three_cards, "full-card": full_card, "drawing": drawing}


def main(site: str, *wanted: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in [*PAGES, *STEPS]:
            for width, height in HEIGHTS.items():
                for scheme in ("light", "dark"):
                    picture = f"{name}-{width}{'-dark' * (scheme == 'dark')}"
                    if wanted and picture not in wanted:
                        continue
                    context = browser.new_context(
                        base_url=site,
                        viewport={"width": width, "height": height + 220 * (name == "article")},
                        has_touch=width < 1000,
                        is_mobile=width < 1000,
                        color_scheme=scheme,
                        bypass_csp=True,
                    )
                    page = context.new_page()
                    page.route(f"{site}{PAGES.get(name, STORY)}", with_our_fonts)
                    page.goto(PAGES.get(name, STORY), wait_until="networkidle")
                    if name in STEPS:
                        STEPS[name](page)
                        page.mouse.move(0, 0)
                        page.wait_for_timeout(300)  # cards fade in
                    page.evaluate("document.fonts.ready.then(() => true)")
                    (FOLDER / f"{picture}.webp").write_bytes(small(page.screenshot()))
                    context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
