"""Addresses that lead to words on a page: the browser scrolls to them and marks them.

The form is `#:~:text=start,end` (https://wicg.github.io/scroll-to-text-fragment/, section 3.2), put after the
address's own fragment if it has one. Browsers that don't know it, and pages without the words, open as usual.
"""

import re
from urllib.parse import quote

LONGEST = 90  # characters: longer words are named by how they begin and end
ENDS = 4  # words at either end
SHORTEST = 2  # words: one alone would be found anywhere
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|„([^„“”]+)[“”]")


def leading_to(address: str, words: str, excerpt: str = "") -> str:
    """The address, leading to the words that are the source's own: those quoted in `words`, or all of them where they
    stand in `excerpt` as they are. Unchanged where there are none, and where it leads to words already.
    """
    fragment = fragment_of(words, excerpt)
    if not fragment or ":~:" in address or not address.startswith(("http://", "https://")):
        return address
    return address + (fragment[1:] if "#" in address else fragment)


def fragment_of(words: str, excerpt: str = "") -> str:
    """What leads to those words behind an address without a fragment; nothing where there are none.

    Behind one of ours that redirects it goes along, unless the new address has a fragment (RFC 9110, section 10.2.2).
    """
    own = verbatim(words, excerpt)
    return f"#:~:text={directive(own)}" if own else ""


def verbatim(words: str, excerpt: str = "") -> str:
    """The words of a source that `words` gives in quotation marks, or whole if `excerpt` has them; else nothing."""
    words = " ".join(words.split())
    if words and words in " ".join(excerpt.split()) and words.count(" ") + 1 >= SHORTEST:
        return words
    passages = [next(filter(None, found.groups())).strip(" .,;:!?") for found in QUOTED.finditer(words)]
    return next((passage for passage in passages if passage.count(" ") + 1 >= SHORTEST), "")


def directive(words: str) -> str:
    """What follows `text=`: the words, or their beginning and end. A dash, a comma or an ampersand would be read as
    part of the form, so they are encoded too (section 3.2.1).
    """
    parts = words.split()
    if len(words) <= LONGEST or len(parts) < 2 * ENDS + 1:
        return _encoded(words)
    return f"{_encoded(' '.join(parts[:ENDS]))},{_encoded(' '.join(parts[-ENDS:]))}"


def _encoded(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")
