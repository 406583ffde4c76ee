"""A plan's header: which column of a table holds what.

What belongs here: finding the header's rows in a table (two levels, a row of column
numbers). What does not: what one title means (`extractors.plan_vocabulary.titles`)
and the rows under the header (`extractors.plans.table`).
"""

from collections.abc import Sequence

from extractors.plan_vocabulary.fields import Field
from extractors.plan_vocabulary.titles import TitleMatch, TitleRank, match_title
from schemas.document import Frozen

_TELLING = ("name", "form", "deadline", "responsible")

ROWS_ABOVE = 3  # a table's own caption may stand in its first rows


class Column(Frozen):
    """A column of a plan.

    `title` is the header as printed, upper level first, levels parted by " / ";
    `subtitle` are its lower levels where the header has several, else None.
    """

    index: int
    field: Field | None
    title: str
    subtitle: str | None = None
    rank: TitleRank = TitleRank.SURE


class PlanHeader(Frozen):
    """The header of a plan: its columns, and the row on which the plan's rows begin."""

    columns: tuple[Column, ...]
    body_start: int

    def indices(self, field: Field) -> tuple[int, ...]:
        """The columns that hold `field`, left to right."""
        return tuple(c.index for c in self.columns if c.field == field)

    def field_at(self, index: int) -> Field | None:
        """What column `index` holds, None for one that the contract does not name."""
        return self.columns[index].field


def recognise_header(rows: Sequence[Sequence[str]]) -> PlanHeader | None:
    """Find a plan's header in a table's first rows, or None if the table is no plan.

    `rows` are the texts of the grid, a spanning cell's text in every place that
    it covers (or in its first place only, the others empty).
    """
    for start in range(min(ROWS_ABOVE + 1, len(rows))):
        depth = _depth(rows, start)
        columns = _columns(rows[start : start + depth])
        if _is_plan(columns):
            end = start + depth
            if end < len(rows) and is_number_row(rows[end]):
                end += 1
            return PlanHeader(columns=columns, body_start=end)
    return None


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


def _is_plan(columns: Sequence[Column]) -> bool:
    """A plan says what is to be done, and by when or by whom.

    One of its titles at least is a plan's own. With nothing but whom, most of its
    columns must be a plan's: tables of other matters name who acts, too.
    """
    fields = {column.field for column in columns}
    if not any(c.field in _TELLING and c.rank == TitleRank.SURE for c in columns):
        return False
    known = sum(column.field is not None for column in columns)
    by_whom = "responsible" in fields and known > len(columns) / 2
    return "name" in fields and ("deadline" in fields or by_whom)


def _depth(rows: Sequence[Sequence[str]], start: int) -> int:
    """Number of the header's rows from `start` on: a row that only divides groups belongs to it."""
    depth = 1
    while start + depth < len(rows) and _divides(rows[start + depth - 1], rows[start + depth]):
        depth += 1
    return depth


def _divides(above: Sequence[str], below: Sequence[str]) -> bool:
    """Whether `below` is a lower level of the header `above`.

    Then it is empty or repeats the upper cell, save under a title that covers
    several columns.
    """
    grouped = _grouped(above)
    fresh = [i for i, cell in enumerate(below) if cell.strip() and cell != above[i]]
    return bool(fresh) and all(grouped[i] for i in fresh) and len(fresh) < len(below)


def _grouped(cells: Sequence[str]) -> list[bool]:
    """For each place, whether its title covers several columns (repeated or left empty)."""
    filled: list[str] = []
    for cell in cells:
        filled.append(cell if cell.strip() or not filled else filled[-1])
    return [
        bool(cell.strip()) and cell in (filled[i - 1 : i] + filled[i + 1 : i + 2])
        for i, cell in enumerate(filled)
    ]


def _columns(levels: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Make the columns of a header given by its rows."""
    titles = [_levels_at(levels, index) for index in range(len(levels[0]))]
    matches = [_match_levels(title) for title in titles]
    columns = []
    for index, (title, match) in enumerate(zip(titles, matches, strict=True)):
        field = match.field if match and _claims(match, title[0], titles, matches) else None
        columns.append(
            Column(
                index=index,
                field=field,
                title=" / ".join(title),
                subtitle=", ".join(title[1:]) or None,
                rank=match.rank if match else TitleRank.SURE,
            )
        )
    return _with_number(tuple(columns))


def _levels_at(levels: Sequence[Sequence[str]], index: int) -> list[str]:
    """The titles over column `index`, top down, each once; at least one, maybe empty."""
    titles: list[str] = []
    for depth, level in enumerate(levels):
        title = level[index].strip()
        if not title and depth == 0 and len(levels) > 1 and levels[-1][index].strip():
            title = next((c.strip() for c in reversed(level[:index]) if c.strip()), "")
        if title and title not in titles:
            titles.append(title)
    return titles or [""]


def _match_levels(titles: Sequence[str]) -> TitleMatch | None:
    """The lowest level that names a field decides."""
    return next((m for m in map(match_title, reversed(titles)) if m), None)


def _claims(
    match: TitleMatch,
    top: str,
    titles: Sequence[Sequence[str]],
    matches: Sequence[TitleMatch | None],
) -> bool:
    """Whether a column may hold the field that it names.

    Columns under one upper title share a field; of others the surest has it, and
    of two as sure the first.
    """
    rivals = [
        (other.rank, title[0])
        for title, other in zip(titles, matches, strict=True)
        if other and other.field == match.field
    ]
    return min(rivals, key=lambda rival: rival[0]) == (match.rank, top)


def _with_number(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Take an untitled first column for the number's, if no other is."""
    first = columns[0]
    if first.title or any(column.field == "number" for column in columns):
        return columns
    return (first.model_copy(update={"field": "number"}), *columns[1:])
