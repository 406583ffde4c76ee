"""What a figure's fields rest on, in words from the general to the particular.

What belongs here: naming the evidence, by where things stand and how they were found.
What does not: how sure that makes them (`extractors.confidence`), and finding them.
"""

import re

from extractors.confidence import STEP
from extractors.figures.model import FigureEvidence, Number, Period, Unit
from extractors.figures.passage_text import PassageText
from extractors.figures.subjects import Subject

_BORDER = re.compile(r"[,;:]\s|\s[–—]\s")  # between clauses


def evidence_of(
    passage: PassageText, number: Number, unit: Unit, period: Period | None, subject: Subject
) -> FigureEvidence:
    """Return what the fields of a figure rest on; the language is the last step of each."""
    of_unit = _of_unit(passage, number, unit)
    way = of_unit.partition(STEP)[0]
    of_period = period and _of_period(passage, number, unit, period)
    fields = (
        f"{way}{STEP}{number.rule}",
        of_unit if unit.name else None,
        of_period,
        subject.way if subject.words else None,
    )
    return FigureEvidence(*(f and f"{f}{STEP}{passage.language}" for f in fields))  # type: ignore[arg-type]


def _of_unit(passage: PassageText, number: Number, unit: Unit) -> str:
    """The way to the unit; of a noun, how many words stand before it."""
    if unit.way:
        return unit.way
    if number.unit is not None:
        return "number word"
    if unit.base is not None:
        return f"rate{STEP}{'before' if unit.base[0] < number.start else 'after'}"
    if unit.kind in ("count", "ratio"):
        return f"noun{STEP}{_distance(passage.text[number.end : unit.end])}"
    return f"measure{STEP}{unit.kind}"


def _distance(text: str) -> str:
    words = len(text.split())
    return "next" if words < 2 else "second" if words == 2 else "far"


def _of_period(passage: PassageText, number: Number, unit: Unit, period: Period) -> str:
    """Where the time stands, and whether others stand in the sentence, too."""
    start, end = passage.sentence(number.start)
    if not any(p is period for p in passage.periods):
        return "list head"
    if not start <= period.start < end:
        return "sentence before"
    before = period.start < number.start
    own_end = max(number.end, unit.end)
    between = (period.end, number.start) if before else (own_end, period.start)
    clause = "other clause" if _BORDER.search(passage.text, *between) else "clause"
    others = sum(start <= p.start < end for p in passage.periods) > 1
    words = ("before" if before else "after", clause, "several" if others else "only")
    return STEP.join(words)
