"""The `_headers` and `_redirects` files of a site of plain files, as Netlify and Cloudflare Pages read them.

Both join the values of a header that several rules give, which for a Content-Security-Policy forbids what either does.
So no two rules match one address: a rule with a star stands only where everything beneath has the same headers.
(developers.cloudflare.com/pages/configuration/headers, docs.netlify.com/routing/headers)
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

Headers = tuple[tuple[str, str], ...]
SENT_HEADERS = frozenset(
    {
        "access-control-allow-origin",
        "cache-control",
        "content-security-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "referrer-policy",
        "x-content-type-options",
        "x-frame-options",
        "x-robots-tag",
    }
)
# Hosts know these by the ending; a feed they send as XML, which feed readers take. Cloudflare takes a hundred rules.
PLAIN_TYPES = {
    *("text/html", "application/json", "text/javascript", "text/plain", "application/atom+xml"),
    *("image/png", "image/vnd.microsoft.icon"),
}


def headers_to_send(headers: Headers, content_type: str) -> Headers:
    """What a static host should send with a page, of what the application would send."""
    sent = [(name, value) for name, value in headers if name.lower() in SENT_HEADERS]
    odd = [] if content_type.partition(";")[0] in PLAIN_TYPES else [("Content-Type", content_type)]
    return tuple(sorted(sent + odd))


def rules(pages: Mapping[str, Headers], beneath: str = "/") -> Iterator[tuple[str, Headers]]:
    """Patterns that match each address once, with its headers. `pages` has headers by path, all `beneath` a path."""
    if len(set(pages.values())) == 1 and len(pages) > 1 and beneath != "/":
        yield beneath + "*", next(iter(pages.values()))
        return
    groups: defaultdict[str, dict[str, Headers]] = defaultdict(dict)
    for path, headers in pages.items():
        name, slash, _ = path[len(beneath) :].partition("/")
        groups[f"{beneath}{name}{slash}" if slash else ""][path] = headers
    for path, headers in sorted(groups.pop("", {}).items()):
        yield path, headers
    for below, group in sorted(groups.items()):
        yield from rules(group, below) if below not in group or len(group) > 1 else group.items()


def headers_file(pages: Mapping[str, Headers], base: str) -> str:
    """The text of `_headers`. `base` is the path of the site's root, such as "/" or "/news/"."""
    lines = [
        f"{base}static/*\n  Cache-Control: public, max-age=31536000, immutable\n  X-Content-Type-Options: nosniff\n",
        f"{base}media/*\n  Cache-Control: public, max-age=86400\n  X-Content-Type-Options: nosniff\n",
    ]
    for pattern, headers in rules(pages):
        lines.append("".join([f"{base}{pattern[1:]}\n", *(f"  {name}: {value}\n" for name, value in headers)]))
    return "\n".join(lines)


def redirects_file(moved: Iterable[tuple[str, str]]) -> str:
    """The text of `_redirects`: old path, new address, 301."""
    return "".join(f"{old} {new} 301\n" for old, new in sorted(moved))
