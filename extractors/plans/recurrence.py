"""Deadlines that come again: RFC 5545 rules and the dates that they mean.

What belongs here: a rule as values, its RRULE, and its dates in given years
(expanded by dateutil). What does not: how a text says it (`extractors.plans.deadlines`).
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from dateutil.rrule import MONTHLY, YEARLY, rrule

from schemas.document import Frozen

LAST = -1  # RFC 5545's number for a month's last day


class RecurrenceRule(Frozen):
    """How a deadline comes again: on `day` of `months`, every `interval` years.

    `day` is LAST for a month's last day. WEEKLY and DAILY rules have no months
    and name no dates.
    """

    frequency: Literal["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]
    months: tuple[int, ...] = ()
    day: int = LAST
    interval: int = 1

    def rrule(self, until: date | None) -> str:
        """Return the rule as the value of an RFC 5545 RRULE property."""
        parts = [f"FREQ={self.frequency}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.months:
            parts.append(f"BYMONTH={','.join(map(str, self.months))}")
        if self.frequency in ("YEARLY", "MONTHLY"):
            parts.append(f"BYMONTHDAY={self.day}")
        if until:
            parts.append(f"UNTIL={until:%Y%m%d}")
        return ";".join(parts)

    def dates(self, years: Sequence[int]) -> Iterator[date]:
        """Yield the rule's dates in `years`, which are in order; intervals count from the first."""
        if not years or self.frequency in ("WEEKLY", "DAILY"):
            return
        expanded = rrule(
            YEARLY if self.frequency == "YEARLY" else MONTHLY,
            dtstart=datetime(years[0], 1, 1),
            until=datetime(years[-1], 12, 31),
            interval=self.interval,
            bymonth=self.months or None,
            bymonthday=self.day,
        )
        yield from (moment.date() for moment in expanded if moment.year in years)


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day of a month, LAST for its last; None where the month has no such day."""
    last = monthrange(year, month)[1]
    if day == LAST:
        return date(year, month, last)
    return date(year, month, day) if day <= last else None
