"""The best assignment of fields to a table's columns, all columns at once.

What belongs here: the search and its margins. What does not: what one column's odds
are (`scores`).
"""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.plan_columns.scores import Odds
from extractors.plan_vocabulary.fields import FIELDS, Field

MOST_COLUMNS = 40  # of a table that may be a plan
HOPELESS = -3.0  # log-odds (1 to 20) below which a column is not tried as anything but the name

_BITS = {field: 1 << place for place, field in enumerate(FIELDS)}
_IMPOSSIBLE = float("-inf")


class Assignment(NamedTuple):
    """A field or None for each column, and the sum of their log-odds."""

    fields: tuple[Field | None, ...]
    odds: float


def best_assignment(odds: Sequence[Odds], joined: Sequence[bool]) -> Assignment | None:
    """Return the assignment with the greatest sum of log-odds, one column being the name.

    A field is held by one column, or by neighbours of which all but the first are
    `joined` to the one before them, because one title covers them. None for a table
    without columns, or with too many.
    """
    if not 0 < len(odds) <= MOST_COLUMNS:
        return None
    return _search(odds, joined, None)


def margins(odds: Sequence[Odds], joined: Sequence[bool], best: Assignment) -> tuple[float, ...]:
    """Return for each column what the sum loses when it must hold anything but its field."""
    return tuple(best.odds - _without(odds, joined, at, best.fields[at]) for at in range(len(odds)))


def _without(odds: Sequence[Odds], joined: Sequence[bool], at: int, field: Field | None) -> float:
    other = _search(odds, joined, (at, field))
    return other.odds if other else _IMPOSSIBLE


_Key = tuple[int, Field | None]  # the fields used, and the last column's if the next may share it


def _search(
    odds: Sequence[Odds], joined: Sequence[bool], banned: tuple[int, Field | None] | None
) -> Assignment | None:
    """Go through the columns, keeping the best way to each set of fields that is used."""
    states: dict[_Key, Assignment] = {(0, None): Assignment((), 0.0)}
    for at, column in enumerate(odds):
        may_share = at + 1 < len(odds) and joined[at + 1]
        choices = [f for f in _choices(column) if (at, f) != banned]
        following: dict[_Key, Assignment] = {}
        for (used, last), state in states.items():
            for field in choices:
                bit = _BITS[field] if field else 0
                if used & bit and not (joined[at] and field == last):
                    continue
                total = state.odds + (column[field] if field else 0.0)
                key = used | bit, field if may_share else None
                if key not in following or following[key].odds < total:
                    following[key] = Assignment((*state.fields, field), total)
        states = following
    named = [state for (used, _), state in states.items() if used & _BITS["name"]]
    return max(named, key=lambda state: state.odds, default=None)


def _choices(column: Odds) -> list[Field | None]:
    return [None, *(f for f in FIELDS if column[f] > HOPELESS or f == "name")]
