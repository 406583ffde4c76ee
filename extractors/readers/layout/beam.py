"""A beam: of many ways to read a text up to a point, the few best that differ in what matters.

What belongs here: which states of a search are worth keeping. What does not: how a
search goes on from one to the next, and what that scores (such as `dump.plan.align`).
"""

from collections.abc import Hashable
from math import inf
from typing import Generic, Protocol, TypeVar


class SearchState(Protocol):
    """A way to read a text up to some point; the higher the score, the better."""

    @property
    def score(self) -> float:
        """Log-odds of what has been read so far."""
        ...

    def key(self) -> Hashable:
        """Return what the state's future depends on; of states that agree in it one is kept."""
        ...


S = TypeVar("S", bound=SearchState)


class Beam(Generic[S]):
    """The states of a search at one point of the text.

    Of states with one key the best is kept, of these the `width` best, and only those
    whose score is less than `margin` below the best one's.
    """

    __slots__ = ("_margin", "_states", "_top", "_width", "floor")

    def __init__(self, width: int, margin: float) -> None:
        self._width, self._margin = width, margin
        self._states: dict[Hashable, S] = {}
        self._top = -inf
        self.floor = -inf  # a score that is not above it is not worth adding

    def __bool__(self) -> bool:
        return bool(self._states)

    def add(self, state: S) -> None:
        """Keep a state if it is worth it."""
        score = state.score
        if score <= self.floor:
            return
        key = state.key()
        known = self._states.get(key)
        if known is None or known.score < score:
            self._states[key] = state
            if score > self._top:
                self._top = score
                self.floor = score - self._margin

    def best(self) -> list[S]:
        """Return the states that are kept, best first."""
        good = [state for state in self._states.values() if state.score > self.floor]
        return sorted(good, key=lambda state: -state.score)[: self._width]
