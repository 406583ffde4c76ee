"""The site: Datasette on the published database, with our own pages added.

What belongs here: settings, metadata and wiring. What does not: the pages
themselves (`pages`, `reading`, `search`, `pictures`).
"""

import os
import socket
import tomllib
from collections.abc import Callable, Iterable
from contextlib import closing
from importlib.resources import files
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.plugins import pm
from sqlite_utils.migrations import Migrations

from pipelines.errors import PortError
from pipelines.publishing.database import reading_own
from pipelines.publishing.paths import exports_path
from pipelines.site import pages
from pipelines.site.interface import fallback
from pipelines.site.questions import SECONDS, BoundedDatabase, limit_memory
from schemas.generate.datasette import metadata
from schemas.tables import TABLES
from schemas.views import VIEWS

DATABASE_NAME = "zhospar"
_EVERY_ADDRESS = ("0.0.0.0",)
LOOPBACK = "127.0.0.1"  # the site is for this computer: it has no passwords
HERE = Path(__file__).parent


def build_site(database: Path, names: Iterable[str] = ()) -> Datasette:
    """Return the site over a published database; it only ever reads.

    `names` are hosts by which it may be asked for beside this computer's own.
    Raises DatabaseError if there is no such file, or if another version published it.
    """
    with reading_own(database):
        pass  # it is there, and has the tables that our pages ask
    if not pm.has_plugin("zhospar"):
        pm.unregister(name="datasette.handle_exception")  # `refusals` takes its place
        pm.register(pages, name="zhospar")
    site = Datasette(
        metadata={**site_metadata(), "plugins": {"zhospar": {"hosts": list(names)}}},
        template_dir=str(HERE / "templates"),
        static_mounts=[
            ("assets", str(HERE / "static")),
            ("exports", str(exports_path(database.parent))),
        ],
        settings={
            "default_page_size": 50,
            "max_returned_rows": 5000,
            "sql_time_limit_ms": round(1000 * SECONDS),
            "facet_time_limit_ms": 1000,
            "suggest_facets": False,
            "default_facet_size": 10,
            "truncate_cells_html": 400,
        },
    )
    # Not immutable: the next run publishes to the same file. Datasette opens it read-only.
    published = BoundedDatabase(site, path=str(database), is_mutable=True)
    site.add_database(published, name=DATABASE_NAME)
    site.remove_database("_memory")  # Datasette's own, which nothing would limit
    return site


def site_metadata() -> dict[str, Any]:
    """Datasette's metadata: what the schemas say, and the questions of `queries.toml`."""
    text = files("pipelines.site").joinpath("queries.toml").read_text("utf-8")
    queries = {
        name: {"title": fallback()(f"question.{name}.title"), **question}
        for name, question in tomllib.loads(text).items()
    }
    tables = metadata((*VIEWS, *TABLES)) | {Migrations.migrations_table: {"hidden": True}}
    return {
        "title": "zhospar",
        "description": fallback()("site.lead"),
        "databases": {DATABASE_NAME: {"tables": tables, "queries": queries}},
    }


def serve(
    database: Path,
    port: int,
    *,
    ready: Callable[[str], None],
    host: str = LOOPBACK,
    names: Iterable[str] = (),
) -> None:
    """Serve the site on an address until interrupted; `ready` is told where.

    It answers to the names of this computer, to `host`, and to `names`. Port 0 takes a free
    one. Raises DatabaseError if there is no database, PortError if the port is taken or
    the address is not this computer's.
    """
    import uvicorn

    site = build_site(database, (host, *names))
    limit_memory()
    with closing(_listening(host, port)) as listening:
        reached = LOOPBACK if host in _EVERY_ADDRESS else host
        ready(f"http://{reached}:{listening.getsockname()[1]}/")
        server = uvicorn.Server(uvicorn.Config(site.app(), log_level="warning"))
        server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    try:
        return socket.create_server((host, port))
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        message = f"Port {port} of {host} cannot be used ({reason}): name others by --port, --host"
        raise PortError(message) from error
