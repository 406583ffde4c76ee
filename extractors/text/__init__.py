"""Repair of text that a page's layout has damaged, for the dump and PDF readers.

What belongs here: letter-spacing, words cut at the edge of a cell, the spacing
of punctuation, normal forms. What does not: finding lines, cells or paragraphs.
"""

from extractors.text.joining import Piece, join_lines
from extractors.text.normalise import tidy
from extractors.text.spacing import close_letter_spacing
from extractors.text.vocabulary import Vocabulary
from extractors.text.widths import text_width

__all__ = ["Piece", "Vocabulary", "close_letter_spacing", "join_lines", "text_width", "tidy"]
