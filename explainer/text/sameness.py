"""Whether two texts are the same to a reader: the same words, whatever became of quotation marks, spaces and case."""

import hashlib
import re

from .folding import fold


def fingerprint(text: str) -> str:
    """32 hexadecimal digits that two texts share if they have the same letters and digits in the same order.

    Empty if there are none.
    """
    words = re.sub(r"[\W_]+", "", fold(text).text)
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32] if words else ""
