"""The index on SQLite: a full-text table (FTS5, sqlite.org/fts5.html)."""

from collections.abc import Iterable

from .words import Query

PUT = "INSERT OR REPLACE INTO explainer_search (rowid, title, names, summary, text) VALUES (%s, %s, %s, %s, %s)"
REMOVE = "DELETE FROM explainer_search WHERE rowid = %s"
# Smallest rank first.
FOUND = """SELECT rowid AS id, bm25(explainer_search, 10.0, 6.0, 3.0, 1.0) AS rank
    FROM explainer_search WHERE explainer_search MATCH %s"""


def row(id: int, parts: Iterable[list[str]]) -> tuple[object, ...]:
    """The parameters of PUT. `parts` are the words of title, names, summary and text."""
    return id, *(" ".join(words) for words in parts)


def expression(query: Query) -> str:
    """The parameter of FOUND: every word in quotation marks, so that none is an operator."""
    return " ".join(f'"{term.word}"{" *" if term.is_beginning else ""}' for term in query.terms)
