"""What an extraction gives back, and how it says that it can't."""

from dataclasses import dataclass
from datetime import date

MOST_BYTES = 5 * 1024 * 1024  # of a file or of a pasted text; the longest article of a newspaper has a fiftieth of it


class NotExtractedError(ValueError):
    """There is no article in what was given. The message is a sentence for the editor that says what to do."""


@dataclass(frozen=True)
class Extraction:
    """The fields of an article, read from a file or a text; empty if it doesn't say. `warnings` are for the editor.

    `language` is a code of Django's LANGUAGES, `published_on` the day that the original gives, `body` Markdown.
    """

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    published_on: date | None = None
    language: str = ""
    body: str = ""
    warnings: tuple[str, ...] = ()
