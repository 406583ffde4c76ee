"""The reading page: a document's text with every value found in it marked in place.

What belongs here: gathering one document's rows from the published database
and rendering them as one self-contained HTML page. What does not: finding
anything, and the rest of the site (`pipelines.site.pages`).
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from json import dumps
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from pipelines.site.asking import Record, records
from pipelines.site.interface import Interface, interfaces
from pipelines.site.marks import Mark, Segment, segments
from pipelines.site.search import hit_marks, wanted_terms
from schemas.base import Anchor, Row
from schemas.tables import TABLES, FactRow, PassageRow, SectionRow, TableRow

# Tables whose rows are listed beside the text, and of those the ones that are marked in it.
LISTED = tuple(model for model in TABLES if model.display.anchor in ("mark", "note", "row"))
_MARKED = tuple((model, model.display.mark_title) for model in LISTED if model.display.mark_title)
# What the id of an element begins with where the row's key follows, by kind of anchor.
_ID_PREFIXES: dict[Anchor, str] = {"mark": "m", "passage": "p", "note": "n", "row": "r"}
_HEAD = 6  # rows: a longer header would fill a screen
_CELLS_OF_ACTIONS = """
    select c.passage_id from actions a join table_cells c
    on c.table_id = a.table_id and c.row = a.table_row
    where a.action_id in (select value from json_each(?))
"""


class TextBlock(NamedTuple):
    """A passage with the findings beside it, or a whole table, in document order.

    `page` is the number of the page that begins with it, if one does.
    """

    passage: Record | None
    segments: tuple[Segment, ...] = ()
    findings: tuple[Record, ...] = ()
    grid: "RenderedTable | None" = None
    page: int | None = None


class RenderedCell(NamedTuple):
    """A cell to draw: spans, and its text with marks."""

    row_span: int
    column_span: int
    passage: Record
    segments: tuple[Segment, ...]


class RenderedRow(NamedTuple):
    """A row to draw; `action` is the action that it gave, if any; `findings` are about it.

    `page` is the number of the page that begins with it, if one does.
    """

    action: Record | None
    cells: tuple[RenderedCell, ...]
    findings: tuple[Record, ...]
    page: int | None = None


class RenderedTable(NamedTuple):
    """A table to draw: the rows of its header, which stay in sight, and the others."""

    table: Record
    head: tuple[RenderedRow, ...]
    rows: tuple[RenderedRow, ...]


def fragment(model: type[Row], row_id: str) -> str:
    """Return what a URL of the reading page ends with to lead to a row; "" leads to the page."""
    prefix = _ID_PREFIXES.get(model.display.anchor or "page")
    return f"#{prefix}-{row_id}" if prefix else ""


def render_reading_page(
    db: sqlite3.Connection,
    document_id: str,
    interface: Interface | None = None,
    *,
    site: str = "",
    query: str = "",
    around: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    """Return the page of a document as HTML that needs no other file.

    The page speaks the document's language unless `interface` says another. `site` is the
    path of the Datasette database ("" for a page that stands alone): rows then link to it.
    Words of `query` are marked. `around` are the words of the menu.
    Raises KeyError if there is no such document.
    """
    documents = records(db, "select * from documents where document_id = ?", (document_id,))
    if not documents:
        raise KeyError(document_id)
    rows = {model.table: _of_document(db, model, document_id) for model in LISTED}
    _add_values(db, rows["indicators"])
    passages = _of_document(db, PassageRow, document_id)
    sections = _of_document(db, SectionRow, document_id)
    has_pictures = bool(site) and documents[0]["format"] == "pdf"
    page: str = _template().render(
        document=documents[0],
        blocks=_blocks(db, document_id, passages, rows, query),
        contents=_contents(sections, passages),
        rows=rows,
        details=_action_details(db, document_id),
        facts=_of_document(db, FactRow, document_id),
        site=site,
        t=interface or interfaces()[documents[0]["language"]],
        query=query,
        has_pictures=has_pictures,
        around=around,
    )
    return page


def _of_document(db: sqlite3.Connection, model: type[Row], document_id: str) -> list[Record]:
    order = "position" if "position" in model.model_fields else "page, line, rowid"
    sql = f"select * from {model.table} where document_id = ? order by {order}"
    return records(db, sql, (document_id,))


def _blocks(
    db: sqlite3.Connection,
    document_id: str,
    passages: Sequence[Record],
    rows: dict[str, list[Record]],
    query: str,
) -> list[TextBlock]:
    marks = _marks(db, document_id, rows)
    _mark_hits(db, document_id, passages, query, marks)
    beside = _findings_by_passage(rows, passages, _first_cells(db, document_id))
    grids = _grids(db, document_id, passages, marks, rows["actions"], beside)
    blocks: list[TextBlock] = []
    drawn: set[str] = set()
    begun = _Pages()
    for passage in passages:
        key = passage["passage_id"]
        grid = grids.get(key)
        if grid is None:
            cut = tuple(segments(passage["text"], marks[key]))
            page = begun.new(passage["page"])
            blocks.append(TextBlock(passage, cut, tuple(beside[key]), page=page))
        elif grid.table["table_id"] not in drawn:
            drawn.add(grid.table["table_id"])
            blocks.append(TextBlock(None, grid=_paged(grid, begun)))
    return blocks


class _Pages:
    """Which pages have begun."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, page: int | None) -> int | None:
        """Return the page if nothing on it, or after it, was seen before."""
        if page is None or page <= self._last:
            return None
        self._last = page
        return page


