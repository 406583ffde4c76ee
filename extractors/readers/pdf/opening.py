"""Opening a PDF, and saying what keeps it from being read.

What belongs here: files that are empty, damaged, encrypted or without text.
What does not: reading one that is none of these.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.pdf.parts import PageParts

_HEAD, _TAIL = 1024, 4096  # bytes in which a PDF's first and last marks stand
_UNDEFINED = 0.3  # share of glyphs without Unicode from which a text layer is of no use
_PICTURED = 0.5  # share of the pages that are pictures in a scan
_FEW_GLYPHS = 60  # a page: stamps and page numbers on a scan have no more

_EMPTY = "The file is empty. Get it again from where it came from."
_NO_PDF = "The file does not begin as a PDF does. Check what it is and give it its right ending."
_CUT = "The PDF breaks off before its end. Download or copy it again."
_BROKEN = (
    "The PDF's structure is broken ({}). Open it in a viewer and save or print it as a new PDF."
)
_PAGELESS = "The PDF has no pages. Get it again from where it came from."
_LOCKED = "The PDF asks for a password. Save a copy without one and put that here."
_BLANK = "The PDF's pages are blank. Check that it is the right file."
_SCAN = (
    "The pages are pictures without a text layer. Run optical character recognition "
    "(for example ocrmypdf -l kaz+rus) and put the result here."
)
_NO_UNICODE = (
    "The PDF's fonts do not say which letters they draw. Run optical character recognition "
    "(for example ocrmypdf --force-ocr -l kaz+rus) and put the result here."
)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """Open a PDF with pdfplumber, trying the empty password; raise UnreadableDocumentError."""
    _check_ends(data)
    try:
        pdf = pdfplumber.open(BytesIO(data))
        page_count = len(pdf.pages)
    except PdfminerException as error:
        raise _unreadable(error.args[0] if error.args else error) from error
    except Exception as error:  # a broken file can raise anything
        raise _unreadable(error) from error
    if not page_count:
        raise UnreadableDocumentError("damaged", _PAGELESS)
    try:
        yield pdf
    finally:
        pdf.close()


def damaged(error: Exception) -> UnreadableDocumentError:
    """What to raise for a PDF whose pages cannot be interpreted."""
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
    pictured = sum(page.pictured > _PICTURED for page in pages)
    if undefined > _UNDEFINED * (glyphs + undefined):
        raise UnreadableDocumentError("needs_ocr", _NO_UNICODE)
    if pictured > len(pages) / 2 and glyphs < _FEW_GLYPHS * len(pages):
        raise UnreadableDocumentError("needs_ocr", _SCAN)
    if not glyphs:
        raise nothing_to_read(pages)


def nothing_to_read(pages: Sequence[PageParts]) -> UnreadableDocumentError:
    """What to raise for pages without text: they are blank, or pictures."""
    if any(page.pictured for page in pages):
        return UnreadableDocumentError("needs_ocr", _SCAN)
    return UnreadableDocumentError("empty", _BLANK)
