"""What the site answers when it cannot do what was asked: whose fault it is, in words.

What belongs here: from an exception to an answer. What does not: requests that are
refused before they reach a page (`pipelines.site.guard`).
"""

import logging
import sqlite3
import traceback
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError
from markupsafe import Markup

log = logging.getLogger("zhospar.site")
_ODD = "The address asks for something odd: {}"
_OWN = Path(__file__).parent
# Modules of ours that only hand on what was asked: what fails below them is the request's fault.
_HANDING_ON = ("csv_downloads.py", "questions.py", "refusals.py", "guard.py")


async def refusal(
    site: Datasette, request: Request, error: Exception, words: Mapping[str, Any]
) -> Response:
    """Return the answer to a request that ended in an exception; `words` are for its template."""
    status, message, title = _told(error)
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s could not be answered", request.path, exc_info=error)
    info = {"ok": False, "error": message, "status": status, "title": title}
    if request.path.endswith(".json"):
        return Response.json(info, status=status)
    template = site.jinja_env.select_template([f"{status}.html", "error.html"])
    shown = {"urls": site.urls, **words}
    return Response.html(await template.render_async(info | shown), status=status)


def _told(error: Exception) -> tuple[int, str | Markup, str | None]:
    """Return an error's status, its words and the title of the page."""
    if isinstance(error, Base400):
        return error.status, str(error), None
    if isinstance(error, DatasetteError):  # it says 500 of columns that are not there, too
        message = Markup(error.message) if error.message_is_html else error.message
        return min(error.status, HTTPStatus.BAD_REQUEST) or 400, message, error.title
    if isinstance(error, QueryInterrupted):
        return HTTPStatus.BAD_REQUEST, "The question takes too long", "SQL Interrupted"
    if isinstance(error, sqlite3.Error):
        return HTTPStatus.BAD_REQUEST, str(error), "Invalid SQL"
    if _is_ours(error):
        return HTTPStatus.INTERNAL_SERVER_ERROR, "This is a fault of zhospar", None
    return HTTPStatus.BAD_REQUEST, _ODD.format(error), None


def _is_ours(error: Exception) -> bool:
    """Tell whether a page of ours failed: Datasette's own fail at what was asked of them."""
    frames = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    return any(path.parent == _OWN and path.name not in _HANDING_ON for path in frames)
