"""Web addresses as a newsroom keeps them: without what only says how somebody came there."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

# What newsletters, social sites and advertising add to an address; without it the page is the same.
TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|igshid|mc_[ce]id|yclid|_ga|_gl|ref_src|ref_url|"
    r"at_\w+|cmpid|s_cid|smid|ocid|xtor|mkt_tok|vero_id|wt_mc",
    re.IGNORECASE,
)
PORTS = {"http": "80", "https": "443"}


def clean_address(text: str) -> str:
    """A web address with a small-letter host, without tracking parameters, fragment and usual port.

    Raises ValueError unless `text` is an http or https address with a host and no password in it.
    """
    parts = urlsplit(text.strip())
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in PORTS or not host or parts.username or re.search(r"[\s<>\"\\]", text.strip()):
        raise ValueError(f"“{text}” is not a web address")
    port = f":{parts.port}" if parts.port and str(parts.port) != PORTS[parts.scheme.lower()] else ""
    host = f"[{host}]" if ":" in host else host
    kept = [(name, value) for name, value in parse_qsl(parts.query, True) if not TRACKING.fullmatch(name)]
    query = parts.query if len(kept) == len(parse_qsl(parts.query, True)) else urlencode(kept)
    return urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", query, ""))


def same_page(one: str, other: str) -> bool:
    """True if two addresses lead to the same page: whichever scheme, with or without a slash at the end."""

    def bare(address: str) -> str:
        try:
            return clean_address(address).partition("://")[2].rstrip("/")
        except ValueError:
            return address

    return bare(one) == bare(other)
