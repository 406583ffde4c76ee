"""Pages that are pictures, read as if they were drawn.

What belongs here: which pages are read so, their picture, and the content of a page made of
what is read in it. What does not: reading a picture (`extractors.readers.ocr`), and what
becomes of a page's content (`parts`).
"""

from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from extractors.readers.ocr import can_read
from extractors.readers.pdf.page import Frame, Glyph, GlyphRun, PageContent
from schemas.document import BoundingBox, UnsureWord

if TYPE_CHECKING:
    from extractors.readers.ocr.series import Series

FEW_GLYPHS = 60  # a page: stamps and page numbers on a scan have no more
PICTURED = 0.5  # share of a page that its picture covers in a scan
UNDEFINED = 0.3  # share of glyphs without Unicode from which a text layer is of no use
_UNSEEN = 0.8  # share of glyphs that leave no ink where recognition laid them
_SURE = 0.9  # Tesseract's: words below are kept to be judged
FINEST, _COARSEST = 3400, 1700  # pixels of the longer side in which a page is read


def is_pictured(content: PageContent) -> bool:
    """Whether a page holds no text, or none that can be read, under its picture."""
    glyphs, undefined = content.glyph_count, content.undefined
    if undefined > UNDEFINED * (glyphs + undefined):
        return True
    return glyphs < FEW_GLYPHS and _covered(content) > PICTURED


def is_layered(content: PageContent) -> bool:
    """Whether a page is a picture with a text layer that recognition laid over it, unseen."""
    upright = content.frame.turn == 0 and not is_pictured(content)
    unseen = content.invisible > _UNSEEN * content.glyph_count
    return upright and unseen and _covered(content) > PICTURED


def _covered(content: PageContent) -> float:
    area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in content.pictures)
    width, height = content.frame.extent
    return area / max(1.0, width * height)


class Recogniser:
    """Reads pages of one PDF as pictures; the file is opened again when the first is asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._series: Series | None = None

    def content(self, drawn: PageContent) -> PageContent:
        """Return what a page's picture shows, as drawn content; `drawn` itself if it is no picture.

        That is also given where the extra or its languages are missing, or nothing is read.
        """
        if is_layered(drawn) and can_read():
            return self._with_rules(drawn)
        if not (is_pictured(drawn) and can_read()):
            return drawn
        from extractors.readers.ocr.series import Series

        self._series = self._series or Series()
        picture, per_point = self._picture(drawn)
        return read_content(picture, drawn.number, per_point, self._series) or drawn

    def _with_rules(self, drawn: PageContent) -> PageContent:
        """Add the rules that a page's picture shows to the words that lie over it."""
        from extractors.readers.ocr.page import rules_in

        horizontals, verticals = rules_in(*self._picture(drawn))
        drawn.horizontals += horizontals
        drawn.verticals += verticals
        return drawn

    @cached_property
    def _pages(self) -> Any:
        import pypdfium2

        return pypdfium2.PdfDocument(self._data)

    def _picture(self, drawn: PageContent) -> tuple[Any, float]:
        """The page as it is displayed, in grey, and its pixels a point."""
        page = self._pages[drawn.number - 1]
        longer = max(page.get_size())
        side = min(max(_native(page) * longer, _COARSEST), FINEST)
        scale = side / longer
        picture = page.render(scale=scale, grayscale=True).to_numpy()
        page.close()
        return np.ascontiguousarray(picture.reshape(picture.shape[:2])), scale


def _native(page: Any) -> float:
    """The pixels a point of the finest picture on a page."""
    finest = 0.0
    for drawn in page.get_objects(filter=(_IMAGE,)):
        with suppress(Exception):  # a broken picture tells nothing of its size
            left, bottom, right, top = drawn.get_bounds()
            finest = max(finest, max(drawn.get_px_size()) / max(right - left, top - bottom, 1.0))
    return finest


_IMAGE = 3  # pdfium's number of picture objects


def read_content(
    picture: Any, number: int, per_point: float, series: "Series"
) -> PageContent | None:
    """Read a grey picture as page `number`, which has so many of its pixels a point.

    None where no words are found in it.
    """
    from extractors.readers.ocr.page import PictureLine, PicturePage, read_page

    taken = series.take(read_page(picture), number)
    if taken is None:
        return PageContent(number, Frame(0, 1.0, 1.0))
    page: PicturePage = taken

    def onto(box: BoundingBox) -> BoundingBox:
        x0, y0, x1, y1 = page.box_in_picture(box)
        return x0 / per_point, y0 / per_point, x1 / per_point, y1 / per_point

    def glyphs(line: PictureLine) -> Iterator[Glyph]:
        end = line.words[0].x0
        for word in line.words:
            if word is not line.words[0]:
                yield Glyph(end, max(end, word.x0), " ")
            step = (word.x1 - word.x0) / len(word.text)
            for place, letter in enumerate(word.text):
                yield Glyph(word.x0 + place * step, word.x0 + (place + 1) * step, letter)
            end = word.x1

    runs = [
        GlyphRun(list(glyphs(line)), line.words[0].baseline, line.size, False, 0)
        for line in page.lines
    ]
    if not runs:
        return None
    unsure = [
        UnsureWord(
            page=number,
            bbox=onto((word.x0, word.top, word.x1, word.bottom)),
            text=word.text,
            sure=word.sure,
        )
        for line in page.lines
        for word in line.words
        if word.sure < _SURE
    ]
    return PageContent(
        number=number,
        frame=Frame(0, page.width, page.height, onto),
        runs=runs,
        horizontals=list(page.horizontals),
        verticals=list(page.verticals),
        unsure=unsure,
    )
