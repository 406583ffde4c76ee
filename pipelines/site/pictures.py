"""Plots of the published tables: indicators over years, deadlines by body, money by source.

What belongs here: from rows to Plotly figures. What does not: the page.
"""

import sqlite3
from collections import Counter, defaultdict
from functools import cache
from html import escape
from typing import Any, NamedTuple

import plotly.graph_objects as go
from plotly.offline import get_plotlyjs
from plotly.subplots import make_subplots

MAX_LINES = 24  # indicators that one page shows
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
    select coalesce(b.body_id, b.text) as body, b.text, u.due_date, a.number, a.name
    from action_due_dates u join actions a using (action_id)
    join action_bodies b using (action_id)
    where ?1 is null or a.document_id = ?1
    group by a.action_id, u.position, body
    order by u.due_date, a.document_id, a.position, body
"""
_MONEY = """
    select coalesce(f.source_kind, 'not told'), coalesce(cast(f.year as text), 'no year'),
           coalesce(f.currency, 'no currency'), sum(f.amount), count(*)
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
    """A plot a unit, one over the other: percents and points have no scale in common."""
    lines: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for number, name, unit, year, value in db.execute(_INDICATORS, (document_id,)):
        lines[unit or "", f"{number or ''} {name}".strip()].append((year, value))
    if not lines:
        return None
    shown = dict(list(lines.items())[:MAX_LINES])
    units = list(dict.fromkeys(unit for unit, _ in shown))
    figure = make_subplots(
        rows=len(units), cols=1, shared_xaxes=True, vertical_spacing=0.3 / len(units)
    )
    for place, ((unit, name), points) in enumerate(shown.items()):
        years, values = zip(*points, strict=True)
        figure.add_scatter(
            x=years, y=values, name=_label(name), hovertext=_label(name, 200),
            mode="lines+markers", row=units.index(unit) + 1, col=1,
            line={"color": PALETTE[place % len(PALETTE)],
                  "dash": ("solid", "dash", "dot")[place // len(PALETTE) % 3]},
        )  # fmt: skip
    for row, unit in enumerate(units, start=1):
        figure.update_yaxes(title_text=_label(unit), row=row, col=1)
    figure.update_xaxes(dtick=1)
    first = f" The first {MAX_LINES} are drawn." if len(lines) > MAX_LINES else ""
    span = {year for points in lines.values() for year, _ in points}
    summary = f"{len(lines)} target indicators, {min(span)} to {max(span)}.{first}"
    height = 160 + 190 * len(units) + 20 * len(shown)
    return _picture("indicators", "Indicators over years", summary, figure, height)


def _deadlines(db: sqlite3.Connection, document_id: str | None) -> Picture | None:
    rows = db.execute(_DEADLINES, (document_id,)).fetchall()
    if not rows:
        return None
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for body, printed, *_ in rows:
        names[body][printed] += 1
    # A body is called what the documents call it most.
    label = {body: _label(printed.most_common(1)[0][0]) for body, printed in names.items()}
    bodies = sorted(names, key=lambda body: (names[body].total(), label[body]))
    figure = go.Figure()
    figure.add_scatter(
        x=[due for _, _, due, *_ in rows],
        y=[label[body] for body, *_ in rows],
        mode="markers",
        marker={"color": PALETTE[0], "opacity": 0.55, "size": 9},
        hovertext=[_label(f"{number or ''} {name or ''}", 120) for *_, number, name in rows],
    )
    figure.update_yaxes(
        categoryorder="array", categoryarray=[label[body] for body in bodies], automargin=True
    )
    summary = f"{len(rows)} due dates of {len(bodies)} bodies, from {rows[0][2]} to {rows[-1][2]}."
    height = 160 + LINE_HEIGHT * len(bodies)
    return _picture("deadlines", "Deadlines by body", summary, figure, height)


def _money(db: sqlite3.Connection, document_id: str | None) -> Picture | None:
    """Amounts by year and source; where no amounts are printed, actions by kind of funding."""
    amounts = db.execute(_MONEY, (document_id,)).fetchall()
    if amounts:
        totals: dict[str, float] = defaultdict(float)
        for *_, currency, amount, _ in amounts:
            totals[currency] += amount
        listed = " and ".join(f"{total:,.0f} {currency}" for currency, total in totals.items())
        summary = f"{listed} in {sum(row[-1] for row in amounts)} amounts."
        bars = [
            (f"{source}, {currency}", year, sum_) for source, year, currency, sum_, _ in amounts
        ]
        return _picture("money", "Money by source", summary, _stacked(bars), height=420)
    kinds = db.execute(_KINDS, (document_id,)).fetchall()
    if not kinds:
        return None
    summary = f"No amounts are printed; {sum(row[2] for row in kinds)} actions by kind of funding."
    bars = [(source, kind.replace("_", " "), count) for kind, source, count in kinds]
    return _picture("money", "Money by source", summary, _stacked(bars), height=420)


def _stacked(bars: list[tuple[str, str, float]]) -> go.Figure:
    """Bars of (series, place, height), one series on the other."""
    figure = go.Figure()
    for index, series in enumerate(dict.fromkeys(bar[0] for bar in bars)):
        own = [bar for bar in bars if bar[0] == series]
        figure.add_bar(x=[place for _, place, _ in own], y=[height for *_, height in own],
                       name=series, marker_color=PALETTE[index % len(PALETTE)])  # fmt: skip
    return figure.update_layout(barmode="stack", xaxis={"type": "category"})


def _picture(name: str, title: str, summary: str, figure: go.Figure, height: int) -> Picture:
    figure.update_layout(
        height=height, margin={"t": 20, "r": 20, "b": 60}, template="plotly_white",
        legend={"orientation": "h", "y": -0.15}, font={"family": "system-ui, sans-serif"},
    )  # fmt: skip
    made: Any = figure.to_json()
    return Picture(name, title, summary, str(made))


def _label(text: str, length: int = 60) -> str:
    """A document's words, cut, with nothing that Plotly would take for markup."""
    cut = text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0] + " …"
    return escape(cut, quote=False)
