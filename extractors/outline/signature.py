"""Tell which lines of a text are its signature: an office, and a name with initials.

What does not belong here: taking the lines apart (`extractors.metadata.signature`),
and the executor of a letter (`extractors.contacts`).
"""

import re
from collections.abc import Sequence

from extractors.languages.alphabet import CAPITAL, LETTER
from extractors.outline.headings import LIST_MARKER, POINT
from extractors.text.patterns import ends_clause

INITIALS = rf"(?:[{CAPITAL}A-Z]\.\s?){{1,2}}"
SURNAME = rf"[{CAPITAL}][{LETTER}-]+"
SIGNED = re.compile(
    rf"(?P<office>.*?)(?<![\s_])[\s_]*(?P<name>{INITIALS}\s?{SURNAME}|(?<=\s){SURNAME}\s{INITIALS})\s*"
)
LONGEST_OFFICE = 250
LONGEST_LINE = 120
OFFICE_LINES = 3
WITHIN = 20  # lines from the end of the text


def signature_lines(texts: Sequence[str]) -> range:
    """Return which of `texts` are the last signature: a name, and the office before it."""
    for index in range(len(texts) - 1, max(-1, len(texts) - 1 - WITHIN), -1):
        match = SIGNED.fullmatch(texts[index])
        if not match or len(match["office"]) > LONGEST_OFFICE:
            continue
        first = _first_line(texts, index)
        if _is_office(" ".join([*texts[first:index], match["office"]]).strip()):
            return range(first, index + 1)
    return range(0)


def _first_line(texts: Sequence[str], index: int) -> int:
    """Return where the lines before a name that print its office begin: short, no sentences."""
    first = index
    while first and index - first < OFFICE_LINES and _is_office_line(texts[first - 1]):
        first -= 1
    return first


def _is_office_line(text: str) -> bool:
    return (
        len(text) <= LONGEST_LINE
        and not ends_clause(text)
        and not POINT.match(text)
        and not LIST_MARKER.match(text)
        and not SIGNED.fullmatch(text)
    )


def _is_office(text: str) -> bool:
    """An office begins with a capital and holds neither a sentence nor a number."""
    return not text or (text[0].isupper() and not re.search(r"[.;:!?]\s|[,;:]$|\d", text))
