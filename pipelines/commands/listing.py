"""Rows on standard output: for people, as JSON, or as CSV.

What belongs here: what any command that lists rows prints, and advice on names that are
not known. What does not: which rows (the modules beside this one).
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from enum import Enum
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.errors import NoInputError
from pipelines.publishing import spreadsheets

Values = Sequence[object]
_GAP = 2  # spaces between columns
_NAMES_TOLD = 40


class Form(Enum):
    """How rows are printed."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class Listing(NamedTuple):
    """Rows with the names of their columns; `title` is the name of what they are rows of."""

    title: str
    columns: tuple[str, ...]
    rows: Iterable[Values]


def form_asked(as_json: bool, as_csv: bool) -> Form:
    """Return the form that options ask for; raises NoInputError where they ask for two."""
    if as_json and as_csv:
        raise NoInputError("--json and --csv are two forms: give one of them")
    return Form.JSON if as_json else Form.CSV if as_csv else Form.TEXT


def write(listing: Listing, form: Form, console: Console, limit: int | None = None) -> None:
    """Print a listing, at most `limit` rows of it; JSON is one array of objects."""
    rows = listing.rows if limit is None else islice(listing.rows, limit)
    if form is Form.CSV:
        spreadsheets.Table(sys.stdout, listing.columns).write(rows)
    elif form is Form.JSON:
        write_json(listing._replace(rows=rows))
    else:
        _print(console, listing, limit)


def write_json(listing: Listing, indent: str = "") -> None:
    """Print rows as an array of objects, a line each."""
    lines = (json.dumps(_record(listing.columns, row), ensure_ascii=False) for row in listing.rows)
    print("[", end="")
    mark = "\n"
    for line in lines:
        print(f"{mark}{indent}  {line}", end="")
        mark = ",\n"
    print(f"\n{indent}]" if mark == ",\n" else "]", end="\n" if not indent else "")


def advice(name: str, known: Iterable[str]) -> str:
    """Return a sentence on a name that is not known: what may be meant, or what there is."""
    known = list(known)
    if close := get_close_matches(name.lower(), known, n=3, cutoff=0.6):
        return f"did you mean {' or '.join(close)}?"
    more = ", …" if len(known) > _NAMES_TOLD else ""
    return f"there are: {', '.join(known[:_NAMES_TOLD])}{more}" if known else "there is none"


def _record(columns: Sequence[str], row: Values) -> dict[str, object]:
    plain = (value.hex() if isinstance(value, bytes) else value for value in row)
    return dict(zip(columns, plain, strict=True))


def _print(console: Console, listing: Listing, limit: int | None) -> None:
    """Print rows as a table where it fits the width, else each as lines of name and value."""
    rows = list(listing.rows)
    shown = rows if limit is None else rows[:limit]
    count = str(len(rows)) if len(shown) == len(rows) else f"{len(shown)} of {len(rows)}"
    console.print(f"{listing.title}: {count}", style="bold", markup=False, highlight=False)
    held = [i for i, _ in enumerate(listing.columns) if any(row[i] is not None for row in shown)]
    names = [listing.columns[i] for i in held]
    cells = [[as_text(row[i]) for i in held] for row in shown]
    if _width(names, cells) <= console.width:
        _print_table(console, names, cells)
    else:
        _print_records(console, names, cells)


def _width(names: Sequence[str], cells: Sequence[Sequence[str]]) -> int:
    widths = (max(map(cell_len, column)) for column in zip(names, *cells, strict=True))
    return sum(widths) + _GAP * (len(names) - 1)


def _print_table(console: Console, names: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
    table = Table(*names, box=None, header_style="bold", pad_edge=False, padding=(0, _GAP, 0, 0))
    for row in cells:
        table.add_row(*map(Text, row))
    console.print(table)


def _print_records(console: Console, names: Sequence[str], cells: Iterable[Sequence[str]]) -> None:
    for row in cells:
        console.print(record(pair for pair in zip(names, row, strict=True) if pair[1]))
        console.print()


def record(pairs: Iterable[tuple[str, str]]) -> Table:
    """Return names and values, a line each; what is long goes on below itself."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, _GAP, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    for name, value in pairs:
        table.add_row(name, Text(value))
    return table


def as_text(value: object) -> str:
    """Return a value as people read it; null is empty."""
    if value is None:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def tuples(rows: Iterable[Iterable[object]]) -> Iterator[tuple[object, ...]]:
    """Yield rows as plain tuples."""
    return map(tuple, rows)
