"""What differs between two states of the published tables, row by row; and what a run has changed.

What does not belong here: which rows of two versions of a document are the same
(`pipelines.publishing.versions`), printing (`pipelines.commands`).
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from pipelines.planning.plan import RunPlan
from pipelines.publishing.database import has_declared_schema, insert_rows, reading
from pipelines.publishing.keys import key_sql, key_text
from pipelines.publishing.versions import Pair, pairs
from schemas.base import Row
from schemas.generate.columns import columns
from schemas.generate.sql import owner_key, root
from schemas.tables import (
    TABLES,
    ChangeRow,
    DocumentRow,
    DocumentStateRow,
    FindingRow,
    MetaRow,
    RunRow,
)

KEPT_RUNS = 20  # whose changes are kept; the list of runs is kept whole
HISTORY: tuple[type[Row], ...] = (ChangeRow, RunRow)
_UNTOLD = (*HISTORY, DocumentStateRow, MetaRow)  # they tell of the machine, not of documents
COMPARED = tuple(m for m in TABLES if m not in _UNTOLD and not m.display.internal)
# Tables that a run changes beyond the documents it reads; they are compared whole.
_WHOLE = tuple(
    m for m in COMPARED if m in (DocumentRow, FindingRow) or root(m, TABLES) is not DocumentRow
)
_BY_NAME = {model.table: model for model in TABLES}
Found = tuple[str, str, str, str | None, str | None]  # a ChangeRow without its run


class Side:
    """One of two states: where its tables are, and which rows of each are looked at."""

    def __init__(
        self,
        name: Callable[[str], str],
        where: Mapping[str, str] | None = None,
        whole: Container[type[Row]] = COMPARED,
    ) -> None:
        self._name = name
        self._where = where or {}
        self.whole = whole

    def table(self, model: type[Row]) -> str:
        """Return the table's name in SQL."""
        return self._name(model.table)

    def where(self, model: type[Row], alias: str) -> str:
        """Return a condition that holds for the rows that are looked at."""
        return self._where.get(model.table, "true").format(alias=alias)

    def rows(
        self, connection: sqlite3.Connection, model: type[Row], ids: str
    ) -> list[dict[str, object]]:
        """Return a table's rows of the documents that a query gives the ids of."""
        names = [column.name for column in columns(model)]
        listed = ", ".join(f'"{name}"' for name in names)
        condition = _of_documents(model, ids, self.table)
        ordered = "position" if "position" in names else "rowid"
        rows = connection.execute(
            f"SELECT {listed} FROM {self.table(model)} WHERE {condition} ORDER BY {ordered}"
        )
        return [dict(zip(names, row, strict=True)) for row in map(tuple, rows)]


def _of_documents(model: type[Row], ids: str, table: Callable[[type[Row]], str]) -> str:
    """Return SQL that holds for the rows that belong to some documents."""
    if "document_id" in model.model_fields:
        return f'"document_id" IN ({ids})'
    key = owner_key(model)
    if key is None:
        return "false"
    owner = _BY_NAME[model.foreign_keys[key].split(".")[0]]
    condition = _of_documents(owner, ids, table)
    return f'"{key}" IN (SELECT "{owner.primary_key[0]}" FROM {table(owner)} WHERE {condition})'


def remember(connection: sqlite3.Connection, leaving: str, corrected: Container[str]) -> Side:
    """Keep, in temporary tables, what a run may change; return that state.

    `leaving` is a query that gives the ids of the documents whose rows will be deleted,
    `corrected` are tables of which others may change, too.
    """
    whole = tuple(model for model in COMPARED if model in _WHOLE or model.table in corrected)
    side = Side(lambda table: f'temp."before_{table}"', whole=whole)
    for model in COMPARED:
        here = Side(_main)
        condition = "true" if model in whole else _of_documents(model, leaving, here.table)
        connection.execute(
            f'CREATE TEMP TABLE "before_{model.table}" AS '
            f"SELECT * FROM {here.table(model)} WHERE {condition}"
        )
        keys = ", ".join(f'"{name}"' for name in model.primary_key)
        connection.execute(
            f'CREATE INDEX temp."before_{model.table}_key" ON "before_{model.table}" ({keys})'
        )
    return side


def now(connection: sqlite3.Connection, before: Side) -> Side:
    """Return the state to come, of which only rows that are written from now on are looked at."""
    where = {}
    for model in COMPARED:
        if model not in before.whole:
            query = f"SELECT coalesce(max(rowid), 0) FROM {_main(model.table)}"
            where[model.table] = f"{{alias}}.rowid > {connection.execute(query).fetchone()[0]}"
    return Side(_main, where)


def _main(table: str) -> str:
    return f'main."{table}"'


def differences(connection: sqlite3.Connection, before: Side, after: Side) -> Iterator[Found]:
    """Yield what differs; a file that has new bytes is compared by what its rows say."""
    same = list(_versions(connection, before, after))
    known = {
        (pair.model.table, key_text(pair.model, row))
        for pair in same
        for row in (pair.old, pair.new)
    }
    for model in COMPARED:
        found = (
            *_one_sided(connection, model, after, before, "added"),
            *_one_sided(connection, model, before, after, "removed"),
        )
        yield from (change for change in found if (change[0], change[1]) not in known)
        yield from _changed(connection, model, before, after)
    yield from (_as_changed(pair, pair.differing) for pair in same if pair.differing)


