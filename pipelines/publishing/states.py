"""Reading from the database what was published for each input, and planning a run by it.

What does not belong here: how inputs and states are compared (`pipelines.planning.plan`).
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from pipelines.fingerprints import fingerprints
from pipelines.options import Options
from pipelines.planning.plan import Published, RunPlan, make_plan
from pipelines.planning.sources import find_sources
from pipelines.publishing.database import has_declared_schema, read_rows, reading
from schemas.tables import DocumentStateRow, QuarantineRow


def plan_run(
    inputs: Iterable[str],
    max_size: int,
    options: Options,
    *,
    folder: Path,
    database: Path,
    follow_links: bool = False,
) -> RunPlan:
    """Return what a run has to do so that `database`, in `folder`, mirrors the inputs.

    A file is added or updated, a folder mirrored: see `make_plan`.
    Raises FileNotFoundError for an input that does not exist.
    """
    inputs = tuple(inputs)
    sources = find_sources(inputs, max_size, folder, follow_links=follow_links)
    return make_plan(
        sources,
        load(database),
        fingerprints(),
        options.recorded,
        folders=(name for name in inputs if Path(name).is_dir()),
        retry_exceeded=options.retry_exceeded,
    )


def load(database: Path) -> Published:
    """Return what a database knows of the inputs; nothing, if there is none yet."""
    if not database.exists():
        return Published()
    with reading(database) as connection:
        return read_published(connection)


def read_published(connection: sqlite3.Connection) -> Published:
    """Return what a database knows of the inputs.

    Nothing, if its tables are not those that the models declare: then every
    document is read anew.
    """
    if not has_declared_schema(connection):
        return Published()
    return Published(
        states={row.path: row for row in read_rows(connection, DocumentStateRow)},
        quarantine={row.path: row for row in read_rows(connection, QuarantineRow)},
    )