def _paged(grid: RenderedTable, begun: _Pages) -> RenderedTable:
    """Return a table whose rows say which page begins with them."""

    def paged(row: RenderedRow) -> RenderedRow:
        return row._replace(page=begun.new(row.cells[0].passage["page"]) if row.cells else None)

    return grid._replace(head=tuple(map(paged, grid.head)), rows=tuple(map(paged, grid.rows)))


def _mark_hits(
    db: sqlite3.Connection,
    document_id: str,
    passages: Iterable[Record],
    query: str,
    marks: dict[str, list[Mark]],
) -> None:
    """Mark the words of a query where the index says that some stand."""
    wanted = wanted_terms(query)
    if not wanted:
        return
    expression = " OR ".join(f'"{term}"' for term in sorted(wanted))
    found = {
        row_id
        for (row_id,) in db.execute(
            "select e.row_id from search_index i join search_entries e on e.entry_id = i.rowid"
            " where search_index match ? and e.document_id = ?",
            (expression, document_id),
        )
    }
    in_rows = {passage_id for (passage_id,) in db.execute(_CELLS_OF_ACTIONS, (dumps([*found]),))}
    for passage in passages:
        if passage["passage_id"] in found | in_rows:
            marks[passage["passage_id"]] += hit_marks(passage["text"], wanted)


def _contents(sections: Iterable[Record], passages: Iterable[Record]) -> list[Record]:
    """The sections that have text, each with the passage that it begins with, and its words.

    A numbered point has no words of its own: it is known by its first ones.
    """
    first: dict[str, Record] = {}
    for passage in passages:
        first.setdefault(passage["section_id"], passage)
    return [
        {**section, "passage_id": begin["passage_id"], "words": _words(section, begin["text"])}
        for section in sections
        if (begin := first.get(section["section_id"]))
    ]


def _words(section: Record, text: str) -> str:
    return str(section["heading"]) if re.search(r"[^\W\d_]{2}", section["heading"]) else text


def _marks(
    db: sqlite3.Connection, document_id: str, rows: dict[str, list[Record]]
) -> dict[str, list[Mark]]:
    """The marks of every passage, by passage id."""
    marks: dict[str, list[Mark]] = defaultdict(list)
    for model, title in _MARKED:
        for row in rows[model.table]:
            key, label = row[model.primary_key[0]], row[title] or ""
            mark = Mark(row["char_start"], row["char_end"], model.table, key, label)
            marks[row["passage_id"]].append(mark)
    uses = records(
        db,
        "select u.*, a.abbreviation, a.expansion from abbreviation_uses u"
        " join abbreviations a using (abbreviation_id) where a.document_id = ?",
        (document_id,),
    )
    for use in uses:
        end = use["char_start"] + len(use["abbreviation"])
        mark = Mark(use["char_start"], end, "abbreviations", use["abbreviation_id"],
                    use["expansion"])  # fmt: skip
        marks[use["passage_id"]].append(mark)
    return marks


def _grids(
    db: sqlite3.Connection,
    document_id: str,
    passages: Iterable[Record],
    marks: dict[str, list[Mark]],
    actions: Iterable[Record],
    beside: dict[str, list[Record]],
) -> dict[str, RenderedTable]:
    """The tables of a document, by the id of each passage that is a cell of theirs."""
    texts = {p["passage_id"]: p for p in passages}
    of_row = {(a["table_id"], a["table_row"]): a for a in actions}
    heads = _heads(db, document_id)
    cells: dict[str, dict[int, list[Record]]] = defaultdict(lambda: defaultdict(list))
    for cell in records(
        db,
        "select c.* from table_cells c join tables using (table_id)"
        " where document_id = ? order by table_id, row, column",
        (document_id,),
    ):
        cells[cell["table_id"]][cell["row"]].append(cell)
    grids: dict[str, RenderedTable] = {}
    for table in _of_document(db, TableRow, document_id):
        by_row = cells[table["table_id"]]
        drawn = tuple(
            RenderedRow(
                of_row.get((table["table_id"], row)),
                tuple(_grid_cells(by_row[row], table["column_count"], texts, marks)),
                tuple(f for cell in by_row[row] for f in beside[cell["passage_id"]]),
            )
            for row in sorted(by_row)
        )
        head = heads.get(table["table_id"], 0)
        grid = RenderedTable(table, drawn[:head], drawn[head:])
        for row in drawn:
            grids.update((c.passage["passage_id"], grid) for c in row.cells)
    return grids


