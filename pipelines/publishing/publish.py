"""Writing what a run found: rows and states change in one transaction, or not at all.

What does not belong here: opening the database (`pipelines.publishing.database`), deciding
what to read (`pipelines.planning.plan`).
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from extractors.flow import defined_bodies, lexicon_rows
from extractors.languages.profiles import profiles
from pipelines.errors import DatabaseError
from pipelines.fingerprints import code_version, library_version, library_versions
from pipelines.planning.corrections import digest
from pipelines.planning.plan import RunPlan, quarantine_after, state_after_reading, states_after
from pipelines.publishing import changes
from pipelines.publishing.corrections import apply, take_back
from pipelines.publishing.database import (
    SEARCH_INDEX,
    Tables,
    insert_rows,
    insert_tables,
    read_rows,
    values,
    writing,
)
from pipelines.publishing.differences import write_differences
from pipelines.publishing.migrations import bring_up
from pipelines.publishing.states import read_published
from schemas.generate import sql
from schemas.tables import (
    SCHEMA_VERSION,
    TABLES,
    AbbreviationRow,
    ActRow,
    DocumentActRow,
    DocumentRow,
    DocumentStateRow,
    MetaRow,
    QuarantineRow,
)

# Tables that rest on all documents or on none; they are small, and written anew each time.
_REBUILT = tuple(
    model
    for model in TABLES
    if sql.root(model, TABLES) is not DocumentRow and model not in changes.HISTORY
)
# A body shows one of its names wherever a key leads to it, of the first language that has one.
_LANGUAGE_ORDER = ", ".join(f"language = '{code}' DESC" for code in profiles())
_LEAVING = "SELECT document_id FROM temp.leaving"
_NAME_BODIES = f"""
    UPDATE bodies SET name = (
        SELECT name FROM body_names WHERE body_id = bodies.body_id AND kind = 'full'
        ORDER BY valid_to IS NOT NULL, {_LANGUAGE_ORDER}, name LIMIT 1
    )
"""


def publish(
    database: Path,
    plan: RunPlan,
    documents: Mapping[str, Tables],
    failures: Iterable[QuarantineRow],
) -> None:
    """Make the database mirror the plan's inputs.

    `documents` holds the rows of each file that was read, by path; `failures`
    the files that could not be.
    Raises DatabaseError, and changes nothing, if that fails.
    """
    failures = tuple(failures)
    states = states_after(plan, _outcomes(plan, documents, failures))
    with writing(database) as connection:
        kept = bring_up(connection)
        if kept and read_published(connection).digest != plan.based_on:
            raise DatabaseError(f"Another run has published to {database} meanwhile: run again")
        _name_leaving(connection, kept=[state.document_id for state in plan.unchanged])
        before = changes.remember(connection, _LEAVING, _corrected(connection, plan))
        take_back(connection)
        connection.execute(f"DELETE FROM documents WHERE document_id IN ({_LEAVING})")
        after = changes.now(connection, before)
        _note_paths(connection, plan)
        for model in _REBUILT:
            connection.execute(f'DELETE FROM "{model.table}"')
        for tables in documents.values():
            insert_tables(connection, tables)
        _note_copies(connection, plan)
        insert_rows(connection, _merged_acts(connection))
        insert_rows(connection, lexicon_rows())
        insert_rows(connection, defined_bodies(_abbreviations(connection)))
        connection.execute(_NAME_BODIES)
        insert_rows(connection, list(apply(connection, plan.corrections)))
        write_differences(connection)
        insert_rows(connection, quarantine_after(plan, failures))
        insert_rows(connection, states)
        meta = _meta(connection, plan)
        insert_rows(connection, meta)
        changes.record(connection, plan, before, after, {row.key: row.value for row in meta})
        connection.execute(f"INSERT INTO {SEARCH_INDEX} ({SEARCH_INDEX}) VALUES ('rebuild')")


def _outcomes(
    plan: RunPlan, documents: Mapping[str, Tables], failures: Iterable[QuarantineRow]
) -> list[DocumentStateRow]:
    failed = {failure.path: failure for failure in failures}
    return [
        state_after_reading(
            plan,
            task.source,
            document_id=_document_id(documents.get(task.source.path)),
            failure=failed.get(task.source.path),
        )
        for task in plan.tasks
    ]


def _document_id(tables: Tables | None) -> str | None:
    """Return the id that a file's rows begin with, None if it has none."""
    return str(tables["documents"][0][0]) if tables else None


