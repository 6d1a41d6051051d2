"""Web addresses as a newsroom keeps them: without what only says how somebody came there."""

import re
import unicodedata
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

# What newsletters, social sites and advertising add to an address; without it the page is the same.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|igshid|mc_[ce]id|yclid|_ga|_gl|ref_src|ref_url|"
    r"at_\w+|cmpid|s_cid|smid|ocid|xtor|mkt_tok|vero_id|wt_mc",
    re.IGNORECASE,
)
ESCAPES = re.compile(r"(?:%[0-9a-fA-F]{2})+")
PORTS = {"http": "80", "https": "443"}


def clean_address(text: str) -> str:
    """A web address with a small-letter host, without tracking parameters, fragment and usual port.

    Letters beyond ASCII are written as the address that a browser sends (RFC 3987, section 3.1), so "café" and
    "caf%C3%A9" are one. A fragment stays where it names a page of its own: one that begins with "/" or "!".

    Raises ValueError unless `text` is an http or https address with a host and no password in it.
    """
    parts = urlsplit(text.strip())
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in PORTS or not host or parts.username or re.search(r"[\s<>\"\\]", text.strip()):
        raise ValueError(f"“{text}” is not a web address")
    port = f":{parts.port}" if parts.port and str(parts.port) != PORTS[parts.scheme.lower()] else ""
    host = f"[{host}]" if ":" in host else _ascii_host(host)
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, True)) else urlencode(kept)
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    path, query, fragment = map(_encoded, (parts.path or "/", query, fragment))
    return urlunsplit((parts.scheme.lower(), host + port, path, query, fragment))


def _ascii_host(host: str) -> str:
    """An international name as the name system has it: bücher.example is xn--bcher-kva.example."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError as error:
        raise ValueError(f"“{host}” is not the name of a host") from error


def _encoded(part: str) -> str:
    """One spelling of a part of an address (RFC 3986, section 6.2.2): what need not be encoded isn't, the rest is."""
    plain = ESCAPES.sub(_decoded, unicodedata.normalize("NFC", part))
    # Letters that are one with their marks may have come in pieces, encoded too.
    return quote(unicodedata.normalize("NFC", plain), safe="/%:@!$&'()*+,;=?~[]|{}^`")


def _decoded(escapes: re.Match[str]) -> str:
    """Letters, digits and "-._~" themselves; everything else encoded as it was, in capitals."""
    data = bytes.fromhex(escapes[0].replace("%", ""))
    try:
        text = data.decode()
    except UnicodeDecodeError:  # not UTF-8: an older site's own encoding
        return escapes[0].upper()
    return "".join(sign if sign.isalnum() or sign in "-._~" or sign > "\x9f" else f"%{ord(sign):02X}" for sign in text)


def same_page(one: str, other: str) -> bool:
    """True if two addresses lead to the same page: whichever scheme, with or without a slash at the end."""

    def bare(address: str) -> str:
        try:
            return clean_address(address).partition("://")[2].rstrip("/")
        except ValueError:
            return address

    return bare(one) == bare(other)
