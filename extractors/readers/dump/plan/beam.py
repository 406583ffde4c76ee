"""Ways to read the first lines of a table: a state for each, a beam of the best.

What belongs here: states, which of them are worth keeping, how one goes on to
the next. What does not: what a step costs (`align`).
"""

from dataclasses import dataclass
from math import inf
from typing import NamedTuple

from extractors.readers.dump.plan.geometry import FREE, Run, Seam
from extractors.readers.dump.plan.tokens import Part

SECTION, OUTSIDE, START = -1, -2, -3  # columns of what is in none

_BEAM = 24
_HORIZON = 11.0  # how much worse than the best a state may be
_MOST_LINES = 6  # of a cell; more make no difference to how the next stands


class Assignment(NamedTuple):
    """A part of a line given to a place: `row` counts all rows from 0, sections included."""

    part: Part
    row: int
    column: int


_Key = tuple[int, int, bool, int, int, int, tuple[Run, ...], int, int, Seam, bool, bool]


@dataclass(slots=True)
class State:
    """A way to read the lines so far.

    `column` is where the last part stands, `part` that part; `seen` says that
    the row's number has come; `filled` and `here` are bit sets of the row's
    columns, on all pages and on this page, `open` of those that may go on.
    `before` and `lines` are how many lines the cell before and this one have on
    this page, `seam` is what parts them. `misfit` is the part of the score that
    says how badly the row's lines stand; it falls away if a page cuts the row, as
    `cut` says, where `runs` are held against one another at the row's end instead.
    `askew` says that this cell was blamed, so that the next is not; `words` are
    those of the cell so far.
    """

    score: float
    column: int
    part: Part | None
    seen: bool
    filled: int
    here: int
    open: int
    row: int
    parent: "State | None"
    before: int = 0
    lines: int = 0
    seam: Seam = FREE
    misfit: float = 0.0
    cut: bool = False
    askew: bool = False
    words: str = ""
    runs: tuple[Run, ...] = ()

    def key(self) -> _Key:
        """States that agree in this have the same future."""
        start = self.part.start if self.part else 0
        lines = min(self.lines, _MOST_LINES)
        stand = (min(self.before, _MOST_LINES), lines, self.seam, self.cut, self.askew)
        return (
            self.column,
            start,
            self.seen,
            self.filled,
            self.here,
            self.open,
            self.runs if self.cut else (),
            *stand,
        )


class Wave:
    """States at one point of the text: of those with the same future the best, in a beam."""

    def __init__(self) -> None:
        self.states: dict[_Key, State] = {}
        self.top = -inf
        self.floor = -inf

    def add(self, state: State) -> None:
        """Take in a state if it is worth it."""
        if state.score <= self.floor:
            return
        key = state.key()
        held = self.states.get(key)
        if held is None or held.score < state.score:
            self.states[key] = state
            if state.score > self.top:
                self.top = state.score
                self.floor = self.top - _HORIZON

    def best(self) -> list[State]:
        """The beam, best first."""
        good = [state for state in self.states.values() if state.score > self.floor]
        return sorted(good, key=lambda state: -state.score)[:_BEAM]


def step(state: State, part: Part, column: int, gain: float, may_go_on: bool) -> State:
    """Go on in the same row."""
    bit = 1 << column if column >= 0 else 0
    return State(
        state.score + gain,
        column,
        part,
        state.seen,
        state.filled | bit,
        state.here | bit,
        state.open | bit if may_go_on else state.open & ~bit,
        state.row,
        state,
        words=state.words + part.words if column == state.column else part.words,
    )


def open_row(state: State, part: Part, column: int, gain: float, may_go_on: bool) -> State:
    """Begin a row, without its number."""
    bit = 1 << column if column >= 0 else 0
    going = bit if may_go_on else 0
    return State(
        state.score + gain,
        column,
        part,
        False,
        bit,
        bit,
        going,
        state.row + 1,
        state,
        lines=1,
        words=part.words,
        runs=(Run(column, 0, 1, FREE),),
    )


def with_number(state: State) -> State:
    """Mark that the row's number has come, or that it has none."""
    state.seen = True
    return state


def trace(state: State | None) -> list[Assignment]:
    """The parts along the way to a state."""
    out: list[Assignment] = []
    while state is not None and state.part is not None:
        out.append(Assignment(state.part, state.row, state.column))
        state = state.parent
    return out[::-1]
