"""Cutting a passage's text at the values found in it, so that each can be marked.

What belongs here: pure text arithmetic. What does not: HTML and queries.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

HIT = "hit"  # the kind of mark of a word that was searched for


class Mark(NamedTuple):
    """A value found at `start:end` of a text; `kind` is its table, `row_id` its key."""

    start: int
    end: int
    kind: str
    row_id: str
    label: str = ""


class Segment(NamedTuple):
    """A run of text under the same marks, the innermost first; `starts` names those it begins."""

    text: str
    marks: tuple[Mark, ...]
    starts: tuple[Mark, ...]

    @property
    def link(self) -> Mark | None:
        """The innermost mark that leads to a row."""
        return next((mark for mark in self.marks if mark.kind != HIT), None)

    @property
    def is_hit(self) -> bool:
        """Whether it is a word that was searched for."""
        return any(mark.kind == HIT for mark in self.marks)


def segments(text: str, marks: Iterable[Mark]) -> Iterator[Segment]:
    """Cut `text` at the ends of `marks`; joined again, the pieces are the text."""
    ordered = sorted(m for m in marks if 0 <= m.start < m.end <= len(text))
    cuts = sorted({0, len(text), *(m.start for m in ordered), *(m.end for m in ordered)})
    for start, end in pairwise(cuts):
        covering = [m for m in ordered if m.start < end and start < m.end]
        covering.sort(key=lambda m: m.end - m.start)
        yield Segment(
            text=text[start:end],
            marks=tuple(covering),
            starts=tuple(m for m in covering if m.start == start),
        )
