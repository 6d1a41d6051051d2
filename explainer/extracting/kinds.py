"""Finds out what a file is, by what it begins with before what it is called, and hands it to its reader."""

import re
from pathlib import PurePath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .decoding import decode
from .documents import read_docx
from .mhtml import page_in_mhtml
from .pages import read_fragment, read_html
from .result import MOST_BYTES, Extraction, NotExtractedError
from .writing import read_text

# The first bytes of files that are no text, and what to do about each (file formats' own specifications).
REFUSED_KINDS = {
    b"%PDF": gettext_lazy("This is a PDF. Open it, copy the text, and paste it here."),
    b"\xd0\xcf\x11\xe0": gettext_lazy("This is a .doc file of an old Word. Save it as .docx, and import that."),
    b"{\\rtf": gettext_lazy("This is an RTF file. Save it as .docx or as plain text, and import that."),
}
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"\x00\x00\x00", b"II*\x00", b"MM\x00*")
PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
BEFORE_PAGE = re.compile(r"\s+|<\?xml[^>]*>|<!--.*?-->", re.I | re.S)  # one at a time: together they would backtrack
FRAGMENT = re.compile(r"<(?:p|div|article|section|h[1-6]|ul|ol|table|blockquote|br|span|b|a)\b[^<>]*>", re.I)
TEXT_ENDINGS = {".txt", ".text", ".md", ".markdown"}


def extract(data: bytes, name: str = "") -> Extraction:
    """As `explainer.extracting.extract`."""
    _check_size(len(data))
    if data.startswith(b"PK"):
        return read_docx(data)
    for start, message in REFUSED_KINDS.items():
        if data.startswith(start):
            raise NotExtractedError(str(message))
    if data.startswith(PICTURES) and not data.startswith(b"\x00\x00\xfe\xff"):
        raise NotExtractedError(_("This is a picture or a film. Import the text, and upload pictures by themselves."))
    data = page_in_mhtml(data)
    text, warnings = decode(data)
    return _read(text, PurePath(name).suffix.lower(), warnings)


def extract_text(text: str, rich: str = "") -> Extraction:
    """As `explainer.extracting.extract_text`."""
    _check_size(len(text.encode("utf-8", "replace")))
    if rich.strip():
        _check_size(len(rich.encode("utf-8", "replace")))
        return read_fragment(rich)
    return _read(text, "", ())


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        found = {"size": f"{size / 1024 / 1024:.1f}", "most": MOST_BYTES // 1024 // 1024}
        raise NotExtractedError(
            _("This is %(size)s MB; at most %(most)d MB can be imported. Leave out pictures, or paste the text.")
            % found
        )
    if not size:
        raise NotExtractedError(_("There is nothing in it. Paste a text, or choose a file that has one."))


def _read(text: str, ending: str, warnings: tuple[str, ...]) -> Extraction:
    if not text.strip():
        raise NotExtractedError(
            _("There is nothing but blank space in it. Paste a text, or choose a file that has one.")
        )
    if _is_page(text[:20_000]) or ending in {".html", ".htm", ".xhtml"}:
        return read_html(text, warnings)
    has_blocks = len(FRAGMENT.findall(text)) > 1 and re.search(r"</(?:p|div|h[1-6]|li)>", text, re.I)
    if has_blocks and ending not in TEXT_ENDINGS:
        return read_fragment(text, warnings)
    return read_text(text, warnings, is_markdown=ending in {".md", ".markdown"} or None)


def _is_page(text: str) -> bool:
    """True if the text begins as an HTML page does, after blank space, comments and an XML declaration."""
    start = 0
    while before := BEFORE_PAGE.match(text, start):
        start = before.end()
    return PAGE.match(text, start) is not None
