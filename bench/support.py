"""Measure the sentence check on its pairs; prints a table, and with --show each pair that it gets wrong.

    .venv/bin/python -m bench.support [--show]

The sets were written one after the other, each before the check was asked about it, and what it showed was mended;
docs/sentence-check.md says what each showed when it was first asked. A changed pair counts as
pointed out if a span lies on the words that were changed; a faithful one as flagged if there is any span at all.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from explainer.text.support import UnsupportedSpan, check

DATA = Path(__file__).resolve().parent.parent / "tests" / "text" / "data"
SETS = ("support", "support_held_out", "support_fresh", "support_unseen", "support_last", "support_reported",
        "support_reported_again", "support_sealed", "support_paraphrased", "support_paraphrased_sealed",
        "support_reworded", "support_paraphrased_again", "support_paraphrased_last")  # fmt: skip


class Pair(NamedTuple):
    """A sentence, its source's words, and which code points of it were changed; none in a faithful sentence."""

    language: str
    words: str
    sentence: str
    changed: tuple[int, int] | None


def pairs(name: str) -> Iterator[Pair]:
    """The pairs of a set."""
    for item in yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8")):
        for sentence in item["faithful"]:
            yield Pair(item["language"], item["words"], sentence, None)
        for marked in item["changed"]:
            start, end = marked.index("{"), marked.index("}") - 1
            yield Pair(item["language"], item["words"], re.sub("[{}]", "", marked), (start, end))


def is_right(pair: Pair) -> tuple[bool, list[UnsupportedSpan]]:
    """Whether the check is right about a pair, and what it points out."""
    spans = check(pair.sentence, pair.words, pair.language).unsupported
    if pair.changed is None:
        return not spans, spans
    start, end = pair.changed
    return any(span.start < end and start < span.end for span in spans), spans


def main() -> None:
    """Print the table."""
    print("| set | language | changes | pointed out | faithful | flagged |\n|---|---|---|---|---|---|")
    wrong = []
    for name in SETS:
        counts: Counter[tuple[str, bool, bool]] = Counter()
        for pair in pairs(name):
            right, spans = is_right(pair)
            counts.update({(language, pair.changed is not None, right): 1 for language in (pair.language, "all")})
            if not right:
                wrong.append((name, pair, spans))
        for language in ("en", "de", "fr", "all"):
            out, missed = counts[language, True, True], counts[language, True, False]
            quiet, flagged = counts[language, False, True], counts[language, False, False]
            print(
                f"| {name} | {language} | {out + missed} | {out / (out + missed):.1%} "
                f"| {quiet + flagged} | {flagged / (quiet + flagged):.1%} |"
            )
    if "--show" in sys.argv:
        for name, pair, spans in wrong:
            told = [(pair.sentence[span.start : span.end], span.kind) for span in spans]
            print(f"{name} {'missed' if pair.changed else 'flagged'}: {pair.sentence} {told}\n    {pair.words}")


if __name__ == "__main__":
    main()
