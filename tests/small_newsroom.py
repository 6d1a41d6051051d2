"""A small newsroom, cut out of the demonstration: every kind of page that it has, in a fifth of its pages.

For tests of what happens to pages (servers, exports, kills), to which it is all one what the pages say.
"""

import shutil
from pathlib import Path

import yaml

from tests.settings import BASE_DIR

FIXTURES = Path(BASE_DIR) / "fixtures"
KEPT = {
    "mi6-invites-russians": ["mi6", "conscience-as-in-1968", "wagner-mutiny"],
    "ozone-layer-mending": ["montreal-protocol"],
}
MOST = 3  # citations of a record; each is a page
AWAY = "(/articles/wagner-mutiny-one-year-on/)"  # an address in an article's words


def write(folder):
    """Write it to `folder`, for `load_newsroom`: two articles, and the notes and claims on some of their words."""
    shutil.copytree(FIXTURES / "drawings", folder / "drawings")
    sources = yaml.safe_load((FIXTURES / "sources.yaml").read_text())
    cited = set()
    for article, cards in KEPT.items():
        record = yaml.safe_load((FIXTURES / f"articles/{article}.yaml").read_text().replace(AWAY, "(/notes/mi6/)"))
        record["annotations"] = [row for row in record["annotations"] if _slug(row) in cards][: len(cards)]
        cited |= _write(folder, f"articles/{article}.yaml", record)
        for row in record["annotations"]:
            path = f"{'notes' if 'note' in row else 'claims'}/{_slug(row)}.yaml"
            cited |= _write(folder, path, yaml.safe_load((FIXTURES / path).read_text()))
    (folder / "sources.yaml").write_text(yaml.safe_dump([one for one in sources if one["slug"] in cited]))


def _slug(row):
    return row.get("note") or row["claim"]


def _write(folder, path, record):
    """Returns the slugs of the sources that the record names then."""
    record["citations"] = record.get("citations", [])[:MOST]
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(yaml.safe_dump(record))
    rows = [*record["citations"], *record.get("events", [])]
    return {row["source"] for row in rows if row.get("source")}
