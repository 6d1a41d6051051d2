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

from .languages import language_of
from .markdown import to_markdown
from .pages import without_marks, without_opening
from .result import Extraction, NotExtractedError

MOST_XML = 20 * 1024 * 1024  # bytes of XML, unpacked; War and Peace has about 12 million
MOST_FILES = 2000
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
DEFAULT_AUTHORS = {
    "python-docx",
    "microsoft office user",
    "user",
    "admin",
    "unknown",
}  # of programs
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, ExpatError, DefusedXmlException, SafeTree.ParseError,
    KeyError, IndexError, AttributeError, ValueError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip


def read_docx(data: bytes) -> Extraction:
    """The article in a .docx. Raises NotExtractedError, with a sentence for the editor, if there is none."""
    try:
        about = _core_properties(data)
        html = mammoth.convert_to_html(
            BytesIO(data), style_map=STYLES, convert_image=lambda image: [], include_embedded_style_map=False
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
    creator = about.get("creator", "")
    return Extraction(
        title=title or about.get("title", ""),
        standfirst=standfirst,
        byline="" if creator.lower() in DEFAULT_AUTHORS else creator,
        language=language_of(without_marks(body)),
        body=without_opening(body.replace("\n###### ", "\n"), (title, standfirst)),
    )


def _core_properties(data: bytes) -> dict[str, str]:
    """What the document says of itself, once its sizes are known to be sane and its XML to have no entities."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = file.infolist()
        xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
        if sum(part.file_size for part in xml) > MOST_XML or len(parts) > MOST_FILES:
            raise NotExtractedError(_("This document unpacks to more than an article can be. Paste the text."))
        names = {part.filename for part in parts}
        if "word/document.xml" not in names and "[Content_Types].xml" not in names:
            raise NotExtractedError(
                _("This is a ZIP archive, not a document. Unpack it, and import the articles one by one.")
            )
        for part in xml:
            if b"<!DOCTYPE" in file.read(part):
                raise NotExtractedError(_("This document defines entities, which Word never does. Paste its text."))
        root = SafeTree.fromstring(file.read("docProps/core.xml")) if "docProps/core.xml" in names else None
    values = {} if root is None else {name: (root.findtext(tag) or "").strip() for name, tag in CORE.items()}
    return {name: value[:200] for name, value in values.items() if value}


def _opening(body: str) -> tuple[str, str]:
    """The headline and the standfirst, where the document's styles or its first heading say so."""
    title = standfirst = ""
    for block in body.split("\n\n")[:3]:
        if block.startswith("# ") and not title:
            title = without_marks(block)[:200]
        elif block.startswith("###### ") and not standfirst:
            standfirst = without_marks(block)
    return title, standfirst
