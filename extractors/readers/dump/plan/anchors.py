"""Row numbers of a plan: which of the numbers at the beginning of lines they are.

What belongs here: the longest believable chain of numbers. What does not: the
rows themselves (`align`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from extractors.readers.dump.plan.geometry import LINE, gap_between
from extractors.readers.dump.plan.tokens import TableLine, row_number

_ALONE_IN_BLOCK, _ALONE, _DOTTED, _AT_BLOCK = 3.0, 2.0, 1.5, 0.7
_GAP = -4.0  # a number left out
_STEP = 0.3  # for each number left out
_RESTART = -3.0
_LEVELS, _LINES = 4, 3  # of a number, at most
_NUMERIC = re.compile(r"[\d.]+")
_REACH = 40  # candidates that a number looks back over

Number = tuple[int, ...]


class Anchor(NamedTuple):
    """A row's number, and on how many lines a narrow column has broken it."""

    number: Number
    lines: int = 1


class _Candidate(NamedTuple):
    at: int
    anchor: Anchor
    weight: float


def find_anchors(lines: Sequence[TableLine]) -> dict[int, Anchor]:
    """Return the lines, by index, that begin with a row's number, and these numbers."""
    candidates = [c for index in range(len(lines)) for c in _candidates(index, lines)]
    scores: list[float] = []
    before: list[int] = []
    for at, candidate in enumerate(candidates):
        number = candidate.anchor.number
        links = [
            (scores[other] + _succession(candidates[other].anchor.number, number), other)
            for other in range(max(0, at - _REACH), at)
            if candidates[other].at + candidates[other].anchor.lines <= candidate.at
        ]
        score, previous = max(links, default=(-inf, -1))
        first = _GAP * min(3, sum(number) - len(number))
        if first >= score:
            score, previous = first, -1
        scores.append(score + candidate.weight)
        before.append(previous)
    end = max(range(len(candidates)), key=lambda at: scores[at], default=-1)
    return _chain(candidates, before, end)


def part_numbers(lines: Sequence[TableLine]) -> tuple[list[TableLine], dict[int, Anchor]]:
    """Find the anchors, and part lines that hold the end of a row and the number of the next.

    The number of a row stands left of the cell before it: where both share a line,
    a stripper leaves no space between them. Only a number that the others miss is
    looked for.
    """
    parted = list(lines)
    while True:
        anchors = find_anchors(parted)
        for (start, before), (end, after) in pairwise(anchors.items()):
            place = _glued_number(parted[start:end], before.number, after.number)
            if place:
                at, cut = start + place[0], place[1]
                parted[at : at + 1] = parted[at].parted(cut)
                break
        else:
            return parted, anchors


def _glued_number(
    lines: Sequence[TableLine], before: Number, after: Number
) -> tuple[int, int] | None:
    """Where the number after `before` is glued to a word, if it is not `after`: line, offset."""
    following = (*before[:-1], before[-1] + 1)
    if after <= following:
        return None
    pattern = re.compile(rf"(?<=[^\s.\d]){'[.]'.join(map(str, following))}[.]?(?!\S)")
    found = ((at, pattern.search(line.line.raw)) for at, line in enumerate(lines))
    return next(((at, match.start()) for at, match in found if match), None)


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


def _candidates(index: int, lines: Sequence[TableLine]) -> Iterator[_Candidate]:
    """What a line may begin with: a number, whole or on several lines of a narrow column."""
    text = ""
    for end in range(index, min(index + _LINES, len(lines))):
        if end > index and lines[end].line.blanks:
            return
        number = row_number(text + lines[end].tokens[0].text)
        if number:
            yield from _weighed(index, end, Anchor(number, end - index + 1), lines)
        text += "".join(token.text for token in lines[end].tokens)
        if not _NUMERIC.fullmatch(text):
            return


def _weighed(
    index: int, end: int, anchor: Anchor, lines: Sequence[TableLine]
) -> Iterator[_Candidate]:
    """A number on lines `index` to `end` with what speaks for it, if enough does."""
    if len(anchor.number) > _LEVELS or 0 in anchor.number:
        return
    line, last = lines[index], lines[end]
    alone = len(last.tokens) == 1
    head = index == 0 or gap_between(lines[index - 1].line, line.line) != LINE
    tail = end + 1 == len(lines) or lines[end + 1].line.blanks > 0
    dotted = last.tokens[0].text.endswith(".")
    weight = _DOTTED * dotted + _AT_BLOCK * head
    weight += (_ALONE_IN_BLOCK if head and tail else _ALONE) if alone else 0.0
    if weight >= _AT_BLOCK:
        yield _Candidate(index, anchor, weight)


def _chain(candidates: Sequence[_Candidate], before: Sequence[int], end: int) -> dict[int, Anchor]:
    chain: dict[int, Anchor] = {}
    while end >= 0:
        chain[candidates[end].at] = candidates[end].anchor
        end = before[end]
    return dict(sorted(chain.items()))
