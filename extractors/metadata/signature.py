"""Who signed a document, and in what office.

What does not belong here: the executor of a letter (`extractors.contacts`).
"""

import re
from collections.abc import Sequence

from schemas.document import Frozen

INITIALS = r"(?:[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]\.\s?){1,2}"
SURNAME = r"[А-ЯЁӘҒҚҢӨҰҮҺІ][А-ЯЁӘҒҚҢӨҰҮҺІа-яёәғқңөұүһі-]+"
SIGNED = re.compile(rf"(?P<office>.*?)\s*(?P<name>{INITIALS}{SURNAME})\s*$")
LONGEST_OFFICE = 200


class Signature(Frozen):
    """The signatory and the office, both as printed."""

    name: str | None = None
    office: str | None = None


def find_signature(texts: Sequence[str]) -> Signature:
    """Return the last signature among `texts`: an office and a name with initials."""
    for index in range(len(texts) - 1, -1, -1):
        match = SIGNED.fullmatch(texts[index])
        if match and len(match["office"]) <= LONGEST_OFFICE and _is_office(match["office"]):
            return Signature(name=match["name"], office=match["office"] or None)
    return Signature()


def _is_office(text: str) -> bool:
    return not text or (text[0].isupper() and not re.search(r"[.;:!?]\s|\d", text))
