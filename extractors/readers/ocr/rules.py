"""The ruling lines that a picture shows: long thin strokes across and down.

What belongs here: from a grey picture to strokes in its pixels, and which of those are the
rules of a table. What does not: grids (`extractors.readers.layout.grid`), and straightening
the picture by them (`straight`).
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]  # grey, row by row

# In inches, of a picture that shows a page of usual size.
_SHORTEST = 0.27  # a stroke: letters of headings and dashes are shorter
_THICKEST = 0.06  # what is thicker is an edge of the paper, a shadow or a bar
_PIECE = 0.13  # of a stroke without gaps: serifs of neighbouring letters are shorter
_GAP = 0.06  # ink that is missing in a stroke
_LONG = 0.8  # a stroke that is a rule wherever it ends
CORNER = 0.12  # between rules that are meant to meet
_NEAR = 0.06  # to the edge of a cell
_THIN = 6.0  # times as long as thick is what is left of a rule
_LEFT_OVER, _LEFT_AT_EDGE = 0.25, 0.08  # how long that is, and how long at an edge
_BRUSH = 0.025  # what paints over a stroke
_MARGIN = 0.01  # share of the page: what lies on its edge is the edge of the paper
_NEIGHBOURHOOD = 0.16  # in which ink is darker than paper
_DARKER = 12  # grey levels


class Stroke(NamedTuple):
    """A line across or down in pixels, from `start` to `end` at the height or place `at`.

    `slope` is how much `at` grows a pixel.
    """

    at: float
    start: float
    end: float
    slope: float


class Strokes(NamedTuple):
    """The strokes of a picture, each way."""

    across: list[Stroke]
    down: list[Stroke]


def ink_of(picture: Picture, dots: float) -> Picture:
    """Return where a grey picture of `dots` an inch has ink: 255, whatever the shade around."""
    import cv2

    size = 2 * int(_NEIGHBOURHOOD * dots / 2) + 1
    how = cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV
    return np.asarray(cv2.adaptiveThreshold(picture, 255, *how, size, _DARKER), np.uint8)


def find_strokes(ink: Picture, dots: float) -> Strokes:
    """Find the strokes in a picture's ink, of `dots` an inch; lines may lean by some 3 %."""
    flat = _opened(ink, dots)
    steep = _opened(np.ascontiguousarray(ink.T), dots)
    return Strokes(_strokes(flat, dots), _strokes(steep, dots))


def _opened(ink: Picture, dots: float) -> Picture:
    """Keep what runs across for long; strokes down are given turned."""
    import cv2

    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    pieces = cv2.morphologyEx(thick, cv2.MORPH_OPEN, _across(_PIECE * dots))
    closed = cv2.morphologyEx(pieces, cv2.MORPH_CLOSE, _across(_GAP * dots))
    return np.asarray(cv2.morphologyEx(closed, cv2.MORPH_OPEN, _across(_SHORTEST * dots)), np.uint8)


def _across(length: float) -> Picture:
    return np.ones((1, max(2, round(length))), np.uint8)


def without_lines(
    picture: Picture, ink: Picture, dots: float, paper: int
) -> tuple[Picture, Picture]:
    """Paint over thin long ink in a cell's picture, what is left of the rules around it.

    Returns the picture and its ink without it. Dashes are shorter, or stand away from the edges.
    """
    import cv2

    count, labels, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    lines = [number for number in range(1, count) if _is_left_over(boxes[number], ink.shape, dots)]
    if not lines:
        return picture, ink
    mask = cv2.dilate(np.isin(labels, lines).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return np.where(mask, np.uint8(paper), picture), np.where(mask, np.uint8(0), ink)


def _is_left_over(box: Sequence[int], shape: tuple[int, ...], dots: float) -> bool:
    x, y, width, height = (int(value) for value in box[:4])
    near = _NEAR * dots
    at_side = x < near or x + width > shape[1] - near
    at_end = y < near or y + height > shape[0] - near
    if width >= _THIN * height:
        return width >= (_LEFT_AT_EDGE if at_end else _LEFT_OVER) * dots
    if height >= _THIN * width:
        return height >= (_LEFT_AT_EDGE if at_side else _LEFT_OVER) * dots
    return False


def without_strokes(picture: Picture, strokes: Strokes, dots: float, paper: int) -> Picture:
    """Paint over strokes: what is left of rules at a cell's edge is read as letters."""
    import cv2

    clean = picture.copy()
    width = 2 * round(_BRUSH * dots / 2) + 1
    for one in strokes.across:
        cv2.line(clean, *_ends(one), (paper,), width)
    for one in strokes.down:
        (y0, x0), (y1, x1) = _ends(one)
        cv2.line(clean, (x0, y0), (x1, y1), (paper,), width)
    return clean


def _ends(one: Stroke) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first and the last point of a stroke, along it and aside."""
    rise = one.slope * (one.end - one.start) / 2
    return (round(one.start), round(one.at - rise)), (round(one.end), round(one.at + rise))


def _strokes(mask: Picture, dots: float) -> list[Stroke]:
    """Make a stroke of each connected piece of a mask that is long and thin."""
    import cv2

    count, labels, boxes, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    found = (_stroke(labels, number, boxes[number], dots) for number in range(1, count))
    return [stroke for stroke in found if stroke and not _is_edge(stroke, mask)]


def _stroke(labels: Any, number: int, box: Sequence[int], dots: float) -> Stroke | None:
    x, y, width, height = (int(value) for value in box[:4])
    if width < _SHORTEST * dots or height > width / 4:
        return None
    rows, columns = np.nonzero(labels[y : y + height, x : x + width] == number)
    if len(columns) / width > _THICKEST * dots:
        return None
    slope, offset = np.polyfit(columns, rows, 1)
    middle = offset + slope * (width - 1) / 2
    return Stroke(y + float(middle), x, x + width, float(slope))


def _is_edge(stroke: Stroke, mask: Picture) -> bool:
    height = mask.shape[0]
    return not _MARGIN * height < stroke.at < (1 - _MARGIN) * height


def in_grids(strokes: Strokes, dots: float) -> Strokes:
    """Leave out strokes that meet none of the other direction, or short ones that end before it."""
    across = [one for one in strokes.across if _meets(one, strokes.down, dots)]
    return Strokes(across, [one for one in strokes.down if _meets(one, across, dots)])


def _meets(one: Stroke, others: Iterable[Stroke], dots: float) -> bool:
    reach = CORNER * dots
    met = [
        other.at
        for other in others
        if one.start - reach <= other.at <= one.end + reach
        and other.start - reach <= one.at <= other.end + reach
    ]
    if one.end - one.start >= _LONG * dots:
        return bool(met)
    return all(any(abs(at - end) <= reach for at in met) for end in (one.start, one.end))


def drawn_to_corners(
    strokes: Sequence[Stroke], others: Sequence[Stroke], dots: float
) -> list[Stroke]:
    """Let strokes begin and end at the others that they all but meet."""
    reach = CORNER * dots
    return [
        one._replace(
            start=_nearest(one.start, one.at, others, reach),
            end=_nearest(one.end, one.at, others, reach),
        )
        for one in strokes
    ]


def _nearest(end: float, at: float, others: Iterable[Stroke], reach: float) -> float:
    met = [
        other.at
        for other in others
        if abs(other.at - end) <= reach and other.start - reach <= at <= other.end + reach
    ]
    return min(met, key=lambda place: abs(place - end), default=end)
