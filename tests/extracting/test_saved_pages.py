"""It finds the article in 25 saved pages of as many systems: its fields, its ends, how much of each form it has.

The pages in `files/` have the structure that real systems write (WordPress, Drupal, Ghost, Medium, Substack, Blogger,
MediaWiki, AMP, SingleFile, papers and agencies of several countries) and sentences of our own. The `.expected.yaml`
beside each says what a person finds in it.
"""

import re
from pathlib import Path

import pytest
import yaml

from explainer.extracting import extract
from explainer.extracting.markdown import without_marks

FILES = Path(__file__).parent / "files"
EXPECTED = sorted(FILES.glob("*.expected.yaml"))
COUNTED = {
    "headings": r"^#{1,6} ",
    "items": r"^\s*(?:[-*]|\d+\.) ",
    "links": r"\]\(",
    "tables": r"^\|(?: -+ \|)+$",
}


def test_every_page_has_its_expectations():
    pages = {path.name.split(".")[0] for path in FILES.glob("*.*html")}
    assert pages == {path.name.split(".")[0] for path in EXPECTED}
    assert len(pages) >= 25


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.split(".")[0])
def test_it_finds_what_a_person_finds(path):
    wanted = yaml.safe_load(path.read_text(encoding="utf-8"))
    name = path.name.split(".")[0]
    page = next(page for page in FILES.glob(f"{name}.*") if page.suffix in {".html", ".mhtml"})
    found = extract(page.read_bytes(), page.name)
    words = " ".join(without_marks(found.body).split())
    got = {
        "title": found.title,
        "byline": found.byline,
        "published_on": found.published_on and found.published_on.isoformat(),
        "language": found.language,
        "standfirst": found.standfirst,
        "first": words[: len(wanted["first"])],
        "last": words[-len(wanted["last"]) :] if "after_last" not in wanted else wanted["last"],
        **{kind: len(re.findall(pattern, found.body, re.M)) for kind, pattern in COUNTED.items()},
        "absent": [part for part in wanted["absent"] if part in f"{found.title} {found.standfirst} {words}"],
        "warnings": found.warnings,
    }
    after = wanted.pop("after_last", "")
    assert got == {"standfirst": "", "warnings": (), **wanted, "absent": []}
    assert wanted["last"] in words
    assert after in words
