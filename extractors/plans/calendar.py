"""The calendar of a plan: the years or the school year that it is for.

What belongs here: where a time that names no year falls. What does not: reading the
years in a title (`years`), and deadlines.
"""

from datetime import date

from extractors.plans.recurrence import LAST, day_of
from schemas.document import Frozen

FIRST_SCHOOL_MONTH = 9  # a school year runs from 1 September to 31 August


class PlanCalendar(Frozen):
    """The years that a plan is for, in order; of a school year both.

    `named` says that a title names them. `month` is the first day of the month that the
    heading over a row names.
    """

    years: tuple[int, ...] = ()
    school: bool = False
    named: bool = True
    month: date | None = None

    @property
    def start(self) -> date | None:
        """The plan's first day."""
        first = FIRST_SCHOOL_MONTH if self.school else 1
        return date(self.years[0], first, 1) if self.years else None

    @property
    def end(self) -> date | None:
        """The plan's last day."""
        last = FIRST_SCHOOL_MONTH - 1 if self.school else 12
        return day_of(self.years[-1], last, LAST) if self.years else None

    @property
    def is_one_year(self) -> bool:
        """Whether each month comes once in it."""
        return len(self.years) == (2 if self.school else 1)

    def year_of(self, month: int) -> int | None:
        """The only year in which a month falls; None if there are several or none."""
        return year_in(self.years, month, school=self.school) if self.is_one_year else None


NO_CALENDAR = PlanCalendar()  # of a plan that says nothing of its years


def year_in(years: tuple[int, ...], month: int, *, school: bool) -> int:
    """Return the year of a month that falls in years, or in a school year, the first of both."""
    return years[-1] if school and month < FIRST_SCHOOL_MONTH else years[0]
