"""The list of actions: filters of the plan page, and the actions that pass them.

What belongs here: from filters to rows. What does not: the page, and files to take away
(`pipelines.site.files`).
"""

import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from json import dumps
from typing import NamedTuple

from extractors.languages.sorting import alphabetical
from extractors.search import words
from pipelines.site.asking import Record, records
from pipelines.site.body_finding import Found, find_body, labels
from pipelines.site.search import expression

UNTOLD = "untold"  # the value of the filter for actions whose money is not told
MOST_FILTER_VALUES = 300
_FIRST, _LAST = "0001-01-01", "9999-12-31"
_ACTIONS = """
    select a.action_id, a.document_id, coalesce(d.title, d.path) as title, d.language, a.number,
           a.direction, a.name, a.form, a.deadline, a.page, a.line, a.block,
           (select min(u.due_date) from action_due_dates u where u.action_id = a.action_id
            and u.due_date between :since and :until) as due
    from actions a join documents d using (document_id)
"""


class Asked(NamedTuple):
    """The filters, each as it stands in the address; "" filters nothing."""

    document: str = ""
    body: str = ""
    year: str = ""
    quarter: str = ""
    since: str = ""
    until: str = ""
    form: str = ""
    money: str = ""
    direction: str = ""
    words: str = ""


class Listing(NamedTuple):
    """The actions of a page of the list, how many there are in all, and how filters were read."""

    rows: list[Record]
    total: int
    found: Found
    odd_dates: tuple[str, ...]


def list_actions(
    db: sqlite3.Connection, asked: Asked, language: str, *, limit: int, offset: int = 0
) -> Listing:
    """Return the actions that pass all filters, in the order of their documents or due dates.

    Bodies are called by their names in `language`.
    """
    found = find_body(db, asked.body, language) if asked.body else Found()
    odd = tuple(day for day in (asked.since, asked.until) if day and not _is_date(day))
    values = _values(asked, found)
    where = " and ".join(_conditions(asked, found)) or "true"
    ((total,),) = db.execute(f"select count(*) from actions a where {where}", values)
    order = "due, a.document_id, a.position" if _is_dated(asked) else "a.document_id, a.position"
    page = {"limit": limit, "offset": offset}
    sql = f"{_ACTIONS} where {where} order by {order} limit :limit offset :offset"
    rows = records(db, sql, {**values, **page})
    _add_parts(db, rows, language, values)
    return Listing(rows, total, found, odd)


def choices(db: sqlite3.Connection, document: str) -> dict[str, list[str]]:
    """Return what there is to choose from: years, directions and forms of completion."""
    of = (document,)
    years = "select distinct substr(u.due_date, 1, 4) from action_due_dates u order by 1"
    here = "(?1 = '' or document_id = ?1)"
    forms = db.execute(
        f"select distinct form from actions where form is not null and {here}", of
    ).fetchall()
    directions = db.execute(
        f"select direction from actions where direction is not null and {here}"
        " group by direction order by min(document_id), min(position)",
        of,
    )
    return {
        "years": [year for (year,) in db.execute(years)],
        "forms": sorted((form for (form,) in forms), key=alphabetical)[:MOST_FILTER_VALUES],
        "directions": [direction for (direction,) in directions][:MOST_FILTER_VALUES],
    }


def time_asked(asked: Asked) -> tuple[str, str]:
    """Return the first and the last day that the filters leave."""
    first, last = _FIRST, _LAST
    if asked.year.isdecimal() and len(asked.year) == 4:
        first, last = f"{asked.year}-01-01", f"{asked.year}-12-31"
        if asked.quarter in ("1", "2", "3", "4"):
            first, last = _quarter(int(asked.year), int(asked.quarter))
    since = asked.since if _is_date(asked.since) else _FIRST
    until = asked.until if _is_date(asked.until) else _LAST
    return max(first, since), min(last, until)


def _quarter(year: int, quarter: int) -> tuple[str, str]:
    first = date(year or 1, 3 * quarter - 2, 1)
    last = (first.replace(day=28, month=3 * quarter) + timedelta(days=4)).replace(day=1)
    return first.isoformat(), (last - timedelta(days=1)).isoformat()


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_dated(asked: Asked) -> bool:
    return time_asked(asked) != (_FIRST, _LAST) or asked.quarter in ("1", "2", "3", "4")


def _values(asked: Asked, found: Found) -> dict[str, object]:
    since, until = time_asked(asked)
    return {
        **asked._asdict(),
        "since": since,
        "until": until,
        "body_id": found.body.body_id if found.body else "",
        "match": expression(words(asked.words)) or '""',
        "untold": UNTOLD,
    }


def _conditions(asked: Asked, found: Found) -> Iterable[str]:
    if asked.document:
        yield "a.document_id = :document"
    if asked.body:
        yield f"""exists (select 1 from action_bodies b where b.action_id = a.action_id and
            {"b.body_id = :body_id" if found.body else "folded(b.text) = folded(:body)"})"""
    if _is_dated(asked):
        in_quarter = (
            " and (cast(substr(u.due_date, 6, 2) as integer) + 2) / 3 = cast(:quarter as integer)"
        )
        yield f"""exists (select 1 from action_due_dates u where u.action_id = a.action_id
            and u.due_date between :since and :until{in_quarter * bool(asked.quarter)})"""
    if asked.form:
        yield "instr(folded(a.form), folded(:form)) > 0"
    if asked.money:
        yield """(exists (select 1 from action_funding f where f.action_id = a.action_id
            and coalesce(f.kind, :untold) = :money) or (:money = :untold and not exists
            (select 1 from action_funding f where f.action_id = a.action_id)))"""
    if asked.direction:
        yield "a.direction = :direction"
    if asked.words:
        yield """a.action_id in (select e.row_id from search_index i join search_entries e
            on e.entry_id = i.rowid where e.kind = 'action' and search_index match :match)"""


def _add_parts(
    db: sqlite3.Connection, rows: list[Record], language: str, values: Mapping[str, object]
) -> None:
    """Give each action its due dates within the time asked for, its bodies and its money."""
    by_id = {row["action_id"]: row for row in rows}
    of = {"ids": dumps(list(by_id)), "since": values["since"], "until": values["until"]}
    wanted = "action_id in (select value from json_each(:ids))"
    for row in rows:
        row.update(dates=[], bodies=[], money=[])
    for action_id, due in db.execute(
        f"select action_id, due_date from action_due_dates where {wanted}"
        " and due_date between :since and :until order by action_id, due_date",
        of,
    ):
        by_id[action_id]["dates"].append(due)
    named = labels(db, language)
    for part in records(
        db, f"select * from action_bodies where {wanted} order by action_id, position", of
    ):
        part["label"] = named.get(part["body_id"])
        by_id[part["action_id"]]["bodies"].append(part)
    for part in records(
        db, f"select * from action_funding where {wanted} order by action_id, position", of
    ):
        by_id[part["action_id"]]["money"].append(part)
