"""A passage's text as the patterns of figures expect it, a character for a character.

What belongs here: blanks, dashes, minus signs, marks of notes and letters of the
other script, so that offsets stay. What does not: what is published, which has the
text as printed.
"""

import re
from collections.abc import Iterator

from extractors.figures.units import measure_at
from extractors.languages.lookalikes import mended_words
from schemas.tables import Language

_BLANKS = dict.fromkeys("\n\r\t\u00a0\u2007\u2009\u202f", " ")
_DASHES = {"\u2010": "-", "\u2011": "-", "\u2012": "–"}
_PLAIN = str.maketrans(_BLANKS | _DASHES)
# A minus sign that stands for a dash: it does not open a number.
_DASH = re.compile(r"(?<=[^\s(«\"])\u2212|\u2212(?!\d)")
_RAISED = re.compile(r"(?<=[\w)])(?:[⁰¹²³⁴-⁹]+⁾?|\*{1,3}(?!\w))")
_WORD_BEFORE = re.compile(r"[^\s\d/]+$")
_POWER_OF_TEN = re.compile(r"(?<!\d)10$")


def plain_text(text: str, language: Language) -> str:
    """Return the text for the patterns, as long as it was."""
    text = _DASH.sub("–", text.translate(_PLAIN))
    for start, end in _note_marks(text, language):
        text = text[:start] + " " * (end - start) + text[end:]
    return mended_words(text)


def _note_marks(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Raised digits and asterisks that belong to no unit ("м²") and no power."""
    for match in _RAISED.finditer(text):
        word = _WORD_BEFORE.search(text, max(0, match.start() - 20), match.start())
        unit = measure_at(text, word.start(), language) if word else None
        is_unit = unit is not None and unit.end >= match.end()
        if not is_unit and not _POWER_OF_TEN.search(text, max(0, match.start() - 3), match.start()):
            yield match.span()
