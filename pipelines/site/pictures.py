"""Plots of the published tables: indicators over years, deadlines by body, money by source.

What belongs here: from rows to Plotly figures. What does not: the page.
"""

import sqlite3
from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs

LINE_HEIGHT = 26  # pixels a body takes on the timeline
# Okabe and Ito's palette: told apart by people of any colour vision.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442")

_INDICATORS = """
    select i.number, i.name, i.unit, v.year, v.value
    from indicators i join indicator_values v using (indicator_id)
    where ?1 is null or i.document_id = ?1
    order by i.document_id, cast(i.number as integer), v.year
"""
_DEADLINES = """
    select coalesce(min(n.name), b.text), u.due_date, a.number, a.name
    from action_due_dates u join actions a using (action_id)
    join action_bodies b using (action_id)
    left join body_names n on n.body_id = b.body_id and n.kind = 'abbreviation'
      and n.valid_to is null and n.language = (select language from documents d
        where d.document_id = a.document_id)
    where ?1 is null or a.document_id = ?1
    group by a.action_id, u.position, b.position
    order by u.due_date, a.position
"""
_MONEY = """
    select coalesce(f.source_kind, 'not told'), coalesce(cast(f.year as text), 'no year'),
           f.currency, sum(f.amount), count(*)
    from action_funding f join actions a using (action_id)
    where f.kind = 'amount' and (?1 is null or a.document_id = ?1)
    group by 1, 2, 3 order by 2, 1
"""
_KINDS = """
    select coalesce(f.kind, 'not told'), coalesce(f.source_kind, 'no source'), count(*)
    from action_funding f join actions a using (action_id)
    where ?1 is null or a.document_id = ?1
    group by 1, 2 order by 1, 2
"""


class Picture(NamedTuple):
    """A plot: its JSON for the library, and in words what it shows."""

    name: str
    title: str
    summary: str
    figure: str


def pictures(db: sqlite3.Connection, document_id: str | None) -> list[Picture]:
    """Return the plots that a document's rows give, or those of all documents."""
    drawn = (_indicators(db, document_id), _deadlines(db, document_id), _money(db, document_id))
    return [picture for picture in drawn if picture]


@cache
def plotting_library() -> str:
    """Return Plotly's script."""
    return str(get_plotlyjs())


def _indicators(db: sqlite3.Connection, document_id: str | None) -> Picture | None:
    lines: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, name, unit, year, value in db.execute(_INDICATORS, (document_id,)):
        lines[f"{number or ''} {name}, {unit or ''}".strip(" ,")].append((year, value))
    if not lines:
        return None
    figure = go.Figure()
    for place, (name, points) in enumerate(lines.items()):
        abscissae, values = zip(*points, strict=True)
        figure.add_scatter(
            x=abscissae, y=values, name=_short(name), mode="lines+markers", hovertext=name,
            line={"color": PALETTE[place % len(PALETTE)],
                  "dash": ("solid", "dash", "dot")[place // len(PALETTE) % 3]},
        )  # fmt: skip
    figure.update_xaxes(dtick=1)
    years = {year for points in lines.values() for year, _ in points}
    summary = f"{len(lines)} target indicators over {len(years)} years."
    return _picture("indicators", "Indicators over years", summary, figure, height=480)


def _deadlines(db: sqlite3.Connection, document_id: str | None) -> Picture | None:
    rows = db.execute(_DEADLINES, (document_id,)).fetchall()
    if not rows:
        return None
    count: dict[str, int] = defaultdict(int)
    for body, *_ in rows:
        count[body] += 1
    bodies = sorted(count, key=lambda body: (count[body], body))
    figure = go.Figure()
    figure.add_scatter(
        x=[due for _, due, *_ in rows],
        y=[body for body, *_ in rows],
        mode="markers",
        marker={"color": PALETTE[0], "opacity": 0.55, "size": 9},
        hovertext=[f"{number or ''} {_short(name or '', 120)}" for *_, number, name in rows],
    )
    figure.update_yaxes(categoryorder="array", categoryarray=bodies, automargin=True)
    summary = f"{len(rows)} due dates of {len(bodies)} bodies, from {rows[0][1]} to {rows[-1][1]}."
    height = 160 + LINE_HEIGHT * len(bodies)
    return _picture("deadlines", "Deadlines by body", summary, figure, height)


def _money(db: sqlite3.Connection, document_id: str | None) -> Picture | None:
    """Amounts by year and source; where no amounts are printed, actions by kind of funding."""
    figure = go.Figure()
    amounts = db.execute(_MONEY, (document_id,)).fetchall()
    if amounts:
        for place, source in enumerate(dict.fromkeys(row[0] for row in amounts)):
            own = [row for row in amounts if row[0] == source]
            figure.add_bar(x=[r[1] for r in own], y=[r[3] for r in own], name=source,
                           marker_color=PALETTE[place % len(PALETTE)])  # fmt: skip
        figure.update_layout(barmode="stack")
        total = sum(row[3] for row in amounts)
        summary = f"{total:,.0f} {amounts[0][2] or ''} in {sum(r[4] for r in amounts)} amounts."
        return _picture("money", "Money by source", summary, figure, height=420)
    kinds = db.execute(_KINDS, (document_id,)).fetchall()
    if not kinds:
        return None
    for place, source in enumerate(dict.fromkeys(row[1] for row in kinds)):
        own = [row for row in kinds if row[1] == source]
        figure.add_bar(x=[r[0] for r in own], y=[r[2] for r in own], name=source,
                       marker_color=PALETTE[place % len(PALETTE)])  # fmt: skip
    figure.update_layout(barmode="stack")
    summary = f"No amounts are printed; {sum(r[2] for r in kinds)} actions by kind of funding."
    return _picture("money", "Money by source", summary, figure, height=420)


def _picture(name: str, title: str, summary: str, figure: go.Figure, height: int) -> Picture:
    figure.update_layout(
        height=height, margin={"t": 20, "r": 20, "b": 60}, template="plotly_white",
        legend={"orientation": "h", "y": -0.15}, font={"family": "system-ui, sans-serif"},
    )  # fmt: skip
    made: Any = figure.to_json()
    return Picture(name, title, summary, str(made))


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"