def _heads(db: sqlite3.Connection, document_id: str) -> dict[str, int]:
    """How many rows each table's header has, where it stands at the top and none runs out of it."""
    rows = db.execute(
        "select r.table_id, min(r.row) from table_rows r join tables using (table_id)"
        " where document_id = ? and role not in ('header', 'column_numbers') group by 1",
        (document_id,),
    )
    heads = {key: row for key, row in rows if 0 < row <= _HEAD}
    spans = db.execute(
        "select c.table_id, c.row, c.row_span from table_cells c join tables using (table_id)"
        " where document_id = ? and c.row_span > 1",
        (document_id,),
    )
    running = {key for key, row, span in spans if row < heads.get(key, 0) < row + span}
    return {key: row for key, row in heads.items() if key not in running}


def _grid_cells(
    cells: Iterable[Record],
    columns: int,
    texts: dict[str, Record],
    marks: dict[str, list[Mark]],
) -> Iterable[RenderedCell]:
    for cell in cells:
        passage = texts[cell["passage_id"]]
        cut = tuple(segments(passage["text"], marks[cell["passage_id"]]))
        yield RenderedCell(cell["row_span"], min(cell["column_span"], columns), passage, cut)


def _first_cells(db: sqlite3.Connection, document_id: str) -> dict[str, str]:
    """The first cell of each action's row, by action id."""
    cells = records(
        db,
        "select a.action_id, c.passage_id, min(c.column) from actions a"
        " join table_cells c on c.table_id = a.table_id and c.row = a.table_row"
        " where a.document_id = ? group by a.action_id",
        (document_id,),
    )
    return {cell["action_id"]: cell["passage_id"] for cell in cells}


def _findings_by_passage(
    rows: dict[str, list[Record]], passages: Sequence[Record], first_cells: dict[str, str]
) -> dict[str, list[Record]]:
    """Each finding beside the passage of its row, or the passage that holds its line."""
    passage_of = {p["passage_id"]: p["passage_id"] for p in passages} | first_cells
    for model in LISTED:
        if "passage_id" in model.model_fields:
            key = model.primary_key[0]
            passage_of.update((row[key], row["passage_id"]) for row in rows[model.table])
    at_line = {
        line: p["passage_id"]
        for p in passages
        if p["line_start"]
        for line in range(p["line_start"], (p["line_end"] or p["line_start"]) + 1)
    }
    first_on_page: dict[int, str] = {}
    for p in passages:
        first_on_page.setdefault(p["page"], p["passage_id"])
    beside: dict[str, list[Record]] = defaultdict(list)
    for finding in rows["findings"]:
        passage_id = (
            passage_of.get(finding["row_id"])
            or at_line.get(finding["line"])
            or first_on_page.get(finding["page"])
        )
        if passage_id:
            beside[passage_id].append(finding)
    return beside


def _action_details(db: sqlite3.Connection, document_id: str) -> dict[str, Record]:
    """Deadlines, bodies and funding of each action, by action id."""
    details: dict[str, Record] = defaultdict(lambda: {"deadlines": [], "bodies": [], "funding": []})
    for name, table in (
        ("deadlines", "action_deadlines"),
        ("bodies", "action_bodies"),
        ("funding", "action_funding"),
    ):
        sql = (
            f"select d.* from {table} d join actions using (action_id)"
            " where document_id = ? order by d.action_id, d.position"
        )
        for row in records(db, sql, (document_id,)):
            details[row["action_id"]][name].append(row)
    return details


def _add_values(db: sqlite3.Connection, indicators: Iterable[Record]) -> None:
    """Give each indicator its values by year."""
    for indicator in indicators:
        indicator["values"] = records(
            db,
            "select year, value from indicator_values where indicator_id = ? order by year",
            (indicator["indicator_id"],),
        )


@cache
def _template() -> Any:
    environment = Environment(
        loader=PackageLoader("pipelines.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["style_of"] = lambda name: (
        files("pipelines.site").joinpath("static", name).read_text("utf-8")
    )
    return environment.get_template("reading.html")
