"""The lists with filters: actions of plans, and figures; each also as a file to take away.

What belongs here: from request to response. What does not: which rows there are (`plan_list`,
`figure_list`), what files look like (`files`).
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from markupsafe import Markup

from pipelines.publishing.calendars import calendar_of
from pipelines.site import figure_list, plan_list
from pipelines.site.asking import Record, ask, by_title, page_asked, published
from pipelines.site.body_finding import responsible_bodies
from pipelines.site.files import (
    CALENDAR,
    CSV,
    EXCEL_CSV,
    ROWS,
    WORKBOOK,
    Cell,
    Sheet,
    kind_of,
    written,
)
from pipelines.site.interface import Interface, interface_of
from pipelines.site.plots import Line, colour, line_plot

PAGE_SIZE = 50
_DATES_SHOWN = 3
_BODIES_SHOWN = 5
# What the filters are called in addresses, where a word of Python's cannot be a field's name.
_NAMES = {"since": "from", "until": "to", "words": "q", "subject": "q", "document": "document_id"}
_DOCUMENTS = """
    select document_id, language, coalesce(title, path) as title from documents d
    where exists (select 1 from {} t where t.document_id = d.document_id) order by title limit 500
"""


async def plan_page(request: Request, datasette: Datasette) -> Response:
    """Actions of all plans with filters, or as a file."""
    asked = _asked(plan_list.Asked, request)
    form, t = request.url_vars.get("form"), interface_of(request.scope)
    page = page_asked(request)
    limit, offset = (ROWS, 0) if form else (PAGE_SIZE, (page - 1) * PAGE_SIZE)
    listing = await ask(
        datasette,
        lambda db: plan_list.list_actions(db, asked, t.code, limit=limit, offset=offset),
    )
    if form == CALENDAR:
        ids, time = [row["action_id"] for row in listing.rows], plan_list.time_asked(asked)
        name = t("plan.export_title")
        held = await ask(datasette, lambda db: calendar_of(db, name, ids, *time))
        return _file(held, form, "plan")
    if form:
        return _file(written(_plan_sheet(listing.rows, t, request), form), form, "plan")
    chosen = await ask(datasette, lambda db: plan_list.choices(db, asked.document))
    bodies = await ask(datasette, lambda db: responsible_bodies(db, t.code))
    values = {
        **_list_values(request, asked, listing.total, page),
        "listing": listing,
        "bodies": bodies,
        "documents": await _documents(datasette, "actions"),
        "untold": plan_list.UNTOLD,
        "dates_shown": _DATES_SHOWN,
        "bodies_shown": _BODIES_SHOWN,
        "money_told": money_told,
        "zip": zip,
        "downloads": _downloads("/plan", asked, (WORKBOOK, EXCEL_CSV, CSV, CALENDAR)),
        **chosen,
    }
    return Response.html(await datasette.render_template("plan.html", values, request))


async def figures_page(request: Request, datasette: Datasette) -> Response:
    """Figures of all documents with filters, with their line over years, or as a file."""
    asked = _asked(figure_list.Asked, request)
    form, t = request.url_vars.get("form"), interface_of(request.scope)
    page = page_asked(request)
    limit, offset = (ROWS, 0) if form else (PAGE_SIZE, (page - 1) * PAGE_SIZE)
    listing = await ask(
        datasette, lambda db: figure_list.list_figures(db, asked, limit=limit, offset=offset)
    )
    if form:
        return _file(written(_figure_sheet(listing.rows, t, request), form), form, "figures")
    series = await ask(datasette, lambda db: figure_list.series(db, asked))
    values = {
        **_list_values(request, asked, listing.total, page),
        "listing": listing,
        "series": series,
        "plot": _plot(series, t) if series else None,
        "colour": colour,
        "documents": await _documents(datasette, "figures"),
        "downloads": _downloads("/figures", asked, (WORKBOOK, EXCEL_CSV, CSV)),
        "zip": zip,
        **await ask(datasette, figure_list.choices),
    }
    return Response.html(await datasette.render_template("figures.html", values, request))


def _asked(kind: Any, request: Request) -> Any:
    """Read the filters from the address."""
    given = {name: request.args.get(_NAMES.get(name, name)) or "" for name in kind._fields}
    return kind(**{name: value.strip() for name, value in given.items()})


def _address(path: str, asked: Any, **changed: object) -> str:
    """Return the address of a list under filters, those that filter nothing left out."""
    given = {_NAMES.get(name, name): value for name, value in asked._asdict().items()} | changed
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{path}?{query}" if query else path


def _list_values(request: Request, asked: Any, total: int, page: int) -> dict[str, Any]:
    return {
        "asked": asked,
        "most_rows": ROWS,
        "page": page,
        "pages": -(-total // PAGE_SIZE),
        "to_page": lambda number: _address(request.path, asked, page=number if number > 1 else ""),
        "with_filter": lambda **changed: _address(request.path, asked, **changed),
    }


def _downloads(path: str, asked: Any, forms: tuple[str, ...]) -> dict[str, str]:
    return {form: _address(f"{path}.{form}", asked) for form in forms}


async def _documents(datasette: Datasette, table: str) -> list[Record]:
    rows = await published(datasette).execute(_DOCUMENTS.format(table))
    return by_title(map(dict, rows))


def _file(held: bytes, form: str, name: str) -> Response:
    disposition = f'attachment; filename="{name}.{form.rpartition(".")[2]}"'
    headers = {"content-disposition": disposition}
    return Response(held, content_type=kind_of(form), headers=headers)


def _plan_sheet(rows: list[Record], t: Interface, request: Request) -> Sheet:
    titles = ("document", "plan.number", "plan.direction", "plan.name", "plan.form",
              "plan.deadline", "pictures.due", "plan.bodies", "plan.money")  # fmt: skip
    columns = [t(title if "." in title else f"site.{title}") for title in titles]
    columns += [t("pictures.amount", unit="KZT"), t("row.page"), t("row.link")]
    return Sheet(t("plan.export_title"), columns, [_plan_row(row, t, request) for row in rows])


def _plan_row(row: Record, t: Interface, request: Request) -> list[Cell]:
    bodies = [body["label"].name if body["label"] else body["text"] for body in row["bodies"]]
    amounts = [m["amount"] for m in row["money"] if m["amount"] and m["currency"] == "KZT"]
    return [
        row["title"], row["number"], row["direction"], row["name"], row["form"], row["deadline"],
        "; ".join(row["dates"]), "; ".join(dict.fromkeys(bodies)),
        "; ".join(dict.fromkeys(money_told(part, t) for part in row["money"])),
        sum(amounts) if amounts else None, row["page"], _link(request, "actions", row["action_id"]),
    ]  # fmt: skip


def _figure_sheet(rows: list[Record], t: Interface, request: Request) -> Sheet:
    keys = ("site.document", "numbers.value", "row.to", "numbers.unit", "row.qualifier",
            "numbers.kind", "numbers.text", "numbers.about", "row.period", "numbers.period",
            "row.page", "row.link")  # fmt: skip
    held: list[list[Cell]] = [
        [
            row["title"], row["value"], row["value_max"], row["unit"],
            t.value("qualifier", row["qualifier"]), t.value("figure", row["kind"]), row["text"],
            row["subject"], row["period"], int(row["year"]) if row["year"] else None, row["page"],
            _link(request, "figures", row["figure_id"]),
        ]
        for row in rows
    ]  # fmt: skip
    return Sheet(t("numbers.export_title"), [t(key) for key in keys], held)


def _link(request: Request, table: str, row_id: str) -> str:
    return f"{request.scheme}://{request.host}/-/at/{table}/{row_id}"


def money_told(part: Mapping[str, Any], t: Interface) -> str:
    """Return in words how an action is paid for."""
    if part["amount"] is None:
        return t.value("funding", part["kind"]) or t("plan.untold")
    told = f"{t.number(part['amount'])} {part['currency'] or ''}".strip()
    return f"{told} ({part['year']})" if part["year"] else told


def _plot(series: figure_list.Series, t: Interface) -> Markup:
    label = t("numbers.line", unit=series.unit or "–")
    titles = t("pictures.year"), series.unit or t("pictures.value")
    return line_plot(
        [Line(name, values) for name, values in series.lines.items()], titles, label, t.number
    )
