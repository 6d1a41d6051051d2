"""Runs of ten words that a text shares with the brief from which the demonstration is written.

The brief is no part of the repository: its runs are kept as digests in `tests/data/brief-runs.bin`, five bytes each,
and sorted. Written anew by `python -m tests.ten_words BRIEF.md`.
"""

import re
import sys
from hashlib import blake2b
from pathlib import Path

LENGTH = 10  # words
BYTES = 5
FILE = Path(__file__).with_name("data") / "brief-runs.bin"


def words(text):
    """Words and numbers, without case, punctuation, addresses and tags of sources."""
    text = re.sub(r"\[[A-Z0-9]+\](: \S+)?|\]\([^)]*\)|https?://\S+", " ", text)
    return re.findall(r"\w+(?:[-.,]\d+)*", text.lower().replace("’", "").replace("'", ""))


def runs(text):
    found = words(text)
    return [" ".join(found[at : at + LENGTH]) for at in range(len(found) - LENGTH + 1)]


def digest(run):
    return blake2b(run.encode(), digest_size=BYTES).digest()


def known():
    """The digests of the brief's runs."""
    content = FILE.read_bytes()
    return {content[at : at + BYTES] for at in range(0, len(content), BYTES)}


if __name__ == "__main__":
    FILE.write_bytes(b"".join(sorted({digest(run) for run in runs(Path(sys.argv[1]).read_text())})))
