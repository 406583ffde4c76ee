"""The years that a plan is for, as its title says them.

What belongs here: reading "на 2026–2028 годы", "2026 – 2030 жылдарға арналған" or "на
2026/2027 учебный год" in what stands above a plan. What does not: how a language words it
(`plan_years.toml` of its folder), and the years of a plan's deadlines.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, PatternSource, choice
from extractors.plans.calendar import PlanCalendar
from schemas.document import Frozen

LONGEST_PLAN = 30  # years
LONGEST_TITLE = 600  # characters; longer blocks are no titles

_YEAR = r"((?:19|20)\d\d)(?!\d)"


class _YearWords(Frozen):
    """How a language names a plan's years; `after_year` may stand after the first of a span.

    `school` follows the years of a school year.
    """

    after_year: PatternSource = NEVER.pattern
    school: PatternSource = NEVER.pattern
    forms: tuple[str, ...] = ()


def calendar_of_plan(titles: Iterable[str]) -> PlanCalendar:
    """Return the years named by the first of `titles` that names any, nearest title first."""
    for title in titles:
        match = _pattern().search(title) if len(title) <= LONGEST_TITLE else None
        if match:
            years = list(_years(match))
            if years[0] <= years[-1] <= years[0] + LONGEST_PLAN:
                school = years[-1] == years[0] + 1 and bool(_school().match(title, match.end()))
                return PlanCalendar(years=tuple(range(years[0], years[-1] + 1)), school=school)
    return PlanCalendar()


def _years(match: re.Match[str]) -> Iterator[int]:
    """Yield the years of a match; of two digits only, the last is of the first's century."""
    first, *others = (int(year) for year in match.groups() if year)
    yield first
    yield from (year if year > 99 else first // 100 * 100 + year for year in others)


@cache
def _spoken() -> tuple[_YearWords, ...]:
    return tuple(
        lang.data("plan_years", _YearWords, {"year": _YEAR}) for lang in LANGUAGES.values()
    )


@cache
def _school() -> re.Pattern[str]:
    """Return a pattern for what follows the years of a school year."""
    after = choice(words.after_year for words in _spoken())
    school = choice(words.school for words in _spoken())
    return re.compile(rf"\s*(?:(?:{after})\s*)?(?:{school})", re.IGNORECASE)


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern for a span of years, or for what a language says of one year."""
    after = choice(words.after_year for words in _spoken())
    short = rf"(\d\d)(?={_school().pattern})"  # only of a school year: "2026-27"
    span = rf"{_YEAR}\s*(?:{after})?\s*[-–—/]\s*(?:{_YEAR}|{short})"
    forms = (form for words in _spoken() for form in words.forms)
    return re.compile("|".join((span, *forms)), re.IGNORECASE)
