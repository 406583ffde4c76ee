"""Findings about a quantity that two places of a document give differently.

What belongs here: the rule. What does not: which figures are of one quantity
(`same_quantity`), and indicators (`indicators`).
"""

from collections.abc import Iterator

from extractors.findings.rules import Evidence, Flaw, place_of, rule_of
from extractors.findings.same_quantity import contradictions, stated_in, subject_of
from extractors.parsed import Passage


@rule_of("warning")
def value_differs(evidence: Evidence) -> Iterator[Flaw]:
    """Two places of a document give the same quantity differently."""
    passages = {p.row.passage_id: p for p in evidence.parsed.passages if _is_told(p)}
    stated = [
        stated_in(figure, passages[figure.passage_id].row)
        for figure in evidence.figures.figures
        if figure.passage_id in passages
    ]
    for first, second in contradictions(stated):
        message = f"“{second.figure.text}” here, but “{first.figure.text}” before"
        message += f" of the same: {subject_of(second)}"
        quotes = f"{first.sentence} / {second.sentence}"
        where = place_of(second.figure)
        yield Flaw(where, message, quotes, "figures", second.figure.figure_id)


def _is_told(passage: Passage) -> bool:
    """Whether a passage tells of facts: cells and plans ask for what is to be."""
    told = passage.row.kind in ("paragraph", "list_item")
    return told and passage.part not in ("plan", "footnote")
