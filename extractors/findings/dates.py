"""Dates that do not go together: with the act, with the plan's years, with the calendar.

What belongs here: rules over dates. What does not: deadlines that cannot be told
(`plan_words`).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from extractors.calendar.dates import find_impossible_dates
from extractors.findings.rules import Evidence, Flaw, number_of, of_action, rule_of
from extractors.plans.calendar import PlanCalendar
from extractors.plans.find import find_plans
from schemas.base import provenance
from schemas.tables import ActionDeadlineRow, ActionRow

# What was done in a plan's last year is reported on in the first months after it.
REPORTING = timedelta(days=90)


@rule_of("error")
def deadline_outside_plan(evidence: Evidence) -> Iterator[Flaw]:
    """A deadline is not within the years that the plan is for."""
    calendars = _calendars(evidence)
    for action, deadline in _deadlines(evidence):
        calendar = calendars.get(action.table_id)
        if calendar and _is_outside(deadline, calendar):
            years = f"{calendar.years[0]}–{calendar.years[-1]}"
            message = (
                f"Row {number_of(action)} is due “{deadline.text}”, but the plan is for {years}"
            )
            yield of_action(action, message, deadline.text)


@rule_of("error")
def deadline_before_act(evidence: Evidence) -> Iterator[Flaw]:
    """A deadline had passed when the act that sets it was adopted."""
    adopted = evidence.document.date if evidence.document else None
    for action, deadline in _deadlines(evidence):
        if adopted and deadline.due_date and deadline.due_date < adopted:
            message = f"Row {number_of(action)} is due “{deadline.text}”, before the act is adopted"
            yield of_action(action, f"{message} on {adopted}", deadline.text)


@rule_of("error")
def date_impossible(evidence: Evidence) -> Iterator[Flaw]:
    """A date is in no calendar: the 31st of a month of thirty days."""
    for passage in evidence.parsed.passages:
        for place, text in find_impossible_dates(passage.row.text):
            where = provenance(passage.source.place_at(place))
            message = f"There is no such day as “{text}”"
            yield Flaw(where, message, text, "passages", passage.row.passage_id)


def _deadlines(evidence: Evidence) -> Iterator[tuple[ActionRow, ActionDeadlineRow]]:
    """Yield each deadline of a day or a time that does not come again, with its action."""
    actions = {action.action_id: action for action in evidence.actions.actions}
    for deadline in evidence.actions.deadlines:
        if deadline.recurrence is None:
            yield actions[deadline.action_id], deadline


def _calendars(evidence: Evidence) -> dict[str, PlanCalendar]:
    """The years of each plan that names them, by its table."""
    if not evidence.actions.deadlines:
        return {}
    plans = find_plans(evidence.parsed)
    return {p.table.row.table_id: p.calendar for p in plans if p.calendar.years}


def _is_outside(deadline: ActionDeadlineRow, calendar: PlanCalendar) -> bool:
    start, end = calendar.start, calendar.end
    if not (deadline.due_date and start and end):
        return False
    return not start <= date.fromisoformat(deadline.due_date) <= end + REPORTING
