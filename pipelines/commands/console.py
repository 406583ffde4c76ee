"""What a run says: a progress bar on a terminal, plain lines in a pipe, a summary.

What does not belong here: doing the run (`pipelines.commands.run`).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table
from rich.text import Text

from pipelines.planning.plan import UNKNOWN_FORM, RunPlan
from pipelines.publishing.database import reading
from schemas.generate.sql import row_counts
from schemas.tables import TABLES

if TYPE_CHECKING:
    from pipelines.commands.evaluate import Score
    from pipelines.commands.explain import Explanation
    from pipelines.orchestration.workers import Outcome

_COUNTED = tuple(model for model in TABLES if model.display.counted)
_SUMMARY = f"""
    SELECT states.path, states.status, format, language, kind, page_count,
        {row_counts(_COUNTED, "d.document_id")}
    FROM document_states AS states LEFT JOIN documents AS d USING (document_id)
    ORDER BY states.path
"""
_LOST = (
    "was published by another version and is no longer there to be read again: its rows are gone"
)
_UNLIMITED = 10_000  # characters
_COUNTS = tuple(model.table for model in _COUNTED)
_COLUMNS = ("form", "language", "kind", "pages", *_COUNTS, "status")


class ConsoleReporter:
    """Shows the progress of a run on a console, and counts our own faults."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.total = 0
        self.done = 0
        self.faults = 0
        self.bar = Progress(
            TextColumn("Reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.description}"),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self.task: TaskID = self.bar.add_task("", total=None)

    @contextmanager
    def shown(self) -> Iterator["ConsoleReporter"]:
        """Keep the progress bar on the terminal."""
        with self.bar:
            yield self

    def started(self, count: int) -> None:
        """Say how many documents are to be read."""
        self.total = count
        self.bar.update(self.task, total=count)

    def finished(self, outcome: "Outcome") -> None:
        """Say what became of a document."""
        self.done += 1
        self.faults += len(outcome.traces)
        path = outcome.source.path
        self.bar.update(self.task, completed=self.done, description=escape(path))
        if not self.console.is_terminal:
            say(self.console, f"[{self.done}/{self.total}] {path}: {outcome.summary}")


def print_next_steps(console: Console, database: Path, exports: Path) -> None:
    """Say where the results are, and what to do with them."""
    folder = database.parent
    given = "" if folder == Path("outputs") else f" --output-dir {quote(str(folder))}"
    for line in (
        f"Results: {database} (SQLite), {exports} (CSV, JSON Lines, Parquet, Excel, calendars)",
        f"Next: zhospar list{given}  (what was published)",
        f"      zhospar show NAME{given}  (a document's rows; NAME is part of its path)",
        f"      zhospar serve --open{given}  (everything in the browser)",
    ):
        say(console, line)


def print_summary(console: Console, database: Path, plan: RunPlan) -> int:
    """Print a line for each input; return how many are in quarantine.

    Files of unknown form that were told of before are no more than counted in a line.
    """
    with reading(database) as connection:
        rows = [dict(row) for row in connection.execute(_SUMMARY)]
        quarantine = connection.execute("SELECT path, reason, detail FROM quarantine").fetchall()
    table = Table(box=None, header_style="bold", pad_edge=False)
    table.add_column("document", overflow="fold")
    for name in _COLUMNS:
        table.add_column(name, justify="right" if name in (*_COUNTS, "pages") else "left")
    for row in rows:
        table.add_row(*map(Text, _cells(row, plan)))
    for state in plan.retired:
        table.add_row(Text(state.path), *[""] * (len(_COLUMNS) - 1), "retired")
    _print_table(console, table)
    for path in plan.lost:
        say(console, f"Warning: {path} {_LOST}")
    told = [r for r in quarantine if r["reason"] == UNKNOWN_FORM and r["path"] in plan.told]
    for row in quarantine:
        if row not in told:
            say(console, f"{row['path']} is in quarantine ({row['reason']}): {row['detail']}")
    if told:
        say(console, f"Files of unknown form, told of before and still there: {len(told)}")
    return len(quarantine) - len(told)


def print_removed(console: Console, plan: RunPlan) -> None:
    """Print what was taken out, and what stands under the path of a copy now."""
    for path in sorted({*(state.path for state in plan.retired), *plan.moved}):
        stays = " (its bytes stay published from another path)" if path in plan.moved else ""
        say(console, f"Removed: {path}{stays}")


def _cells(row: dict[str, object], plan: RunPlan) -> list[str]:
    path, published = str(row["path"]), row["status"] == "published"
    status = plan.change(path) if published else str(row["status"])
    keys = ("format", "language", "kind", "page_count", *_COUNTS)
    known = [row[key] if published else None for key in keys]
    return [path, *("" if value is None else str(value) for value in known), status]


def _print_table(console: Console, table: Table) -> None:
    """Print a table as wide as the terminal, or as it needs to be in a pipe."""
    width = console.width if console.is_terminal else _UNLIMITED
    Console(file=console.file, width=width, highlight=False).print(table)


def say(console: Console, text: str) -> None:
    """Print a line as it is, however long, and whatever a console would make of its signs."""
    console.print(text, markup=False, highlight=False, soft_wrap=True)


def print_scores(console: Console, scores: Sequence["Score"]) -> None:
    """Print precision, recall and F1 of each kind of row, and how right its attributes are."""
    table = Table("rows", box=None, header_style="bold", pad_edge=False)
    for name in ("right", "published", "gold", "precision", "recall", "F1"):
        table.add_column(name, justify="right")
    table.add_column("of those found, right in")
    for score in scores:
        counts = (score.right, score.predicted, score.gold)
        shares = (score.precision, score.recall, score.f1)
        table.add_row(
            score.name,
            *("" if count is None else str(count) for count in counts),
            *("" if share is None else f"{share:.1%}" for share in shares),
            ", ".join(f"{name} {share:.1%}" for name, share in score.attributes.items()),
        )
    _print_table(console, table)


def print_explanation(console: Console, found: "Explanation") -> None:
    """Print where a row's value comes from, then the row."""
    known = {
        "table": found.table,
        "source": found.source,
        "quote": found.quote,
        "rule": found.rule,
        "confidence": found.confidence,
        "corrected": "; ".join(found.corrections) or None,
    }
    width = max(map(len, (*known, *found.row)))
    for part in (known, found.row):
        for name, value in part.items():
            if value is not None:
                say(console, f"{name:{width}}  {value}")
        say(console, "")
