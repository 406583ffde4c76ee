"""Full-text search over the published database: ranked hits with their words marked.

What belongs here: asking the index and cutting snippets. What does not: how
words become terms (`extractors.search`).
"""

import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from extractors.search import fold, query_expression, query_terms, text_terms, words
from pipelines.site.marks import HIT, Mark, Segment, segments

SNIPPET_LENGTH = 320  # characters
_BEGINNING = 2  # letters that a word shares with its stem
FILTERS = ("document_id", "language", "kind")


class Hit(NamedTuple):
    """An entry that holds all words of the query; `snippet` marks them."""

    document_id: str
    title: str
    kind: str
    row_id: str
    language: str
    snippet: tuple[Segment, ...]


class Hits(NamedTuple):
    """A page of hits, the best first, and how many there are in all (`limit` at most)."""

    hits: tuple[Hit, ...]
    more: bool


def search(
    connection: sqlite3.Connection,
    query: str,
    filters: Mapping[str, str] | None = None,
    *,
    limit: int = 20,
    offset: int = 0,
) -> Hits:
    """Return the entries that hold every word of `query`, in any form of it.

    `filters` maps names of `FILTERS` to the value wanted; others are ignored.
    """
    expression = query_expression(query)
    if not expression:
        return Hits((), more=False)
    chosen = {name: value for name, value in (filters or {}).items() if name in FILTERS and value}
    conditions = "".join(f" and e.{name} = :{name}" for name in chosen)
    rows = connection.execute(
        "select e.document_id, coalesce(d.title, d.path), e.kind, e.row_id, e.language, e.text"
        " from search_index i join search_entries e on e.entry_id = i.rowid"
        " join documents d using (document_id)"
        f" where search_index match :expression{conditions}"
        " order by i.rank * case e.kind when 'figure' then 0.5 else 1 end, e.entry_id"
        " limit :limit offset :offset",
        {"expression": expression, "limit": limit + 1, "offset": offset, **chosen},
    ).fetchall()
    wanted = wanted_terms(query)
    hits = tuple(
        Hit(document_id, title, kind, row_id, language, _snippet(text, wanted))
        for document_id, title, kind, row_id, language, text in rows[:limit]
    )
    return Hits(hits, more=len(rows) > limit)


def _snippet(text: str, wanted: frozenset[str]) -> tuple[Segment, ...]:
    """Cut out the stretch that begins a little before the first hit; mark all hits in it."""
    places = _places(text, wanted)
    start = max(0, places[0][0] - SNIPPET_LENGTH // 4) if places else 0
    if start:
        start = text.find(" ", start) + 1
    end = min(len(text), start + SNIPPET_LENGTH)
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    shift = len(head) - start
    marks = [Mark(s + shift, e + shift, HIT, "") for s, e in places if start <= s and e <= end]
    return tuple(segments(head + text[start:end] + tail, marks))


def hit_marks(text: str, wanted: frozenset[str]) -> list[Mark]:
    """Return marks of the words of a text that share a term with the query."""
    return [Mark(start, end, HIT, "") for start, end in _places(text, wanted)]


def wanted_terms(query: str) -> frozenset[str]:
    """Return the terms of all words of a query."""
    return frozenset().union(*(query_terms(word) for word in words(query)))


def _places(text: str, wanted: frozenset[str]) -> list[tuple[int, int]]:
    """Where the words stand that share a term with the query."""
    places = []
    offset = 0
    beginnings = tuple({term[:_BEGINNING] for term in wanted})
    for word in words(text):
        start = text.index(word, offset)
        offset = start + len(word)
        # Few words change their beginning as they bend, and telling a stem takes time.
        likely = any(part.startswith(beginnings) for part in fold(word).split("-"))
        if likely and text_terms(word) & wanted:
            places.append((start, offset))
    return places
