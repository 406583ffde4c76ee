"""Deadlines: from a cell's text to dates and recurrences.

What belongs here: the dates and the rule that a stage's years, months and
recurrences mean. What does not: telling its words
(`extractors.plan_vocabulary.deadline_tokens`) and where it begins and ends
(`deadline_stages`), and the plan's own years (`calendar`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from extractors.confidence import STEP
from extractors.plan_vocabulary.deadline_grammar import MONTHS_IN, PartOfYear
from extractors.plans.calendar import NO_CALENDAR, PlanCalendar, year_in
from extractors.plans.deadline_stages import Stage, stages_of, trimmed
from extractors.plans.recurrence import LAST, RecurrenceRule, day_of
from schemas.document import Frozen
from schemas.tables import Precision

_PRECISIONS: dict[str, Precision] = {
    "year": "year", "half_year": "half_year", "quarter": "quarter", "month": "month",
    "ten_days": "day", "week": "day", "day": "day", "hour": "day",
}  # fmt: skip
_PRECISION_OF_MONTHS: dict[int, Precision] = {1: "month", 3: "quarter", 6: "half_year"}


class Deadline(Frozen):
    """One stage of a deadline.

    `start` and `due` are the first and last day of the time named; `rule` says
    how it comes again, `rule_years` in which years where the text names them,
    `open_ended` that these go on, `next_year` that it begins in the plan's second
    year (what is reported on comes first). `always` marks "постоянно", which is due
    on no day of its own, `on_need` what has no day at all. `evidence` is what its reading
    rests on, as in `extractors.confidence`; empty if nothing is told.
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
    on_need: bool = False
    evidence: str = ""

    @property
    def recurrence(self) -> str | None:
        """The rule as an RFC 5545 RRULE, to its end where the text names one."""
        return self.rule.rrule(None if self.open_ended else self.due) if self.rule else None

    @property
    def is_told(self) -> bool:
        """Whether its words say when, or that there is no day of its own."""
        return bool(self.start or self.due or self.rule or self.always or self.on_need)

    @property
    def is_read(self) -> bool:
        """Whether anything was read from its words, be it only how exact they are."""
        return self.is_told or self.precision is not None

    def dates(self, calendar: PlanCalendar) -> Iterator[date]:
        """Yield the dates that it means in a plan."""
        if self.rule is None:
            if self.due and not self.always:
                yield self.due
            return
        first = self.start or calendar.start
        last = self.due or (None if self.rule_years and not calendar.years else calendar.end)
        for day in self.rule.dates(self._years(calendar)):
            if (first is None or first <= day) and (last is None or day <= last):
                yield day

    def _years(self, calendar: PlanCalendar) -> Sequence[int]:
        """The years in which its rule holds in a plan."""
        if self.rule_years and not self.open_ended:
            return self.rule_years
        own = [y for y in calendar.years if not self.rule_years or y >= self.rule_years[0]]
        return own[1:] if self.next_year and not self.rule_years else own


def read_deadlines(text: str, calendar: PlanCalendar = NO_CALENDAR) -> tuple[Deadline, ...]:
    """Read a deadline's cell; the plan's calendar places times that name no year.

    Text that names no time gives one deadline with nothing but its text.
    """
    if not text.strip():
        return ()
    stages = stages_of(text)
    parts = [part for stage in stages for part in _single_times(stage, calendar)]
    found: list[Deadline] = []
    for part in parts:
        deadline = _after(_deadline(part, text, calendar), part, found)
        evidence = _evidence(part, deadline, len(parts)) if deadline.is_read else ""
        found.append(deadline.model_copy(update={"evidence": evidence}))
    return tuple(found) or (Deadline(text=text.strip()),)


def _evidence(stage: Stage, deadline: Deadline, stages: int) -> str:
    """Name how a time comes, whose years it has, and what else stands in the cell."""
    if deadline.rule:
        way = "again"
    elif deadline.always or deadline.on_need:
        way = "whenever"
    else:
        way = "once" if deadline.due or deadline.start else "undated"
    named = stage.years or (stage.to and stage.to.years)
    beside = "stages" if stages > 1 else "words" if stage.what else "alone"
    return STEP.join((way, "own years" if named else "years of the plan", beside))


def _after(deadline: Deadline, stage: Stage, before: Sequence[Deadline]) -> Deadline:
    """Return what goes on from the stage before as beginning with the end of that."""
    end = before[-1].due if before and stage.has("thereafter") else None
    if end is None or not (deadline.always or (deadline.start and deadline.start <= end)):
        return deadline
    start = end if deadline.always else end + timedelta(days=1)
    return deadline.model_copy(update={"start": start})


