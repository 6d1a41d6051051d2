#!/usr/bin/env bash
# Runs the whole suite on SQLite and, where a PostgreSQL server answers, on PostgreSQL. Called by `make test`.
# With `quick` first, as `make check` calls it: on SQLite, what needs no browser, no server or
# newsroom of its own, and no more than a second each.
# TEST_POSTGRES_URL names the server (default: the one on 127.0.0.1:5432). Arguments go to pytest.
set -euo pipefail
workers=${TEST_WORKERS:-$(nproc 2>/dev/null || echo 2)}
# One process takes all tests of a file or a server, in the order of tests/conftest.py: the longest first.
share=(-n "$workers" --dist loadgroup --no-loadscope-reorder)
postgres=${TEST_POSTGRES_URL:-postgres://postgres@127.0.0.1:5432/postgres}

if [ "${1:-}" = quick ]; then
    exec env -u DATABASE_URL pytest "${share[@]}" -m "not browser and not sqlite_pass_only and not thorough" "${@:2}"
fi

echo "== SQLite"
env -u DATABASE_URL pytest "${share[@]}" "$@"

if python - "$postgres" 2>/dev/null <<'PY'
import sys, psycopg
psycopg.connect(sys.argv[1], connect_timeout=3).close()
PY
then
    echo "== PostgreSQL"
    echo "   (the browser's tests of readers' pages, and the services', ran above: they don't depend on the database)"
    DATABASE_URL=$postgres pytest "${share[@]}" "$@" || [ $? = 5 ] # 5: nothing that was asked for depends on it
else
    echo "== PostgreSQL: SKIPPED, no server answers at $postgres"
    echo "   Install one (Debian: apt-get install postgresql) or name it in TEST_POSTGRES_URL."
    if [ -n "${NO_SKIPS:-}" ]; then echo "   NO_SKIPS is set: this counts as a failure."; exit 1; fi
fi
