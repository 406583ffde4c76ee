"""The page of a row: all that belongs together, and how to cite it.

What belongs here: gathering what other tables say of a row. What does not: the row itself
(Datasette reads it), the page (`templates/row.html`).
"""

import re
import sqlite3
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from babel import Locale

from pipelines.site.asking import Record, records
from pipelines.site.body_finding import Body, labels
from pipelines.site.interface import Interface
from pipelines.site.marks import Mark, Segment, segments
from schemas.base import Row
from schemas.tables import TABLES

_MODELS = {model.table: model for model in TABLES if len(model.primary_key) == 1}
_DATES_SHOWN = 40
_ACTIONS_SHOWN = 200
_TITLE = 160  # characters of a heading
_BIBTEX = re.compile(r"([\\{}&%$#_~^])")
_PARTS = {
    "deadlines": "select * from action_deadlines where action_id = ? order by position",
    "dates": f"select due_date from action_due_dates where action_id = ? order by due_date"
    f" limit {_DATES_SHOWN}",
    "bodies": "select * from action_bodies where action_id = ? order by position",
    "money": "select * from action_funding where action_id = ? order by position",
}
_NAMES = """
    select * from body_names where body_id = ? order by preferred desc, kind desc, name
"""
_OF_BODY = f"""
    select a.action_id, a.number, a.name, d.language, coalesce(d.title, d.path) as title
    from actions a join documents d using (document_id)
    where a.action_id in (select action_id from action_bodies where body_id = ?)
    order by a.document_id, a.position limit {_ACTIONS_SHOWN}
"""
_CELLS = """
    select p.text from table_cells c join passages p using (passage_id)
    where c.table_id = ? and c.row = ? order by c.column
"""


class Whole(NamedTuple):
    """A row with what belongs to it; parts that a table does not have are empty."""

    title: str
    document: Record | None
    row: Record
    text: tuple[Segment, ...] = ()
    cells: tuple[str, ...] = ()
    findings: tuple[Record, ...] = ()
    parts: Mapping[str, list[Record]] = MappingProxyType({})
    bodies: Mapping[str, Body] = MappingProxyType({})


def whole(db: sqlite3.Connection, table: str, row_id: str, language: str) -> Whole | None:
    """Return a row with what belongs to it, None of a table that has no such pages."""
    model = _MODELS.get(table)
    key = model.primary_key[0] if model else ""
    found = records(db, f'select * from "{table}" where "{key}" = ?', (row_id,)) if model else []
    if not model or not found:
        return None
    row = found[0]
    documents = records(
        db, "select * from documents where document_id = ?", (row.get("document_id"),)
    )
    return Whole(
        title=_title(model, row),
        document=documents[0] if documents else None,
        row=row,
        text=_text(db, row),
        cells=_cells(db, row),
        findings=tuple(_findings(db, row_id)),
        parts=_parts(db, table, row_id),
        bodies=labels(db, language) if table in ("actions", "bodies") else {},
    )


def citation(shown: Whole, link: str, t: Interface) -> str:
    """Return in a sentence where a row stands: title, number, date, issuer, page, link."""
    document = shown.document or shown.row
    act = t("row.act", number=document["number"]) if document["number"] else ""
    dated = t("row.dated", date=t.day(document["date"])) if document["date"] else ""
    page = t("row.stands", page=shown.row["page"]) if shown.row.get("page") else ""
    title = document["title"] or document["path"]
    head = " ".join(part for part in (title, act, dated) if part)
    rest = [part for part in (document["issuer"], page, link) if part]
    return ". – ".join((head, *rest))


def bibtex(shown: Whole, link: str, row_id: str) -> str:
    """Return the same as an entry for BibTeX, of the kind `misc`, with fields of biblatex."""
    document = shown.document or shown.row
    fields = {
        "title": document["title"] or document["path"],
        "author": f"{{{_escaped(document['issuer'])}}}" if document["issuer"] else None,
        "number": document["number"],
        "date": document["date"],
        "pages": shown.row.get("page"),
        "langid": (Locale(document["language"]).english_name or "").lower(),
        "url": link,
    }
    lines = [
        f"  {name} = {{{value if name in ('author', 'url') else _escaped(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@misc{{{row_id},", *lines, "}"))


def _escaped(text: object) -> str:
    return _BIBTEX.sub(r"\\\1", str(text))


def _title(model: type[Row], row: Record) -> str:
    """What people know a row by: its title, else its words, never its id."""
    names = (model.display.title, "name", "text", "title", "message", "path", "heading")
    values = (str(row[name]) for name in names if name and row.get(name))
    title = next(values, "")
    return title if len(title) <= _TITLE else title[:_TITLE].rsplit(" ", 1)[0] + " …"


def _text(db: sqlite3.Connection, row: Record) -> tuple[Segment, ...]:
    """The passage that a row stands in, its own words marked."""
    found = records(db, "select text from passages where passage_id = ?", (row.get("passage_id"),))
    if not found:
        return ()
    start, end = row.get("char_start") or 0, row.get("char_end") or 0
    own = [Mark(start, end, "own", "")] if end > start else []
    return tuple(segments(found[0]["text"], own))


def _cells(db: sqlite3.Connection, row: Record) -> tuple[str, ...]:
    if row.get("table_row") is None:
        return ()
    cells = db.execute(_CELLS, (row["table_id"], row["table_row"]))
    return tuple(text for (text,) in cells if text)


def _findings(db: sqlite3.Connection, row_id: str) -> list[Record]:
    return records(db, "select * from findings where row_id = ? order by severity", (row_id,))


def _parts(db: sqlite3.Connection, table: str, row_id: str) -> dict[str, list[Record]]:
    asked: dict[str, str] = {}
    if table == "actions":
        asked = _PARTS
    elif table == "indicators":
        asked = {"by_year": "select * from indicator_values where indicator_id = ? order by year"}
    elif table == "bodies":
        names = (
            "select * from body_names where body_id = ? order by preferred desc, kind desc, name"
        )
        asked = {"names": names, "actions": _OF_BODY}
    return {name: records(db, sql, (row_id,)) for name, sql in asked.items()}


def values_of(
    shown: Whole | None, table: str, row_id: str, address: str, t: Interface
) -> dict[str, Any]:
    """Return what the page of a row is given beside the row."""
    if shown is None:
        return {"whole": None}
    link = f"{address}/-/at/{table}/{row_id}"
    is_cited = shown.document is not None or table == "documents"
    return {
        "whole": shown,
        "cited": citation(shown, link, t) if is_cited else None,
        "bibtex": bibtex(shown, link, row_id) if is_cited else None,
    }
