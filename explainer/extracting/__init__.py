"""Other people's files as articles: bytes and a file name in, a headline and Markdown out. No database, nothing saved.

HTML goes through trafilatura, which tells an article from the navigation, notices and advertisements around it; .docx
goes through mammoth; both end in the same writer of Markdown. Everything found is a proposal for an editor to look at.

These libraries are loaded when the first file comes: half a second and 14 MB of each process that serves pages.
"""

from datetime import date

from .result import MOST_BYTES, Extraction, LeftOut, NotExtractedError

__all__ = ["MOST_BYTES", "Extraction", "LeftOut", "NotExtractedError", "day_of", "extract", "extract_text", "take_in"]


def extract(data: bytes, name: str = "") -> Extraction:
    """The article in a file. `name` is what the file was called; it may be empty.

    Raises NotExtractedError with a sentence for the editor if there is none.
    """
    from . import kinds

    return kinds.extract(data, name)


def extract_text(text: str, rich: str = "") -> Extraction:
    """The article in what somebody pasted: plain text, Markdown, or the source of a page.

    `rich` is the same as HTML, where the clipboard had it: links and headings are taken from there.

    Raises NotExtractedError with a sentence for the editor if there is none.
    """
    from . import kinds

    return kinds.extract_text(text, rich)


def take_in(body: str, item: LeftOut) -> str:
    """The body with something that was left out put where it stood, or at the end where that place is gone."""
    from . import leaving_out

    return leaving_out.take_in(body, item)


def day_of(words: str) -> date | None:
    """The day that these words name and nothing else, in digits or in words of any language; None if they don't."""
    from . import opening

    return opening.day_of(words)
