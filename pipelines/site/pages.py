"""Our pages within Datasette, as its plugin hooks: start page, search, reading, pictures.

What belongs here: from request to response. What does not: queries and HTML of
a page (`search`, `reading`, `pictures`, `templates/`).
"""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from datasette import hookimpl
from datasette.app import Datasette
from datasette.database import Database
from datasette.utils.asgi import NotFound, Request, Response
from markupsafe import Markup

from extractors.search import query_expression
from pipelines.site.pictures import pictures, plotting_library
from pipelines.site.reading import render_reading_page
from pipelines.site.search import FILTERS, search

PAGE_SIZE = 20
_ANCHORS = {
    "figure_id": "figures",
    "action_id": "actions",
    "reference_id": "legal_references",
    "passage_id": "passages",
}
_START = """
    select d.*,
      (select count(*) from actions where document_id = d.document_id) as actions,
      (select count(*) from figures where document_id = d.document_id) as figures,
      (select count(*) from abbreviations where document_id = d.document_id) as abbreviations,
      (select count(*) from findings where document_id = d.document_id) as findings
    from documents d order by d.date desc, d.path limit 200
"""
Result = TypeVar("Result")


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Where our pages are."""
    return [
        (r"^/-/search$", search_page),
        (r"^/-/read/(?P<document_id>[\w-]+)$", reading_page),
        (r"^/-/at/(?P<table>\w+)/(?P<row_id>[\w-]+)$", row_place),
        (r"^/-/pictures$", pictures_page),
        (r"^/-/plotly\.js$", plotly_script),
    ]


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Let SQL search as people do: in any form of a word."""
    conn.create_function("search_expression", 1, query_expression, deterministic=True)


@hookimpl
def menu_links() -> list[dict[str, str]]:
    """Our pages in the menu of every page."""
    return [
        {"href": "/-/search", "label": "Search · Іздеу · Поиск"},
        {"href": "/-/pictures", "label": "Pictures · Суреттер · Графики"},
    ]


@hookimpl
def render_cell(value: Any, column: str, table: str | None) -> Markup | None:
    """Lead from a row's key to its place in the text."""
    if not isinstance(value, str):
        return None
    if column == "document_id" and table in ("documents", None):
        return Markup('<a href="/-/read/{}">{}</a>').format(value, value)
    if column in _ANCHORS and table in (_ANCHORS[column], None):
        return Markup('<a href="/-/at/{}/{}">{}</a>').format(_ANCHORS[column], value, value)
    return None


@hookimpl
def extra_template_vars(view_name: str, datasette: Datasette) -> Callable[..., Any] | None:
    """What the start page shows."""
    if view_name != "index":
        return None

    async def load() -> dict[str, Any]:
        documents = await _published(datasette).execute(_START)
        return {"zhospar_documents": [dict(row) for row in documents]}

    return load


async def search_page(request: Request, datasette: Datasette) -> Response:
    """Search across documents, with filters."""
    query = request.args.get("q") or ""
    filters = {name: request.args.get(name) or "" for name in FILTERS}
    page = max(1, int(request.args.get("page") or 1)) if _is_page(request) else 1
    offset = (page - 1) * PAGE_SIZE
    found = await _ask(
        datasette, lambda db: search(db, query, filters, limit=PAGE_SIZE, offset=offset)
    )
    documents = await _published(datasette).execute(
        "select document_id, coalesce(title, path) as title from documents order by title limit 500"
    )
    values = {
        "query": query,
        "filters": filters,
        "found": found,
        "page": page,
        "documents": [dict(row) for row in documents],
        "link": lambda number: "/-/search?" + urlencode({"q": query, **filters, "page": number}),
    }
    return Response.html(await datasette.render_template("search.html", values, request))


async def reading_page(request: Request, datasette: Datasette) -> Response:
    """A document with its values marked."""
    document_id = request.url_vars["document_id"]
    try:
        page = await _ask(
            datasette, lambda db: render_reading_page(db, document_id, site="/zhospar")
        )
    except KeyError:
        raise NotFound(f"No document {document_id}") from None
    return Response.html(page)


async def row_place(request: Request, datasette: Datasette) -> Response:
    """From a row's key to its place on the reading page."""
    table, row_id = request.url_vars["table"], request.url_vars["row_id"]
    key = next((key for key, name in _ANCHORS.items() if name == table), None)
    if key is None:
        raise NotFound(f"Rows of {table} have no place of their own")
    sql = f"select document_id from {table} where {key} = ?"
    row = (await _published(datasette).execute(sql, [row_id])).first()
    if row is None:
        raise NotFound(f"No row {row_id} in {table}")
    anchor = f"p-{row_id}" if table == "passages" else f"m-{row_id}"
    return Response.redirect(f"/-/read/{row['document_id']}#{anchor}")


async def pictures_page(request: Request, datasette: Datasette) -> Response:
    """Indicators, deadlines and money as plots."""
    document_id = request.args.get("document_id") or ""
    drawn = await _ask(datasette, lambda db: pictures(db, document_id or None))
    documents = await _published(datasette).execute(
        "select document_id, coalesce(title, path) as title from documents d"
        " where exists (select 1 from actions a where a.document_id = d.document_id)"
        " or exists (select 1 from indicators i where i.document_id = d.document_id)"
        " order by title"
    )
    values = {
        "pictures": drawn,
        "document_id": document_id,
        "documents": [dict(row) for row in documents],
    }
    return Response.html(await datasette.render_template("pictures.html", values, request))


async def plotly_script() -> Response:
    """The plotting library itself, from the package: no network."""
    return Response(
        plotting_library(),
        content_type="text/javascript; charset=utf-8",
        headers={"cache-control": "max-age=86400"},
    )


def _is_page(request: Request) -> bool:
    return (request.args.get("page") or "").isdecimal()


def _published(datasette: Datasette) -> Database:
    return datasette.get_database("zhospar")


async def _ask(datasette: Datasette, question: Callable[[sqlite3.Connection], Result]) -> Result:
    """Put a question to the database in its own thread; rows come as plain tuples there."""

    def plain(connection: sqlite3.Connection) -> Result:
        connection.row_factory = None
        try:
            return question(connection)
        finally:
            connection.row_factory = sqlite3.Row

    result: Result = await _published(datasette).execute_fn(plain)
    return result
