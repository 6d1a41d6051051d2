#!/usr/bin/env bash
# Runs the whole suite on SQLite and, where a PostgreSQL server answers, on PostgreSQL. Called by `make test`.
# With `quick` first, as `make check` calls it: on SQLite, what needs no browser, no server or
# newsroom of its own, and no more than a second each.
# With `cover` first, as `make postgres-cover` calls it: on PostgreSQL, with what each test sends written down.
# TEST_POSTGRES_URL names the server (default: the one on 127.0.0.1:5432). Arguments go to pytest.
set -euo pipefail
unset PYTHONDONTWRITEBYTECODE # else each of some hundred processes compiles the project anew
processors=$(nproc 2>/dev/null || echo 2)
# Half as many again as there are processors: who drives a browser or starts a server mostly waits for it.
workers=${TEST_WORKERS:-$((processors + (processors + 1) / 2))}
# One process takes all tests of a file or a server, in the order of tests/conftest.py: the longest first.
share=(-n "$workers" --dist loadgroup --no-loadscope-reorder)
postgres=${TEST_POSTGRES_URL:-postgres://postgres@127.0.0.1:5432/postgres}

if [ "${1:-}" = quick ]; then
    exec env -u DATABASE_URL pytest "${share[@]}" -n "${TEST_WORKERS:-$processors}" -m "not browser and not sqlite_pass_only and not thorough" "${@:2}"
fi

if [ "${1:-}" = cover ]; then
    rm -rf var/postgres-cover
    DATABASE_URL=$postgres python -m pytest "${share[@]}" -p tests.postgres_cover "${@:2}" # -m: so that it finds the plugin
    exec python -m tests.postgres_cover
fi

echo "== SQLite"
env -u DATABASE_URL pytest "${share[@]}" "$@"

if python - "$postgres" 2>/dev/null <<'PY'
import sys, psycopg
psycopg.connect(sys.argv[1], connect_timeout=3).close()
PY
then
    echo "== PostgreSQL"
    echo "   (what doesn't depend on the database, and what sends it nothing that others don't, ran above alone)"
    DATABASE_URL=$postgres POSTGRES_PASS=${POSTGRES_PASS-short} pytest "${share[@]}" "$@" || [ $? = 5 ] # 5: nothing that was asked for depends on it
else
    echo "== PostgreSQL: SKIPPED, no server answers at $postgres"
    echo "   Install one (Debian: apt-get install postgresql) or name it in TEST_POSTGRES_URL."
    if [ -n "${NO_SKIPS:-}" ]; then echo "   NO_SKIPS is set: this counts as a failure."; exit 1; fi
fi
