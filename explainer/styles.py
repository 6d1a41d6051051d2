"""The reader's style sheet stands in the page, because one blocking request costs a slow phone half a second.

The Content-Security-Policy allows it by its SHA-256, so the text that the page shows and the text that settings
hash must be the same: both come from here. Kept free of Django, since settings import it.
"""

import base64
import hashlib
import os
import re
from functools import cache
from pathlib import Path

import rcssmin

CSS_DIR = Path(__file__).resolve().parent.parent / "static" / "css"
ARTICLE_FILES = ("tokens.css", "page.css", "article.css", "cards.css", "shapes.css")  # its page links to deferred.css
BASE_PATH = ("/" + os.environ.get("BASE_PATH", "").strip("/")).rstrip("/")  # of a site that isn't at its host's root
DRAWING_FILES = ("drawings.css", "map.css", "line.css", "drawings-whole.css")
EMBED_FILES = ("embed.css", "shapes.css", *DRAWING_FILES)
READER_FILES = (*ARTICLE_FILES, "library.css", "dates.css", *DRAWING_FILES, "figure.css", "deferred.css")


@cache
def reader_css() -> str:
    """The style sheets of the reader's pages, joined and squeezed, as text for one `<style>`."""
    return _squeezed(READER_FILES)


@cache
def article_css() -> str:
    """The same for an article's page, without what its first view doesn't need: a kilobyte sent."""
    return _squeezed(ARTICLE_FILES)


@cache
def token(name: str) -> str:
    """A colour of the light page by its name in tokens.css, such as "paper": for what isn't drawn by a browser."""
    css = (CSS_DIR / "tokens.css").read_text(encoding="utf-8")
    found = re.search(rf"--{re.escape(name)}: (#[0-9a-f]{{6}});", css)
    if not found:
        raise LookupError(f"tokens.css has no colour --{name}")
    return found[1]


@cache
def drawing_css() -> str:
    """The style sheet of dates, maps and lines of time, for the parts of an article's page that have them."""
    return _squeezed(("dates.css", *DRAWING_FILES))


@cache
def figure_css(kind: str) -> str:
    """The style sheet of the figure at the head of an article, a "map" or a "line", for the page of one that has it."""
    return _squeezed(("drawings.css", f"{kind}.css", "figure.css"))


def _squeezed(names: tuple[str, ...]) -> str:
    css = "\n".join((CSS_DIR / name).read_text(encoding="utf-8") for name in names)
    return _small(css.replace('url("/static/', f'url("{BASE_PATH}/static/'))


def _small(css: str) -> str:
    """Squeezed, and without the quotation marks that an attribute's value can do without (Selectors 4, section 6.1)."""
    return re.sub(r'="([a-z][a-z-]*)"\]', r"=\1]", rcssmin.cssmin(css))


@cache
def embed_css(scheme: str = "") -> str:
    """The style sheet of pages in other sites' frames: the tokens without their fonts, and EMBED_FILES.

    `scheme` is "light" or "dark"; empty, it follows what the reader prefers.
    """
    tokens = re.sub(r"@font-face\s*{[^}]*}", "", (CSS_DIR / "tokens.css").read_text(encoding="utf-8"))
    dark = "@media (prefers-color-scheme: dark)"
    tokens = tokens.replace(dark, {"dark": "@media all", "light": "@media not all"}.get(scheme, dark))
    sheets = "".join((CSS_DIR / name).read_text(encoding="utf-8") for name in EMBED_FILES)
    fixed = f":root {{ color-scheme: {scheme}; }}" if scheme else ""
    return _small(tokens + fixed + sheets)


@cache
def early_fonts() -> list[str]:
    """The font files to fetch before they are asked for: the upright ones, as addresses.

    Only for windows at least 700 pixels wide: on a slow phone they would hold the text back by a quarter (measured), so
    phones read their first page in a face of their own, set as wide as ours, and have ours from the second page on.
    """
    return [url for url in re.findall(r'url\("?([^")]+)"?\)', reader_css()) if "italic" not in url]


def csp_hash(text: str) -> str:
    """The source expression that allows exactly `text` inline (Content Security Policy 3, section 2.3.1)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
