"""Row numbers of a plan: which of the numbers at the beginning of lines they are.

What belongs here: the longest believable chain of numbers. What does not: the
rows themselves (`align`).
"""

from collections.abc import Sequence
from typing import NamedTuple

from extractors.readers.dump.plan.tokens import TableLine

_ALONE_IN_BLOCK, _ALONE, _DOTTED, _AT_BLOCK = 3.0, 2.0, 1.5, 0.7
_GAP = -4.0  # a number left out
_RESTART = -3.0

Number = tuple[int, ...]


class _Candidate(NamedTuple):
    at: int
    number: Number
    weight: float


def find_anchors(lines: Sequence[TableLine]) -> dict[int, Number]:
    """Return the lines, by index, that begin with a row's number, and these numbers."""
    candidates = [c for c in map(_candidate, range(len(lines)), [lines] * len(lines)) if c]
    scores: list[float] = []
    before: list[int] = []
    latest: dict[Number, int] = {}
    best_end = -1
    for position, candidate in enumerate(candidates):
        score, previous = _first(candidate), -1
        for number, cost in _predecessors(candidate.number):
            other = latest.get(number, -1)
            if other >= 0 and scores[other] + cost + candidate.weight > score:
                score, previous = scores[other] + cost + candidate.weight, other
        if candidate.number in ((1,), (1, 1)) and best_end >= 0:
            restarted = scores[best_end] + _RESTART + candidate.weight
            if restarted > score:
                score, previous = restarted, best_end
        scores.append(score)
        before.append(previous)
        held = latest.get(candidate.number, -1)
        if held < 0 or scores[held] < score:
            latest[candidate.number] = position
        if best_end < 0 or score > scores[best_end]:
            best_end = position
    return _chain(candidates, before, best_end)


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


def _first(candidate: _Candidate) -> float:
    """Score of a chain that begins here: best at 1, worse the later."""
    return candidate.weight + _GAP * min(3, sum(candidate.number) - len(candidate.number))


def _predecessors(number: Number) -> list[tuple[Number, float]]:
    """Numbers that may come before `number`, with the cost."""
    *head, last = number
    out: list[tuple[Number, float]] = []
    if last > 1:
        out.append(((*head, last - 1), 0.0))
    if last > 2:
        out.append(((*head, last - 2), _GAP))
    if last == 1 and head:
        out.append((tuple(head), 0.0))
        out += [((*head[:-1], head[-1] - 1, n), 0.0) for n in range(1, 40) if head[-1] > 1]
    if last > 1 and not head:
        out += [((last - 1, n), 0.0) for n in range(1, 40)]
    return out


def _chain(candidates: Sequence[_Candidate], before: Sequence[int], end: int) -> dict[int, Number]:
    chain: dict[int, Number] = {}
    while end >= 0:
        chain[candidates[end].at] = candidates[end].number
        end = before[end]
    return dict(sorted(chain.items()))
