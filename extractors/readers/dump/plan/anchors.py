"""Row numbers of a plan: which of the numbers at the beginning of lines they are.

What belongs here: the longest believable chain of numbers. What does not: the
rows themselves (`align`).
"""

from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from extractors.readers.dump.plan.tokens import TableLine

_ALONE_IN_BLOCK, _ALONE, _DOTTED, _AT_BLOCK = 3.0, 2.0, 1.5, 0.7
_GAP = -4.0  # a number left out
_STEP = 0.3  # for each number left out
_RESTART = -3.0
_REACH = 40  # candidates that a number looks back over

Number = tuple[int, ...]


class _Candidate(NamedTuple):
    at: int
    number: Number
    weight: float


def find_anchors(lines: Sequence[TableLine]) -> dict[int, Number]:
    """Return the lines, by index, that begin with a row's number, and these numbers."""
    found = (_candidate(index, lines) for index in range(len(lines)))
    candidates = [candidate for candidate in found if candidate]
    scores: list[float] = []
    before: list[int] = []
    for at, candidate in enumerate(candidates):
        links = [
            (scores[other] + _succession(candidates[other].number, candidate.number), other)
            for other in range(max(0, at - _REACH), at)
        ]
        score, previous = max(links, default=(-inf, -1))
        first = _GAP * min(3, sum(candidate.number) - len(candidate.number))
        if first >= score:
            score, previous = first, -1
        scores.append(score + candidate.weight)
        before.append(previous)
    end = max(range(len(candidates)), key=lambda at: scores[at], default=-1)
    return _chain(candidates, before, end)


def _succession(before: Number, after: Number) -> float:
    """What it costs that one number follows another: nothing if it is the next."""
    if all(part == 1 for part in after) and before >= after:
        return _RESTART
    if after <= before:
        return -inf
    shared = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    if shared is None:  # "2." and "2.1."
        return 0.0 if all(part == 1 for part in after[len(before) :]) else _GAP
    steps = after[shared] - before[shared]
    next_one = steps == 1 and all(part == 1 for part in after[shared + 1 :])
    return 0.0 if next_one else _GAP - _STEP * min(steps, _REACH)


def _candidate(index: int, lines: Sequence[TableLine]) -> _Candidate | None:
    line = lines[index]
    if line.number is None or len(line.number) > 4 or 0 in line.number:
        return None
    alone = len(line.tokens) == 1
    head = line.line.blanks > 0 or index == 0 or line.line.page != lines[index - 1].line.page
    tail = index + 1 == len(lines) or lines[index + 1].line.blanks > 0
    dotted = line.line.raw[line.tokens[0].start : line.tokens[0].end].endswith(".")
    weight = _DOTTED * dotted + _AT_BLOCK * head
    weight += (_ALONE_IN_BLOCK if head and tail else _ALONE) if alone else 0.0
    return _Candidate(index, line.number, weight) if weight >= _AT_BLOCK else None


def _chain(candidates: Sequence[_Candidate], before: Sequence[int], end: int) -> dict[int, Number]:
    chain: dict[int, Number] = {}
    while end >= 0:
        chain[candidates[end].at] = candidates[end].number
        end = before[end]
    return dict(sorted(chain.items()))
