"""Characters that are drawn as nothing: out of a text go those that carry no meaning in it.

A text that is signed by C2PA carries its signature in it: U+FEFF, then one variation selector for each byte
(C2PA technical specification 2.2, "Embedding manifests into unstructured text"). Thousands of unseen characters would
stand in the article. Single selectors belong to the sign before them, as in Japanese names and in emoji.
"""

import re

SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
SIGNATURE = re.compile(f"\ufeff[{SELECTORS}]+|[{SELECTORS}]{{2,}}|(?:(?<=\\s)|^)[{SELECTORS}]", re.M)
# Tags spell flags after a black flag; anywhere else they are a way to hide words.
TAGS = re.compile("(?<!\U0001f3f4)(?<![\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+")
# Where words have no spaces, U+200B says where a line may break and a word ends.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f\u1780-\u17ff"
UNSEEN = re.compile(f"[\u00ad\u2060\ufeff\u2061-\u2064]|(?<![{UNSPACED}])\u200b|\u200b(?![{UNSPACED}])")


def without_unseen(text: str) -> str:
    """The text without soft hyphens, byte order marks, signatures and hidden words."""
    return text if text.isascii() else UNSEEN.sub("", TAGS.sub("", SIGNATURE.sub("", text)))
