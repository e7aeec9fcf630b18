"""The index: a row of tokens for each entry, in a table that each database searches natively.

SQLite has a full-text table (FTS5), PostgreSQL columns of lexemes (tsvector) under a GIN index; the
migration makes the one or the other. Only `SearchEntry` writes there, alike on both.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL

TABLE = "content_searchindex"
COLUMNS = ("names", "title_fr", "title_en", "all_fr", "all_en")


class Term(NamedTuple):
    """A word looked for: any of its forms, or any word that begins with `start`, if given."""

    forms: tuple[str, ...]
    start: str = ""


class Syntax(NamedTuple):
    rows: str
    exact: str
    start: str
    any_of: str
    all_of: str


SYNTAX = {
    "sqlite": Syntax("SELECT rowid FROM {0} WHERE {1} MATCH %s", '"{}"', '"{}" *', " OR ", " AND "),
    "postgresql": Syntax("SELECT {0}_matching('{1}', %s::tsquery)", "'{}'", "'{}':*", " | ", " & "),
}


def matching(column: str, terms: Iterable[Term]) -> RawSQL:
    """Return the query for the keys of the entries of which a column holds every term.

    Tokens are ASCII letters and digits between quotes: nothing typed reaches a database's syntax.
    """
    syntax = SYNTAX[connection.vendor]
    query = syntax.all_of.join(f"({alternatives(term, syntax)})" for term in terms)
    return RawSQL(syntax.rows.format(TABLE, column), [query])


def alternatives(term: Term, syntax: Syntax) -> str:
    starts = [syntax.start.format(term.start)] if term.start else []
    return syntax.any_of.join([*starts, *map(syntax.exact.format, term.forms)])


def write(rows: dict[int, dict[str, Iterable[str]]]):
    """Put the tokens of entries, by key and column, in the place of what the index had of them."""
    remove(rows)
    columns, values = ", ".join(COLUMNS), ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (rowid, {columns}) VALUES (%s, {values})",
            [(key, *(" ".join(tokens[name]) for name in COLUMNS)) for key, tokens in rows.items()],
        )


def remove(keys: Iterable[int]):
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(key,) for key in keys])
