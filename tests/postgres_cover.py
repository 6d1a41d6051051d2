"""Which tests the pass on PostgreSQL can do without, because others send it the same kinds of statements.

As a plugin (`pytest -p tests.postgres_cover`, on PostgreSQL) it writes what each test sends to the folder RECORDS, one
line of JSON a test. As a command (`python -m tests.postgres_cover`) it reads those lines, and writes the ids of the
tests that can be left out to LEFT_OUT. `make postgres-cover` does both.

What is kept sends every kind of statement that any test sends, raises every error with it that any test raises, and
has rows for an answer wherever any test has some. Kept besides is what PostgreSQL does in its own way whatever the
statement: real transactions and threads, search, and values that no column takes (KEPT).
"""

import heapq
import json
import os
import re
import time
from functools import lru_cache
from pathlib import Path

import pytest

RECORDS = Path(os.environ.get("POSTGRES_COVER", "var/postgres-cover"))
LEFT_OUT = Path(__file__).parent / "data/left_out_on_postgres.txt"
KEPT = ("tests/search/", "tests/test_hostile_parameters.py", "tests/test_database.py")
OVERHEAD = 0.05  # seconds of a processor that any test costs

# What makes a statement more than comparisons of columns of one table.
SPECIAL = re.compile(
    r"JOIN |\(SELECT|DISTINCT|GROUP BY|HAVING|UNION|FOR UPDATE|ON CONFLICT|::|CASE|FILTER|OVER|LIKE|~|@@|->"
    r"|AT TIME ZONE| OR |\b(?!IN|AND|NOT|WHERE|VALUES|COUNT|SET|FROM|ON|BY|MAX|MIN|EXISTS)[A-Z_]{2,}\("
)
_sent = set()  # by the test that runs


@lru_cache(maxsize=10_000)
def shape(sql):
    """A statement without its values, how many they are, and where its list begins and ends.

    Of one that only compares columns of one table: its verb, the table and the columns.
    """
    sql = re.sub(r"\s+", " ", re.sub(r"'(?:[^']|'')*'", "%s", sql)).strip()
    sql = re.sub(r'(SAVEPOINT) "[^"]*"', r"\1", sql)
    sql = re.sub(r"(?<![<>])= %s", "IN (%s)", re.sub(r"\b\d+\b", "%s", sql))
    if sql.startswith("UPDATE"):
        sql = re.sub(r"= NULL(?=[, ])", "IN (%s)", sql)
    table = re.search(r'(?:FROM|INTO|UPDATE) ("\w+")', sql)
    if table and not SPECIAL.search(sql):
        compared = re.findall(r'("\w+") (?:IN|IS|<|>)', sql.partition(" WHERE ")[2])
        return " ".join([sql.split()[0], table[1], *sorted(set(compared))])
    sql = re.sub(r"%s(?: ?, ?%s)+", "%s", sql)
    sql = re.sub(r"\(%s\)(?: ?, ?\(%s\))+", "(%s)", sql)
    sql = re.sub(r"(WHEN \([^()]*(?:\(%s\))?\) THEN %s )(?:WHEN \([^()]*(?:\(%s\))?\) THEN %s )+", r"\1", sql)
    sql = re.sub(r'AS "\d+__c"', 'AS "c"', sql)
    return re.sub(r" (?:LIMIT|OFFSET) %s| ASC| DESC", "", sql)


def cover(tests, kept):
    """The cheapest tests, about, that send together what all of them send, those in `kept` included.

    `tests` has for each its cost and the set of what it sends.
    """
    left = set().union(*(sent for _, sent in tests.values())) - set().union(*(tests[test][1] for test in kept), set())
    chosen = set(kept)
    worth = [(-len(sent & left) / cost, test) for test, (cost, sent) in tests.items() if test not in chosen]
    heapq.heapify(worth)
    while left:
        _, test = heapq.heappop(worth)
        cost, sent = tests[test]
        now = (-len(sent & left) / cost, test)
        if worth and now > worth[0]:
            heapq.heappush(worth, now)  # others have sent some of it since
            continue
        chosen.add(test)
        left -= sent
    return chosen


def pytest_configure(config):
    """Watch all statements of the process, whatever connection and thread sends them."""
    from django.db.backends.utils import CursorWrapper

    for name in ("execute", "executemany"):
        setattr(CursorWrapper, name, _watched(getattr(CursorWrapper, name)))


def _watched(real):
    def send(self, sql, params=None):
        error = ""
        try:
            return real(self, sql, params)
        except Exception as raised:
            error = type(raised).__name__
            raise
        finally:
            _sent.add(f"{shape(str(sql))} {error}")
            if not error and self.cursor.rowcount > 0:
                _sent.add(f"{shape(str(sql))} rows")

    return send


@pytest.hookimpl(trylast=True, wrapper=True)
def pytest_fixture_setup(fixturedef):
    answer = yield
    if fixturedef.argname == "django_db_setup":
        _sent.clear()  # the migrations of the test's database, which every pass has
    return answer


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    _sent.clear()
    used = time.process_time()
    answer = yield
    marker = item.get_closest_marker("django_db")
    threads = "transactional_db" in item.fixturenames or (marker and marker.kwargs.get("transaction"))
    line = {
        "test": item.nodeid.removesuffix(f"@{item.get_closest_marker('xdist_group').args[0]}"),
        "cost": round(time.process_time() - used + OVERHEAD, 3),
        "kept": bool(threads or item.get_closest_marker("postgres_pass_only")),
        "sent": sorted(_sent),
    }
    RECORDS.mkdir(parents=True, exist_ok=True)
    with (RECORDS / f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}.jsonl").open("a") as file:
        file.write(json.dumps(line) + "\n")
    return answer


def main():
    lines = [json.loads(line) for file in sorted(RECORDS.glob("*.jsonl")) for line in file.open()]
    tests = {line["test"]: (line["cost"], set(line["sent"])) for line in lines}
    kept = {line["test"] for line in lines if line["kept"] or line["test"].startswith(KEPT)}
    left_out = tests.keys() - cover(tests, kept)
    LEFT_OUT.write_text("".join(f"{test}\n" for test in sorted(left_out)), encoding="utf-8")
    cost, saved = (sum(tests[test][0] for test in some) for some in (tests, left_out))
    print(f"{len(left_out)} of {len(tests)} tests can be left out: {saved:.0f} of {cost:.0f} processor seconds.")


if __name__ == "__main__":
    main()
