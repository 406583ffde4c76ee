"""Row numbers of a plan: which of the numbers at the beginning of lines they are.

What belongs here: the likeliest chain of numbers. What does not: the rows
themselves (`align`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from extractors.readers.dump.plan.printer.distances import LINE, gap_between
from extractors.readers.dump.plan.tokens import TableLine, parse_row_number

# Log-odds, by hand, that digits are a row's number.
_ALONE_IN_BLOCK = 3.0  # nothing else stands between two blank lines
_ALONE = 2.0  # nothing else stands on the line
_DOTTED = 1.5  # a full stop follows
_AT_BLOCK = 0.7  # a blank line stands before it; what has less than that is none

# Log-odds, by hand, that one number follows another.
_SKIPPED = -4.0  # a number is left out between them
_PER_SKIPPED = 0.3  # what each number left out costs on top
_RESTART = -3.0  # it counts from 1 again

_MOST_MISSING = 3  # numbers missing before the first; more make it no less likely
_MOST_LEVELS = 4  # of a number: "1.2.3.4"
_MOST_LINES = 3  # on which a narrow column may break a number
_REACH = 40  # candidates that a number looks back over
_NUMERIC = re.compile(r"[\d.]+")

Number = tuple[int, ...]


class RowNumber(NamedTuple):
    """A row's number, and on how many lines a narrow column has broken it."""

    number: Number
    lines: int = 1


class _Candidate(NamedTuple):
    """A number that line `at` begins with, and the log-odds that it is a row's."""

    at: int
    row_number: RowNumber
    score: float


def find_row_numbers(lines: Sequence[TableLine]) -> dict[int, RowNumber]:
    """Return the lines, by index, that begin with a row's number, and these numbers."""
    candidates = [c for index in range(len(lines)) for c in _candidates(index, lines)]
    scores: list[float] = []
    before: list[int] = []
    for at, candidate in enumerate(candidates):
        number = candidate.row_number.number
        links = [
            (
                scores[other] + _succession_score(candidates[other].row_number.number, number),
                other,
            )
            for other in range(max(0, at - _REACH), at)
            if candidates[other].at + candidates[other].row_number.lines <= candidate.at
        ]
        score, previous = max(links, default=(-inf, -1))
        first = _SKIPPED * min(_MOST_MISSING, sum(number) - len(number))
        if first >= score:
            score, previous = first, -1
        scores.append(score + candidate.score)
        before.append(previous)
    end = max(range(len(candidates)), key=lambda at: scores[at], default=-1)
    return _chain_ending_at(candidates, before, end)


def split_off_numbers(lines: Sequence[TableLine]) -> tuple[list[TableLine], dict[int, RowNumber]]:
    """Return the lines, split where a row's end and the next number share one, and the numbers.

    The number of a row stands left of the cell before it: where both share a line, the
    text extractor leaves no space between them. Only a number that the others miss is
    looked for.
    """
    split = list(lines)
    while True:
        row_numbers = find_row_numbers(split)
        for (start, before), (end, after) in pairwise(row_numbers.items()):
            place = _glued_number(split[start:end], before.number, after.number)
            if place:
                at, offset = start + place[0], place[1]
                split[at : at + 1] = split[at].split_at(offset)
                break
        else:
            return split, row_numbers


def _glued_number(
    lines: Sequence[TableLine], before: Number, after: Number
) -> tuple[int, int] | None:
    """Return where the number that should follow `before` is run into a word: line, offset.

    None if it does not, or if `after`, the next that was found, is that number.
    """
    following = (*before[:-1], before[-1] + 1)
    if after <= following:
        return None
    pattern = re.compile(rf"(?<=[^\s.\d]){'[.]'.join(map(str, following))}[.]?(?!\S)")
    found = ((at, pattern.search(line.line.raw)) for at, line in enumerate(lines))
    return next(((at, match.start()) for at, match in found if match), None)


def _succession_score(before: Number, after: Number) -> float:
    """Return the log-odds that one number follows another: 0 if it is the next."""
    if all(part == 1 for part in after) and before >= after:
        return _RESTART
    if after <= before:
        return -inf
    shared = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    if shared is None:  # "2." and "2.1."
        return 0.0 if all(part == 1 for part in after[len(before) :]) else _SKIPPED
    steps = after[shared] - before[shared]
    next_one = steps == 1 and all(part == 1 for part in after[shared + 1 :])
    return 0.0 if next_one else _SKIPPED - _PER_SKIPPED * min(steps, _REACH)


def _candidates(index: int, lines: Sequence[TableLine]) -> Iterator[_Candidate]:
    """Yield what a line may begin with: a number, whole or on several lines of a narrow column."""
    text = ""
    for end in range(index, min(index + _MOST_LINES, len(lines))):
        if end > index and lines[end].line.blank_lines:
            return
        number = parse_row_number(text + lines[end].tokens[0].text)
        if number:
            yield from _scored_candidate(index, end, RowNumber(number, end - index + 1), lines)
        text += "".join(token.text for token in lines[end].tokens)
        if not _NUMERIC.fullmatch(text):
            return


def _scored_candidate(
    index: int, end: int, row_number: RowNumber, lines: Sequence[TableLine]
) -> Iterator[_Candidate]:
    """Yield a number on lines `index` to `end` with its log-odds, if they are high enough."""
    if len(row_number.number) > _MOST_LEVELS or 0 in row_number.number:
        return
    line, last = lines[index], lines[end]
    alone = len(last.tokens) == 1
    head = index == 0 or gap_between(lines[index - 1].line, line.line) != LINE
    tail = end + 1 == len(lines) or lines[end + 1].line.blank_lines > 0
    dotted = last.tokens[0].text.endswith(".")
    score = _DOTTED * dotted + _AT_BLOCK * head
    score += (_ALONE_IN_BLOCK if head and tail else _ALONE) if alone else 0.0
    if score >= _AT_BLOCK:
        yield _Candidate(index, row_number, score)


def _chain_ending_at(
    candidates: Sequence[_Candidate], before: Sequence[int], end: int
) -> dict[int, RowNumber]:
    chain: dict[int, RowNumber] = {}
    while end >= 0:
        chain[candidates[end].at] = candidates[end].row_number
        end = before[end]
    return dict(sorted(chain.items()))