def due_dates(deadlines: Sequence[Deadline], calendar: PlanCalendar) -> list[tuple[date, int]]:
    """Return each concrete date within a plan, with its deadline's place from 1."""
    found = {
        (day, position)
        for position, deadline in enumerate(deadlines, start=1)
        for day in deadline.dates(calendar)
    }
    return sorted(found)


def years_named(deadlines: Sequence[Deadline]) -> tuple[int, ...]:
    """The years in which deadlines begin or end, in order."""
    days = [day for deadline in deadlines for day in (deadline.start, deadline.due) if day]
    return tuple(sorted({day.year for day in days}))


def month_named(text: str, calendar: PlanCalendar) -> date | None:
    """Return the first day of the month that a heading names, if it names nothing else."""
    stages = stages_of(text)
    if len(stages) != 1 or stages[0].what or len(stages[0].periods) != 1:
        return None
    (period,), years = stages[0].periods, stages[0].years[:1]
    year = years[0] if years else calendar.year_of(period.number)
    return date(year, period.number, 1) if year and period.unit == "month" else None


def _single_times(stage: Stage, calendar: PlanCalendar) -> Iterator[Stage]:
    """Cut a stage that names several times that no one rule can hold."""
    days = {period.day for period in stage.periods}
    recurring = _recurs(stage, calendar)
    several = stage.to is None and not _is_span(stage) and len(stage.periods) > 1
    if several and (not recurring or len(days) > 1):
        yield from _by_period(stage)
    elif not recurring and len(stage.years) > 1 and stage.periods and not _is_turn(stage):
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


def _is_span(stage: Stage) -> bool:
    """Whether periods are the ends of one span."""
    return stage.ranged or (stage.has("between") and len(stage.periods) > 1)


def _is_turn(stage: Stage) -> bool:
    """Whether a time falls in a school year, or a span turns from one year to the next."""
    if stage.school:
        return True
    follow = len(stage.years) == 2 and stage.years[0] + 1 == stage.years[1]
    turns = _is_span(stage) and _last_month(stage.periods[0]) > _last_month(stage.periods[-1])
    return follow and turns


def _recurs(stage: Stage, calendar: PlanCalendar) -> bool:
    """Whether a stage says how often, or names a part of a year that comes every year.

    A part of a year that names none is due in each year of a plan.
    """
    if stage.recurs:
        return True
    if not stage.periods or stage.to is not None or _is_turn(stage):
        return False
    if not stage.years:
        return calendar.named and len(calendar.years) > 1 and not calendar.school
    return 1 < len(stage.years) == stage.years[-1] - stage.years[0] + 1


def _deadline(stage: Stage, text: str, calendar: PlanCalendar) -> Deadline:
    """Turn a stage into a deadline."""
    deadline = Deadline(
        text=trimmed(text, stage.start, stage.end),
        stage=trimmed(text, *stage.what) or None if stage.what else None,
        precision=_precision(stage),
        always=stage.has("always") and not stage.recurs,
        on_need=stage.has("need"),
    )
    if stage.is_untold and not stage.recurs:
        return deadline.model_copy(update={"stage": None} | _untold_precision(stage))
    if _recurs(stage, calendar):
        return deadline.model_copy(update=_recurring(stage, calendar))
    return deadline.model_copy(update=_once(stage, calendar))


def _untold_precision(stage: Stage) -> dict[str, None]:
    """What is counted from an event, or not understood, has no precision either."""
    return {"precision": None} if stage.marks & {"unknown", "duration"} or stage.what else {}


def _precision(stage: Stage) -> Precision | None:
    """How exact the time is: as its smallest part, else as often as it comes again."""
    if stage.day or stage.weekdays:
        return "day"
    last = stage.to or stage
    if last.periods:
        return last.periods[-1].unit
    if stage.every:
        return _precision_of_rule(stage)
    if stage.within:
        return _PRECISIONS[stage.within] if stage.within in MONTHS_IN else None
    timeless = {"need", "duration"} & stage.marks and not (stage.years or stage.has("always"))
    return "year" if stage.names_time and not timeless else None


