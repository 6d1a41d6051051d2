"""What elements' own styles say, and what the style sheets of a page hide on every screen: classes and ids."""

import re

from lxml.html import HtmlElement

SELECTOR = re.compile(r"[a-z0-9]*([.#][\w-]+)", re.I)
UNSHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
SHOWN = re.compile(r"(?:^|;)\s*(?:display|visibility)\s*:", re.I)
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)  # one without an end goes on to the last letter (CSS Syntax 3, 4.3.2)
MOST_LETTERS = 1_000_000  # of all style sheets in a page
LONGEST_STYLE = 2_000  # letters of one element's style that are read


def style_of(element: HtmlElement) -> str:
    """What the element's own style says, as far as anybody writes one."""
    return str(element.get("style", ""))[:LONGEST_STYLE]


def hidden_names(tree: HtmlElement) -> set[str]:
    """ ".name" and "#id" of what a rule by that name alone hides, unless a later one shows it."""
    text = "\n".join(style.text or "" for style in tree.iter("style"))[:MOST_LETTERS]
    found: set[str] = set()
    for selectors, declarations in _rules(COMMENT.sub("", text)):
        if not SHOWN.search(declarations):
            continue
        names = {match[1] for one in selectors.split(",") if (match := SELECTOR.fullmatch(one.strip()))}
        if UNSHOWN.search(declarations):
            found |= names
        else:
            found -= names
    return found


def _rules(text: str) -> list[tuple[str, str]]:
    """Selectors and declarations of the rules that stand in no other: not those for print or for small windows."""
    rules, depth, began, opened = [], 0, 0, 0
    for brace in re.finditer(r"[{}]", text):
        if brace[0] == "{":
            depth += 1
            opened = brace.start() if depth == 1 else opened
            continue
        depth = max(0, depth - 1)
        if depth == 0:
            rules.append((text[began:opened], text[opened + 1 : brace.start()]))
            began = brace.end()
    return [rule for rule in rules if "@" not in rule[0] and "{" not in rule[1]]
