"""Reading from the database what was published for each input, and planning a run by it.

What does not belong here: how inputs and states are compared (`pipelines.planning.plan`).
"""

import json
import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from pipelines.errors import NoInputError, UnconfirmedError
from pipelines.fingerprints import fingerprints
from pipelines.options import Options
from pipelines.planning.corrections import find_corrections
from pipelines.planning.naming import paths_named
from pipelines.planning.plan import Published, RunPlan, is_in, make_plan
from pipelines.planning.sources import SourceFile, examine, find_sources
from pipelines.publishing.database import (
    has_declared_schema,
    published_state,
    read_rows,
    reading,
    reading_own,
    refuse_foreign,
)
from schemas.tables import DocumentStateRow, MetaRow, QuarantineRow

_DIGEST = "key = 'corrections'"


def plan_run(
    inputs: Iterable[str],
    max_size: int,
    options: Options,
    *,
    folder: Path,
    database: Path,
    follow_links: bool = False,
    yes: bool = False,
) -> RunPlan:
    """Return what a run has to do so that `database`, in `folder`, mirrors the inputs.

    A file is added or updated, a folder mirrored: see `make_plan`.
    Raises FileNotFoundError for an input that does not exist, and UnconfirmedError if more
    than half of the documents would be retired, unless `yes`.
    """
    inputs = tuple(inputs)
    folders = tuple(name for name in inputs if Path(name).is_dir())
    published = load(database)
    again = (s.path for s in published.former if not is_in(s.path, folders))
    named = (*inputs, *filter(os.path.isfile, again))
    found = find_sources(named, max_size, folder, follow_links=follow_links)
    sources = _under_known_paths(found, published)
    first = _published_first(sources, published, folders)
    paths = {*published.states, *(source.path for source in sources)}
    beside = (examine(path, Path(path), max_size) for path in first if first[path])
    plan = make_plan(
        (*sources, *(source for source in beside if source.sha256)),
        published,
        fingerprints(),
        options.recorded,
        folders=folders,
        vanished=[path for path in first if not first[path]],
        outright=_outright(sources, inputs),
        retry_exceeded=options.retry_exceeded,
        corrections=find_corrections(paths),
    )
    if not yes:
        _refuse_to_empty(plan)
    return plan


def plan_rereading(
    names: Iterable[str], max_size: int, options: Options, *, folder: Path, database: Path
) -> RunPlan:
    """Return what a run has to do to read some published documents again, and nothing else.

    `names` and errors: see `plan_removal`; besides, NoInputError for a file that is gone.
    """
    with reading_own(database) as connection:
        published = read_published(connection)
    named = [published.states[path] for path in paths_named(names, published.states)]
    ids = {state.document_id for state in named if state.document_id}
    paths = {s.path for s in named if s.status == "quarantined"} | {
        s.path for s in published.states.values() if s.document_id in ids and s.status != "copy"
    }
    if gone := sorted(path for path in paths if not os.path.isfile(path)):
        raise NoInputError(f"No longer there: {', '.join(gone)}")
    found = find_sources(sorted(paths), max_size, folder, follow_links=True)
    return make_plan(
        _under_known_paths(found, published),
        published,
        fingerprints(),
        options.recorded,
        outright=paths,
        reread=paths,
        corrections=find_corrections(published.states),
    )


def plan_removal(names: Iterable[str], options: Options, *, database: Path, yes: bool) -> RunPlan:
    """Return what a run has to do so that some documents are published no more.

    `names`: see `paths_named`. Raises DatabaseError if there is no database of this version,
    NoInputError for names that are not known, UnconfirmedError as `plan_run` does.
    """
    with reading_own(database) as connection:
        published = read_published(connection)
    paths = paths_named(names, published.states)
    plan = make_plan(
        (),
        published,
        fingerprints(),
        options.recorded,
        vanished=paths,
        corrections=find_corrections(published.states.keys() - paths),
    )
    if not yes:
        _refuse_to_empty(plan)
    return plan


def _outright(sources: Iterable[SourceFile], inputs: Iterable[str]) -> frozenset[str]:
    """Return the published paths of the files that are inputs themselves."""
    named = {os.path.abspath(name) for name in inputs}
    return frozenset(s.path for s in sources if os.path.abspath(s.path) in named)


def _under_known_paths(
    sources: Iterable[SourceFile], published: Published
) -> tuple[SourceFile, ...]:
    """Return files under the paths that they were published with, however they are given now."""
    known = {os.path.abspath(path): path for path in published.states}
    return tuple(
        source.renamed(known.get(os.path.abspath(source.path), source.path)) for source in sources
    )


def _published_first(
    sources: Iterable[SourceFile], published: Published, folders: tuple[str, ...]
) -> dict[str, bool]:
    """Return the paths elsewhere whose bytes are given now under another, and which exist.

    Whoever gives a copy wants its rows to be of today, and these stand under the path that
    was published first; where that is no more, the file was renamed.
    """
    sources = tuple(sources)
    given, paths = {s.sha256 for s in sources}, {s.path for s in sources}
    return {
        state.path: os.path.isfile(state.path)
        for state in published.states.values()
        if state.status == "published" and state.sha256 in given and state.path not in paths
        if not is_in(state.path, folders)
    }


def _refuse_to_empty(plan: RunPlan) -> None:
    """Raise UnconfirmedError if more than half goes: most often a wrong or unmounted folder."""
    if 2 * plan.documents_retired > plan.documents_before:
        raise UnconfirmedError(
            f"{plan.documents_retired} of {plan.documents_before} published documents would be "
            "retired, more than half: nothing was changed. Are the folders there and whole? If "
            "that is meant, run again with --yes (in Dagster: `retire_most` of the inputs)"
        )


def exports_are_current(database: Path, exports: Path) -> bool:
    """Tell whether the exports were made from what the database holds."""
    try:
        descriptor = json.loads((exports / "datapackage.json").read_text("utf-8"))
    except (OSError, ValueError):
        return False
    with reading(database) as connection:
        return bool(descriptor.get("version") == published_state(connection))


def load(database: Path) -> Published:
    """Return what a database knows of the inputs; nothing, if there is none yet.

    Raises DatabaseError if it cannot be read, or is one of others that we would harm.
    """
    if not database.exists():
        return Published()
    with reading(database) as connection:
        refuse_foreign(database, connection)
        return read_published(connection)


def read_published(connection: sqlite3.Connection) -> Published:
    """Return what a database knows of the inputs.

    Where its tables are not those that the models declare, that is no more than what came
    from where: every document is read anew.
    """
    if not has_declared_schema(connection):
        return Published(former=_former(connection))
    return Published(
        states={row.path: row for row in read_rows(connection, DocumentStateRow)},
        quarantine={row.path: row for row in read_rows(connection, QuarantineRow)},
        corrections="".join(row.value for row in read_rows(connection, MetaRow, _DIGEST)),
    )


def _former(connection: sqlite3.Connection) -> tuple[DocumentStateRow, ...]:
    """Return what another version of the code published, as far as its table tells it."""
    try:
        rows = connection.execute("SELECT path, sha256, status FROM document_states").fetchall()
    except sqlite3.OperationalError:  # no such table, or column: nothing is known
        return ()
    return tuple(
        DocumentStateRow(
            path=path,
            sha256=sha256,
            status=status,
            reason=None,
            document_id=None,
            versions="",
            options="",
        )
        for path, sha256, status in map(tuple, rows)
    )
