"""The picture that other sites show of a link, 1200 by 630 pixels: the headline, a rule, the publication's name.

Set in the site's own face where it has the letters, else in a font of the machine that has them. Without any such font
the headline is left out rather than drawn as boxes.
"""

import io
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageColor, ImageDraw, ImageFont

from explainer.styles import CSS_DIR, token

WIDTH, HEIGHT = 1200, 630  # pixels: what Open Graph's consumers show large (1.91 to 1)
EDGE = 80
SIZES = (112, 92, 76, 64, 54, 46, 40)  # pixels, the largest that fits
SMALL = 34
LEADING = 1.18
STEPS = 16  # between the paper and each ink: text needs no more colours, and the file is a third
FONTS = CSS_DIR.parent / "fonts"
# Where Linux keeps its fonts; what is first there and has all the letters is taken.
PLACES = (
    "truetype/dejavu/DejaVuSans.ttf",
    "truetype/noto/NotoSans*-Regular.ttf",
    "opentype/noto/NotoSansCJK-Regular.ttc",
)
FULL = {"full": 100, "most": 75, "half": 50, "quarter": 25}  # per cent of a disc
# What stays in one line: a word with the space after it, or one sign of a script without spaces (Chinese, Japanese),
# with what may not begin a line after it and what may not end one before it.
_WIDE = r"[\u2e80-\u2fdf\u3005-\u3007\u3040-\u312f\u3190-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_OPENING = r"[(\[{“‘«〈《「『【〔〖（［｛]"
_CLOSING = r"[)\]}”’»〉》」』】〕〗）］｝、。，．：；？！…—・ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々%％]"
_BREAKABLE = re.compile(rf"{_OPENING}*{_WIDE}{_CLOSING}*\s*|(?:(?!{_OPENING}*{_WIDE})\S)+\s*|\s+")
MISSING = "\U0010fffd"  # no font has it: what is drawn for it is what is drawn for every sign that a font lacks


class Words(NamedTuple):
    """A run of the headline in one colour."""

    text: str
    colour: str


def draw(
    words: Iterable[Words], *, name: str, direction: str = "ltr", shape: str = "", fonts: tuple[str, ...] = ()
) -> bytes:
    """The picture as PNG. `name` is the publication's; `shape` is that of a verdict, drawn before it.

    `direction` is "ltr" or "rtl"; `fonts` are font files for scripts that the usual ones lack.
    A headline that doesn't fit at the smallest size ends with an ellipsis.
    """
    picture = Image.new("RGB", (WIDTH, HEIGHT), token("paper"))
    pen = ImageDraw.Draw(picture)
    runs = [run for run in words if run.text.strip()]
    font_file = _font_for("".join(run.text for run in runs), fonts)
    if font_file:
        _set(pen, runs, font_file, direction, shape)
    y = HEIGHT - EDGE - SMALL
    pen.rectangle((EDGE, y - 30, WIDTH - EDGE, y - 28), fill=token("line"))
    name_file = _font_for(name, fonts)
    if name_file:
        start, anchor = (WIDTH - EDGE, "rt") if direction == "rtl" else (EDGE, "lt")
        font = _font(name_file, SMALL)
        pen.text((start, y), _clipped(name, font, WIDTH - 2 * EDGE), font=font, fill=token("muted"), anchor=anchor)
    file = io.BytesIO()
    picture.quantize(palette=_palette(), dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


def _set(pen: ImageDraw.ImageDraw, runs: list[Words], font_file: str, direction: str, shape: str) -> None:
    """Set the headline as large as fits, from the top."""
    size, lines = _largest(runs, font_file, bool(shape))
    font = _font(font_file, size)
    y = float(EDGE)
    for at, line in enumerate(lines):
        x = float(EDGE if direction == "ltr" else WIDTH - EDGE)
        if shape and at == 0:
            _sign(pen, x if direction == "ltr" else x - size * 0.66, y, size, shape)
            x += size if direction == "ltr" else -size
        for run in _joined(line):
            wide = font.getlength(run.text, direction=direction)
            left = x if direction == "ltr" else x - wide
            pen.text((left, y + size), run.text, font=font, fill=run.colour, direction=direction, anchor="ls")
            x += wide if direction == "ltr" else -wide
        y += size * LEADING


def _largest(runs: list[Words], font_file: str, has_shape: bool) -> tuple[int, list[list[Words]]]:
    """The largest size at which all fits and no word has to be cut, or else at which all fits; and the lines."""
    room = HEIGHT - 2 * EDGE - SMALL - 70
    fitting: list[tuple[int, list[list[Words]]]] = []
    for size in SIZES:
        font, wide = _font(font_file, size), WIDTH - 2 * EDGE - (size if has_shape else 0)
        lines, most = list(_lines(runs, font, wide)), int(room / (size * LEADING))
        if len(lines) <= most:
            fitting.append((size, lines))
            if all(font.getlength(word.rstrip()) <= wide for run in runs for word in _words(run.text)):
                return size, lines
    return fitting[0] if fitting else (size, [*lines[: most - 1], _cut(lines[most - 1], font)])


def _joined(line: list[Words]) -> list[Words]:
    """What has one colour as one run: two English words in an Arabic line stand in their own order then."""
    runs = [(colour, "".join(each.text for each in group)) for colour, group in groupby(line, lambda each: each.colour)]
    return [Words(text, colour) for colour, text in runs]


def _sign(pen: ImageDraw.ImageDraw, x: float, y: float, size: int, shape: str) -> None:
    """A verdict's shape, as pages draw it in CSS."""
    wide, stroke, hue = int(size * 0.66), max(3, size // 16), token("claim")
    left, top = int(x), int(y + size * 0.32)
    right, bottom = left + wide, top + wide
    box, fill = (left, top, right, bottom), hue if shape.startswith("full-") else None
    if "square" in shape:
        pen.rectangle(box, fill=fill, outline=hue, width=stroke)
    elif "diamond" in shape:
        middle, centre = left + wide / 2, top + wide / 2
        corners = [(middle, top), (right, centre), (middle, bottom), (left, centre)]
        pen.polygon(corners, fill=fill, outline=hue, width=stroke)
    elif shape == "bars":
        for bar in (left + wide * 0.1, left + wide * 0.6):
            pen.rectangle((bar, top, bar + wide * 0.3, bottom), fill=hue)
    elif "drop" in shape:
        pen.rounded_rectangle(
            box, wide // 2 - 1, fill=fill, outline=hue, width=stroke, corners=(True, True, True, False)
        )
    else:
        if full := FULL.get(shape, 0):
            pen.pieslice(box, -90, -90 + 3.6 * full, fill=hue)
        pen.ellipse(box, outline=hue, width=stroke)


def _lines(runs: list[Words], font: ImageFont.FreeTypeFont, most: float) -> Iterator[list[Words]]:
    """Break runs into lines at spaces; what is longer than a line, or written without spaces, anywhere."""
    line: list[Words] = []
    used = 0.0
    for run in runs:
        for piece in _pieces(run.text, font, most):
            wide = font.getlength(piece.rstrip())
            if line and used + wide > most:
                yield line
                line, used = [], 0.0
                piece = piece.lstrip()
            line.append(Words(piece, run.colour))
            used += font.getlength(piece)
    if line:
        yield line


def _pieces(text: str, font: ImageFont.FreeTypeFont, most: float) -> Iterator[str]:
    """The words of a text, each with the space after it, and long ones in parts that fit into a line."""
    for word in _words(text):
        while font.getlength(word.rstrip()) > most:
            cut = next(at for at in range(len(word), 0, -1) if at == 1 or font.getlength(word[:at]) <= most)
            yield word[:cut]
            word = word[cut:]
        if word:
            yield word


def _words(text: str) -> list[str]:
    return _BREAKABLE.findall(text.replace("\n", " "))


def _cut(line: list[Words], font: ImageFont.FreeTypeFont) -> list[Words]:
    """A line that ends with an ellipsis, without the words that would not fit before it."""
    kept = list(line)
    while len(kept) > 1 and sum(font.getlength(run.text) for run in kept) + font.getlength("…") > WIDTH - 3 * EDGE:
        kept.pop()
    return [*kept[:-1], Words(f"{kept[-1].text.rstrip()}…", kept[-1].colour)]


def _clipped(text: str, font: ImageFont.FreeTypeFont, most: float) -> str:
    """As much of a line as fits."""
    if font.getlength(text) <= most:
        return text
    return next(f"{text[:at]}…" for at in range(len(text), -1, -1) if font.getlength(f"{text[:at]}…") <= most)


@lru_cache(maxsize=1)
def _palette() -> Image.Image:
    """Every colour that there can be: the inks and their edges, mixed with the paper."""
    paper = ImageColor.getrgb(token("paper"))
    colours: list[int] = []
    for ink in ("ink", "claim", "muted", "line"):
        hue = ImageColor.getrgb(token(ink))
        for step in range(STEPS + 1):
            colours += [round(a + (b - a) * step / STEPS) for a, b in zip(paper, hue, strict=True)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    return palette


@lru_cache(maxsize=64)
def _font(file: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache(maxsize=1)
def _candidates(fonts: tuple[str, ...]) -> tuple[str, ...]:
    """Font files, the site's own first, then those that the operator named, then the machine's."""
    own = [next(FONTS.glob("literata-roman.*"))]
    system = [file for place in PLACES for file in sorted(Path("/usr/share/fonts").glob(place))]
    return tuple(str(file) for file in (*own, *map(Path, fonts), *system) if Path(file).is_file())


def _font_for(text: str, fonts: tuple[str, ...]) -> str | None:
    """The first font that has every letter of a text."""
    letters = frozenset(sign for sign in text if sign.isalnum())
    return next((file for file in _candidates(fonts) if all(_has(file, letter) for letter in letters)), None)


@lru_cache(maxsize=20_000)
def _has(file: str, letter: str) -> bool:
    """True if the font draws the letter otherwise than what it lacks."""
    font = _font(file, 20)
    return bytes(font.getmask(letter)) != bytes(font.getmask(MISSING))
