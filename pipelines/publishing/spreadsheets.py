"""CSV that a spreadsheet opens without harm: no text becomes a formula.

What belongs here: what a cell of CSV looks like. What does not: which rows are
written (`pipelines.publishing.exports`, `pipelines.site.csv_downloads`).
"""

import csv
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TextIO

# What a spreadsheet takes for the beginning of a formula, full-width forms too: they are made
# plain when a sheet is opened in an East Asian locale (OWASP, "CSV Injection"). Spaces before
# one do not always save the reader, and tabs and line ends are dropped by some programs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_TEXT = "'"  # typed before a cell, it makes any spreadsheet take what follows as text


class Dialect(NamedTuple):
    """How cells are set apart, and how numbers are printed."""

    separator: str = ","
    decimal: str = "."
    mark: str = ""  # at the beginning of the file


PLAIN = Dialect()
# What Excel opens by a double click in the regional settings of Kazakh and Russian: it takes
# UTF-8 for itself only after a byte order mark, and a number with a point for a date.
EXCEL = Dialect(separator=";", decimal=",", mark="\ufeff")


class Table:
    """A table that is written to `file` row by row; the mark and the titles go first."""

    def __init__(self, file: TextIO, titles: Sequence[str], dialect: Dialect = PLAIN) -> None:
        file.write(dialect.mark)
        self.dialect = dialect
        self.writer = csv.writer(file, delimiter=dialect.separator, lineterminator="\n")
        self.write([titles])

    def write(self, rows: Iterable[Sequence[object]]) -> None:
        """Write rows; numbers stay numbers, whatever sign they have."""
        self.writer.writerows([self._cell(value) for value in row] for row in rows)

    def _cell(self, value: object) -> object:
        if isinstance(value, str):
            return as_text(value)
        if isinstance(value, float) and self.dialect.decimal != ".":
            return repr(value).replace(".", self.dialect.decimal)
        return value.hex() if isinstance(value, bytes) else value


def as_text(value: str) -> str:
    """Return a text that a spreadsheet shows as it is, with an apostrophe where it needs one."""
    begins = value.startswith(_FORMULA) or value.lstrip().startswith(_FORMULA)
    return _TEXT + value if begins else value
