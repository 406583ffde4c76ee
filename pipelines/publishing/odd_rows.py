"""Rows that something which goes over many rows cannot take: each is named and left out alone.

What belongs here: naming them. What does not: what is done with rows (`exports`,
`calendars`, `workbooks`, `pipelines.orchestration.checks`).
"""

import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST = 300  # characters of what a row is said to raise
_MOST = 20  # that are named


class OddRows:
    """The rows that were left out: sentences that name them, and tracebacks."""

    def __init__(self) -> None:
        """Begin with none."""
        self.count = 0
        self.named: list[str] = []
        self.traces: list[str] = []

    @contextmanager
    def left_out(self, row: str) -> Iterator[None]:
        """Do something with a row; if that fails, name the row and go on.

        What the system or the database refuses concerns all rows, and is let through.
        """
        try:
            yield
        except (OSError, MemoryError, sqlite3.Error):
            raise
        except Exception as error:
            self.count += 1
            if len(self.named) < _MOST:
                self.named.append(f"{row} ({type(error).__name__}: {error})"[:_LONGEST])
                self.traces.append(traceback.format_exc())

    @property
    def told(self) -> str:
        """The rows in a line; empty if there are none."""
        more = self.count - len(self.named)
        return "; ".join([*self.named, *([f"{more} rows more"] if more else [])])
