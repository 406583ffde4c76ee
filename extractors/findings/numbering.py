"""Findings about numbers that count: of chapters, points, items of lists, rows of tables.

What belongs here: numbers that leave one out or come twice. What does not: rows of plans
(`plan_words`), whose order plans themselves tell.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.findings.rules import Evidence, Flaw, place_of, rule_of
from extractors.outline.grids import tidy
from extractors.outline.row_roles import clean_number
from extractors.parsed import ParsedTable, Passage
from extractors.plan_vocabulary.titles import match_title
from schemas.base import SourcedRow, provenance

# Levels of an outline whose numbers run on; annexes stand in any order, directions are a plan's.
_COUNTED = ("part", "section", "chapter", "paragraph", "article", "point", "subpoint")
_ITEM = re.compile(r"(\d{1,3})\)\s")


class Numbered(NamedTuple):
    """Something with a number: its words, and the row that it is."""

    number: int
    words: str
    where: dict[str, object]
    table: str
    row_id: str


@rule_of("warning")
def numbers_broken(evidence: Evidence) -> Iterator[Flaw]:
    """Numbers of chapters, points, items of a list or rows of a table skip one or come twice."""
    for run in (*_outlines(evidence), *_lists(evidence.parsed.passages), *_tables(evidence)):
        for before, item in pairwise(run):
            if item.number in (before.number, before.number + 2):
                message = f"Number {item.number} follows number {before.number}"
                quotes = f"{before.words} / {item.words}"
                yield Flaw(item.where, message, quotes, item.table, item.row_id)


def _outlines(evidence: Evidence) -> Iterator[list[Numbered]]:
    """Yield the sections of each level under each section above."""
    levels: dict[tuple[str | None, str], list[Numbered]] = defaultdict(list)
    for row in evidence.parsed.sections:
        if row.kind in _COUNTED and row.number and row.number.isdecimal():
            item = _numbered(row.number, row.heading, row, "sections", row.section_id)
            levels[row.parent_id, row.kind].append(item)
    yield from levels.values()


def _lists(passages: Sequence[Passage]) -> Iterator[list[Numbered]]:
    """Yield the items "1) …" of each list; what stands between may go on with an item."""
    run: list[Numbered] = []
    section: str | None = None
    for passage in passages:
        row, match = passage.row, _ITEM.match(passage.row.text)
        if match and (match[1] == "1" or row.section_id != section):
            yield run
            run, section = [], row.section_id
        if match and row.kind != "table_cell":
            run.append(_numbered(match[1], row.text, row, "passages", row.passage_id))
    yield run


def _numbered(number: str, words: str, row: SourcedRow, table: str, row_id: str) -> Numbered:
    return Numbered(int(number), f"{words[:40].strip()}…", place_of(row), table, row_id)


def _tables(evidence: Evidence) -> Iterator[list[Numbered]]:
    """Yield the rows of each table but plans whose first column is titled as numbers."""
    for table in evidence.parsed.tables:
        if table.plan_header is None and _has_numbers(table):
            yield list(_rows(table))


def _has_numbers(table: ParsedTable) -> bool:
    first = next((cell for cell in table.table.cells if cell.row == cell.column == 0), None)
    title = match_title(tidy(first)) if first else None
    return title is not None and title.field == "number"


def _rows(table: ParsedTable) -> Iterator[Numbered]:
    for cell in sorted(table.table.cells, key=lambda cell: cell.row):
        number = clean_number(tidy(cell)) if cell.column == 0 else None
        if number and number.isdecimal() and table.roles[cell.row] == "body":
            where = provenance(cell.place_at(0))
            yield Numbered(int(number), number, where, "tables", table.row.table_id)
