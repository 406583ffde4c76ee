"""A plan's header, once it is understood: which column of a table holds what.

What belongs here: the header as all who read plans know it. What does not: finding
and understanding it (`extractors.plan_columns`) and the rows under it
(`extractors.plans.table`).
"""

from collections.abc import Sequence

from extractors.plan_vocabulary.fields import Field
from schemas.document import Frozen


class Column(Frozen):
    """A column of a plan.

    `title` is the header as printed, upper level first, levels parted by " / ";
    `subtitle` are its lower levels where the header has several, else None. `margin`
    are the log-odds by which its field is likelier than the next best reading.
    """

    index: int
    field: Field | None
    title: str
    subtitle: str | None = None
    margin: float = 0.0


class PlanHeader(Frozen):
    """The header of a plan: its columns, and the row on which the plan's rows begin."""

    columns: tuple[Column, ...]
    body_start: int

    @property
    def is_titled(self) -> bool:
        """Whether the table prints any titles, so that it is not known by its cells alone."""
        return any(column.title for column in self.columns)

    def indices(self, field: Field) -> tuple[int, ...]:
        """The columns that hold `field`, left to right."""
        return tuple(c.index for c in self.columns if c.field == field)

    def field_at(self, index: int) -> Field | None:
        """What column `index` holds, None for one that the contract does not name."""
        return self.columns[index].field


def is_number_row(cells: Sequence[str]) -> bool:
    """Whether a row only numbers the columns: "1 2 3 4 5 6 7"."""
    numbers = [cell.strip(" .()") for cell in _distinct(cells)]
    return len(numbers) > 1 and all(
        number == str(position) for position, number in enumerate(numbers, start=1)
    )


def _distinct(cells: Sequence[str]) -> list[str]:
    """The filled cells of a row, a spanning cell once."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return [cell for i, cell in enumerate(filled) if i == 0 or cell != filled[i - 1]]
