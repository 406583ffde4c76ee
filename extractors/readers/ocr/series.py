"""Pages of one document that were pictures, each beside the one before it.

What belongs here: pages that came out larger or aside, so that a table's columns would not meet
over the break, and pages that were put into the scanner twice. What does not: reading one page
(`page`), joining tables over pages (the reader of PDFs).
"""

from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz.fuzz import ratio

from extractors.losses import left_out
from extractors.readers.layout.page_model import Rule
from extractors.readers.ocr.page import PictureLine, PicturePage
from schemas.document import Place

_FAR = 2000.0  # points beyond the outermost columns
_NEAR = 4.0  # points: rules down so near each other are pieces of one
_LIKE = 0.03  # share of the width by which columns of one table differ on two pages
_FEW_COLUMNS = 3
_SAME = 88.0  # percent of letters alike: the same page, read twice
_LETTERS = 200  # of a page that may be a second picture of another


@dataclass
class Series:
    """The pages of a document as they are read; it keeps what the next is held against."""

    text: str = ""
    columns: tuple[float, ...] = ()

    def take(self, page: PicturePage, number: int) -> PicturePage | None:
        """Return a page fitted to the one before it; None for a second picture of that."""
        text = " ".join(word.text for line in page.lines for word in line.words)
        if len(text) >= _LETTERS and ratio(text, self.text) >= _SAME:
            message = f"Page {number} shows what page {number - 1} does: it is left out"
            left_out(message, place=Place(page=number))
            return None
        self.text = text
        columns = _columns(page)
        if self._is_same_table(columns):
            return fitted(page, columns, self.columns)
        self.columns = columns or self.columns
        return page

    def _is_same_table(self, columns: tuple[float, ...]) -> bool:
        if len(columns) <= _FEW_COLUMNS or len(columns) != len(self.columns):
            return False
        pairs = zip(_shares(columns), _shares(self.columns), strict=True)
        return all(abs(one - other) <= _LIKE for one, other in pairs)


def _columns(page: PicturePage) -> tuple[float, ...]:
    """Where rules down stand, those near each other once."""
    found: list[float] = []
    for rule in sorted(page.verticals):
        if not found or rule.at - found[-1] > _NEAR:
            found.append(rule.at)
    return tuple(found)


def _shares(columns: tuple[float, ...]) -> tuple[float, ...]:
    width = columns[-1] - columns[0]
    return tuple((at - columns[0]) / width for at in columns)


def fitted(page: PicturePage, columns: tuple[float, ...], onto: tuple[float, ...]) -> PicturePage:
    """Return a page drawn larger or smaller, so that its columns stand where others do."""
    scale = (onto[-1] - onto[0]) / (columns[-1] - columns[0])
    now = (onto[0] - _FAR * scale, *onto, onto[-1] + _FAR * scale)
    before = (columns[0] - _FAR, *columns, columns[-1] + _FAR)

    def across(x: float) -> float:
        return float(np.interp(x, before, now))

    def moved(line: PictureLine) -> PictureLine:
        words = tuple(
            word._replace(
                x0=across(word.x0), x1=across(word.x1), top=scale * word.top,
                bottom=scale * word.bottom, baseline=scale * word.baseline,
            )
            for word in line.words
        )  # fmt: skip
        return PictureLine(words, scale * line.size)

    return replace(
        page,
        width=across(page.width),
        height=scale * page.height,
        lines=tuple(map(moved, page.lines)),
        horizontals=tuple(
            Rule(scale * rule.at, across(rule.start), across(rule.end)) for rule in page.horizontals
        ),
        verticals=tuple(
            Rule(across(rule.at), scale * rule.start, scale * rule.end) for rule in page.verticals
        ),
        per_point=page.per_point / scale,
        warp=(now, tuple(x * scale for x in before)),
    )
