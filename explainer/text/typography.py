"""Quotation marks and apostrophes as each language sets them, for plain texts and for the words of HTML.

What is typed is straight: which sign is meant follows from what stands beside it and from what is open. Signs by
language are those of CLDR's delimiters, with the narrow spaces of French printing (Lexique de l'Imprimerie nationale).
"""

import re
from functools import cached_property, lru_cache

from .parsing import tokens

# Double open, double close, single open, single close.
_ENGLISH = ("“", "”", "‘", "’")
SIGNS = {
    **dict.fromkeys(("cs", "sk", "de", "sl", "lt", "is", "bg", "mk", "ka", "hr"), ("„", "“", "‚", "‘")),
    **dict.fromkeys(("sr", "bs"), ("„", "“", "‘", "’")),
    **dict.fromkeys(("ru", "uk", "be"), ("«", "»", "„", "“")),
    **dict.fromkeys(("es", "it", "ca", "gl", "eu", "pt-pt"), ("«", "»", "“", "”")),
    **dict.fromkeys(("nb", "nn", "no", "el", "sq", "hy"), ("«", "»", "‘", "’")),
    **dict.fromkeys(("sv", "fi"), ("”", "”", "’", "’")),
    "et": ("„", "“", "‘", "’"),
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "fr-ch": ("«", "»", "‹", "›"),
    "de-ch": ("«", "»", "‹", "›"),
    "pl": ("„", "”", "«", "»"),
    "ro": ("„", "”", "«", "»"),
    "hu": ("„", "”", "»", "«"),
    "fa": ("«", "»", "‹", "›"),
    **dict.fromkeys(("ja", "zh-hant", "zh-tw", "zh-hk"), ("「", "」", "『", "』")),
}
_OPENERS = "([{¿¡–—/«‹„‚“‘「『*\u202f"
# What is left out at the beginning of a word, by language; years are so in all of them.
_LEADING = {
    "en": re.compile(r"(?:tis|twas|twere|em|cause|til|round|bout|n)\b", re.IGNORECASE),
    "nl": re.compile(r"(?:s|t|n|k|m)\b"),
    "de": re.compile(r"(?:s|n|ne|nen|ner|rum|ran)\b"),
}
# "the '90s", German "die '68er", what English makes of it ("the '68ers"); a bare "'68" may open a quotation too.
_DECADES = re.compile(r"\d\d(?:s|ers?|ern)\b")
_YEARS = re.compile(r"\d\d\b")
_BEGINS = re.compile(r"(?:^|[,:;.!?(\[–—\n])[ \u00a0]?$")
_CLOSES, _CLOSES_A_WORD = re.compile(r"(?=\S'(?!\w))"), re.compile(r"(?=\w[.,!?…]?'(?!\w))")
_HEBREW = re.compile("[א-ת]")
_HARMLESS = frozenset({"code", "pre", "kbd", "samp"})  # whose words are left as they were typed
INLINE = frozenset([  # what rendering keeps
    "a", "strong", "em", "b", "i", "code", "sup", "sub", "del", "s", "abbr", "cite", "q", "kbd", "mark", "small", "img",
])  # fmt: skip
_RUNS_ON = INLINE | {"samp", "br", "u", "ins", "span", "bdi", "ruby", "rt", "rp"}  # and what else breaks no text


class _Closing:
    """Where the last mark stands that may end a quotation, looked for once: a text may have 100,000 marks."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def last(self) -> int:
        """Where the sign stands before it."""
        return self._last_of(_CLOSES)

    @cached_property
    def last_after_word(self) -> int:
        """Where the letter or digit stands before it, if only a point is between them."""
        return self._last_of(_CLOSES_A_WORD)

    def _last_of(self, mark: re.Pattern[str]) -> int:
        return max((found.start() for found in mark.finditer(self.text)), default=-1)


@lru_cache(maxsize=4096)  # titles and summaries stand on many pages
def curl(text: str, language: str = "en") -> str:
    """`text` with straight quotation marks and apostrophes as the language sets them, and three dots made one.

    `language` is a code such as "fr" or "pt-br". Doing it twice changes nothing.
    """
    return "".join(_set(text, language)).replace("...", "…")


def curl_html(html: str, language: str = "en") -> str:
    """The same for clean HTML: signs are read across its inline tags, block by block; code stays as it was typed."""
    if "'" not in html and '"' not in html:
        return html
    found = [(token.kind, token.tag, token.html) for token in tokens(html)]
    pieces = [raw for _, _, raw in found]
    run: list[int] = []
    depth = 0
    for number, (kind, tag, _) in enumerate([*found, ("end", "p", "")]):
        if tag in _HARMLESS and kind != "text":
            depth += 1 if kind == "start" else -1
        if kind == "text" and not depth:
            run.append(number)
        elif kind != "text" and tag not in _RUNS_ON:
            _set_run(pieces, run, language)
            run = []
    return "".join(pieces)


def _set_run(pieces: list[str], run: list[int], language: str) -> None:
    signs = _set("".join(pieces[number] for number in run), language)
    at = 0
    for number in run:
        length = len(pieces[number])
        pieces[number] = "".join(signs[at : at + length])
        at += length


def signs_of(language: str) -> tuple[str, str, str, str]:
    """The quotation marks of a language: double open, double close, single open, single close."""
    code = language.lower()
    return SIGNS.get(code) or SIGNS.get(code.split("-")[0]) or _ENGLISH


def _set(text: str, language: str) -> list[str]:
    """What stands for each character of the text."""
    signs = list(text)
    if "'" not in text and '"' not in text:
        return signs
    double_open, double_close, single_open, single_close = signs_of(language)
    is_double_open = is_single_open = False
    closing = _Closing(text)
    for at, sign in enumerate(text):
        if sign not in "'\"":
            continue
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if _HEBREW.match(before) and (_HEBREW.match(after) or (sign == "'" and not is_single_open)):
            signs[at] = "״" if sign == '"' else "׳"
        elif sign == '"':
            opens = _opens(before, after, is_double_open)
            is_double_open = opens
            signs[at] = double_open if opens else double_close
        elif _is_apostrophe(text, at, language, is_single_open, closing):
            signs[at] = "’"
        else:
            is_single_open = _opens(before, after, is_single_open)
            signs[at] = single_open if is_single_open else single_close
    return signs


def _opens(before: str, after: str, is_open: bool) -> bool:
    if not after or after.isspace():
        return False
    if not before or before.isspace() or before in _OPENERS or before in "'\"":
        return not (is_open and before in "'\"" and not after.isalnum())
    return not is_open and after.isalnum()


def _is_apostrophe(text: str, at: int, language: str, is_open: bool, closing: _Closing) -> bool:
    before, after, rest = text[at - 1 : at], text[at + 1 : at + 2], text[at + 1 : at + 12]
    if before.isalnum() and after.isalnum():
        return True
    if before.isalnum():  # a letter left out at the end, or a quotation that ends; before one, an elision: d'"État"
        return not is_open or (after == '"' and text[at + 2 : at + 3].isalnum())
    leading = _LEADING.get(language.split("-")[0].lower())
    if (
        _DECADES.match(rest)
        or (_YEARS.match(rest) and not _quotes_a_number(text, at, closing))
        or (leading and leading.match(rest) and not is_open)
    ):
        return True
    return after.isalnum() and not is_open and closing.last <= at


def _quotes_a_number(text: str, at: int, closing: _Closing) -> bool:
    """Whether a mark before two digits opens a quotation: one may begin here, and its other mark follows."""
    return bool(_BEGINS.search(text[max(0, at - 2) : at])) and closing.last_after_word >= at + 3
