"""Makes the pictures of docs/editors.md anew, from a newsroom that runs (`make demo`).

It leaves three preview links there and a change of one note that isn't published; what readers see stays as it is.

    .venv/bin/python docs/pictures.py http://127.0.0.1:8000 editor PASSWORD

Each screen at a width, in light or dark, as WebP of at most 60 kB, in docs/images/.
"""

import io
import re
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent / "images"
MOST = 60_000  # bytes
HEIGHTS = {390: 844, 768: 1024, 1440: 900}
LISTS = {"note": "/admin/explainer/note/", "claim": "/admin/explainer/claim/", "article": "/admin/explainer/article/"}
OTHERS = {
    "search": "/admin/search/?q=mutiny", "history": "/admin/explainer/article/1/history/",
    "support": "/admin/explainer/note/7/sentences/",
}  # fmt: skip
SAVED_PAGE = Path(__file__).parent.parent / "tests/extracting/files/broadcaster.html"
ARTICLE, NOTE = "/admin/explainer/article/1", "/admin/explainer/note/7"
FURTHER = "It lasted for a day."  # words of a change that nobody publishes


def import_a_page(page: Page) -> None:
    page.goto("/admin/explainer/article/import/")
    page.locator("input[type=file]").set_input_files(SAVED_PAGE)
    page.get_by_role("button", name="See what is in it").click()
    page.get_by_label("As readers will see it").get_by_role("heading").first.wait_for()


def see_what_was_left_out(page: Page) -> None:
    import_a_page(page)
    page.locator("details.left-out:not([open]) > summary").click()
    page.locator("details.left-out").evaluate("element => element.scrollIntoView()")


def choose_words(page: Page) -> None:
    page.goto(f"{ARTICLE}/annotate/")
    page.locator(".by-hand > summary").click()
    page.locator("#by-hand").fill("Richard Moore")
    page.keyboard.press("Enter")
    page.locator("#offers li").first.wait_for()


def click_a_card(page: Page) -> None:
    page.goto(f"{ARTICLE}/annotate/")
    page.locator("#text a.marker").nth(1).click()
    page.wait_for_load_state("networkidle")


def see_questions(page: Page) -> None:
    page.goto(f"{ARTICLE}/cards/#coverage")


def share(page: Page) -> None:
    page.goto("/admin/share/article/1/")
    page.get_by_role("button", name="3 days").click()
    page.locator(".made").wait_for()


def change_a_note(page: Page) -> None:
    page.goto(f"{NOTE}/change/")
    words = page.locator("[name=summary]").input_value()
    if FURTHER not in words:
        page.locator("[name=summary]").fill(f"{words} {FURTHER}")
    page.get_by_role("button", name="Publish changes").first.click()
    page.wait_for_url("**/changes/")


STATES = {
    "import": import_a_page, "left-out": see_what_was_left_out, "choose": choose_words, "adjust": click_a_card,
    "coverage": see_questions, "share": share, "changes": change_a_note,
}  # fmt: skip
# Each picture's name, the screen (an address, the kind of record whose first form is opened, or one of STATES), the
# width, is it dark.
PICTURES = [
    ("desk-front-1440", "/admin/", 1440, False), ("desk-front-768-dark", "/admin/", 768, True),
    ("desk-front-390", "/admin/", 390, False),
    ("desk-note-1440", "note", 1440, False), ("desk-note-768", "note", 768, False),
    ("desk-note-390-dark", "note", 390, True),
    ("desk-claim-1440-dark", "claim", 1440, True), ("desk-claim-768", "claim", 768, False),
    ("desk-claim-390", "claim", 390, False),
    ("desk-article-1440", "article", 1440, False), ("desk-article-768", "article", 768, False),
    ("desk-article-390-dark", "article", 390, True),
    ("desk-list-1440", LISTS["note"], 1440, False), ("desk-list-768-dark", LISTS["claim"], 768, True),
    ("desk-list-390", LISTS["article"], 390, False),
    *(
        (f"desk-{name}-{width}{'-dark' if width == 768 else ''}", address, width, width == 768)
        for name, address in [*OTHERS.items(), *((name, name) for name in STATES)]
        for width in HEIGHTS
    ),
]  # fmt: skip


def small(picture: bytes) -> bytes:
    """The picture as WebP, in the best quality that has at most MOST bytes."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    for quality in range(80, 0, -10):
        file = io.BytesIO()
        image.save(file, "WEBP", quality=quality, method=6)
        if file.tell() <= MOST:
            return file.getvalue()
    raise ValueError(f"no quality brings it below {MOST} bytes")


def sign_in(browser: Browser, site: str, name: str, password: str) -> str:
    """The session of whoever signs in so."""
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/admin/login/?next=/admin/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")
    page.locator("#user-tools").wait_for()
    return next(each["value"] for each in context.cookies() if each["name"] == "sessionid")


def open_screen(page: Page, screen: str) -> None:
    page.goto(LISTS.get(screen, screen), timeout=120_000)
    if screen in LISTS:
        page.locator("#result_list .field-title a").last.click()
        page.locator(".canvas-tools .words").filter(has_text=re.compile(r"[1-9]")).first.wait_for(timeout=120_000)
        if page.locator(".desk-preview:not([hidden]) iframe").count():
            page.frame_locator(".desk-preview iframe").locator("p").first.wait_for(timeout=120_000)


def main(site: str, name: str, password: str, *wanted: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        session = sign_in(browser, site, name, password)
        for picture, screen, width, is_dark in PICTURES:
            if wanted and picture not in wanted:
                continue
            context = browser.new_context(
                base_url=site,
                viewport={"width": width, "height": HEIGHTS[width]},
                color_scheme="dark" if is_dark else "light",
            )
            context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
            page = context.new_page()
            if screen in STATES:
                STATES[screen](page)
            else:
                open_screen(page, screen)
            (FOLDER / f"{picture}.webp").write_bytes(small(page.screenshot()))
            context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
