"""Reads the address of a page of ours as people paste it: with a query, a fragment, http for https, no last slash.

Only text is looked at. Nothing is fetched, so an address can't send us anywhere (server-side request forgery), and what
is refused is never repeated in an answer.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings
from django.urls import Resolver404, get_script_prefix, resolve

from explainer.publication.pages import named
from explainer.text.numbers import whole_number

LONGEST = 2000  # characters; the longest of ours has about 300
DEFAULT_PORTS = {"http": 80, "https": 443}


class BadAddress(ValueError):
    """The text is no web address at all, or one that nobody pastes in good faith."""


@dataclass(frozen=True)
class Target:
    """What an address of ours names. `card` is the id of the card to open, 0 for none; `theme` a slug or nothing."""

    kind: str
    slug: str
    card: int = 0
    theme: str = ""


def read_address(address: str) -> Target | None:
    """What `address` names, or None if it isn't ours or can't be embedded. Raises BadAddress.

    Whether the thing exists and is published is for the caller to look up.
    """
    parts = _split(address)
    if _place(parts) != _place(urlsplit(settings.SITE_URL)):
        return None
    try:
        path = unquote(parts.path, errors="strict")
        base = get_script_prefix().rstrip("/")
        path = path[len(base) :] if path.startswith(base + "/") else path
        match = resolve(path if path.endswith("/") else path + "/")
    except (Resolver404, UnicodeError):
        return None
    page = named(match.url_name)
    if not page or not page.embed:
        return None
    query = parse_qs(parts.query, max_num_fields=50, errors="replace") if parts.query.count("&") < 50 else {}
    card = str(match.kwargs.get("id", "")) or parts.fragment.removeprefix("card-") or query.get("open", [""])[0]
    return Target(page.embed, match.kwargs["slug"], card_id(card), theme_slug(query.get("theme", [""])[0]))


def card_id(text: str) -> int:
    """The id of a card as an address gives it; 0 if that is none that a database could have."""
    return whole_number(text) or 0


def theme_slug(text: str) -> str:
    """The name of a theme as an address gives it; empty if it is none."""
    return text if re.fullmatch(r"[-a-zA-Z0-9_]{1,40}", text) else ""


def _split(address: str) -> SplitResult:
    """The parts of a web address. Browsers read a backslash as a slash and drop line breaks, so none may be in."""
    address = address.strip(" ")
    if len(address) > LONGEST or re.search(r"[\x00-\x20\x7f-\x9f\\<>\"\u2028\u2029\ufeff]", address):
        raise BadAddress
    try:
        parts = urlsplit(address)
        port = parts.port  # only reading it finds a port that is none
    except ValueError as error:
        raise BadAddress from error
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or port == 0 or "@" in parts.netloc:
        raise BadAddress
    return parts


def _place(parts: SplitResult) -> tuple[str, int | None]:
    """Host and port; no port where it is the usual one, so that http and https name the same origin."""
    port = None if parts.port == DEFAULT_PORTS.get(parts.scheme) else parts.port
    host = parts.hostname or ""
    try:
        return (host if host.isascii() else host.encode("idna").decode()), port
    except UnicodeError:
        return "", port
