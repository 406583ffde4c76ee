"""Say what a table is, and read key facts out of two-column ones.

What does not belong here: reading the rows of plans (`extractors.plans`) or of
indicators (`extractors.indicators`).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from extractors import losses
from extractors.languages.alphabet import CAPITAL
from extractors.outline.abbreviation_lists import names_list
from extractors.outline.grids import grid_texts
from extractors.outline.lexicon import outline_words
from extractors.plan_columns.recognition import ROWS_ABOVE, recognise_header
from extractors.plan_vocabulary.header import PlanHeader, is_number_row
from schemas.document import Block, Element, Table
from schemas.tables import FactRow

TableKind = Literal["plan", "facts", "abbreviations", "indicators", "other"]
ABBREVIATION = re.compile(rf"[\"«“]?[A-Z{CAPITAL}][\w\"»”-]{{1,14}}[\"»”]?")
_SENTENCE_END = re.compile(r"(?<!\W)[^\w.!?…;]*+[.!?…;]\W*$")
YEAR = re.compile(r"20\d\d")


def plan_headers(tables: Sequence[Table]) -> list[PlanHeader | None]:
    """Return for each table of a document its own header as a plan, None if it is none.

    A table under the titles of one that is surely a plan is one, too, however little
    its own rows tell.
    """
    grids = [grid_texts(table) for table in tables]
    own: list[PlanHeader | None] = [None] * len(tables)
    for at, (table, grid) in enumerate(zip(tables, grids, strict=True)):
        with losses.part("The header of the table", table.place, then="it is no plan"):
            own[at] = recognise_header(grid)
    known = {_folded(c.title for c in header.columns): header for header in own if header}
    return [
        header or _under_known_titles(grid, known) for header, grid in zip(own, grids, strict=True)
    ]


def _under_known_titles(
    grid: Sequence[Sequence[str]], known: Mapping[tuple[str, ...], PlanHeader]
) -> PlanHeader | None:
    for row, cells in enumerate(grid[: ROWS_ABOVE + 1]):
        header = known.get(_folded(cells))
        if header and header.is_titled:
            numbered = row + 1 < len(grid) and is_number_row(grid[row + 1])
            return header.model_copy(update={"body_start": row + 1 + numbered})
    return None


def _folded(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(title.strip().casefold() for title in titles)


def table_kind(table: Table, above: str | None) -> TableKind:
    """Return what a table that is no plan is, told by its columns and the text above it."""
    rows = _texts(table)
    if not rows:
        return "other"
    if _is_abbreviations(rows, above):
        return "abbreviations"
    if _is_facts(rows):
        return "facts"
    return "indicators" if _is_indicators(" ".join(rows[0]).casefold()) else "other"


def _is_indicators(header: str) -> bool:
    named = any(word in header for word in outline_words().indicator_table.words)
    return named and len(YEAR.findall(header)) > 1


def facts_of(table: Table, document_id: str, position: int) -> list[FactRow]:
    """Return the rows of a table of key facts; `position` is that of the first."""
    facts: list[FactRow] = []
    for row in table.grid():
        cells = [cell for cell in row if cell and cell.text]
        if len(cells) == 2 and cells[0] is not cells[1]:
            facts.append(
                FactRow.at(
                    cells[0].place,
                    document_id=document_id,
                    position=position + len(facts),
                    name=cells[0].text,
                    value=cells[1].text,
                )
            )
    return facts


def is_caption(text: str) -> bool:
    """Tell whether the text before a table names it: with a label, or as no sentence does."""
    return bool(outline_words().captions.label.search(text)) or not _SENTENCE_END.search(text)


def text_before(elements: Sequence[Element], index: int) -> str | None:
    """Return the text right before a table, if it is short enough to tell of it."""
    before = elements[index - 1] if index else None
    if isinstance(before, Block) and len(before.text) <= 300:
        return before.text
    return None


def _texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def _is_abbreviations(rows: list[list[str]], above: str | None) -> bool:
    if len(rows[0]) not in (2, 3):
        return False
    short = [row for row in rows if ABBREVIATION.fullmatch(row[-2]) and len(row[-1]) > len(row[-2])]
    named = bool(above) and names_list(above or "")
    return len(short) >= len(rows) * (0.5 if named else 0.9) and (named or len(rows) > 2)


def _is_facts(rows: list[list[str]]) -> bool:
    """Two columns, all names given, short and unlike numbers, with longer values."""
    if len(rows[0]) != 2 or len(rows) < 2:
        return False
    names, values = zip(*rows, strict=True)
    named = all(name and not name[0].isdigit() and len(name) <= 200 for name in names)
    return named and len(set(names)) == len(names) and sum(map(len, values)) > sum(map(len, names))
