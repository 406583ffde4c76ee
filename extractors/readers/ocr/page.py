"""A page's picture read: straightened, its rules found, its words read cell by cell.

What belongs here: the steps from a picture to words and rules in points, and what is cut out
for Tesseract to read. What does not: each step (`straight`, `rules`, `engine`), and what words
and rules make (the readers that ask).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

import numpy as np

from extractors.languages.alphabet import ALPHABETS
from extractors.readers.layout.grid import Grid, find_ruled
from extractors.readers.layout.page_model import PageModel, Rule
from extractors.readers.ocr import LONGER_SIDE
from extractors.readers.ocr.engine import Layout, ReadWord, languages, read_words
from extractors.readers.ocr.rules import (
    Picture,
    Stroke,
    drawn_to_corners,
    find_strokes,
    in_grids,
    ink_of,
    without_lines,
    without_strokes,
)
from extractors.readers.ocr.straight import Straightening, straightened
from schemas.document import BoundingBox

_INCHES = LONGER_SIDE / 72
_POINT = 1 / 72  # of an inch
_INNER = 0.012  # inches inside of a cell's rules that are not read with it
_READ_HIGH = 27.0  # pixels of small letters in what Tesseract reads
_LETTER = (0.03, 0.12)  # inches that small letters of usual print are high
_MOST_SCALED, _LEAST_SCALED = 3.0, 0.7
_LITTLE = 0.015  # inches: specks are smaller both ways
_PADDING = 12  # white pixels around what is read
_LINE = 2.2  # times the height of small letters: a cell that is no higher holds one line
_FEW_LETTERS = 60  # on a page, which do not tell how high its print is
_SAMPLE = 300  # letters that tell which languages a page is in
_OWN_SHARE = 0.02  # of them that only Kazakh has: in Kazakh texts they are one in six
_SURE = 85.0  # percent: a cell with a word below is read again
_OTHERWISE_READ = 50.0  # percent sure of a number of which readings differ
_SIGNS = ".,;:()-–—%"
_SMALLER = 0.7  # at this scale; letters that Tesseract mistakes at one it often knows at another


class PictureWord(NamedTuple):
    """A word in points of the straight page, and how sure Tesseract is of it, 0 to 1."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    baseline: float
    sure: float


class PictureLine(NamedTuple):
    """The words of a line, from left to right, and the size of its print in points."""

    words: tuple[PictureWord, ...]
    size: float


