"""Other people's files as articles: bytes and a file name in, a headline and Markdown out. No database, nothing saved.

HTML goes through trafilatura, which tells an article from the navigation, notices and advertisements around it; .docx
goes through mammoth; both end in the same writer of Markdown. Everything found is a proposal for an editor to look at.
"""

from .found import MOST_BYTES, Found, NotExtractedError
from .kinds import extract, extract_text

__all__ = ["MOST_BYTES", "Found", "NotExtractedError", "extract", "extract_text"]
