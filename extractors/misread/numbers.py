"""Running numbers of rows: one that was misread is told by those before and after it.

What belongs here: the numbers of a table's rows. What does not: numbers in texts, for which
nothing else speaks.
"""

import re
from collections.abc import Sequence

from schemas.document import Cell, Doubt

_PRINTED = re.compile(r"(\d{1,4})([.)]?)")
_LONGEST = 4  # characters of a number that was misread
_TOLD = 0.9  # sure of a number that those around it leave no choice for


def with_running_numbers(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Return a table's cells with what stands between two running numbers in the first column."""
    column = sorted(
        (cell for cell in cells if cell.column == 0 and cell.column_span == 1 and cell.text),
        key=lambda cell: cell.row,
    )
    told: dict[int, Cell] = {}
    for before, cell, after in zip(column, column[1:], column[2:], strict=False):
        number = _between(told.get(before.row, before).text, after.text)
        if number and cell.place.source == "ocr" and _differs(cell.text, number):
            told[cell.row] = _taken_for(cell, number)
    return tuple(told.get(cell.row, cell) if cell.column == 0 else cell for cell in cells)


def _between(before: str, after: str) -> str | None:
    """The number between two that leave room for one, written as they are."""
    first, last = _PRINTED.fullmatch(before), _PRINTED.fullmatch(after)
    if first and last and int(last[1]) - int(first[1]) == 2:
        return f"{int(first[1]) + 1}{first[2]}"
    return None


def _differs(text: str, number: str) -> bool:
    return text != number and len(text) <= _LONGEST


def _taken_for(cell: Cell, number: str) -> Cell:
    doubt = Doubt(
        start=0, read=cell.text, text=number, confidence=_TOLD, evidence="running numbers"
    )
    return cell.model_copy(update={"text": number, "doubts": (doubt,)})
