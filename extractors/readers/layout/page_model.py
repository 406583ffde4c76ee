"""A page as all finders of grids see it: words with their places, and rules where there are any.

What belongs here: that model, in points from the top left, whatever it was made
from (a PDF's drawing, recognised letters, a laid-out dump). What does not: how it
is made (the readers), and what is found in it (`grid`, `alignment`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

_ASCENT, _DESCENT = 0.75, 0.25  # of the size: how far letters reach from the baseline
_SAME_BASELINE = 0.25  # of the size: how far apart words of one line may stand


class Rule(NamedTuple):
    """A horizontal (`at` is y) or vertical (`at` is x) line from `start` to `end`."""

    at: float
    start: float
    end: float


class Word(NamedTuple):
    """A word between its left and right edge, on its baseline."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float

    @property
    def top(self) -> float:
        """Where its letters begin."""
        return self.baseline - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Where its letters end."""
        return self.baseline + _DESCENT * self.size

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class PageModel:
    """A page of `width` by `height`: its words and its rules."""

    width: float
    height: float
    words: Sequence[Word]
    horizontals: Sequence[Rule] = ()
    verticals: Sequence[Rule] = ()


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Group words by baseline, from the top down, each line from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.baseline, w.x0)):
        near = lines and word.baseline - lines[-1][0].baseline <= _SAME_BASELINE * word.size
        if near:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word.x0) for line in lines]