def _precision_of_rule(stage: Stage) -> Precision | None:
    """As exact as the unit of a recurrence; of several times in one, as the time between them."""
    if stage.month or (stage.every, stage.apart) == ("month", 1):
        return "month"
    if stage.every not in ("year", "half_year", "quarter", "month"):
        return _PRECISIONS[stage.every]
    months = MONTHS_IN[stage.every] * stage.apart
    if months % stage.times:
        return None
    step = months // stage.times
    return "year" if step % 12 == 0 else _PRECISION_OF_MONTHS.get(step, "month")


def _once(stage: Stage, calendar: PlanCalendar) -> dict[str, object]:
    """The first and last day of a time that comes once; a bound that is not named is None.

    "All the time" lasts as long as the plan.
    """
    start, due = _bounds(stage, calendar)
    span = _is_span(stage) or stage.to is not None
    if start and due and start > due:
        return {}
    if (stage.has("until") and not span) or stage.has("end"):
        start = None
    if stage.has("since") and not span and not stage.has("until"):
        due = calendar.end if stage.has("always") else None
    return {"start": start, "due": due}


_Bounds = tuple[date | None, date | None]


def _bounds(stage: Stage, calendar: PlanCalendar) -> _Bounds:
    """The first and last day of the time that a stage names."""
    if stage.has("need") and not stage.has("always"):
        return None, None
    if not stage.periods and (stage.within or stage.day):
        return _in_month_of_heading(stage, calendar)
    if not stage.periods and not stage.years:
        return _whole(stage, calendar)
    last = stage.to or stage
    first_year = _year(stage, stage.periods[:1], 0, calendar)
    last_year = _year(last, last.periods[-1:], -1, calendar)
    start = _first_day(first_year, stage.periods[:1], school=stage.school)
    due = _last_day(last_year, last.periods[-1:], school=last.school)
    return (start, due) if start and due else (None, None)


def _in_month_of_heading(stage: Stage, calendar: PlanCalendar) -> _Bounds:
    """A month, or a day of one, that is named by the heading over the row."""
    month = calendar.month
    if month is None or stage.within not in ("", "month") or len(stage.days) > 1:
        return None, None
    first, last = (stage.day, stage.day) if stage.day else (1, LAST)
    return day_of(month.year, month.month, first), day_of(month.year, month.month, last)


def _whole(stage: Stage, calendar: PlanCalendar) -> _Bounds:
    """The plan's own time, for "all the time" and for a year that only one can be."""
    if not stage.names_time:
        return None, None
    told = calendar.is_one_year and (calendar.school or not stage.school)
    vague_end = stage.has("end") and calendar.school and not stage.school
    if stage.has("always") or (told and not vague_end):
        return calendar.start, calendar.end
    return None, None


def _year(
    stage: Stage, period: Sequence[PartOfYear], place: int, calendar: PlanCalendar
) -> int | None:
    """The year of a stage's first (place 0) or last (place -1) period; None if none is told.

    Quarters and half-years of a school year are not those of the calendar.
    """
    years = stage.years or calendar.years
    school = stage.school or (not stage.years and calendar.school)
    if not years or (school and len(years) != 2):
        return None
    if period and school:
        whole = period[0].unit in ("quarter", "half_year")
        return None if whole else year_in(years, period[0].number, school=True)
    if not stage.years and not calendar.is_one_year:
        return None
    return years[place]


def _first_day(
    year: int | None, period: Sequence[PartOfYear], *, school: bool = False
) -> date | None:
    """The first day of a period of a year, or of the year."""
    if year is None:
        return None
    if not period:
        return PlanCalendar(years=(year,), school=school).start
    month = _last_month(period[0]) - MONTHS_IN[period[0].unit] + 1
    return day_of(year, month, period[0].day or 1)


def _last_day(
    year: int | None, period: Sequence[PartOfYear], *, school: bool = False
) -> date | None:
    """The last day of a period of a year, or of the year."""
    if year is None:
        return None
    if not period:
        return PlanCalendar(years=(year,), school=school).end
    return day_of(year, _last_month(period[0]), period[0].day or LAST)


def _last_month(period: PartOfYear) -> int:
    return period.number * MONTHS_IN[period.unit]


def _recurring(stage: Stage, calendar: PlanCalendar) -> dict[str, object]:
    """The rule of a stage, and the first and last day that it means where years are named."""
    rule = _rule(stage)
    if rule is None:
        return {}
    years = _rule_years(stage, calendar)
    open_ended = stage.open_ended or (stage.has("since") and len(years) == 1)
    start, due = _rule_bounds(stage, rule, years)
    return {
        "rule": rule,
        "rule_years": years,
        "open_ended": open_ended,
        "next_year": _begins_next_year(stage),
        "start": start,
        "due": None if open_ended else due,
    }


