"""Measure importing on saved pages of the web beside the libraries it could have used alone; prints a Markdown table.

    git clone https://github.com/scrapinghub/article-extraction-benchmark   # 181 pages of news, MIT
    .venv/bin/pip install --upgrade pip && .venv/bin/pip install -r bench/requirements.txt
    .venv/bin/python bench/extracting.py article-extraction-benchmark

The measure is that set's own: runs of four words of the text that people marked, and of what is extracted; precision,
recall and their harmonic mean are means over pages. "Pages whole" counts those with 99 in 100 of the runs wanted.
"""

import gzip
import json
import logging
import os
import re
import secrets
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "explainer.settings"
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(50))

import django  # noqa: E402 (a script)
import trafilatura  # noqa: E402 (a script)

django.setup()

from explainer.extracting import NotExtractedError, extract  # noqa: E402 (a script)
from explainer.rendering import render_article  # noqa: E402 (a script)


def ours(page):
    try:
        return "\n\n".join(block.text for block in render_article(extract(page.encode(), "page.html").body))
    except NotExtractedError:
        return ""


def trafilatura_alone(page):
    return trafilatura.extract(page, include_comments=False) or ""


def readability(page):
    from lxml import html
    from readability import Document

    try:
        return html.fromstring(Document(page).summary()).text_content()
    except Exception:
        return ""


def resiliparse(page):
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(page, main_content=True, list_bullets=False)


EXTRACTORS = {
    "explainer": ours,
    "trafilatura": trafilatura_alone,
    "readability-lxml": readability,
    "resiliparse": resiliparse,
}


def shingles(text):
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def score(wanted, found):
    """Precision and recall of the runs of four words."""
    true, got = shingles(wanted), shingles(found)
    both = (true & got).total()
    return both / max(1, got.total()), both / max(1, true.total())


def main(folder, names):
    logging.disable()
    truth = json.loads((folder / "ground-truth.json").read_text())
    pages = [
        (gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes()).decode(), page["articleBody"])
        for key, page in truth.items()
    ]
    print("| extractor | F1 | precision | recall | pages whole |\n|---|---|---|---|---|")
    for name in names or EXTRACTORS:
        scores = [score(wanted, EXTRACTORS[name](page)) for page, wanted in pages]
        precision, recall = (sum(values) / len(scores) for values in zip(*scores, strict=True))
        harmonic = 2 * precision * recall / (precision + recall)
        whole = sum(found >= 0.99 for exact, found in scores)
        print(f"| {name} | {harmonic:.3f} | {precision:.3f} | {recall:.3f} | {whole} of {len(scores)} |", flush=True)
        if os.environ.get("WORST"):
            for place in sorted(range(len(scores)), key=lambda place: min(scores[place]))[:25]:
                print(
                    "   ",
                    list(truth)[place][:10],
                    [round(value, 2) for value in scores[place]],
                    list(truth.values())[place]["url"],
                )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
