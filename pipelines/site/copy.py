"""The site as files for any web server, or for none: its pages lead to each other relatively.

What belongs here: which pages there are, and writing them. What does not: the pages of
documents (`pipelines.site.reading`), and what only a server can do (`pages`): search in
any form of a word, filters of the server, questions in SQL.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, PackageLoader, select_autoescape

from pipelines.errors import OutputError
from pipelines.publishing.database import reading_own
from pipelines.publishing.in_place import put_in_place
from pipelines.publishing.paths import exports_path
from pipelines.site.interface import Interface, fallback, interfaces
from pipelines.site.reading import render_reading_page
from schemas.base import View
from schemas.views import FigureLine, IndicatorLine, PlanRow

ROWS = 5_000  # of a page: more than that no browser shows at ease
_MARK = ".zhospar-site"  # tells a folder that we made and may replace from any other
_STYLES = ("palette.css", "site.css")
_DOCUMENTS = """
    SELECT document_id, coalesce(title, path) AS title, path, language, format, date, number
    FROM documents ORDER BY date DESC, path
"""


class _Page(NamedTuple):
    """A page of rows: its name, the message that is its title, and a message for each column."""

    name: str
    title: str
    view: type[View]
    columns: dict[str, str]


_PAGES = (
    _Page("plan", "plan.title", PlanRow, {
        "number": "plan.number", "name": "plan.name", "deadline": "plan.deadline",
        "first_due": "pictures.due", "bodies": "plan.bodies", "form": "plan.form",
        "funding": "plan.money",
    }),
    _Page("figures", "numbers.title", FigureLine, {
        "text": "numbers.text", "value": "numbers.value", "unit": "numbers.unit",
        "subject": "numbers.about", "period": "numbers.period",
    }),
    _Page("indicators", "table_label.indicator_rows", IndicatorLine, {
        "number": "plan.number", "name": "plan.name", "unit": "numbers.unit",
        "year": "plan.year", "value": "numbers.value",
    }),
)  # fmt: skip


def write_copy(database: Path, folder: Path) -> int:
    """Write the site's pages, the exports and the database to `folder`; return the number of pages.

    The folder appears whole, and takes the place of one written before. Raises OutputError
    if it is another folder that is not empty, DatabaseError if there is no database.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise OutputError(f"{folder} is not empty and was not written by us: name another folder")
    folder.absolute().parent.mkdir(parents=True, exist_ok=True)
    with (
        reading_own(database) as connection,
        tempfile.TemporaryDirectory(prefix=".site-", dir=folder.absolute().parent) as temporary,
    ):
        made = Path(temporary, "new")
        (made / "read").mkdir(parents=True)
        connection.execute("BEGIN")  # one snapshot for all pages
        pages = 0
        for path, text in _pages(connection):
            _write(made / path, text)
            pages += 1
        _write(made / _MARK, "")
        with closing(sqlite3.connect(made / "zhospar.db")) as copied:
            connection.backup(copied)
        _copy_files(database, made)
        put_in_place(made, folder)
    return pages


def _pages(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield each page's path and HTML."""
    documents = [dict(row) for row in connection.execute(_DOCUMENTS)]
    for interface in interfaces().values():
        yield f"{interface.code}/index.html", _rendered(interface, "index", documents=documents)
        for page in _PAGES:
            rows = list(_rows(connection, page, interface))
            shown = {"page": page, "rows": rows[:ROWS], "more": len(rows) > ROWS}
            yield f"{interface.code}/{page.name}.html", _rendered(interface, page.name, **shown)
    yield (
        "index.html",
        _template("copy_start.html").render(languages=interfaces().values(), first=fallback().code),
    )
    connection.row_factory = None
    for document in documents:
        key = document["document_id"]
        yield f"read/{key}.html", render_reading_page(connection, key)


def _rows(
    connection: sqlite3.Connection, page: _Page, interface: Interface
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a page; bodies by their names in the page's language, if there are any."""
    bodies = [name for name in page.view.model_fields if name.startswith("bodies_")]
    wanted = f"bodies_{interface.code}"
    order = ", ".join(f'"{name}"' for name in page.view.sorted_by)
    sql = f'SELECT * FROM "{page.view.table}" ORDER BY {order} LIMIT {ROWS + 1}'
    for row in connection.execute(sql):
        found = dict(row)
        if bodies:
            found["bodies"] = found[wanted if wanted in bodies else bodies[0]]
        found["place"] = found["link"].removeprefix("/-/read/").replace("#", ".html#", 1)
        yield found


def _rendered(interface: Interface, name: str, **values: object) -> str:
    around = {"t": interface, "languages": interfaces().values(), "pages": _PAGES, "name": name}
    page: str = _template("copy.html").render(**around, **values)
    return page


@cache
def _template(name: str) -> Any:
    loader = PackageLoader("pipelines.site", "templates")
    environment = Environment(
        loader=loader, autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template(name)


def _copy_files(database: Path, folder: Path) -> None:
    """Put the exports and the styles beside the pages."""
    exports = exports_path(database.parent)
    if exports.is_dir():
        shutil.copytree(exports, folder / "exports")
    for name in _STYLES:
        shutil.copy(Path(__file__).with_name("static") / name, folder)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
