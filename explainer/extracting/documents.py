"""The text of a .docx: mammoth reads its headings, lists, tables, links and footnotes; pictures stay out.

A .docx is a ZIP of XML, so a small file can unpack to a huge one. What it says of its own sizes is checked before
anything is unpacked, and Python's zipfile reads no more than it said.
"""

import zipfile
import zlib
from io import BytesIO
from xml.parsers.expat import ExpatError

import mammoth
from defusedxml import DefusedXmlException
from defusedxml import ElementTree as SafeTree
from django.utils.translation import gettext as _

from .bylines import clean_name
from .languages import language_of
from .markdown import to_markdown, without_marks
from .opening import read_opening, without_opening
from .result import Extraction, NotExtractedError
from .word_xml import put_right

MOST_XML = 12 * 1024 * 1024  # bytes of XML, unpacked; a book of 500 pages has about 5 million
MOST_UNPACKED = 60 * 1024 * 1024  # bytes of everything, pictures too
MOST_TIMES = 100  # as large as it is packed; Word's own XML is 5 to 20 times as large
SMALL = 100_000  # bytes: what is smaller may be packed as tightly as it likes
MOST_FILES = 2000
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp")
STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h6:fresh
p[style-name='Quote'] => blockquote:fresh > p:fresh
p[style-name='Intense Quote'] => blockquote:fresh > p:fresh
"""
CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "creator": "{http://purl.org/dc/elements/1.1/}creator",
}
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, ExpatError, DefusedXmlException, SafeTree.ParseError,
    KeyError, IndexError, AttributeError, ValueError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip


def read_docx(data: bytes) -> Extraction:
    """The article in a .docx. Raises NotExtractedError, with a sentence for the editor, if there is none."""
    try:
        about = _core_properties(data)
        seen, left_out = put_right(data)
        html = mammoth.convert_to_html(
            BytesIO(seen), style_map=STYLES, convert_image=lambda image: [], include_embedded_style_map=False
        ).value
        body = to_markdown(html)
    except RecursionError as error:
        raise NotExtractedError(_("Its tables or lists stand too deep in one another. Paste the text.")) from error
    except NotExtractedError:
        raise
    except UNREADABLE as error:
        raise NotExtractedError(
            _("This document is damaged, or no .docx. Open it in a word processor, save it again, or paste its text.")
        ) from error
    if not body:
        raise NotExtractedError(_("No text was found in this document. If it is a scan, its text has to be typed."))
    title, standfirst = _opening(body)
    blocks = without_opening(body.replace("\n###### ", "\n"), (title, standfirst)).split("\n\n")
    opening, rest = read_opening(blocks, title=title, standfirst=standfirst, plain=True)
    return Extraction(
        title=opening.title or about.get("title", ""),
        standfirst=opening.standfirst,
        byline=opening.byline or clean_name(about.get("creator", "")),
        published_on=opening.published_on,
        language=language_of(without_marks(body)),
        body="\n\n".join(rest) or body,
        left_out=left_out,
    )


def _core_properties(data: bytes) -> dict[str, str]:
    """What the document says of itself, once its sizes are known to be sane and its XML to have no entities."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = file.infolist()
        # Whatever its name, mammoth may read it.
        read = [part for part in parts if not part.filename.lower().endswith(PICTURES)]
        if len(parts) > MOST_FILES or _unpacks_too_far(parts) or sum(part.file_size for part in read) > MOST_XML:
            raise NotExtractedError(_("This document unpacks to more than an article can be. Paste the text."))
        names = {part.filename for part in parts}
        if "word/document.xml" not in names and "[Content_Types].xml" not in names:
            raise NotExtractedError(
                _("This is a ZIP archive, not a document. Unpack it, and import the articles one by one.")
            )
        for part in read:
            if _has_doctype(file.read(part)):
                raise NotExtractedError(_("This document defines entities, which Word never does. Paste its text."))
        root = SafeTree.fromstring(file.read("docProps/core.xml")) if "docProps/core.xml" in names else None
    values = {} if root is None else {name: (root.findtext(tag) or "").strip() for name, tag in CORE.items()}
    return {name: value[:200] for name, value in values.items() if value}


def _unpacks_too_far(parts: list[zipfile.ZipInfo]) -> bool:
    """True if the archive, or a part of it, is far larger unpacked than a document's could be."""
    tight = any(part.file_size > max(SMALL, MOST_TIMES * part.compress_size) for part in parts)
    return tight or sum(part.file_size for part in parts) > MOST_UNPACKED


def _has_doctype(content: bytes) -> bool:
    """True if XML in any encoding declares a document type, by which entities come in."""
    return any("<!DOCTYPE".encode(encoding) in content for encoding in ("ascii", "utf-16-le", "utf-16-be"))


def _opening(body: str) -> tuple[str, str]:
    """The headline and the standfirst, where the document's styles or its first heading say so."""
    title = standfirst = ""
    for block in body.split("\n\n")[:3]:
        if block.startswith("# ") and not title:
            title = without_marks(block)[:200]
        elif block.startswith("###### ") and not standfirst:
            standfirst = without_marks(block)
    return title, standfirst
