"""Files that are pictures of pages: PNG, JPEG, TIFF of one page or many.

What belongs here: opening them. What does not: reading a page's picture
(`extractors.readers.ocr`), and what becomes of its words and rules (`extractors.readers.pdf`).
"""

from collections.abc import Iterator
from io import BytesIO

import numpy as np
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from extractors.losses import left_out, part
from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.ocr import HOW_TO_GET, LONGER_SIDE, can_read
from extractors.readers.ocr.rules import Picture
from extractors.readers.ocr.series import Series
from extractors.readers.pdf import composed
from extractors.readers.pdf.opening import MOST_PAGES
from extractors.readers.pdf.parts import PageParts, blank_page, take_apart
from extractors.readers.pdf.pictured import FINEST, read_content
from schemas.document import Document, Place

_MOST_PIXELS = 150_000_000  # A2 at 600 dots an inch: what is larger is no page
_NO_OCR = f"The file is a picture: {HOW_TO_GET}."
_BROKEN = "The picture cannot be opened ({}): get a whole copy of it."
_TOO_LARGE = "The picture has more than {:,} pixels: save it smaller, at 300 dots an inch."
_NO_WORDS = "No words could be read in the picture: scan the page anew, at 300 dots an inch."


def read(path: str, data: bytes) -> Document:
    """Read the bytes of a picture into a Document; `path` is the label that it carries.

    Raises UnreadableDocumentError: "needs_ocr" where the extra is missing or no words are found,
    "damaged", "limit_exceeded".
    """
    if not can_read():
        raise UnreadableDocumentError("needs_ocr", _NO_OCR)
    pages: list[PageParts] = []
    series = Series()
    for number, picture in enumerate(_pictures(data), start=1):
        pages.append(_page(number, picture, pages[-1] if pages else None, series))
    if not any(page.glyph_count for page in pages):
        raise UnreadableDocumentError("needs_ocr", _NO_WORDS)
    return composed(pages, path=path, form="image", data=data, metadata={})


def _page(number: int, picture: Picture, before: PageParts | None, series: Series) -> PageParts:
    """Read a page; one that fails, or shows no words, is blank."""
    with part(f"Page {number}", Place(page=number)):
        per_point = max(picture.shape) / LONGER_SIDE
        content = read_content(picture, number, per_point, series)
        if content is not None:
            return take_apart(content, before)
    return blank_page(number)


def _pictures(data: bytes) -> Iterator[Picture]:
    """Yield the pages in grey, upright as the file says, none finer than what is read."""
    try:
        with Image.open(BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
                if number > MOST_PAGES:
                    left_out(f"No more than {MOST_PAGES:,} pages are read")
                    return
                yield _grey(frame)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableDocumentError("damaged", _BROKEN.format(type(error).__name__)) from error


def _grey(frame: Image.Image) -> Picture:
    if frame.width * frame.height > _MOST_PIXELS:
        raise UnreadableDocumentError("limit_exceeded", _TOO_LARGE.format(_MOST_PIXELS))
    upright = ImageOps.exif_transpose(frame)
    if upright.mode in ("RGBA", "LA", "PA", "P"):  # what shows through is paper
        upright = upright.convert("RGBA")
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright)
    grey = upright.convert("L")
    grey.thumbnail((FINEST, FINEST))
    return np.asarray(grey, np.uint8)
