"""Findings about what is longer than anything of its kind, and was not read therefore.

What belongs here: rules over lengths in the parsed text. What does not: what readers leave out
(`extractors.losses`), for it is in the text no more.
"""

from collections.abc import Iterator

from extractors.findings.rules import Evidence, Flaw, rule_of
from extractors.text.digits import MOST_DIGITS, TOO_LONG
from schemas.base import provenance


@rule_of("warning")
def number_too_long(evidence: Evidence) -> Iterator[Flaw]:
    """A number has more digits than any that counts something: its value was not told."""
    for passage in evidence.parsed.passages:
        for match in TOO_LONG.finditer(passage.row.text):
            digits = len(match[0])
            message = f"A number of {digits:,} digits stands in the text: its value was not told"
            where = provenance(passage.source.place_at(match.start()))
            words = f"{match[0][:MOST_DIGITS]}…"
            yield Flaw(where, message, words, "passages", passage.row.passage_id)
