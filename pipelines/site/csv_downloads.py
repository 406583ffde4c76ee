"""CSV of the site: Datasette's pages as files that a spreadsheet opens without harm.

What belongs here: streaming rows. What does not: what a cell looks like
(`pipelines.publishing.spreadsheets`), which rows there are (Datasette's views).
"""

import io
import re
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils import LimitedWriter
from datasette.utils.asgi import AsgiStream, AsgiWriter, Request, Response
from datasette.views.base import DatasetteError, DataView
from datasette.views.database import DatabaseView
from datasette.views.row import RowView
from datasette.views.table import TableView

from pipelines.publishing.spreadsheets import EXCEL, PLAIN, Dialect, Table

EXCEL_ASKED = "_excel"  # the parameter of a file for Excel


class _Spreadsheet(DataView):  # type: ignore[misc]  # Datasette has no types
    """A view whose CSV no spreadsheet takes for formulas, and which says when it is not whole."""

    async def as_csv(self, request: Request, database: str) -> AsgiStream | Response:
        """Answer with a page of rows, or with all of them (`_stream`)."""
        request = _without_counts(request)
        dialect = EXCEL if request.args.get(EXCEL_ASKED) else PLAIN
        whole = bool(request.args.get("_stream")) and isinstance(self, TableView)
        first = await self._page(request, _size="max") if whole else await self._page(request)

        async def pages() -> AsyncIterator[dict[str, Any]]:
            page = first
            yield page
            while whole and page.get("next"):
                page = await self._page(request, _size="max", _next=page["next"])
                yield page

        async def stream(writer: AsgiWriter) -> None:
            limited = LimitedWriter(writer, self.ds.setting("max_csv_mb"))
            titled = request.args.get("_header") != "off"
            async for text in _texts(pages(), dialect, titled):
                await limited.write(text)

        return AsgiStream(stream, **_kind(request, dialect))

    async def _page(self, request: Request, **size: Any) -> dict[str, Any]:
        """Return a page's data; raise DatasetteError if it fails or is cut."""
        data: dict[str, Any]
        data, *_ = await self.data(request, **size)
        if error := data.get("error"):
            raise DatasetteError(error, title="Invalid SQL", status=400)
        if data.get("truncated"):
            most = self.ds.max_returned_rows
            raise DatasetteError(
                f"The answer has more than {most} rows: ask for fewer (limit … offset …), "
                "or take the files of all tables on the start page",
                status=400,
            )
        return data


class DatabaseCsv(_Spreadsheet, DatabaseView):  # type: ignore[misc]
    """The answer to a question in SQL."""


class TableCsv(_Spreadsheet, TableView):  # type: ignore[misc]
    """Rows of a table, or the answer to one of our questions."""


class RowCsv(_Spreadsheet, RowView):  # type: ignore[misc]
    """A single row."""


def csv_routes(site: Datasette, database: str) -> list[tuple[str, Callable[..., Any]]]:
    """Return where CSV of a database is."""
    ending = r"\.(?P<format>csv)$"
    place = f"^/(?P<database>{database})"
    return [
        (place + ending, DatabaseCsv.as_view(site)),
        (rf"{place}/(?P<table>[^/.]+){ending}", TableCsv.as_view(site)),
        (rf"{place}/(?P<table>[^/]+?)/(?P<pks>[^/]+?){ending}", RowCsv.as_view(site)),
    ]


def for_excel(request: Request) -> Response:
    """Lead from a page to all its rows as a file for Excel."""
    path, _, _ = request.path.rpartition(".")
    asked = [(name, value) for name in request.args for value in request.args.getlist(name)]
    asked += [("_size", "max"), ("_stream", "on"), (EXCEL_ASKED, "on")]
    return Response.redirect(f"{path}.csv?{urlencode(asked)}")


async def _texts(
    pages: AsyncIterator[dict[str, Any]], dialect: Dialect, titled: bool
) -> AsyncIterator[str]:
    """Yield the file, page by page."""
    table: Table | None = None
    text = io.StringIO()
    async for page in pages:
        labelled = frozenset(page.get("expanded_columns") or ())
        columns = page["columns"]
        if table is None:
            table = Table(text, _titles(columns, labelled) if titled else (), dialect)
        table.write(_flat(columns, row, labelled) for row in page["rows"])
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def _titles(columns: Sequence[str], labelled: frozenset[str]) -> list[str]:
    """Return the titles; a column whose keys are shown with what they stand for takes two."""
    return [
        title
        for column in columns
        for title in ((column, f"{column}_label") if column in labelled else (column,))
    ]


def _flat(columns: Sequence[str], row: Sequence[Any], labelled: frozenset[str]) -> list[Any]:
    cells: list[Any] = []
    for column, value in zip(columns, row, strict=False):
        if column not in labelled:
            cells.append(value)
        elif isinstance(value, dict):
            cells += [value["value"], value["label"]]
        else:
            cells += [value, ""]
    return cells


def _without_counts(request: Request) -> Request:
    """Return the request for rows alone."""
    spared = "_nofacet=1&_nocount=1"
    query = f"{request.query_string}&{spared}" if request.query_string else spared
    return Request({**request.scope, "query_string": query.encode("latin-1")}, request.receive)


def _kind(request: Request, dialect: Dialect) -> dict[str, Any]:
    """Return the type and the headers of the answer."""
    if dialect is PLAIN and not request.args.get("_dl"):
        return {"content_type": "text/plain; charset=utf-8"}
    name = re.sub(r"[^\w-]", "_", request.url_vars.get("table") or request.url_vars["database"])
    return {
        "content_type": "text/csv; charset=utf-8",
        "headers": {"content-disposition": f'attachment; filename="{name}.csv"'},
    }
