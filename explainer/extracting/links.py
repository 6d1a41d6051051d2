"""Where a link really leads: behind the addresses that mail filters, networks and office programs put in front."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

# Host, path and the parameter that has the address. A dot in front stands for any subdomain.
WRAPPERS = (
    (r"(?:[\w-]+\.)?google\.[a-z.]{2,6}", r"/url", ("q", "url")),
    (r"(?:[\w-]+\.)?safelinks\.protection\.(?:outlook\.com|outlook\.cn|office365\.(?:us|com))", r"/.*", ("url",)),
    (r"statics\.teams\.cdn\.office\.net", r"/evergreen-assets/safelinks/.*", ("url",)),
    (r"(?:l|lm)\.(?:facebook|messenger|instagram|threads)\.com", r"/.*", ("u",)),
    (r"l\.(?:instagram|threads)\.com", r"/.*", ("u",)),
    (r"(?:www\.)?youtube\.com", r"/redirect", ("q",)),
    (r"(?:www\.)?linkedin\.com", r"/(?:redir/redirect|safety/go)/?", ("url",)),
    (r"slack-redir\.net", r"/link", ("url",)),
    (r"t\.umblr\.com", r"/redirect", ("z",)),
    (r"(?:away\.)?vk\.com", r"/away\.php", ("to",)),
    (r"(?:www\.)?duckduckgo\.com", r"/l/?", ("uddg",)),
    (r"out\.reddit\.com", r"/.*", ("url",)),
    (r"steamcommunity\.com", r"/linkfilter/?", ("u", "url")),
    (r"exit\.sc", r"/", ("url",)),
    (r"(?:urldefense\.proofpoint|urldefense)\.com", r"/v2/url", ("u",)),
)
DEFENSE = re.compile(r"^https://urldefense(?:\.us|\.com)/v3/__(.+?)__;([\w+/=-]*)!!", re.I)
MOST_LAYERS = 4


def real_address(address: str) -> str:
    """The address itself, where a wrapper is known and holds one of the web; otherwise what was given."""
    for _layer in range(MOST_LAYERS):
        inner = _unwrapped(address)
        if not inner:
            return address
        address = inner
    return address


def _unwrapped(address: str) -> str:
    defended = DEFENSE.match(address)
    if defended and "*" not in defended[1]:
        return re.sub(r"^(https?):/(?!/)", r"\1://", defended[1])
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.hostname in {"href.li", "www.href.li"} and re.match(r"https?://\S+$", parts.query):
        return parts.query
    for host, path, names in WRAPPERS:
        if re.fullmatch(host, (parts.hostname or "").lower()) and re.fullmatch(path, parts.path):
            values = parse_qs(parts.query)
            for name in names:
                value = values.get(name, [""])[0]
                if "proofpoint" in host and "/v2/" in parts.path and not value.startswith("http://"):
                    value = unquote(value.replace("-", "%").replace("_", "/"))
                if re.match(r"https?://\S+$", value):
                    return value
    return ""
