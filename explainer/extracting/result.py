"""What an extraction gives back, and how it says that it can't."""

from dataclasses import dataclass
from datetime import date

MOST_BYTES = 5 * 1024 * 1024  # of a file or of a pasted text; the longest article of a newspaper has a fiftieth of it


class NotExtractedError(ValueError):
    """There is no article in what was given. The message is a sentence for the editor that says what to do."""


@dataclass(frozen=True)
class LeftOut:
    """Words of the original that are not in the article, for the editor to look at and to take in.

    `kind` says why, in the editor's language; `text` is Markdown; `after` is the block of the body that it followed,
    empty if it stood above the body.
    """

    kind: str
    text: str
    after: str = ""


@dataclass(frozen=True)
class Extraction:
    """The fields of an article, read from a file or a text. What wasn't there is empty; `warnings` are for the editor.

    `language` is a code of Django's LANGUAGES, `published_on` the day that the original gives, `body` Markdown.
    """

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    published_on: date | None = None
    language: str = ""
    body: str = ""
    warnings: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
