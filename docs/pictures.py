"""Makes the pictures of docs/editors.md anew, from a newsroom that runs (`make demo`).

    .venv/bin/python docs/pictures.py http://127.0.0.1:8000 editor PASSWORD

Each screen at a width, in light or dark, as WebP of at most 60 kB, in docs/images/.
"""

import io
import re
import shutil
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent / "images"
MOST = 60_000  # bytes
HEIGHTS = {390: 844, 768: 1024, 1440: 900}
LISTS = {"note": "/admin/explainer/note/", "claim": "/admin/explainer/claim/", "article": "/admin/explainer/article/"}
OTHERS = {
    "search": "/admin/search/?q=mutiny", "history": "/admin/explainer/article/1/history/",
    "support": "/admin/explainer/note/7/sentences/",
}  # fmt: skip
# Each picture's name, the screen (an address, or the kind of record whose first form is opened), the width, is it dark.
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
        for name, address in OTHERS.items()
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
            page.goto(LISTS.get(screen, screen), timeout=120_000)
            if screen in LISTS:
                page.locator("#result_list .field-title a").last.click()
                page.locator(".canvas-tools .words").filter(has_text=re.compile(r"[1-9]")).first.wait_for(
                    timeout=120_000
                )
                if page.locator(".desk-preview:not([hidden]) iframe").count():
                    page.frame_locator(".desk-preview iframe").locator("p").first.wait_for(timeout=120_000)
            (FOLDER / f"{picture}.webp").write_bytes(small(page.screenshot()))
            context.close()
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
