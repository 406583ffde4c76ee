"""Where the lines of a header's titles stand.

A header's row may have two parts: titles over several columns stand in its upper part,
those under them in its lower part and are printed last, all others stand over both.

What belongs here: how far apart lines of titles stand, and the score of the gaps between
them. What does not: which titles there are (`header_search`). Scores are log-odds, 0 for
what the printer model expects.
"""

from collections.abc import Sequence
from enum import IntEnum
from itertools import pairwise
from typing import NamedTuple

from extractors.readers.dump.lines import DumpLine
from extractors.readers.dump.plan.printer.distances import (
    BLANK,
    INLINE,
    LINE,
    PAGE,
    DistanceRange,
    GapDistances,
    distance_range,
    first_line_at,
    gap_between,
)
from extractors.text.spacing import width_unspaced

# Half lines. Fractions, since the padding of cells shifts titles of the header's parts.
_PADDING = 0.45  # above and below a cell's text
_DISTANCES = GapDistances(
    inline=DistanceRange(0.0, 1.1),
    line=DistanceRange(1.3, 2.6),
    blank=DistanceRange(1.3, 99.0),
    after_blank=DistanceRange(2.4, 99.0),
)

# Log-odds, by hand: what the model forbids happens, since printers round and kern.
_PER_HALF_LINE = -1.6  # each half line that titles stand too near or too far
_NO_BLANK = -1.0  # a blank line is missing that a step to one side should leave
_NEEDLESS_BLANK = -2.2  # a blank line that nothing explains
_UNSPACED = -3.0  # no space between titles on one line, though none begins a lower part
_SPACED = -1.5  # a space before the first title of the lower part, which usually has none

_MOST_HALF_LINES = 2.0  # half lines; farther off is no worse, the model is wrong then anyway

# Ems by which the second of two centred lines is narrower, from which on it begins to one
# side of the first: a line's end tells less, since its last space is not printed.
_NARROWER, _WIDER = 1.0, -0.5


class HeaderLevel(IntEnum):
    """The part of the header that a title stands in."""

    WHOLE = 0
    UPPER = 1
    LOWER = 2


class TitlePosition(NamedTuple):
    """A title's part of the header, and how many lines it has."""

    level: HeaderLevel
    lines: int


class PrintStyle(NamedTuple):
    """How a header is printed.

    `vertically_centred` titles stand in the middle of their row, others at its top;
    `lines_centred` says that each line stands in the middle of its column.
    """

    vertically_centred: bool
    lines_centred: bool


class WordGap(NamedTuple):
    """What lies between two words: INLINE, LINE or BLANK, or PAGE where that tells nothing.

    `after_blank` says that the first one's line follows a blank line, `unspaced` that no
    space parts the words.
    """

    kind: int
    after_blank: bool = False
    unspaced: bool = False


NO_EVIDENCE = WordGap(PAGE)  # a page break or an empty paragraph


def word_gap(before: DumpLine, after: DumpLine, *, unspaced: bool) -> WordGap:
    """Return the gap between neighbouring words on these lines."""
    kind = gap_between(before, after)
    if kind == INLINE:
        return WordGap(INLINE, unspaced=unspaced)
    if after.empty_paragraph_before or kind == PAGE:
        return NO_EVIDENCE
    return WordGap(kind, after_blank=before.blank_lines > 0)


def position_score(
    gap: WordGap,
    before: TitlePosition,
    after: TitlePosition,
    heights: tuple[float, float],
    style: PrintStyle,
) -> float:
    """Return the log-odds of a gap between two titles that stand where they do.

    `heights` are those of the header's upper and lower part.
    """
    if gap.kind == PAGE:
        return 0.0
    allowed = distance_range(gap.kind, _DISTANCES, after_blank=gap.after_blank)
    last_line = _title_at(before, heights, style) + 2 * (before.lines - 1)
    distance = abs(_title_at(after, heights, style) - last_line)
    off = max(allowed.least - distance, distance - allowed.most, 0.0)
    return _gap_score(gap, before, after) + _PER_HALF_LINE * min(off, _MOST_HALF_LINES)


def _gap_score(gap: WordGap, before: TitlePosition, after: TitlePosition) -> float:
    """Return the log-odds of a gap's spaces and blank lines, whatever the distance."""
    if gap.kind == LINE:
        return 0.0 if gap.after_blank else _NO_BLANK
    if gap.kind != INLINE:
        return 0.0
    begins_lower = before.level != HeaderLevel.LOWER and after.level == HeaderLevel.LOWER
    if begins_lower:
        return 0.0 if gap.unspaced else _SPACED
    return _UNSPACED if gap.unspaced else 0.0


def _title_at(title: TitlePosition, heights: tuple[float, float], style: PrintStyle) -> float:
    """Return where a title's first line stands, in half lines below the header's top."""
    upper, lower = heights
    top, height = ((0.0, upper + lower), (0.0, upper), (upper, lower))[title.level]
    return first_line_at(title.lines, centred=style.vertically_centred, top=top, height=height)


def part_heights(titles: Sequence[TitlePosition]) -> tuple[float, float]:
    """Return the heights, in half lines, of a header's upper and lower part."""
    whole, upper, lower = (
        height_of(max((title.lines for title in titles if title.level == level), default=0))
        for level in HeaderLevel
    )
    return upper, max(lower, whole - upper)


def height_of(lines: int) -> float:
    """Return the height, in half lines, of a cell with so many lines."""
    return 2 * lines + 2 * _PADDING


def line_break_score(
    lines: Sequence[tuple[DumpLine, str]], style: PrintStyle, *, shares_first_line: bool
) -> float:
    """Return the log-odds of the gaps between a title's own lines.

    `shares_first_line` says that another title stands before this one on its first line.
    """
    return sum(
        _own_gap_score(
            word_gap(line, following, unspaced=False),
            to_one_side=(shares_first_line and at == 0)
            or (style.lines_centred and _begins_aside(text, below)),
        )
        for at, ((line, text), (following, below)) in enumerate(pairwise(lines))
    )


def _own_gap_score(gap: WordGap, *, to_one_side: bool) -> float:
    """Return the log-odds of a gap inside a title; a step `to_one_side` leaves a blank line."""
    blank_expected = to_one_side and not gap.after_blank
    if gap.kind == LINE and blank_expected:
        return _NO_BLANK
    return _NEEDLESS_BLANK if gap.kind == BLANK and not blank_expected else 0.0


def _begins_aside(text: str, below: str) -> bool:
    """Whether the second of two centred lines begins to one side of the first."""
    narrower = width_unspaced(text) - width_unspaced(below)
    return narrower > _NARROWER or narrower < _WIDER
