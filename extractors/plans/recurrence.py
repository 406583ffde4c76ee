"""Deadlines that come again: RFC 5545 rules and the dates that they mean.

What belongs here: a rule as values, its RRULE, and its dates in given years
(expanded by dateutil). What does not: how a text says it (`extractors.plans.deadlines`).
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from dateutil.rrule import rrulestr

from schemas.document import Frozen

LAST = -1  # RFC 5545's number for the last of several
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class RecurrenceRule(Frozen):
    """How a deadline comes again: on `days` of `months`, every `interval` years.

    A day is LAST for a month's last. `weekdays` count from 0 for Monday; of a month's,
    the `nth`. WEEKLY and DAILY rules, and those without days, name no dates.
    """

    frequency: Literal["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]
    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    interval: int = 1

    def rrule(self, until: date | None) -> str:
        """Return the rule as the value of an RFC 5545 RRULE property."""
        nth = str(self.nth or "")
        values = {
            "INTERVAL": [self.interval] if self.interval > 1 else [],
            "BYMONTH": self.months,
            "BYMONTHDAY": self.days,
            "BYDAY": [nth + WEEKDAYS[day] for day in self.weekdays],
            "UNTIL": [f"{until:%Y%m%d}"] if until else [],
        }
        parts = (f"{name}={','.join(map(str, given))}" for name, given in values.items() if given)
        return ";".join((f"FREQ={self.frequency}", *parts))

    def dates(self, years: Sequence[int]) -> Iterator[date]:
        """Yield the rule's dates in `years`, which are in order; intervals count from the first."""
        if not years or not (self.days or self.nth):
            return
        start, end = datetime(years[0], 1, 1), date(years[-1], 12, 31)
        expanded = rrulestr(self.rrule(end), dtstart=start)
        yield from (moment.date() for moment in expanded if moment.year in years)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day of a month, LAST for its last; None where the month has no such day."""
    last = monthrange(year, month)[1]
    if day == LAST:
        return date(year, month, last)
    return date(year, month, day) if day <= last else None
