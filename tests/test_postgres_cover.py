"""Which tests the pass on PostgreSQL leaves out: the rule, and that the list is of tests that there are."""

import re
from pathlib import Path

import pytest

from tests.postgres_cover import KEPT, LEFT_OUT, cover, shape

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SELECT x FROM a JOIN b WHERE a.x = %s LIMIT 21", "SELECT x FROM a JOIN b WHERE a.x IN (%s, %s)"),
        ('INSERT INTO "a" ("x") VALUES (%s), (%s)', 'INSERT INTO "a" ("x") VALUES (%s)'),
        ('UPDATE "a" SET "x" = NULL WHERE "a"."id" = %s', 'UPDATE "a" SET "x" = %s WHERE "a"."id" = 3'),
        ('SELECT "x" FROM "a" WHERE "x" = %s', 'SELECT "y" FROM "a" WHERE "x" IN (1, 2) ORDER BY "y"'),
        ('SAVEPOINT "s1_x1"', 'SAVEPOINT "s2_x7"'),
    ],
)
def test_statements_of_one_kind_differ_in_values_and_numbers_alone(one, other):
    assert shape(one) == shape(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('SELECT "a"."x" FROM "a" WHERE "a"."x" = %s', 'SELECT "a"."x" FROM "a" WHERE "a"."y" = %s'),
        ('SELECT "a"."x" FROM "a" WHERE "a"."x" = %s', 'SELECT "a"."x" FROM "a" WHERE "a"."x" = %s FOR UPDATE'),
        ('SELECT "a"."x" FROM "a"', 'SELECT DISTINCT "a"."x" FROM "a"'),
        ('SELECT "a"."x" FROM "a"', 'DELETE FROM "a"'),
        ('SELECT "a"."x" FROM "a"', 'SELECT UPPER("a"."x") FROM "a"'),
        ('SELECT "a"."x" FROM "a" JOIN "b" ON 1', 'SELECT "a"."x" FROM "a" LEFT JOIN "b" ON 1'),
    ],
)
def test_statements_of_two_kinds_are_told_apart(one, other):
    assert shape(one) != shape(other)


def test_what_is_kept_sends_all_that_any_test_sends():
    tests = {"dear": (5, {"a", "b"}), "cheap": (1, {"a"}), "own": (1, {"c"}), "twin": (2, {"c"}), "b": (1, {"b"})}
    assert cover(tests, set()) == {"cheap", "own", "b"}
    assert cover(tests, {"dear"}) == {"dear", "own"}


def test_it_leaves_out_tests_that_there_are():
    """One that is renamed runs on PostgreSQL again, and its old name goes from the list."""
    lines = LEFT_OUT.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert [line for line in lines if line.startswith(KEPT)] == []
    functions = {tuple(re.match(r"([\w/]+\.py)::(\w+)", line).groups()) for line in lines}
    texts = {path: (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).exists() else "" for path, _ in functions}
    assert [(path, name) for path, name in sorted(functions) if f"\ndef {name}(" not in texts[path]] == []
