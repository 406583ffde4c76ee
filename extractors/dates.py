"""Dates as Kazakh and Russian documents print them, to ISO 8601.

What belongs here: whole calendar dates ("29 января 2026 года", "2026 жылғы 29
қаңтар", "29.01.2026"). What does not: deadlines, which name spans and come
again (`extractors.plans.deadlines`), and the periods of figures.
"""

import re
from collections.abc import Iterator
from datetime import date

from extractors.months import month_stems
from schemas.document import Frozen

RUSSIAN_MONTHS, KAZAKH_MONTHS = month_stems("ru"), month_stems("kk")

_RUSSIAN = "|".join(f"(?:{m})" for m in RUSSIAN_MONTHS)
_KAZAKH = "|".join(f"(?:{m})" for m in KAZAKH_MONTHS)
_FORMS = (
    rf"(?<!\d)(?P<d1>[0-3]?\d)\s+(?P<m1>(?:{_RUSSIAN})\w*)\s+(?P<y1>[12]\d{{3}})\b(?:\s*(?:год\w*|г\.?(?!\w)))?",
    rf"(?<!\d)(?P<y2>[12]\d{{3}})\s*(?:жыл\w*|ж\.)\s*(?P<d2>[0-3]?\d)\s+(?P<m2>(?:{_KAZAKH})\w*)",
    r"(?<![\d.])(?P<d3>[0-3]?\d)\.(?P<m3>[01]?\d)\.(?P<y3>[12]\d{3})(?![\d.]\d)"
    r"(?:\s*(?:год\w*|г\.?(?!\w)|ж(?:ыл\w*|\.)))?",
)
DATE_PATTERN = re.compile("|".join(_FORMS), re.IGNORECASE)
# The same without group names, to build other patterns on.
DATE_SOURCE = re.sub(r"\?P<\w+>", "?:", DATE_PATTERN.pattern)


class PrintedDate(Frozen):
    """A date found in a text: `text[start:end]` prints `date`."""

    start: int
    end: int
    date: date


def find_dates(text: str) -> Iterator[PrintedDate]:
    """Yield the calendar dates that `text` prints, in order; impossible ones are passed over."""
    for match in DATE_PATTERN.finditer(text):
        groups = {name[0]: value for name, value in match.groupdict().items() if value}
        month = month_number(groups["m"])
        try:
            found = date(int(groups["y"]), month or 0, int(groups["d"]))
        except ValueError:
            continue
        yield PrintedDate(start=match.start(), end=match.end(), date=found)


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a month's name in any case form of either language, or its number."""
    if word.isdigit():
        return int(word)
    lowered = word.lower()
    for months in (KAZAKH_MONTHS, RUSSIAN_MONTHS):
        for number, stem in enumerate(months, start=1):
            if re.match(stem, lowered):
                return number
    return None