@dataclass(frozen=True)
class PicturePage:
    """What a picture shows, in points from the top left of the page made straight.

    `straightening` leads from there back to the picture given, `per_point` are its pixels.
    """

    width: float
    height: float
    lines: tuple[PictureLine, ...]
    horizontals: tuple[Rule, ...]
    verticals: tuple[Rule, ...]
    straightening: Straightening
    per_point: float
    warp: tuple[tuple[float, ...], tuple[float, ...]] | None = None  # places across: now, before

    def box_in_picture(self, box: BoundingBox) -> BoundingBox:
        """The box around a box of the page, in pixels of the picture given."""
        x0, x1 = (x * self.per_point for x in self._before_warp(box[0], box[2]))
        y0, y1 = (y * self.per_point for y in (box[1], box[3]))
        corners = [self.straightening.source(x, y) for x in (x0, x1) for y in (y0, y1)]
        xs, ys = zip(*corners, strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _before_warp(self, *places: float) -> Sequence[float]:
        return places if self.warp is None else [float(np.interp(x, *self.warp)) for x in places]


def rules_in(picture: Picture, per_point: float) -> tuple[list[Rule], list[Rule]]:
    """The rules across and down that a grey picture shows, in its own points, as they lie."""
    dots = max(picture.shape) / _INCHES  # whatever points a page counts its pixels in
    across, down = in_grids(find_strokes(ink_of(picture, dots), dots), dots)
    return (
        _rules(drawn_to_corners(across, down, dots), per_point),
        _rules(drawn_to_corners(down, across, dots), per_point),
    )


def _rules(strokes: Sequence[Stroke], per_point: float) -> list[Rule]:
    return [Rule(one.at / per_point, one.start / per_point, one.end / per_point) for one in strokes]


def read_page(picture: Picture) -> PicturePage:
    """Read the grey picture of a page; its longer side is taken for that of A4."""
    dots = max(picture.shape) / _INCHES
    straight, steps = straightened(picture, dots)
    ink = ink_of(straight, dots)
    strokes = in_grids(find_strokes(ink, dots), dots)
    across, down = strokes
    per_point = dots * _POINT
    horizontals = _rules(drawn_to_corners(across, down, dots), per_point)
    verticals = _rules(drawn_to_corners(down, across, dots), per_point)
    height, width = straight.shape
    model = PageModel(width / per_point, height / per_point, (), horizontals, verticals)
    grids = [grid for grid in find_ruled(model) if len(grid.cells) > 1]
    paper = int(np.percentile(straight, 80))
    clean = without_strokes(straight, strokes, dots, paper)
    reader = _Reader(clean, without_strokes(ink, strokes, dots, 0), dots, paper)
    lines = tuple(reader.lines(grids))
    return PicturePage(
        width=model.width,
        height=model.height,
        lines=lines,
        horizontals=tuple(horizontals),
        verticals=tuple(verticals),
        straightening=steps,
        per_point=per_point,
    )


class _Reader:
    """Cuts a page's picture into what is read at once, and reads it."""

    def __init__(self, picture: Picture, ink: Picture, dots: float, paper: int) -> None:
        self._paper = paper
        self._picture, self._ink, self._dots = picture, ink, dots
        self._per_point = dots * _POINT
        self._small = _height_of_letters(ink, dots)
        scale = _READ_HIGH / self._small
        self._scale = min(max(scale, _LEAST_SCALED), _MOST_SCALED)
        self._spoken = languages()
        self._heard = ""

    def lines(self, grids: Sequence[Grid]) -> Iterator[PictureLine]:
        """The lines of the cells of grids, and those outside of them."""
        outside = self._picture.copy()
        bare = self._ink.copy()
        for grid in grids:
            for box in grid.cells:
                left, right = grid.sides(box)
                top, bottom = grid.extent(box)
                edges = self._pixels(left, top, right, bottom)
                yield from self._read(*edges)
                x0, y0, x1, y1 = self._pixels(left, top, right, bottom, inner=False)
                outside[y0:y1, x0:x1], bare[y0:y1, x0:x1] = 255, 0
        self._picture, self._ink = outside, bare
        yield from self._read(0, 0, outside.shape[1], outside.shape[0], layout="page")

    def _pixels(
        self, left: float, top: float, right: float, bottom: float, *, inner: bool = True
    ) -> tuple[int, int, int, int]:
        edge = _INNER * self._dots if inner else 0.0
        height, width = self._picture.shape
        return (
            max(0, round(left * self._per_point + edge)),
            max(0, round(top * self._per_point + edge)),
            min(width, round(right * self._per_point - edge)),
            min(height, round(bottom * self._per_point - edge)),
        )

    def _read(
        self, x0: int, y0: int, x1: int, y1: int, layout: Layout = "block"
    ) -> Iterator[PictureLine]:
        """Read what stands between edges in pixels; nothing is read where there is no ink."""
        picture, ink = self._picture[y0:y1, x0:x1], self._ink[y0:y1, x0:x1]
        if layout == "block":
            picture, ink = without_lines(picture, ink, self._dots, self._paper)
        inked = _inked(ink, _LITTLE * self._dots)
        if inked is None:
            return
        left, top, right, bottom = inked
        if layout == "block" and bottom - top < _LINE * self._small:
            layout = "line"
        margin = round(0.03 * self._dots)
        left, top = max(0, left - margin), max(0, top - margin)
        picture = picture[top : bottom + margin, left : right + margin]
        x0, y0 = x0 + left, y0 + top
        words, scale = self._words(picture, self._scale, layout), self._scale
        if layout != "page" and min((word.sure for word in words), default=0) < _SURE:
            again = self._words(picture, _SMALLER * self._scale, layout)
            if _mean(again) > _mean(words):
                words, scale = again, _SMALLER * self._scale
        elif layout != "page" and any(map(_has_digit, words)):
            again = self._words(picture, _SMALLER * self._scale, layout)
            words = _doubting_numbers(words, again)
        self._listen(words)
        for number in dict.fromkeys(word.line for word in words):
            line = [word for word in words if word.line == number]
            yield self._line(line, x0, y0, scale)

    def _words(self, picture: Picture, scale: float, layout: Layout) -> list[ReadWord]:
        import cv2

        piece = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
        piece = np.pad(np.asarray(piece, np.uint8), _PADDING, constant_values=self._paper)
        return list(read_words(np.ascontiguousarray(piece), self._spoken, layout))

    def _listen(self, words: Sequence[ReadWord]) -> None:
        """Once enough was read, leave out languages whose own letters do not occur."""
        self._heard += "".join(word.text for word in words if word.sure >= _SURE).casefold()
        if len(self._heard) >= _SAMPLE:
            spoken = tuple(code for code in self._spoken if _is_heard(code, self._heard))
            self._spoken = spoken or self._spoken

    def _line(self, words: Sequence[ReadWord], x0: int, y0: int, scale: float) -> PictureLine:
        def across(x: float) -> float:
            return ((x - _PADDING) / scale + x0) / self._per_point

        def down(y: float) -> float:
            return ((y - _PADDING) / scale + y0) / self._per_point

        base = median(word.baseline for word in words)
        placed = tuple(
            PictureWord(
                word.text, across(word.x0), across(word.x1), down(word.y0), down(word.y1),
                down(base), word.sure / 100,
            )
            for word in words
        )  # fmt: skip
        return PictureLine(placed, self._small / self._per_point / 0.45)


def _has_digit(word: ReadWord) -> bool:
    return any(map(str.isdigit, word.text))


def _doubting_numbers(words: Sequence[ReadWord], again: Sequence[ReadWord]) -> list[ReadWord]:
    """Be unsure of numbers that another reading does not have: nothing else speaks for a digit."""
    seen = {word.text.strip(_SIGNS) for word in again}
    return [
        word._replace(sure=min(word.sure, _OTHERWISE_READ))
        if _has_digit(word) and word.text.strip(_SIGNS) not in seen
        else word
        for word in words
    ]


def _mean(words: Sequence[ReadWord]) -> float:
    """How sure Tesseract is of words on the whole, by their letters."""
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / max(1, letters)


def _is_heard(code: str, text: str) -> bool:
    """Whether a text of some length has letters that only this language has, if it has any."""
    others = {letter for other, own in ALPHABETS.items() if other != code for letter in own}
    own = set(ALPHABETS[code]) - others
    return not own or sum(letter in own for letter in text) >= _OWN_SHARE * len(text)


def _height_of_letters(ink: Picture, dots: float) -> float:
    """How high small letters are, in pixels: the height that most pieces of ink have."""
    import cv2

    _, _, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    heights = boxes[1:, 3]
    least, most = (inches * dots for inches in _LETTER)
    letters = heights[(heights >= least) & (heights <= most) & (boxes[1:, 2] < 3 * heights)]
    if len(letters) < _FEW_LETTERS:
        return 0.075 * dots
    counts = np.bincount(letters.astype(int))
    smooth = np.convolve(counts, np.ones(3), "same")
    return float(np.argmax(smooth))


def _inked(ink: Picture, speck: float) -> tuple[int, int, int, int] | None:
    """The box around what is larger than a speck, None where there is nothing."""
    import cv2

    count, _, boxes, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    kept = [box for box in boxes[1:count] if max(box[2], box[3]) >= 2 * speck and box[4] > speck**2]
    if not kept:
        return None
    return (
        int(min(box[0] for box in kept)),
        int(min(box[1] for box in kept)),
        int(max(box[0] + box[2] for box in kept)),
        int(max(box[1] + box[3] for box in kept)),
    )
