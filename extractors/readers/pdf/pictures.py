"""Pictures of a page that no text was read from.

What belongs here: which pictures hide text from us. What does not: documents that
are pictures throughout (`opening`), and recognising letters.
"""

from collections.abc import Iterator, Sequence

from extractors.readers.pdf.parts import PageParts
from schemas.document import BoundingBox, Picture, Place

_LARGE = 0.15  # share of the page: emblems, stamps and signatures are smaller
_LETTERS = 40  # a picture with more of them upon it is a scan with its text, or a background


def unread_pictures(pages: Sequence[PageParts]) -> Iterator[Picture]:
    """Yield the large pictures without text upon them; all that a page without text shows is one.

    Call it once furniture is gone: a page number is no text.
    """
    for page in pages:
        texts = _texts(page)
        if not texts:
            yield from _whole(page)
            continue
        for box in page.pictures:
            share = _area(box) / page.area
            upon = sum(len(text) for text, x, y in texts if _holds(box, x, y))
            if share >= _LARGE and upon <= _LETTERS:
                yield _picture(page, box, share, alone=False)


def _whole(page: PageParts) -> Iterator[Picture]:
    """Yield what a page without text shows, if it is large; scans may be cut in strips."""
    if page.pictured >= _LARGE:
        x0, y0, x1, y1 = zip(*page.pictures, strict=True)
        yield _picture(page, (min(x0), min(y0), max(x1), max(y1)), page.pictured, alone=True)


def _picture(page: PageParts, box: BoundingBox, share: float, *, alone: bool) -> Picture:
    rounded = (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
    place = Place(page=page.number, bbox=rounded)
    return Picture(place=place, share=round(share, 2), alone=alone)


def _texts(page: PageParts) -> list[tuple[str, float, float]]:
    """The lines of a page, and their middles as it is displayed."""
    cells = (line for part in page.parts for cell in part.cells for line in cell.lines)
    found = []
    for line in (*page.lines, *page.notes, *cells):
        if line.place.bbox is not None:
            x0, y0, x1, y1 = line.place.bbox
            found.append((line.text, (x0 + x1) / 2, (y0 + y1) / 2))
    return found


def _holds(box: BoundingBox, x: float, y: float) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _area(box: BoundingBox) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
