"""Colours as the Web Content Accessibility Guidelines measure them: is a text readable on its ground?

The formulas are WCAG 2.2's: relative luminance and contrast ratio (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
A colour is text like "#17566b": a number sign and six hexadecimal digits.
"""

import re

READABLE = 4.5  # to 1, for text of any size: success criterion 1.4.3, level AA
HEX = re.compile(r"#[0-9a-fA-F]{6}")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21; the order does not matter."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance: 0 for black, 1 for white."""
    red, green, blue = (_linear(value / 255) for value in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mix(one: str, other: str, share: float) -> str:
    """The colour that has `share` (0 to 1) of `one` and the rest of `other`."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def readable_near(colour: str, ground: str, ratio: float = READABLE) -> str:
    """The colour nearest to `colour`, towards black or white, that reads on `ground` with at least `ratio` to 1."""
    end = "#000000" if luminance(ground) > 0.18 else "#ffffff"  # 0.18: where black and white read equally well
    for step in range(101):
        candidate = mix(end, colour, step / 100)
        if contrast(candidate, ground) >= ratio:
            return candidate
    return end


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