def _begins_next_year(stage: Stage) -> bool:
    return stage.has("following") and not stage.years and stage.every in ("", "year")


def _rule_bounds(stage: Stage, rule: RecurrenceRule, years: Sequence[int]) -> _Bounds:
    """The first and last day that a rule means in the years that are named."""
    if not years:
        return None, None
    if stage.school:
        calendar = PlanCalendar(years=tuple(years), school=True)
        return calendar.start, calendar.end
    dates = list(rule.dates(years))
    first = _first_day(years[0], _earliest(stage))
    return first, dates[-1] if dates else date(years[-1], 12, 31)


def _earliest(stage: Stage) -> tuple[PartOfYear, ...]:
    """The period of a stage that comes first in a year."""
    if _is_span(stage):
        return stage.periods[:1]
    return tuple(sorted(stage.periods, key=_last_month)[:1])


def _rule_years(stage: Stage, calendar: PlanCalendar) -> tuple[int, ...]:
    """The years in which a rule holds; "до 2030 года" means from the plan's first on."""
    if stage.every and stage.has("until") and len(stage.years) == 1 and stage.unit != "day":
        first = min([*calendar.years, stage.years[0]])
        return tuple(range(first, stage.years[0] + 1))
    return stage.years


def _rule(stage: Stage) -> RecurrenceRule | None:
    """How a stage comes again; None where no one rule says it."""
    if stage.every in ("week", "day", "hour"):
        return _rule_of_days(stage)
    if stage.weekdays and not (stage.nth and stage.every == "month"):
        return None
    if stage.nth:
        return RecurrenceRule(frequency="MONTHLY", weekdays=stage.weekdays, nth=stage.nth)
    periods = stage.periods[-1:] if _is_span(stage) else stage.periods
    months = tuple(sorted({_last_month(period) for period in periods}))
    day = next((p.day for p in periods if p.day), None) or stage.day
    if months:
        apart = stage.apart if stage.every == "year" else 1
        return _yearly(months, (day or LAST,), apart)
    return _rule_of_months(stage, day)


def _yearly(months: tuple[int, ...], days: tuple[int, ...], apart: int = 1) -> RecurrenceRule:
    return RecurrenceRule(
        frequency="YEARLY" if months else "MONTHLY", months=months, days=days, interval=apart
    )


def _rule_of_days(stage: Stage) -> RecurrenceRule | None:
    """A rule of weeks or days; several times in one only where the weekdays are named."""
    if stage.times > 1 and len(stage.weekdays) != stage.times:
        return None
    if stage.every == "week":
        return RecurrenceRule(frequency="WEEKLY", weekdays=stage.weekdays, interval=stage.apart)
    return RecurrenceRule(frequency="DAILY", interval=stage.apart if stage.every == "day" else 1)


def _rule_of_months(stage: Stage, day: int | None) -> RecurrenceRule | None:
    """A rule that names no months: the last of each part of the year, or as far apart."""
    if stage.every == "ten_days":
        return RecurrenceRule(frequency="MONTHLY", days=_DAYS_OF_TIMES[3])
    days = () if stage.has("vague") else stage.days or (day or LAST,)
    unit = stage.every or "year"
    months, times = MONTHS_IN[unit] * stage.apart, stage.times
    if unit == "year" and times == 1:
        return _yearly(_moved((stage.month if stage.month > 0 else 12,), stage), days, stage.apart)
    if months == 1 and times in _DAYS_OF_TIMES:
        return RecurrenceRule(frequency="MONTHLY", days=_DAYS_OF_TIMES[times])
    if months % times or 12 % (months // times):
        return None
    step = months // times
    offset = stage.month if 0 < stage.month <= step else step
    every = tuple(range(offset, 13, step)) if step > 1 else ()
    return _yearly(_moved(every, stage), days)


# Days on which what is due several times a month is done, as evenly as a calendar has it.
_DAYS_OF_TIMES = {2: (15, LAST), 3: (10, 20, LAST)}


def _moved(months: tuple[int, ...], stage: Stage) -> tuple[int, ...]:
    """Months moved by one where a day falls in the month that follows the time reported on."""
    if not (stage.has("following") and stage.day):
        return months
    return tuple(sorted(month % 12 + 1 for month in months))
