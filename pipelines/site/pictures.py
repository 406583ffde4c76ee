"""Pictures of the published tables: indicators over years, deadlines by body, money by source.

What belongs here: from rows to what is drawn, and said in words. What does not: the page, and
how lines and bars are drawn (`pipelines.site.plots`).
"""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup

from extractors.languages.sorting import alphabetical
from pipelines.site.body_finding import labels
from pipelines.site.interface import Interface
from pipelines.site.plots import Bar, Line, bar_plot, line_plot

MAX_LINES = 24  # indicators that one page shows
MAX_BODIES = 30
_MOST_SERIES = 6  # colours that are told apart
_LABEL = 60  # letters

_INDICATORS = """
    select i.indicator_id, i.number, i.name, i.unit, v.year, v.value
    from indicators i join indicator_values v using (indicator_id)
    where (?1 is null or i.document_id = ?1) and v.value is not null
    order by i.document_id, cast(i.number as integer), v.year
"""
_DEADLINES = """
    select b.body_id, min(b.text), substr(u.due_date, 1, 4),
           count(distinct a.action_id || u.due_date)
    from action_due_dates u join actions a using (action_id)
    join action_bodies b using (action_id)
    where ?1 is null or a.document_id = ?1
    group by coalesce(b.body_id, b.text), 3
"""
_SPAN = """
    select min(u.due_date), max(u.due_date), count(distinct u.action_id || u.due_date)
    from action_due_dates u join actions a using (action_id)
    where ?1 is null or a.document_id = ?1
"""
_MONEY = """
    select coalesce(f.source_kind, 'other'), coalesce(cast(f.year as text), '–'),
           coalesce(f.currency, ''), sum(f.amount), count(*)
    from action_funding f join actions a using (action_id)
    where f.kind = 'amount' and (?1 is null or a.document_id = ?1)
    group by 1, 2, 3 order by 3, 2, 1
"""
_KINDS = """
    select f.kind, count(distinct a.action_id)
    from actions a left join action_funding f using (action_id)
    where ?1 is null or a.document_id = ?1
    group by 1 order by 2 desc
"""
_ACTIONS = "select count(*) from actions where ?1 is null or document_id = ?1"


