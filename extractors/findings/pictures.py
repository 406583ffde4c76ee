"""Findings about what pages show and we do not read.

What belongs here: rules over pictures. What does not: documents without any text,
which are quarantined.
"""

from collections.abc import Iterator

from extractors.findings.rules import Evidence, Flaw, rule_of
from schemas.base import provenance


@rule_of("warning")
def picture_not_read(evidence: Evidence) -> Iterator[Flaw]:
    """A large picture among text pages may hold text, a plan even, that was not read."""
    for picture in evidence.parsed.document.pictures:
        page, share = picture.place.page, f"{picture.share:.0%}"
        if picture.alone:
            message = f"Page {page} has no text, only pictures: nothing of it was read"
        else:
            message = f"A picture covers {share} of page {page}: what it shows was not read"
        yield Flaw(provenance(picture.place), message, f"{share} of the page")
