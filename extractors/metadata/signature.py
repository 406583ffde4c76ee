"""Who signed a document, and in what office.

What does not belong here: the executor of a letter (`extractors.contacts`).
"""

import re
from collections.abc import Sequence

from extractors.outline.headings import LIST_MARKER, POINT, SENTENCE_END
from schemas.document import Frozen

INITIALS = r"(?:[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]\.\s?){1,2}"
SURNAME = r"[А-ЯЁӘҒҚҢӨҰҮҺІ][А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі-]+"
SIGNED = re.compile(
    rf"(?P<office>.*?)[\s_]*(?P<name>{INITIALS}\s?{SURNAME}|(?<=\s){SURNAME}\s{INITIALS})\s*"
)
LONGEST_OFFICE = 250
LONGEST_LINE = 120
WITHIN = 20  # blocks from the end of the text


class Signature(Frozen):
    """The signatory and the office, both as printed."""

    name: str | None = None
    office: str | None = None


def find_signature(texts: Sequence[str]) -> Signature:
    """Return the last signature among `texts`: a name with initials and the office before it."""
    for index in range(len(texts) - 1, max(-1, len(texts) - 1 - WITHIN), -1):
        match = SIGNED.fullmatch(texts[index])
        if not match or len(match["office"]) > LONGEST_OFFICE:
            continue
        office = " ".join([*_lines_before(texts, index), match["office"]]).strip()
        if _is_office(office):
            return Signature(name=match["name"].strip(), office=office or None)
    return Signature()


def _lines_before(texts: Sequence[str], index: int) -> list[str]:
    """Return the lines right before a name that print its office: short, and no sentences."""
    lines: list[str] = []
    while index and len(lines) < 3 and _is_office_line(texts[index - 1]):
        index -= 1
        lines.insert(0, texts[index])
    return lines


def _is_office_line(text: str) -> bool:
    return (
        len(text) <= LONGEST_LINE
        and not SENTENCE_END.search(text)
        and not POINT.match(text)
        and not LIST_MARKER.match(text)
        and not SIGNED.fullmatch(text)
    )


def _is_office(text: str) -> bool:
    """An office begins with a capital and holds neither a sentence nor a number."""
    return not text or (text[0].isupper() and not re.search(r"[.;:!?]\s|[,;:]$|\d", text))
