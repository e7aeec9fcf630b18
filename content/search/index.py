"""The index: the tokens of each entry, where each database searches them natively.

SQLite has them in a full-text table (FTS5) of their own, PostgreSQL in columns of lexemes
(tsvector) beside the entry, under a GIN index; migrations make the one or the other. Only
`SearchEntry` writes there, alike on both.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

COLUMNS = ("names", "title_fr", "title_en", "all_fr", "all_en")


class Term(NamedTuple):
    """A word looked for: any of its forms, or any word that begins with `start`, if given."""

    forms: tuple[str, ...]
    start: str = ""


class Syntax(NamedTuple):
    holds: str
    exact: str
    start: str
    any_of: str
    all_of: str


SYNTAX = {
    "sqlite": Syntax(
        "content_searchentry.id IN (SELECT rowid FROM content_searchindex WHERE {} MATCH %s)",
        *('"{}"', '"{}" *', " OR ", " AND "),
    ),
    "postgresql": Syntax(
        "content_searchentry.tokens_{} @@ %s::tsquery",
        *("'{}'", "'{}':*", " | ", " & "),
    ),
}
WRITE = {
    "sqlite": "INSERT INTO content_searchindex (names, title_fr, title_en, all_fr, all_en, rowid)"
    " VALUES (%s, %s, %s, %s, %s, %s)",
    "postgresql": "UPDATE content_searchentry SET tokens_names = %s, tokens_title_fr = %s,"
    " tokens_title_en = %s, tokens_all_fr = %s, tokens_all_en = %s WHERE id = %s",
}
REMOVE = {
    "sqlite": "DELETE FROM content_searchindex WHERE rowid = %s",
    "postgresql": "UPDATE content_searchentry SET tokens_names = NULL, tokens_title_fr = NULL,"
    " tokens_title_en = NULL, tokens_all_fr = NULL, tokens_all_en = NULL WHERE id = %s",
}


@contextmanager
def kept_to() -> Iterator[None]:
    """Keep PostgreSQL to the index for the queries within: their answers are the same without.

    It takes it for cheap to look into every row for a word that most hold, though each row is
    unpacked for it. What it must read whole then looks so dear that it would compile the query.
    On SQLite nothing is to be set, and a transaction would wait for whoever writes.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        yield


def holds(column: str, terms: Iterable[Term]) -> RawSQL:
    """Return the condition on entries that a column of the index holds every term.

    Tokens are ASCII letters and digits between quotes: nothing typed reaches a database's syntax.
    """
    syntax = SYNTAX[connection.vendor]
    query = syntax.all_of.join(f"({alternatives(term, syntax)})" for term in terms)
    return RawSQL(syntax.holds.format(column), [query], BooleanField())


def alternatives(term: Term, syntax: Syntax) -> str:
    """Return a term in a database's syntax; what begins as asked need not be named again."""
    starts = [syntax.start.format(term.start)] if term.start else []
    others = [form for form in term.forms if not (starts and form.startswith(term.start))]
    return syntax.any_of.join([*starts, *map(syntax.exact.format, others)])


def write(rows: dict[int, dict[str, Iterable[str]]]):
    """Put the tokens of entries, by key and column, in the place of what the index had of them."""
    if connection.vendor == "sqlite":
        remove(rows)
    with connection.cursor() as cursor:
        cursor.executemany(
            WRITE[connection.vendor],
            [(*(" ".join(tokens[name]) for name in COLUMNS), key) for key, tokens in rows.items()],
        )


def remove(keys: Iterable[int]):
    with connection.cursor() as cursor:
        cursor.executemany(REMOVE[connection.vendor], [(key,) for key in keys])