class Picture(NamedTuple):
    """A picture: its name, in words what it shows, its drawings, and the same as a table."""

    name: str
    summary: str
    plots: tuple[Markup, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    legends: tuple[tuple[str, ...], ...] = ()


def pictures(db: sqlite3.Connection, document_id: str | None, t: Interface) -> list[Picture]:
    """Return the pictures that a document's rows give, or those of all documents."""
    drawn = (_indicators(db, document_id, t), _deadlines(db, document_id, t),
             _money(db, document_id, t), _kinds(db, document_id, t))  # fmt: skip
    return [picture for picture in drawn if picture]


def _indicators(db: sqlite3.Connection, document_id: str | None, t: Interface) -> Picture | None:
    """A plot a unit: percents and points have no scale in common."""
    lines: dict[str, dict[int, list[float]]] = {}
    of: dict[str, tuple[str, str]] = {}
    for key, number, name, unit, year, value in db.execute(_INDICATORS, (document_id,)):
        lines.setdefault(key, {}).setdefault(year, []).append(value)
        of[key] = unit or "", f"{number or ''} {name}".strip()
    if not lines:
        return None
    shown = list(lines)[:MAX_LINES]
    units = list(dict.fromkeys(of[key][0] for key in shown))
    plots, legends = [], []
    for unit in units:
        own = [Line(of[key][1], lines[key]) for key in shown if of[key][0] == unit]
        titles = t("pictures.year"), unit or t("pictures.value")
        label = f"{t('pictures.indicators')}, {unit}"
        plots.append(line_plot(own, titles, label, t.number))
        legends.append(tuple(line.name for line in own))
    years = sorted({year for line in lines.values() for year in line})
    told = t("pictures.indicators_told", n=len(lines), first=str(years[0]), last=str(years[-1]))
    if len(lines) > len(shown):
        told += " " + t("pictures.first_drawn", n=len(shown))
    rows = tuple(
        (of[key][1], of[key][0], *(" ".join(map(t.number, lines[key].get(y, ()))) for y in years))
        for key in shown
    )
    columns = (t("pictures.indicators"), t("numbers.unit"), *map(str, years))
    return Picture("indicators", told, tuple(plots), columns, rows, tuple(legends))


def _deadlines(db: sqlite3.Connection, document_id: str | None, t: Interface) -> Picture | None:
    """The due dates of each body, those of a year in a colour; the bodies with most first."""
    named = labels(db, t.code)
    counts: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for body_id, text, year, count in db.execute(_DEADLINES, (document_id,)):
        name = named[body_id].name if body_id in named else text
        by_year = counts[name, "body" if body_id else ""]
        by_year[year] = by_year.get(year, 0) + count
    if not counts:
        return None
    most = sorted(counts.items(), key=lambda i: (-sum(i[1].values()), alphabetical(i[0][0])))
    years = sorted({year for by_year in counts.values() for year in by_year})
    series = years if len(years) <= _MOST_SERIES else [t("pictures.due")]
    bars = [
        Bar(name, _parts(by_year, years, series), _leads(name, document_id) if known else "")
        for (name, known), by_year in most[:MAX_BODIES]
    ]
    label = t("pictures.deadlines")
    plot = bar_plot(bars, series, t("pictures.due"), label, t.number)
    ((first, last, total),) = db.execute(_SPAN, (document_id,))
    bodies = t("pictures.bodies_told", n=len(counts))
    told = t(
        "pictures.deadlines_told", n=total, bodies=bodies, first=t.day(first), last=t.day(last)
    )
    if len(most) > MAX_BODIES:
        told += " " + t("pictures.more_bodies", n=len(most) - MAX_BODIES)
    rows = tuple(
        (name, *(t.number(by_year.get(year, 0)) for year in years)) for (name, _), by_year in most
    )
    return Picture("deadlines", told, (plot,), (t("pictures.body"), *years), rows)


def _parts(
    by_year: Mapping[str, int], years: Sequence[str], series: Sequence[str]
) -> dict[int, float]:
    if len(series) < len(years):
        return {0: sum(by_year.values())}
    return {years.index(year): count for year, count in by_year.items()}


def _leads(name: str, document_id: str | None) -> str:
    return "/plan?" + urlencode({"body": name, "document_id": document_id or ""})


def _money(db: sqlite3.Connection, document_id: str | None, t: Interface) -> Picture | None:
    """Amounts by year and source, a plot a currency: two currencies are not added up."""
    amounts = db.execute(_MONEY, (document_id,)).fetchall()
    if not amounts:
        return None
    totals: dict[str, float] = defaultdict(float)
    for _, _, currency, amount, _ in amounts:
        totals[currency] += amount
    listed = ", ".join(
        f"{t.number(total)} {currency}".strip() for currency, total in totals.items()
    )
    plots = []
    for currency in totals:
        own = [(source, year, sum_) for source, year, of, sum_, _ in amounts if of == currency]
        sources = sorted({source for source, _, _ in own})
        series = [t.value("source_kind", source) for source in sources]
        bars = [
            Bar(year, {sources.index(s): sum_ for s, y, sum_ in own if y == year})
            for year in sorted({year for _, year, _ in own})
        ]
        title = t("pictures.amount", unit=currency)
        plots.append(bar_plot(bars, series, title, title, t.number))
    told = t("pictures.money_told", n=sum(row[-1] for row in amounts), sums=listed)
    rows = tuple(
        (t.value("source_kind", source), year, t.number(sum_), currency)
        for source, year, currency, sum_, _ in amounts
    )
    columns = (t("plan.source"), t("pictures.year"), t("pictures.amount", unit=""), "")
    return Picture("money", told, tuple(plots), columns, rows)


def _kinds(db: sqlite3.Connection, document_id: str | None, t: Interface) -> Picture | None:
    """Actions by kind of funding; one of two kinds is counted with each."""
    kinds = db.execute(_KINDS, (document_id,)).fetchall()
    ((total,),) = db.execute(_ACTIONS, (document_id,))
    if not total:
        return None
    named = [(t.value("funding", kind) or t("plan.untold"), count) for kind, count in kinds]
    bars = [Bar(name, {0: count}) for name, count in named]
    label = t("pictures.kinds")
    plot = bar_plot(bars, [label], t("pictures.actions"), label, t.number)
    rows = tuple((name, t.number(count)) for name, count in named)
    columns = (t("plan.money"), t("pictures.actions"))
    return Picture("kinds", t("pictures.actions_told", n=total), (plot,), columns, rows)
