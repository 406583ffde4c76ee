"""The list of figures: filters, the figures that pass them, and their values by year.

What belongs here: from filters to rows. What does not: the page, drawing (`pipelines.site.plots`).
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from extractors.languages.sorting import alphabetical
from extractors.search import words
from pipelines.site.asking import Record, records
from pipelines.site.search import expression

MOST_LINES = 6  # of a plot: more are not told apart
_FIGURES = """
    select f.*, coalesce(d.title, d.path) as title, d.language,
           substr(coalesce(f.period_start, f.period_end), 1, 4) as year
    from figures f join documents d using (document_id)
"""
_YEAR = """:year between substr(coalesce(f.period_start, f.period_end), 1, 4)
    and substr(coalesce(f.period_end, f.period_start), 1, 4)"""


class Asked(NamedTuple):
    """The filters, each as it stands in the address; "" filters nothing."""

    subject: str = ""
    unit: str = ""
    year: str = ""
    kind: str = ""
    document: str = ""


class Listing(NamedTuple):
    """The figures of a page of the list, how many there are in all, and where words were found.

    It is `widened` to the figures whose passages hold the words, where no figure's own do.
    """

    rows: list[Record]
    total: int
    widened: bool = False


class Series(NamedTuple):
    """Values of one unit by subject and year; those of subjects with one year are under ""."""

    unit: str
    lines: dict[str, dict[int, list[float]]]
    size: int


def list_figures(db: sqlite3.Connection, asked: Asked, *, limit: int, offset: int = 0) -> Listing:
    """Return the figures that pass all filters: by year where one asks for a subject or unit."""
    widened = _is_widened(db, asked)
    where, values = _where(asked, widened)
    total = _count(db, where, values)
    by_year = "year is null, year, " if asked.subject or asked.unit else ""
    order = f"{by_year}f.document_id, f.position, f.figure_id"
    sql = f"{_FIGURES} where {where} order by {order} limit :limit offset :offset"
    rows = records(db, sql, {**values, "limit": limit, "offset": offset})
    return Listing(rows, total, widened)


def series(db: sqlite3.Connection, asked: Asked) -> Series | None:
    """Return the values by year of the unit asked for, else of the one that most years have."""
    if not (asked.subject or asked.unit):
        return None
    where, values = _where(asked, _is_widened(db, asked))
    by_unit: dict[str, list[tuple[str, int, float]]] = {}
    for unit, *point in db.execute(
        "select coalesce(f.unit, ''), coalesce(f.subject, ''),"
        " cast(substr(coalesce(f.period_start, f.period_end), 1, 4) as integer), f.value"
        f" from figures f where {where} and f.value is not null"
        " and coalesce(f.period_start, f.period_end) is not null order by f.value",
        values,
    ):
        by_unit.setdefault(unit, []).append((point[0], point[1], point[2]))
    unit, points = max(by_unit.items(), key=lambda item: _years(item[1]), default=("", []))
    return Series(unit, _lines(points), len(points)) if _years(points) > 1 else None


def _lines(points: Sequence[tuple[str, int, float]]) -> dict[str, dict[int, list[float]]]:
    """Join the points of subjects that have several years; the longest lines first."""
    by_subject: dict[str, dict[int, list[float]]] = {}
    for subject, year, value in points:
        by_subject.setdefault(subject, {}).setdefault(year, []).append(value)
    longest = sorted(by_subject.items(), key=lambda item: -len(item[1]))
    lines = {name: line for name, line in longest if name and len(line) > 1}
    lines = dict(list(lines.items())[:MOST_LINES])
    rest: dict[int, list[float]] = {}
    for subject, year, value in points:
        if subject not in lines:
            rest.setdefault(year, []).append(value)
    return lines | ({"": rest} if rest else {})


def _years(points: Sequence[tuple[str, int, float]]) -> int:
    return len({year for _, year, _ in points})


def choices(db: sqlite3.Connection) -> dict[str, list[str]]:
    """Return what there is to choose from: units by the alphabet, years."""
    units = db.execute("select unit from figures where unit is not null group by 1 order by 1")
    years = db.execute(
        "select distinct substr(coalesce(period_start, period_end), 1, 4) from figures"
        " where coalesce(period_start, period_end) is not null order by 1"
    )
    return {
        "units": sorted((unit for (unit,) in units), key=alphabetical),
        "years": [year for (year,) in years],
    }


def _is_widened(db: sqlite3.Connection, asked: Asked) -> bool:
    """Tell whether only the passages around figures hold the words of the subject."""
    return bool(asked.subject) and not _count(db, *_where(asked, widened=False))


def _count(db: sqlite3.Connection, where: str, values: Mapping[str, object]) -> int:
    ((count,),) = db.execute(f"select count(*) from figures f where {where}", values)
    return int(count)


def _where(asked: Asked, widened: bool) -> tuple[str, dict[str, object]]:
    values: dict[str, object] = asked._asdict()
    values["match"] = expression(words(asked.subject)) or '""'
    return " and ".join(_conditions(asked, widened)) or "true", values


def _conditions(asked: Asked, widened: bool) -> Iterable[str]:
    if asked.subject:
        key, kind = ("passage_id", "passage") if widened else ("figure_id", "figure")
        yield f"""f.{key} in (select e.row_id from search_index i join search_entries e
            on e.entry_id = i.rowid where e.kind = '{kind}' and search_index match :match)"""
    if asked.unit:
        yield "f.unit = :unit"
    if asked.year:
        yield _YEAR
    if asked.kind:
        yield "f.kind = :kind"
    if asked.document:
        yield "f.document_id = :document"
