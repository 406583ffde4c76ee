"""Our pages within Datasette, as its plugin hooks: start page, search, reading, pictures.

What belongs here: from request to response. What does not: queries and HTML of
a page (`search`, `reading`, `pictures`, `templates/`).
"""

import sqlite3
from asyncio import Semaphore, to_thread
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote, urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.utils.asgi import AsgiFileDownload, NotFound, Request, Response
from markupsafe import Markup

from extractors.languages.profiles import profiles
from extractors.search import fold, words
from pipelines.publishing.paths import exports_path
from pipelines.site.around import spoken
from pipelines.site.asking import ask, by_title, page_asked, published, records
from pipelines.site.body_finding import responsible_bodies
from pipelines.site.csv_downloads import csv_routes, for_excel
from pipelines.site.guard import Application, guarded, without_cookies
from pipelines.site.interface import in_readers_language, interface_of
from pipelines.site.lists import figures_page, money_told, plan_page
from pipelines.site.page_pictures import box_of, picture, source_of
from pipelines.site.pictures import pictures
from pipelines.site.plots import colour
from pipelines.site.reading import fragment, render_reading_page
from pipelines.site.refusals import refusal
from pipelines.site.row_pages import values_of, whole
from pipelines.site.search import FILTERS, exact_figures, expression, search, squeezed
from pipelines.site.suggestions import Suggestion, instead
from schemas.generate.sql import row_counts
from schemas.tables import TABLES

PAGE_SIZE = 20
START_SIZE = 200
_DRAWING = Semaphore(1)
_QUERY = 300  # letters of a search that a page marks
# Tables whose rows have a place on the reading page, by name and by the column that leads there.
_PLACED = {model.table: model for model in TABLES if model.display.anchor}
_PLACED_BY_KEY = {model.primary_key[0]: model.table for model in _PLACED.values()}
_COUNTED = tuple(model for model in TABLES if model.display.counted)
_FOREIGN_KEYS = {
    (model.table, name): target.split(".")[0]
    for model in TABLES
    for name, target in model.foreign_keys.items()
}
_START = f"""
    select d.*, {row_counts(_COUNTED, "d.document_id")}
    from documents d order by d.date desc, d.path limit 201
"""


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Where our pages are."""
    return [
        *csv_routes(datasette, "zhospar"),
        (r"^/plan(?:\.(?P<form>csv|excel\.csv|xlsx|ics))?$", plan_page),
        (r"^/figures(?:\.(?P<form>csv|excel\.csv|xlsx))?$", figures_page),
        (r"^/-/search$", search_page),
        (r"^/-/read/(?P<document_id>[\w-]+)$", reading_page),
        (r"^/-/page/(?P<document_id>[\w-]+)/(?P<page>[0-9]{1,5})\.png$", page_picture),
        (r"^/-/at/(?P<table>\w+)/(?P<row_id>[\w-]+)$", row_place),
        (r"^/-/pictures$", pictures_page),
        (r"^/-/review/(?P<document_id>[\w-]+)\.html$", review_file),
        (r"^/-/zhospar\.db$", database_file),
    ]


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Let SQL search as people do: in any form of a word."""
    conn.create_function("search_expression", 1, _expression, deterministic=True)
    conn.create_function("squeezed", 1, squeezed, deterministic=True)
    conn.create_function("folded", 1, lambda text: fold(text or "").strip(), deterministic=True)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[Application], Application]:
    """Guard every page, Datasette's own too, and have it speak the reader's language."""
    names = (datasette.plugin_config("zhospar") or {}).get("hosts", ())
    return lambda site: guarded(in_readers_language(without_cookies(site)), names)


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    """A link to a file for Excel on each page of rows."""
    return {"extension": "excel", "render": for_excel}


@hookimpl
def handle_exception(
    datasette: Datasette, request: Request, exception: Exception
) -> Awaitable[Response]:
    """Answer in words, and with 400 where the request is odd."""
    return refusal(datasette, request, exception, spoken(request))


