"""Full-text search over the published database: ranked hits with their words marked.

What belongs here: asking the index, counting hits, cutting snippets. What does not: how
words become terms (`extractors.search`), what to ask instead (`pipelines.site.suggestions`).
"""

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from extractors.languages.latin import readings
from extractors.search import fold, query_terms, text_terms, words
from pipelines.site.asking import Record, records
from pipelines.site.marks import HIT, Mark, Segment, segments

SNIPPET_LENGTH = 320  # characters
_EXACT = 10  # figures that are shown
_BEGINNING = 2  # letters that a word shares with its stem
# Filters, and what each asks of an entry `e` and its document `d`.
_CONDITIONS = {
    "document_id": "e.document_id = :document_id",
    "language": "e.language = :language",
    "kind": "e.kind = :kind",
    "act": "d.kind = :act",
    "year": "substr(d.date, 1, 4) = :year",
}
FILTERS = tuple(_CONDITIONS)
_QUANTITY = re.compile(r"\s*\d[\d\s.,]*\s*[^\d\s][^\d]*")  # a number and its unit, nothing else
_FROM = """
    from search_index i join search_entries e on e.entry_id = i.rowid
    join documents d using (document_id)
    where search_index match :expression
"""
_PLACE = {
    "passage": "select p.page, p.line_start as line, s.heading from passages p"
    " left join sections s using (section_id) where p.passage_id = ?",
    "action": "select page, line, direction as heading from actions where action_id = ?",
    "figure": "select f.page, f.line, s.heading from figures f join passages p using (passage_id)"
    " left join sections s using (section_id) where f.figure_id = ?",
}


class Hit(NamedTuple):
    """An entry that holds all words of the query; `snippet` marks them, `place` is where."""

    document_id: str
    title: str
    kind: str
    row_id: str
    language: str
    snippet: tuple[Segment, ...]
    place: Record = {}  # noqa: RUF012


class Hits(NamedTuple):
    """A page of hits, the best first, whether there are more, and how many there are in all.

    `facets` count all hits by each filter's values.
    """

    hits: tuple[Hit, ...]
    more: bool
    total: int = 0
    facets: Mapping[str, Mapping[str, int]] = {}


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
    asked = expression(words(query))
    if not asked:
        return Hits((), more=False)
    chosen = {name: value for name, value in (filters or {}).items() if name in FILTERS and value}
    conditions = "".join(f" and {_CONDITIONS[name]}" for name in chosen)
    values = {"expression": asked, **chosen}
    rows = connection.execute(
        "select e.document_id, coalesce(d.title, d.path), e.kind, e.row_id, e.language, e.text"
        f"{_FROM}{conditions}"
        " order by i.rank * case e.kind when 'figure' then 0.5 else 1 end, e.entry_id"
        " limit :limit offset :offset",
        {**values, "limit": limit + 1, "offset": offset},
    ).fetchall()
    wanted = wanted_terms(query)
    hits = tuple(
        Hit(document_id, title, kind, row_id, language, _snippet(text, wanted),
            _place(connection, kind, row_id))
        for document_id, title, kind, row_id, language, text in rows[:limit]
    )  # fmt: skip
    total, facets = _counted(connection, conditions, values)
    return Hits(hits, len(rows) > limit, total, facets)


def exact_figures(connection: sqlite3.Connection, query: str) -> list[Record]:
    """Return the figures that are what was typed, where that is a number with its unit."""
    typed = squeezed(query)
    if not _QUANTITY.fullmatch(query):
        return []
    return records(
        connection,
        "select f.*, coalesce(d.title, d.path) as title, d.language from figures f"
        " join documents d using (document_id) where substr(squeezed(f.text), 1, ?) = ?"
        f" order by f.document_id, f.position limit {_EXACT}",
        (len(typed), typed),
    )


def squeezed(text: str | None) -> str:
    """Return a text without spaces, in small letters: "50 %" and "50%" are the same."""
    return re.sub(r"\s+", "", fold(text or ""))


def expression(asked: Iterable[str]) -> str:
    """Return the index's expression for words, each in any form; "" if there are none."""
    return " AND ".join(f"({any_of(word)})" for word in asked)


def any_of(word: str) -> str:
    """Return the expression that finds a word in any form, on any keyboard."""
    return " OR ".join(f'"{term}"' for term in sorted(_terms(word)))


def hits_of(connection: sqlite3.Connection, asked: Iterable[str]) -> int:
    """Return how many entries hold all of some words."""
    wanted = expression(asked)
    if not wanted:
        return 0
    ((count,),) = connection.execute(f"select count(*) {_FROM}", {"expression": wanted})
    return int(count)


def hit_marks(text: str, wanted: frozenset[str]) -> list[Mark]:
    """Return marks of the words of a text that share a term with the query."""
    return [Mark(start, end, HIT, "") for start, end in _places(text, wanted)]


def wanted_terms(query: str) -> frozenset[str]:
    """Return the terms of all words of a query."""
    return frozenset().union(*(_terms(word) for word in words(query)))


def _terms(word: str) -> frozenset[str]:
    return frozenset().union(*(query_terms(read) for read in (word, *readings(word))))


def _counted(
    connection: sqlite3.Connection, conditions: str, values: Mapping[str, str]
) -> tuple[int, dict[str, dict[str, int]]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in FILTERS}
    total = 0
    for *keys, count in connection.execute(
        "select e.document_id, e.language, e.kind, d.kind, substr(d.date, 1, 4), count(*)"
        f"{_FROM}{conditions} group by 1, 2, 3",
        values,
    ):
        total += count
        for name, key in zip(FILTERS, keys, strict=True):
            counts[name][key or ""] += count
    return total, {name: dict(counter.most_common()) for name, counter in counts.items()}


def _place(connection: sqlite3.Connection, kind: str, row_id: str) -> Record:
    found = records(connection, _PLACE[kind], (row_id,))
    return found[0] if found else {}


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
