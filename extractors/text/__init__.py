"""What is true of any text: words joined, spaced, measured, folded and found.

What belongs here: repair of what a page's layout has damaged (`joining`, `spacing`,
`normalise`), widths, which words exist (`vocabulary`), forms to compare texts in
(`folding`), words and ends of sentences as patterns. What does not: finding lines,
cells or paragraphs (the readers), and the languages' own words and grammar
(`extractors.languages`).
"""

from extractors.text.joining import Piece, join_lines
from extractors.text.normalise import tidy
from extractors.text.spacing import close_letter_spacing
from extractors.text.vocabulary import Vocabulary
from extractors.text.widths import text_width

__all__ = ["Piece", "Vocabulary", "close_letter_spacing", "join_lines", "text_width", "tidy"]
