"""Deadlines: from a cell's text to dates and recurrences.

What belongs here: the dates and the rule that a stage's years, months and
recurrences mean. What does not: telling its words
(`extractors.plan_vocabulary.deadline_tokens`) and where it begins and ends
(`deadline_stages`), and the plan's own years (`years`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from extractors.plan_vocabulary.deadline_tokens import PartOfYear
from extractors.plans.deadline_stages import Stage, stages_of, trimmed
from extractors.plans.recurrence import LAST, RecurrenceRule, day_of
from schemas.document import Frozen
from schemas.tables import Precision

_MONTHS_IN = {"day": 1, "month": 1, "quarter": 3, "half_year": 6}
_EVERY_MONTHS = {"year": (12,), "half_year": (6, 12), "quarter": (3, 6, 9, 12), "month": ()}
_EVERY_PRECISION: dict[str, Precision] = {
    "year": "year", "half_year": "half_year", "quarter": "quarter", "month": "month",
    "week": "day", "day": "day",
}  # fmt: skip
_TIMES_PRECISION: dict[int, Precision] = {1: "year", 2: "half_year", 4: "quarter", 12: "month"}


class Deadline(Frozen):
    """One stage of a deadline.

    `start` and `due` are the first and last day of the time named; `rule` says
    how it comes again, `rule_years` in which years where the text names them,
    `open_ended` that these go on, `next_year` that it begins in the plan's second
    year (what is reported on comes first). `always` marks "постоянно", which is due
    on no day of its own.
    """

    text: str
    stage: str | None = None
    start: date | None = None
    due: date | None = None
    precision: Precision | None = None
    rule: RecurrenceRule | None = None
    rule_years: tuple[int, ...] = ()
    open_ended: bool = False
    next_year: bool = False
    always: bool = False

    @property
    def recurrence(self) -> str | None:
        """The rule as an RFC 5545 RRULE, to its end where the text names one."""
        return self.rule.rrule(None if self.open_ended else self.due) if self.rule else None

    def dates(self, years: Sequence[int]) -> Iterator[date]:
        """Yield the dates that it means in a plan of these years."""
        if self.rule is None:
            if self.due and not self.always:
                yield self.due
            return
        own = [year for year in years if not self.rule_years or year >= self.rule_years[0]]
        if self.rule_years and not self.open_ended:
            own = list(self.rule_years)
        yield from self.rule.dates(own[1:] if self.next_year and not self.rule_years else own)


def read_deadlines(text: str, years: Sequence[int] = ()) -> tuple[Deadline, ...]:
    """Read a deadline's cell; `years` are the plan's own, for times that name no year.

    Text that names no time gives one deadline with nothing but its text.
    """
    if not text.strip():
        return ()
    stages = stages_of(text)
    found = [_deadline(part, text, years) for stage in stages for part in _single_times(stage)]
    return tuple(found) or (Deadline(text=text.strip()),)


def due_dates(deadlines: Sequence[Deadline], years: Sequence[int]) -> list[tuple[date, int]]:
    """Return each concrete date within a plan of `years`, with its deadline's place from 1."""
    found = {
        (day, position)
        for position, deadline in enumerate(deadlines, start=1)
        for day in deadline.dates(years)
    }
    return sorted(found)


def years_named(deadlines: Sequence[Deadline]) -> tuple[int, ...]:
    """The years in which deadlines begin or end, in order."""
    days = [day for deadline in deadlines for day in (deadline.start, deadline.due) if day]
    return tuple(sorted({day.year for day in days}))


def _single_times(stage: Stage) -> Iterator[Stage]:
    """Cut a stage that names several times that no one rule can hold."""
    days = {period.day for period in stage.periods}
    recurring = _recurs(stage)
    several = stage.to is None and not stage.ranged and len(stage.periods) > 1
    if several and (not recurring or len(days) > 1):
        yield from _by_period(stage)
    elif not recurring and len(stage.years) > 1 and stage.periods:
        yield from (replace(stage, years=(year,)) for year in stage.years)
    else:
        yield stage


def _by_period(stage: Stage) -> Iterator[Stage]:
    """A stage for each period, with the words from it up to the next."""
    starts = [stage.start, *(place for place in stage.places[1:]), stage.end]
    distinct = len(set(starts)) == len(starts)
    for i, period in enumerate(stage.periods):
        start, end = (starts[i], starts[i + 1]) if distinct else (stage.start, stage.end)
        yield replace(stage, periods=(period,), places=(stage.places[i],), start=start, end=end)


def _recurs(stage: Stage) -> bool:
    """Whether a stage says how often, or names a period of several years on end."""
    on_end = bool(stage.years) and len(stage.years) == stage.years[-1] - stage.years[0] + 1
    several = len(stage.years) > 1 and on_end and bool(stage.periods) and stage.to is None
    return stage.recurs or several


