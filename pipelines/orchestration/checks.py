"""Asset checks of the published database.

What does not belong here: what the tables themselves enforce (types, closed
lists, keys: `schemas.generate.sql`), and the check of the exports, which stands
before they are put in place (`pipelines.orchestration.assets.exports`).
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

import dagster as dg

from pipelines.logs import log_faults
from pipelines.orchestration.assets import published_database
from pipelines.orchestration.resources import Output
from pipelines.planning.corrections import find_expectations
from pipelines.publishing.database import broken_keys, has_declared_schema, reading
from pipelines.publishing.odd_rows import OddRows
from schemas.generate.columns import columns
from schemas.tables import TABLES

_SPARSE = 10  # a plan of which fewer than one row in so many is there has other numbers
_PUBLISHED = "SELECT path, document_id FROM documents"
_OF_DOCUMENTS = {model.table for model in TABLES if "document_id" in model.model_fields}
_NUMBERED = [
    model.table
    for model in TABLES
    if {"document_id", "position"} <= {column.name for column in columns(model)}
]


@dg.asset_check(asset=published_database)
def schema_as_declared(output: Output) -> dg.AssetCheckResult:
    """The tables are exactly those that the models declare, and the file is sound."""
    with reading(output.database) as connection:
        state = connection.execute("PRAGMA quick_check").fetchone()[0]
        return dg.AssetCheckResult(
            passed=state == "ok" and has_declared_schema(connection), metadata={"file": state}
        )


@dg.asset_check(asset=published_database)
def foreign_keys(output: Output) -> dg.AssetCheckResult:
    """Every key leads to a row."""
    with reading(output.database) as connection:
        broken = broken_keys(connection)
    return dg.AssetCheckResult(passed=not broken, metadata={"broken": len(broken)})


@dg.asset_check(asset=published_database)
def positions_without_gaps(output: Output) -> dg.AssetCheckResult:
    """Positions run from 1 without a gap in each document."""
    with reading(output.database) as connection:
        gaps = {table: _documents_with_gaps(connection, table) for table in _NUMBERED}
    return _named(gaps)


@dg.asset_check(asset=published_database)
def plan_numbers_without_gaps(output: Output) -> dg.AssetCheckResult:
    """The printed numbers of a plan's rows run from 1 without a gap; else a row may be lost."""
    odd = OddRows()
    with reading(output.database) as connection:
        missing = _missing_numbers(connection, odd)
    log_faults(output.folder, odd.traces, "plan_numbers_without_gaps")
    return _named({**missing, **{row: ["cannot be checked"] for row in odd.named}})


@dg.asset_check(asset=published_database)
def no_document_failed(output: Output) -> dg.AssetCheckResult:
    """No file is in quarantine; else they are listed by name."""
    with reading(output.database) as connection:
        rows = connection.execute("SELECT path, reason FROM quarantine ORDER BY path")
        return _named({row["path"]: [row["reason"]] for row in rows})


@dg.asset_check(asset=published_database)
def corrections_applied(output: Output) -> dg.AssetCheckResult:
    """Every correction that people wrote is applied; else it is told which is not, and why."""
    query = "SELECT * FROM corrections WHERE status <> 'applied' ORDER BY file, position"
    with reading(output.database) as connection:
        rows = connection.execute(query).fetchall()
    return _named({f"{row['file']}, entry {row['position']}": [row["detail"]] for row in rows})


@dg.asset_check(asset=published_database)
def expectations_met(output: Output) -> dg.AssetCheckResult:
    """Documents have as many rows as people wrote down that they expect."""
    with reading(output.database) as connection:
        paths = {row["path"]: row["document_id"] for row in connection.execute(_PUBLISHED)}
        expected, faults = find_expectations(paths)
        missed = {
            path: list(_missed(connection, paths.get(path), counts))
            for path, counts in expected.items()
        }
    return _named(missed | {"expectations": faults})


def _missed(
    connection: sqlite3.Connection, document_id: str | None, counts: Mapping[str, int]
) -> Iterator[str]:
    """What of the expected numbers of rows a document does not have."""
    if document_id is None:
        yield "it is not published"
        return
    for table, expected in counts.items():
        if table not in _OF_DOCUMENTS:
            yield f"there is no table {table} of documents"
            continue
        query = f'SELECT count(*) FROM "{table}" WHERE document_id = ?'
        found = connection.execute(query, (document_id,)).fetchone()[0]
        if found != expected:
            yield f"{expected} {table} expected, {found} found"


CHECKS = [
    schema_as_declared,
    foreign_keys,
    positions_without_gaps,
    plan_numbers_without_gaps,
    no_document_failed,
    corrections_applied,
    expectations_met,
]


def _named(faults: Mapping[str, Sequence[object]]) -> dg.AssetCheckResult:
    """Return a check that warns of the names that have faults."""
    found = {name: ", ".join(map(str, listed)) for name, listed in faults.items() if listed}
    return dg.AssetCheckResult(
        passed=not found,
        severity=dg.AssetCheckSeverity.WARN,
        description="; ".join(f"{name}: {listed}" for name, listed in found.items()) or None,
    )


def _documents_with_gaps(connection: sqlite3.Connection, table: str) -> list[str]:
    query = f"""
        SELECT path FROM "{table}" JOIN documents USING (document_id)
        GROUP BY document_id HAVING min(position) <> 1 OR max(position) <> count(*)
    """
    return [row["path"] for row in connection.execute(query)]


def _missing_numbers(connection: sqlite3.Connection, odd: OddRows) -> dict[str, list[int]]:
    """Return the numbers that documents' plans leave out; those it cannot tell are odd."""
    query = """
        SELECT path, json_group_array(CAST(actions.number AS INTEGER)) AS numbers
        FROM actions JOIN documents USING (document_id)
        WHERE actions.number <> '' AND actions.number NOT GLOB '*[^0-9]*'
        GROUP BY path, table_id ORDER BY path, min(actions.position)
    """
    missing: dict[str, list[int]] = {}
    for row in connection.execute(query):
        with odd.left_out(row["path"]):
            numbers = sorted(set(json.loads(row["numbers"])))
            missing.setdefault(row["path"], []).extend(_left_out(numbers))
    return missing


def _left_out(numbers: Sequence[int]) -> list[int]:
    """Return the numbers from 1 that a sequence leaves out; none where it hardly runs at all.

    Codes of rows (202600001, 202600002) are numbers that never ran from 1.
    """
    if not numbers or numbers[-1] > _SPARSE * len(numbers):
        return []
    return sorted(set(range(1, numbers[-1] + 1)).difference(numbers))
