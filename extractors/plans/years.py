"""The years that a plan is for, as its title says them.

What belongs here: reading "на 2026–2028 годы" or "2026 – 2030 жылдарға арналған"
in what stands above a plan. What does not: how a language words it
(`plan_years.toml` of its folder), and the years of a plan's deadlines.
"""

import re
from collections.abc import Iterable
from functools import cache

from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, PatternSource
from schemas.document import Frozen

LONGEST_PLAN = 30  # years
LONGEST_TITLE = 600  # characters; longer blocks are no titles

_YEAR = r"(20\d\d)(?!\d)"


class _YearWords(Frozen):
    """How a language names a plan's years; `after_year` may stand after the first of a span."""

    after_year: PatternSource = NEVER.pattern
    forms: tuple[str, ...] = ()


def years_of_plan(titles: Iterable[str]) -> tuple[int, ...]:
    """Return the years named by the first of `titles` that names any, nearest title first."""
    for title in titles:
        match = _pattern().search(title) if len(title) <= LONGEST_TITLE else None
        if match:
            years = [int(year) for year in match.groups() if year]
            if years[0] <= years[-1] <= years[0] + LONGEST_PLAN:
                return tuple(range(years[0], years[-1] + 1))
    return ()


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern for a span of years, or for what a language says of one year."""
    spoken = [lang.data("plan_years", _YearWords, {"year": _YEAR}) for lang in LANGUAGES.values()]
    after = "|".join(f"(?:{words.after_year})" for words in spoken)
    span = rf"{_YEAR}\s*(?:{after})?\s*[-–—]\s*{_YEAR}"
    forms = (form for words in spoken for form in words.forms)
    return re.compile("|".join((span, *forms)), re.IGNORECASE)
