"""The years that a plan is for, as its title says them.

What belongs here: reading "на 2026–2028 годы" or "2026 – 2030 жылдарға арналған"
in what stands above a plan. What does not: the years of its deadlines.
"""

import re
from collections.abc import Iterable

LONGEST_PLAN = 30  # years
LONGEST_TITLE = 600  # characters; longer blocks are no titles

_YEAR = r"(20\d\d)(?!\d)"
_YEARS = re.compile(
    rf"{_YEAR}\s*(?:г\.?|года?|ж\.?|жыл\w*)?\s*[-–—]\s*{_YEAR}"
    rf"|\bна\s+{_YEAR}\s*(?:год|г\.)(?!\w)"
    rf"|\bна\s+[^\s.;]+\s+(?:квартал|полугодие)\s+{_YEAR}\s*(?:года|г\.)"
    rf"|{_YEAR}\s*жыл\w*\s+[^\s.;]+\s?(?:тоқсан|жарты\s?жылды)\w*\s+арналған"
    rf"|{_YEAR}\s*жыл(?:ға|ғы)\s+(?:арналған|жұмыс|іс-шара|іс-қимыл)",
    re.IGNORECASE,
)


def years_of_plan(titles: Iterable[str]) -> tuple[int, ...]:
    """Return the years named by the first of `titles` that names any, nearest title first."""
    for title in titles:
        match = _YEARS.search(title) if len(title) <= LONGEST_TITLE else None
        if match:
            years = [int(year) for year in match.groups() if year]
            if years[0] <= years[-1] <= years[0] + LONGEST_PLAN:
                return tuple(range(years[0], years[-1] + 1))
    return ()