@hookimpl
def render_cell(value: Any, column: str, table: str | None) -> Markup | None:
    """Lead from keys to where they lead: a row's own to its place in the text, others to rows."""
    if not isinstance(value, str):
        return None
    placed = _PLACED_BY_KEY.get(column)
    if placed and table in (placed, None):
        return Markup('<a href="{}">{}</a>').format(place_of(placed, value), value)
    if target := _FOREIGN_KEYS.get((table or "", column)):
        return Markup('<a href="/zhospar/{}/{}">{}</a>').format(target, value, value)
    return None


@hookimpl
def extra_template_vars(
    view_name: str, table: str | None, datasette: Datasette, request: Request | None
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What our templates show beside what Datasette gives them."""

    async def load() -> dict[str, Any]:
        exports = exports_path(Path(str(published(datasette).path)).parent)
        shown: dict[str, Any] = {
            **spoken(request),
            "place_of": place_of,
            "questions": (datasette.metadata("databases") or {})["zhospar"]["queries"],
            "take_away": (exports / "datapackage.json").exists(),
        }
        if view_name == "row" and request and table:
            row_id, code = unquote(request.url_vars["pks"]), shown["t"].code
            found = await ask(datasette, lambda db: whole(db, table, row_id, code))
            address = f"{request.scheme}://{request.host}"
            shown |= values_of(found, table, row_id, address, shown["t"])
            shown["money_told"] = money_told
        if view_name == "index":
            documents = await published(datasette).execute(_START)
            shown["counted"] = [model.table for model in _COUNTED]
            shown["zhospar_documents"] = [dict(row) for row in documents][:START_SIZE]
            shown["more_documents"] = len(documents.rows) > START_SIZE
            refused = await published(datasette).execute("select * from quarantine order by path")
            shown["zhospar_quarantine"] = [dict(row) for row in refused]
            shown["calendars"] = await _calendars(datasette, exports / "calendars", shown["t"].code)
        return shown

    return load


async def search_page(request: Request, datasette: Datasette) -> Response:
    """Search across documents, with filters."""
    query = (request.args.get("q") or "")[:_QUERY]
    filters = {name: request.args.get(name) or "" for name in FILTERS}
    page = page_asked(request)
    offset = (page - 1) * PAGE_SIZE
    found = await ask(
        datasette, lambda db: search(db, query, filters, limit=PAGE_SIZE, offset=offset)
    )
    mended: list[Suggestion] = []
    fewer: list[Suggestion] = []
    unfiltered = 0
    if query and not found.hits and page == 1:
        mended, fewer = await ask(datasette, lambda db: instead(db, query))
        if any(filters.values()):
            unfiltered = (await ask(datasette, lambda db: search(db, query, limit=1))).total
    documents = await published(datasette).execute(
        "select document_id, language, coalesce(title, path) as title from documents"
        " order by title limit 500"
    )

    def link(number: int, changed: Mapping[str, str] = MappingProxyType({})) -> str:
        asked = {"q": query, **filters, **changed, "page": number if number > 1 else ""}
        return "/-/search?" + urlencode({name: value for name, value in asked.items() if value})

    values = {
        "query": query,
        "filters": filters,
        "text_languages": {code: profile.name for code, profile in profiles().items()},
        "found": found,
        "page": page,
        "first": offset + 1,
        "documents": by_title(map(dict, documents)),
        "titles": {row["document_id"]: row for row in documents},
        "exact": await ask(datasette, lambda db: exact_figures(db, query)) if page == 1 else [],
        "mended": mended,
        "fewer": fewer,
        "unfiltered": unfiltered,
        "link": link,
    }
    return Response.html(await datasette.render_template("search.html", values, request))


async def reading_page(request: Request, datasette: Datasette) -> Response:
    """A document with its values marked."""
    words = spoken(request)
    around = {
        name: Markup(await datasette.render_template(f"_{name}.html", words, request))
        for name in ("menu", "languages")
    }
    query = (request.args.get("q") or "")[:_QUERY]
    options = {"site": "/zhospar", "query": query, "around": around}
    return Response.html(await _page_of(datasette, request, **options))


async def page_picture(request: Request, datasette: Datasette) -> Response:
    """A page of a PDF as it is printed; `at` is the key of a row whose box is marked."""
    key, number = request.url_vars["document_id"], int(request.url_vars["page"])
    at, database = request.args.get("at") or "", Path(str(published(datasette).path))
    found = await ask(
        datasette, lambda db: records(db, "select * from documents where document_id = ?", (key,))
    )
    path = source_of(found[0], database) if found else None
    if path is None or not 0 < number <= (found[0]["page_count"] or 0):
        raise NotFound(interface_of(request.scope)("reading.no_picture"))
    box = await ask(datasette, lambda db: box_of(db, at, number)) if at else ""
    async with _DRAWING:  # one at a time
        drawn = await to_thread(picture, path, found[0]["sha256"], number, box)
    if drawn is None:
        raise NotFound(interface_of(request.scope)("reading.no_picture"))
    headers = {"cache-control": "max-age=3600"}
    return Response(drawn, content_type="image/png", headers=headers)


async def review_file(request: Request, datasette: Datasette) -> Response:
    """A document's reading page as a file that stands alone."""
    document_id = request.url_vars["document_id"]
    page = await _page_of(datasette, request)
    name = f'attachment; filename="{document_id}.html"'
    return Response.html(page, headers={"content-disposition": name})


async def database_file(datasette: Datasette) -> AsgiFileDownload:
    """The database itself: Datasette hands out only those that never change."""
    return AsgiFileDownload(published(datasette).path, filename="zhospar.db")


async def row_place(request: Request, datasette: Datasette) -> Response:
    """From a row's key to its place on the reading page."""
    table, row_id = request.url_vars["table"], request.url_vars["row_id"]
    model = _PLACED.get(table)
    if model is None:
        raise NotFound(f"Rows of {table} have no place of their own")
    sql = f"select document_id from {table} where {model.primary_key[0]} = ?"
    row = (await published(datasette).execute(sql, [row_id])).first()
    if row is None:
        raise NotFound(f"No row {row_id} in {table}")
    query = request.args.get("q")
    marked = "?" + urlencode({"q": query}) if query else ""
    return Response.redirect(f"/-/read/{row['document_id']}{marked}{fragment(model, row_id)}")


async def pictures_page(request: Request, datasette: Datasette) -> Response:
    """Indicators, deadlines and money as plots."""
    document_id, interface = request.args.get("document_id") or "", interface_of(request.scope)
    drawn = await ask(datasette, lambda db: pictures(db, document_id or None, interface))
    documents = await published(datasette).execute(
        "select document_id, language, coalesce(title, path) as title from documents d"
        " where exists (select 1 from actions a where a.document_id = d.document_id)"
        " or exists (select 1 from indicators i where i.document_id = d.document_id)"
        " order by title"
    )
    values = {
        "pictures": drawn,
        "colour": colour,
        "document_id": document_id,
        "documents": by_title(map(dict, documents)),
    }
    return Response.html(await datasette.render_template("pictures.html", values, request))


def _expression(query: str | None) -> str:
    """The search for what was typed; for nothing at all, one that finds nothing."""
    return expression(words(query or "")) or '""'


def place_of(table: str, row_id: str) -> str | None:
    """Where a row's own place in the text is shown, None if its table has no such places."""
    if table not in _PLACED:
        return None
    is_page = _PLACED[table].display.anchor == "page"
    return f"/-/read/{row_id}" if is_page else f"/-/at/{table}/{row_id}"


async def _page_of(datasette: Datasette, request: Request, **options: Any) -> str:
    document_id, interface = request.url_vars["document_id"], interface_of(request.scope)
    try:
        return await ask(
            datasette, lambda db: render_reading_page(db, document_id, interface, **options)
        )
    except KeyError:
        raise NotFound(f"No document {document_id}") from None


async def _calendars(
    datasette: Datasette, folder: Path, language: str
) -> list[tuple[str, str, str]]:
    """The calendars of bodies that were exported: each body's name, its language, its file."""
    bodies = await ask(datasette, lambda db: responsible_bodies(db, language))
    files = {path.stem for path in folder.glob("*.ics")}
    return [(b.name, b.language, f"{b.body_id}.ics") for b in bodies if b.body_id in files]
