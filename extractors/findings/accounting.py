"""Findings about text of the file that the tables do not have.

What belongs here: telling it. What does not: finding it (`extractors.readers.accounting`),
and what readers leave out knowingly (`extractors.losses`).
"""

from collections.abc import Iterator

from extractors.findings.rules import Evidence, Flaw, rule_of
from schemas.base import provenance

_MOST = 50  # pieces of a document that are told one by one
_LONGEST = 200  # characters of a piece that are quoted


@rule_of("warning")
def text_unaccounted(evidence: Evidence) -> Iterator[Flaw]:
    """Words of the file are in no passage, cell or furniture."""
    lost = evidence.parsed.document.unaccounted
    for piece in lost[:_MOST]:
        message = "These words of the file are in no passage, cell or furniture"
        yield Flaw(provenance(piece.place), message, piece.text[:_LONGEST])
    if len(lost) > _MOST:
        message = f"{len(lost) - _MOST} pieces more are in no passage, cell or furniture"
        yield Flaw(provenance(lost[_MOST].place), message)
