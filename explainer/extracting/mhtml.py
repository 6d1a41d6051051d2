"""The page inside an .mhtml file: what some browsers write when they are told to save a page as one file (RFC 2557)."""

import email
import re
from email.message import Message

from .decoding import AS_BROWSERS

# What headers raise that name no encoding, or are in parts that don't fit (RFC 2231), and text in another encoding.
UNREADABLE = (LookupError, TypeError, ValueError)


def page_in_mhtml(data: bytes) -> bytes:
    """The first HTML part of an .mhtml file, in UTF-8; anything else comes back as it is."""
    head = data[:4000].lower()
    if b"multipart/related" not in head or not re.match(rb"[a-z-]+:", head):
        return data
    try:
        parts = email.message_from_bytes(data).walk()
        page = next((part for part in parts if part.get_content_type() == "text/html"), None)
    except UNREADABLE:
        return data
    return (page and _content(page)) or data


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    try:
        name = (part.get_content_charset() or "utf-8").lower()
        return b"\xef\xbb\xbf" + content.decode(AS_BROWSERS.get(name, name)).encode()
    except UNREADABLE:
        return content
