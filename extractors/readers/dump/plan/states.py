"""Ways to read the first lines of a plan's rows, each a state of the search.

What belongs here: what a state knows, and how a part of a line is added to it. What does
not: what that scores (`align`), which states are kept (`beam`).
"""

from dataclasses import dataclass
from typing import NamedTuple

from extractors.readers.dump.plan.printer.distances import ANY_DISTANCE, DistanceRange
from extractors.readers.dump.plan.printer.rows import LineGroup
from extractors.readers.dump.plan.tokens import CellPart

SECTION, OUTSIDE, START = -1, -2, -3  # in place of a column: a section's heading, no row, no text

_MOST_LINES = 6  # lines of a cell; more make no difference to how the next cell stands


class Assignment(NamedTuple):
    """A part of a line given to a cell: `row` counts all rows from 0, sections included."""

    part: CellPart
    row: int
    column: int


_Key = tuple[
    int, int, bool, int, int, int, tuple[LineGroup, ...], int, int, DistanceRange, bool, bool
]


@dataclass(slots=True)
class RowState:
    """A way to read the lines so far.

    `column` is where the last part stands, `part` that part; `number_seen` says that
    the row's number has come. `filled`, `on_page` and `open` are bit sets of the row's
    columns: those with text, those with text on this page, those that may go on.
    `lines_before` and `lines` are how many lines the cell before and this one have on
    this page, `allowed` is how far apart they may stand. `penalty` is the part of the
    score that cells have lost for standing where they cannot; it is given back if a page
    splits the row (`split_by_page`), where `groups` are compared at the row's end instead.
    `penalised` says that this cell has lost score, so that the next does not for the same
    fault; `words` are those of the cell so far.
    """

    score: float
    column: int
    part: CellPart | None
    number_seen: bool
    filled: int
    on_page: int
    open: int
    row: int
    parent: "RowState | None"
    lines_before: int = 0
    lines: int = 0
    allowed: DistanceRange = ANY_DISTANCE
    penalty: float = 0.0
    split_by_page: bool = False
    penalised: bool = False
    words: str = ""
    groups: tuple[LineGroup, ...] = ()

    def key(self) -> _Key:
        """Return what the state's future depends on."""
        return (
            self.column,
            self.part.start if self.part else 0,
            self.number_seen,
            self.filled,
            self.on_page,
            self.open,
            self.groups if self.split_by_page else (),
            min(self.lines_before, _MOST_LINES),
            min(self.lines, _MOST_LINES),
            self.allowed,
            self.split_by_page,
            self.penalised,
        )

    def penalise(self, score: float) -> None:
        """Take in the score (below 0) of a cell that cannot stand where it does."""
        self.score += score
        self.penalty += score


def first_state() -> RowState:
    """Return the state before any text."""
    return RowState(0.0, START, None, True, 0, 0, 0, -1, None)


def continue_row(
    state: RowState, part: CellPart, column: int, gain: float, *, may_continue: bool
) -> RowState:
    """Return a state with a part added to the same row; `gain` is its score."""
    bit = 1 << column if column >= 0 else 0
    return RowState(
        state.score + gain,
        column,
        part,
        state.number_seen,
        state.filled | bit,
        state.on_page | bit,
        state.open | bit if may_continue else state.open & ~bit,
        state.row,
        state,
        words=state.words + part.words if column == state.column else part.words,
    )


def begin_row(
    state: RowState,
    part: CellPart,
    column: int,
    gain: float,
    *,
    may_continue: bool = False,
    number_seen: bool,
) -> RowState:
    """Return a state with a part that begins a row; `gain` is its score.

    `number_seen` also says that the row has no number to come.
    """
    bit = 1 << column if column >= 0 else 0
    return RowState(
        state.score + gain,
        column,
        part,
        number_seen,
        bit,
        bit,
        bit if may_continue else 0,
        state.row + 1,
        state,
        lines=1,
        words=part.words,
        groups=(LineGroup(column, 0, 1, ANY_DISTANCE),),
    )


def assignments_of(state: RowState | None) -> list[Assignment]:
    """Return the parts on the way to a state, in the lines' order."""
    found: list[Assignment] = []
    while state is not None and state.part is not None:
        found.append(Assignment(state.part, state.row, state.column))
        state = state.parent
    return found[::-1]
