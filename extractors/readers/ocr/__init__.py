"""Pictures of pages read by optical character recognition.

What belongs here: from a picture to words with their places and ruling lines. What does not:
which pages are pictures (the readers of forms), lines, cells and paragraphs (the one set of
steps that serves the drawing of PDFs), and any meaning.
"""

from extractors.readers.ocr.engine import languages

LONGER_SIDE = 842.0  # points of the page that a picture is taken for: of A4
HOW_TO_GET = (
    'to have them read here, install the extra (pip install "zhospar[ocr]") and the languages of '
    "Tesseract (apt-get install tesseract-ocr-kaz tesseract-ocr-rus)"
)


__all__ = ["HOW_TO_GET", "LONGER_SIDE", "can_read", "languages"]


def can_read() -> bool:
    """Whether Tesseract, OpenCV and the data of a language are installed."""
    return bool(languages())
