"""Who signed a document, and in what office.

What does not belong here: which lines are the signature (`extractors.outline.signature`).
"""

from collections.abc import Sequence

from extractors.outline.signature import SIGNED
from schemas.document import Frozen


class Signature(Frozen):
    """The signatory and the office, both as printed."""

    name: str | None = None
    office: str | None = None


def read_signature(lines: Sequence[str]) -> Signature:
    """Return who signs in these lines: the last ends in the name, the office stands before it."""
    match = SIGNED.fullmatch(lines[-1]) if lines else None
    if match is None:
        return Signature()
    office = " ".join([*lines[:-1], match["office"]]).strip()
    return Signature(name=match["name"].strip(), office=office or None)
