"""How sure an extractor is of a field, told by the evidence that it has for it.

What belongs here: looking up how often what rests on such evidence is right. What does
not: telling the evidence (the extractor's), and counting (`tools.fit_confidence`, which
writes `lexica/confidence.tsv` from what was judged against known truth).

Evidence is named by steps from the general to the particular, parted by "/":
"before/other clause/several". One that was never judged is as sure as the step above it.
"""

from functools import cache, lru_cache

from extractors.lexica import load_tsv
from schemas.document import Frozen

STEP = "/"


class Calibrated(Frozen):
    """The share of a field's values that are right where they rest on such evidence.

    The empty evidence is any.
    """

    field: str
    evidence: str = ""
    confidence: float


@lru_cache(maxsize=4096)
def confidence(field: str, evidence: str) -> float:
    """Return the probability, 0 to 1, that a field is right that rests on the evidence.

    Raises KeyError for a field that was never judged.
    """
    known = _calibrated()[field]
    while evidence and evidence not in known:
        evidence = evidence.rpartition(STEP)[0]
    return known[evidence]


@cache
def _calibrated() -> dict[str, dict[str, float]]:
    """What was counted, by field and evidence."""
    found: dict[str, dict[str, float]] = {}
    for row in load_tsv("confidence.tsv", Calibrated):
        found.setdefault(row.field, {})[row.evidence] = row.confidence
    return found