def _name_leaving(connection: sqlite3.Connection, kept: list[str | None]) -> None:
    """List the documents whose rows go, and with them the rows that belong to them."""
    connection.execute("CREATE TEMP TABLE kept (document_id TEXT PRIMARY KEY)")
    connection.executemany("INSERT INTO kept VALUES (?)", [(key,) for key in kept if key])
    connection.execute(
        "CREATE TEMP TABLE leaving AS SELECT document_id FROM documents "
        "WHERE document_id NOT IN (SELECT document_id FROM kept)"
    )


def _corrected(connection: sqlite3.Connection, plan: RunPlan) -> set[str]:
    """Return the tables whose rows people have corrected, before or now."""
    earlier = connection.execute("SELECT DISTINCT table_name FROM corrections").fetchall()
    asked = {entry.correction.table for entry in plan.corrections if entry.correction}
    return {str(table) for (table,) in map(tuple, earlier)} | asked


def _note_paths(connection: sqlite3.Connection, plan: RunPlan) -> None:
    """Write down where the documents are that were moved: nothing else in their rows tells it."""
    if plan.moved:
        connection.executemany(
            "UPDATE documents SET path = ? WHERE document_id = ?",
            [(state.path, state.document_id) for state in plan.unchanged if state.document_id],
        )


def _note_copies(connection: sqlite3.Connection, plan: RunPlan) -> None:
    """Write down, for each document, the other paths with the same bytes."""
    copies: dict[str, list[str]] = defaultdict(list)
    for path, original in sorted(plan.copies.items()):
        copies[original].append(path)
    connection.execute("UPDATE documents SET copies = NULL")
    connection.executemany(
        "UPDATE documents SET copies = ? WHERE path = ?",
        [(json.dumps(paths, ensure_ascii=False), path) for path, paths in copies.items()],
    )


def _abbreviations(connection: sqlite3.Connection) -> list[AbbreviationRow]:
    rows = read_rows(connection, AbbreviationRow)
    return sorted(rows, key=lambda row: row.abbreviation_id)


def _merged_acts(connection: sqlite3.Connection) -> list[ActRow]:
    """Return one row an act: of what the documents say of it, the fullest."""
    by_act: dict[str, list[ActRow]] = defaultdict(list)
    for row in read_rows(connection, DocumentActRow):
        by_act[row.act_id].append(ActRow(**row.model_dump(exclude={"document_id"})))
    return [min(rows, key=_fullest_first) for _, rows in sorted(by_act.items())]


def _fullest_first(row: ActRow) -> tuple[int, tuple[str, ...]]:
    known = tuple(str(value or "") for value in values(row))
    return sum(not value for value in known), known


def _lemmatiser(language: str, plan: RunPlan, versions: Mapping[str, str]) -> str:
    """What gave lemmas and trees: Stanza where its models are at hand, else our own means."""
    if language in json.loads(plan.options)["models"]:
        return f"stanza {library_version('stanza')}"
    name = profiles()[language].lemmatiser
    return f"{name} {versions[name]}"


def _meta(connection: sqlite3.Connection, plan: RunPlan) -> list[MetaRow]:
    versions = dict(line.split(" ") for line in library_versions())
    corrections = digest(plan.corrections)
    facts = {
        "schema_version": SCHEMA_VERSION,
        "code_version": f"{versions['zhospar']}+{code_version()}",
        **{f"lemmas.{code}": _lemmatiser(code, plan, versions) for code in profiles()},
        **({"corrections": corrections} if corrections else {}),
        "state": read_published(connection).model_copy(update={"corrections": corrections}).digest,
    }
    counts = {
        f"rows.{model.table}": connection.execute(
            f'SELECT count(*) FROM "{model.table}"'
        ).fetchone()[0]
        for model in TABLES
        if model is not MetaRow and model not in changes.HISTORY
    }
    return [MetaRow(key=key, value=str(value)) for key, value in (facts | counts).items()]
