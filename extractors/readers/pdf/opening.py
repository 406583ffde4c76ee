"""Opening a PDF, and saying what keeps it from being read.

What belongs here: files that are empty, damaged, encrypted or without text.
What does not: reading one that is none of these.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, int_value, resolve1
from pdfplumber.utils.exceptions import PdfminerException

from extractors.losses import BoundExceededError, left_out, part
from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.ocr import HOW_TO_GET, can_read
from extractors.readers.pdf.parts import PageParts
from extractors.readers.pdf.pictured import FEW_GLYPHS, PICTURED, UNDEFINED
from extractors.readers.pdf.streams import bound_streams
from schemas.document import Place

_HEAD, _TAIL = 1024, 4096  # bytes in which a PDF's first and last marks stand
MOST_PAGES = 5000  # the longest of documents, a state's programme with annexes, have some 1,000

_EMPTY = "The file is empty. Get it again from where it came from."
_NO_PDF = "The file does not begin as a PDF does. Check what it is and give it its right ending."
_CUT = "The PDF breaks off before its end. Download or copy it again."
_BROKEN = (
    "The PDF's structure is broken ({}). Open it in a viewer and save or print it as a new PDF."
)
_BEYOND = "No page could be read: {}. Open the PDF in a viewer and print it as a new one."
_PAGELESS = "The PDF has no pages. Get it again from where it came from."
_LOCKED = "The PDF asks for a password. Save a copy without one and put that here."
_BLANK = "The PDF's pages are blank. Check that it is the right file."
_SCAN = f"The pages are pictures without a text layer: {HOW_TO_GET}."
_NO_UNICODE = f"The PDF's fonts do not say which letters they draw: {HOW_TO_GET}."
_NOTHING_READ = (
    "The pages are pictures in which no words could be read: scan them anew, at 300 dots an inch."
)


def opened(data: bytes) -> Any:
    """Open a PDF with pdfplumber, trying the empty password; raise UnreadableDocumentError."""
    _check_ends(data)
    bound_streams()
    try:
        pdf = pdfplumber.open(BytesIO(data))
    except PdfminerException as error:
        raise _unreadable(error.args[0] if error.args else error) from error
    except Exception as error:  # a broken file can raise anything
        raise _unreadable(error) from error
    return pdf


class SourcePage(NamedTuple):
    """A page before it is drawn, with what that takes: as a page of pdfplumber has it."""

    pdf: Any
    page_obj: PDFPage
    page_number: int


def source_pages(pdf: Any) -> Iterator[SourcePage]:
    """Yield the pages of a PDF, up to the most that are read; tell of those that are missing.

    Raises UnreadableDocumentError if there are none.
    """
    number = 0
    with part("The list of pages after the last that was read") as listing:
        for number, page in enumerate(islice(PDFPage.create_pages(pdf.doc), MOST_PAGES), 1):
            _check_contents(page, number)
            yield SourcePage(pdf, page, number)
    if not number:
        raise damaged(listing.error) if listing.error else _pageless()
    stated = _stated_count(pdf)
    if stated > number:
        why = (
            f"no more than {MOST_PAGES:,} are read" if number == MOST_PAGES else "it has no others"
        )
        left_out(f"Of {stated:,} pages that the file counts, {number:,} were read: {why}")


def _check_contents(page: PDFPage, number: int) -> None:
    """Tell of a page whose content is not where the file says that it stands."""
    missing = sum(not isinstance(resolve1(content), PDFStream) for content in page.contents)
    if missing:
        words = "Some of the content" if missing < len(page.contents) else "The content"
        left_out(f"{words} of page {number} is not in the file", None, Place(page=number))


def _stated_count(pdf: Any) -> int:
    """How many pages the file says that it has."""
    count = dict_value(pdf.doc.catalog.get("Pages", {})).get("Count", 0)
    return int_value(count)


def _pageless() -> UnreadableDocumentError:
    return UnreadableDocumentError("damaged", _PAGELESS)


def damaged(error: Exception) -> UnreadableDocumentError:
    """What to raise for a PDF none of whose pages can be interpreted."""
    if isinstance(error, BoundExceededError):
        return UnreadableDocumentError("limit_exceeded", _BEYOND.format(error))
    return UnreadableDocumentError("damaged", _BROKEN.format(type(error).__name__))


def _check_ends(data: bytes) -> None:
    if not data.strip():
        raise UnreadableDocumentError("empty", _EMPTY)
    if b"%PDF-" not in data[:_HEAD]:
        raise UnreadableDocumentError("damaged", _NO_PDF)
    if b"%%EOF" not in data[-_TAIL:]:
        raise UnreadableDocumentError("damaged", _CUT)


def _unreadable(error: object) -> UnreadableDocumentError:
    if isinstance(error, PDFPasswordIncorrect):
        return UnreadableDocumentError("encrypted", _LOCKED)
    return UnreadableDocumentError("damaged", _BROKEN.format(type(error).__name__))


def check_text_layer(pages: Sequence[PageParts]) -> None:
    """Raise UnreadableDocumentError where pages hold no text, or none that can be read."""
    glyphs = sum(page.glyph_count for page in pages)
    undefined = sum(page.undefined for page in pages)
    pictured = sum(page.pictured > PICTURED for page in pages)
    if undefined > UNDEFINED * (glyphs + undefined):
        raise UnreadableDocumentError("needs_ocr", _NO_UNICODE)
    if pictured > len(pages) / 2 and glyphs < FEW_GLYPHS * len(pages):
        raise UnreadableDocumentError("needs_ocr", _NOTHING_READ if can_read() else _SCAN)
    if not glyphs:
        raise nothing_to_read(pages)


def nothing_to_read(pages: Sequence[PageParts]) -> UnreadableDocumentError:
    """What to raise for pages without text: they are blank, or pictures."""
    if any(page.pictured for page in pages):
        return UnreadableDocumentError("needs_ocr", _NOTHING_READ if can_read() else _SCAN)
    return UnreadableDocumentError("empty", _BLANK)