def _versions(connection: sqlite3.Connection, before: Side, after: Side) -> Iterator[Pair]:
    """Yield the rows that two versions of a document have: the one lies where the other lay."""
    olds, news = before.table(DocumentRow), after.table(DocumentRow)
    found = connection.execute(
        f"SELECT old.document_id, new.document_id FROM {olds} AS old "
        f"JOIN {news} AS new USING (path) WHERE "  # neither lies elsewhere in the other state
        f"old.document_id NOT IN (SELECT document_id FROM {news}) "
        f"AND new.document_id NOT IN (SELECT document_id FROM {olds})"
    )
    for old, new in map(tuple, found.fetchall()):
        yield from pairs(
            (model for model in COMPARED if root(model, TABLES) is DocumentRow),
            partial(before.rows, connection, ids=f"'{old}'"),
            partial(after.rows, connection, ids=f"'{new}'"),
            {old: new},
        )


def _one_sided(
    connection: sqlite3.Connection, model: type[Row], here: Side, there: Side, change: str
) -> Iterator[Found]:
    """Yield the rows of one state that the other has not."""
    names = ", ".join(f"'{column.name}', a.\"{column.name}\"" for column in columns(model))
    rows = connection.execute(
        f"SELECT {key_sql(model, 'a')}, json_object({names}) FROM {here.table(model)} AS a "
        f"WHERE {here.where(model, 'a')} AND NOT EXISTS "
        f"(SELECT 1 FROM {there.table(model)} AS b WHERE {_same_key(model)})"
    )
    for key, values in map(tuple, rows):
        yield (
            model.table,
            key,
            change,
            values if change == "removed" else None,
            values if change == "added" else None,
        )


def _changed(
    connection: sqlite3.Connection, model: type[Row], before: Side, after: Side
) -> Iterator[Found]:
    """Yield the rows that both states have under one key, but with other values."""
    names = [column.name for column in columns(model)]
    differ = " OR ".join(f'a."{name}" IS NOT b."{name}"' for name in names)
    listed = ", ".join(f'{alias}."{name}"' for alias in "ab" for name in names)
    rows = connection.execute(
        f"SELECT {listed} FROM {before.table(model)} AS a JOIN {after.table(model)} AS b "
        f"ON {_same_key(model)} WHERE {after.where(model, 'b')} AND ({differ})"
    )
    for row in map(tuple, rows):
        old = dict(zip(names, row[: len(names)], strict=True))
        new = dict(zip(names, row[len(names) :], strict=True))
        yield _as_changed(Pair(model, old, new), [n for n in names if old[n] != new[n]])


def _as_changed(pair: Pair, names: Sequence[str]) -> Found:
    key = key_text(pair.model, pair.new)
    before, after = (_json({name: row[name] for name in names}) for row in (pair.old, pair.new))
    return (pair.model.table, key, "changed", before, after)


def _same_key(model: type[Row]) -> str:
    return " AND ".join(f'a."{name}" = b."{name}"' for name in model.primary_key)


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False)


def record(
    connection: sqlite3.Connection,
    plan: RunPlan,
    before: Side,
    after: Side,
    facts: Mapping[str, object],
) -> None:
    """Write down what a run has changed, if anything; `facts` are those of `meta`."""
    query = "SELECT coalesce(max(run), 0) + 1 FROM runs"
    run = int(connection.execute(query).fetchone()[0])
    counts: Counter[str] = Counter()

    def counted() -> Iterator[tuple[int | str | None, ...]]:
        for found in differences(connection, before, after):
            counts[found[2]] += 1
            yield (run, *found)

    connection.executemany("INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?)", counted())
    if counts:
        insert_rows(connection, [_run(run, plan, counts, facts)])
        connection.execute("DELETE FROM changes WHERE run <= ?", (run - KEPT_RUNS,))


def _run(run: int, plan: RunPlan, rows: Counter[str], facts: Mapping[str, object]) -> RunRow:
    read = Counter(task.change for task in plan.tasks)
    return RunRow(
        run=run,
        published=datetime.now(UTC).isoformat(timespec="seconds"),
        code_version=str(facts["code_version"]),
        state=str(facts["state"]),
        documents_new=read["new"],
        documents_changed=read["changed"],
        documents_retired=len(plan.retired),
        rows_added=rows["added"],
        rows_changed=rows["changed"],
        rows_removed=rows["removed"],
    )


def last_run(database: Path) -> int:
    """Return the number of the last run that changed something, 0 if there is none."""
    if not database.exists():
        return 0
    with reading(database) as connection:
        if not has_declared_schema(connection):
            return 0
        return int(connection.execute("SELECT coalesce(max(run), 0) FROM runs").fetchone()[0])


def as_markdown(database: Path, run: int) -> str:
    """Return how many rows of each table a run added, changed and removed, as a table."""
    query = "SELECT table_name, change FROM changes WHERE run = ? ORDER BY 1"
    with reading(database) as connection:
        counts = summary(map(tuple, connection.execute(query, (run,))))
    lines = [
        f"| {table} | {count['added']} | {count['changed']} | {count['removed']} |"
        for table, count in counts.items()
    ]
    head = ["| table | added | changed | removed |", "|---|---|---|---|"]
    return "\n".join(head + lines) if lines else "Nothing."


def summary(found: Iterable[tuple[str, str]]) -> dict[str, Counter[str]]:
    """Return how many rows of each table were added, changed and removed, of (table, change)."""
    counts: dict[str, Counter[str]] = {}
    for table, change in found:
        counts.setdefault(table, Counter())[change] += 1
    return counts
