"""What differs between runs of one database, or between two databases.

What does not belong here: how it is found (`pipelines.publishing.changes`), and printed
(`pipelines.commands.listing`).
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipelines.commands.listing import Listing, tuples
from pipelines.errors import NoInputError
from pipelines.publishing.changes import KEPT_RUNS, Found, Side, differences, summary
from pipelines.publishing.database import reading_own

_COLUMNS = ("table_name", "row_id", "change", "before", "after")
_RUNS = (
    "SELECT table_name, row_id, change, before, after FROM changes WHERE run > ? AND run <= ?"
    " ORDER BY run, table_name, row_id"
)


def diff(database: Path, names: Sequence[str]) -> Listing:
    """Return what differs, a row a line.

    `names`: nothing for what the last run changed, a run for what it changed, two runs for
    what all after the first did up to the second, or two databases. Raises NoInputError for
    anything else.
    """
    if len(names) == 2 and not all(name.isdigit() for name in names):
        return Listing("changes", _COLUMNS, _of_databases(*map(Path, names)))
    if len(names) > 2 or not all(name.isdigit() for name in names):
        raise NoInputError("Give no run, one, two of them, or two databases")
    with reading_own(database) as connection:
        first, last = _between([int(name) for name in names], connection)
        found = tuples(connection.execute(_RUNS, (first, last)))
        return Listing("changes", _COLUMNS, list(_net(found)))  # type: ignore[arg-type]


def counted(listing: Listing) -> Listing:
    """Return how many rows of each table were added, changed and removed."""
    kinds = ("added", "changed", "removed")
    counts = summary((str(row[0]), str(row[2])) for row in listing.rows)
    rows = [(table, *(count[kind] for kind in kinds)) for table, count in counts.items()]
    return Listing("tables", ("table_name", *kinds), rows)


def _between(runs: Sequence[int], connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the run after which changes are told, and the last of which they are."""
    newest = int(connection.execute("SELECT coalesce(max(run), 0) FROM runs").fetchone()[0])
    oldest = max(newest - KEPT_RUNS + 1, 1)
    last = max(runs, default=newest)
    first = min(runs) if len(runs) == 2 else last - 1
    if not oldest - 1 <= first <= last <= newest:
        raise NoInputError(f"There are changes of runs {oldest} to {newest}")
    return first, last


def _net(found: Iterable[Found]) -> Iterator[Found]:
    """Yield one change a row: what several runs did to it in the end."""
    by_row: dict[tuple[str, str], Found] = {}
    for change in found:
        key = change[:2]
        by_row[key] = _joined(by_row[key], change) if key in by_row else change
    yield from (change for change in by_row.values() if change[2])


def _joined(one: Found, other: Found) -> Found:
    """Return two changes of a row, one after the other, as one; without a word if it is none."""
    before = _merged(other[3], one[3]) if one[2] != "added" else None
    after = _merged(one[4], other[4]) if other[2] != "removed" else None
    if before is None or after is None:
        change = "added" if after else "removed" if before else ""
    else:
        change = "changed" if before != after else ""
    return (*one[:2], change, before, after)


def _merged(under: str | None, over: str | None) -> str | None:
    values = {**json.loads(under or "{}"), **json.loads(over or "{}")}
    return json.dumps(values, ensure_ascii=False) if values else None


def _of_databases(old: Path, new: Path) -> list[Found]:
    with reading_own(old), reading_own(new) as connection:
        connection.execute("ATTACH ? AS old", (f"{old.absolute().as_uri()}?mode=ro",))
        sides = (Side(lambda table: f'old."{table}"'), Side(lambda table: f'main."{table}"'))
        return sorted(differences(connection, *sides), key=lambda found: found[:2])
