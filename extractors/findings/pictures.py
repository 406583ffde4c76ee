"""Findings about what pages show and we do not read.

What belongs here: rules over pictures. What does not: documents without any text,
which are quarantined.
"""

from collections.abc import Iterator

from extractors.findings.rules import Evidence, Flaw, rule_of
from schemas.base import provenance
from schemas.document import Place

MOST = 20  # words that one finding names


SURE = 0.8  # of a word: less is told


@rule_of("warning")
def picture_words_doubtful(evidence: Evidence) -> Iterator[Flaw]:
    """Words read from a picture may be others: nothing knows them, or they are blurred."""
    for passage in evidence.parsed.passages:
        doubts = [doubt for doubt in passage.source.doubts if doubt.confidence < SURE]
        if doubts:
            words = ", ".join(dict.fromkeys(f"“{doubt.text}”" for doubt in doubts[:MOST]))
            message = f"Read from a picture, perhaps not rightly: {words}"
            where = provenance(passage.source.place_at(doubts[0].start))
            yield Flaw(where, message, words, "passages", passage.row.passage_id)


@rule_of("info")
def picture_words_repaired(evidence: Evidence) -> Iterator[Flaw]:
    """Words read from pictures were taken for others, in letters that look alike; told once."""
    repaired: dict[tuple[str, str], Place] = {}
    for passage in evidence.parsed.passages:
        for doubt in passage.source.doubts:
            if doubt.read != doubt.text:
                place = passage.source.place_at(doubt.start)
                repaired.setdefault((doubt.read, doubt.text), place)
    if repaired:
        words = ", ".join(f"“{read}” as “{text}”" for read, text in list(repaired)[:MOST])
        message = f"{len(repaired)} words of pictures were taken for others: {words}"
        yield Flaw(provenance(next(iter(repaired.values()))), message, words)


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