def _deadline(stage: Stage, text: str, years: Sequence[int]) -> Deadline:
    """Turn a stage into a deadline."""
    deadline = Deadline(
        text=trimmed(text, stage.start, stage.end),
        stage=trimmed(text, *stage.what) or None if stage.what else None,
        precision=_precision(stage),
        always=stage.always,
    )
    if _recurs(stage):
        return deadline.model_copy(update=_recurring(stage, years))
    return deadline.model_copy(update=_once(stage, years))


def _precision(stage: Stage) -> Precision | None:
    """How exact the time is: as its smallest part, else as often as it comes again."""
    if stage.day:
        return "day"
    last = stage.to or stage
    if last.periods:
        return last.periods[-1].unit
    if stage.every:
        return _EVERY_PRECISION[stage.every]
    if stage.times:
        return _TIMES_PRECISION.get(stage.times)
    return "year" if stage.names_time else None


def _once(stage: Stage, plan_years: Sequence[int]) -> dict[str, date | None]:
    """The first and last day of a time that comes once; a bound that is not named is None.

    "All the time" lasts as long as the plan.
    """
    years = stage.years or (tuple(plan_years) if stage.always or len(plan_years) == 1 else ())
    if not years:
        return {}
    last = stage.to or stage
    start = _first_day(years[0], stage.periods[:1], stage.day)
    due = _last_day((last.years or years)[-1], last.periods[-1:], last.day)
    span = stage.ranged or stage.to is not None
    if (stage.until and not span) or stage.at_end:
        start = None
    if stage.since and not span and not stage.until:
        due = None
    return {"start": start, "due": due}


def _first_day(year: int, period: Sequence[PartOfYear], day: int | None) -> date | None:
    """The first day of a period of a year, or of the year."""
    if not period:
        return date(year, 1, 1)
    month = (period[0].number - 1) * _MONTHS_IN[period[0].unit] + 1
    return day_of(year, month, period[0].day or day or 1)


def _last_day(year: int, period: Sequence[PartOfYear], day: int | None) -> date | None:
    """The last day of a period of a year, or of the year."""
    if not period:
        return date(year, 12, 31)
    return day_of(year, _last_month(period[0]), period[0].day or day or LAST)


def _last_month(period: PartOfYear) -> int:
    return period.number * _MONTHS_IN[period.unit]


def _recurring(stage: Stage, plan_years: Sequence[int]) -> dict[str, object]:
    """The rule of a stage, and the first and last day that it means where years are named."""
    rule = _rule(stage)
    years = _rule_years(stage, plan_years)
    open_ended = stage.open_ended or (stage.since and len(years) == 1)
    dates = list(rule.dates(years)) if years else []
    first = _first_day(years[0], _earliest(stage), stage.day) if years else None
    last = dates[-1] if dates else (date(years[-1], 12, 31) if years else None)
    return {
        "rule": rule,
        "rule_years": years,
        "open_ended": open_ended,
        "next_year": stage.following and not stage.years and stage.every in ("", "year"),
        "start": first,
        "due": None if open_ended else last,
    }


def _earliest(stage: Stage) -> tuple[PartOfYear, ...]:
    """The period of a stage that comes first in a year."""
    if stage.ranged:
        return stage.periods[:1]
    return tuple(sorted(stage.periods, key=_last_month)[:1])


def _rule_years(stage: Stage, plan_years: Sequence[int]) -> tuple[int, ...]:
    """The years in which a rule holds; "до 2030 года" means from the plan's first on."""
    if stage.every and stage.until and len(stage.years) == 1 and stage.unit != "day":
        return tuple(range(min([*plan_years, stage.years[0]]), stage.years[0] + 1))
    return stage.years


def _rule(stage: Stage) -> RecurrenceRule:
    """How a stage comes again."""
    if stage.every in ("week", "day"):
        return RecurrenceRule(frequency="WEEKLY" if stage.every == "week" else "DAILY")
    periods = stage.periods[-1:] if stage.ranged else stage.periods
    months = tuple(sorted({_last_month(period) for period in periods})) or _months_of(stage)
    day = next((p.day for p in periods if p.day), None) or stage.day or LAST
    return RecurrenceRule(
        frequency="YEARLY" if months else "MONTHLY", months=months, day=day, interval=stage.apart
    )


def _months_of(stage: Stage) -> tuple[int, ...]:
    """The months of a rule that names none: the last of each part of the year."""
    if stage.times and 12 % stage.times == 0 and stage.times < 12:
        step = 12 // stage.times
        return tuple(range(step, 13, step))
    months = _EVERY_MONTHS.get(stage.every, () if stage.times else (12,))
    if stage.following and stage.day:  # "by the 10th of the month that follows the quarter"
        return tuple(sorted(month % 12 + 1 for month in months))
    return months
