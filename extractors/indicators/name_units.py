"""The unit that stands at the end of an indicator's name: "…, %", "… (тыс. тенге)".

What belongs here: telling it from the last words of the name itself. What does
not: units after numbers (`extractors.figures.units`).
"""

import re

from extractors.figures.units import measure_at
from schemas.tables import Language

_TAIL = re.compile(r"(?:,\s*|\s[–—-]\s+)(?P<bare>[^,;()]{1,40})$|\((?P<bracketed>[^()]{1,40})\)$")
_RATE = re.compile(r"/|\d")  # "ед/Гкал", "на 1000 жителей"
_MOST_WORDS = 3
_EDGES = " .:;*"


def unit_of_name(name: str, language: Language, *, usual: bool) -> str | None:
    """Return the unit at the end of a name, in dictionary form where it is a known measure.

    Words that are no measure ("…, человек") count if names of the table `usual`ly end so.
    """
    tail = tail_of_name(name)
    if tail is None:
        return None
    measure = measure_at(tail, 0, language)
    if measure and not tail[measure.end :].strip(_EDGES):
        return measure.name
    return tail if measure or usual or _RATE.search(tail) else None


def tail_of_name(name: str) -> str | None:
    """Return the short words after a name's last comma, or in its last brackets."""
    match = _TAIL.search(name.strip().rstrip(_EDGES))
    tail = (match["bare"] or match["bracketed"]).strip() if match else ""
    return tail if 0 < len(tail.split()) <= _MOST_WORDS + bool(_RATE.search(tail)) * 3 else None
