"""Deadlines by the grammar: kinds of times in both languages, in plans of several calendars.

The deadlines stand in `data/deadlines.tsv`.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from extractors.plans.calendar import PlanCalendar
from extractors.plans.deadlines import Deadline, read_deadlines

SCHOOL = PlanCalendar(years=(2026, 2027), school=True)
CALENDARS = {
    "years": PlanCalendar(years=(2027, 2028, 2029)),
    "year": PlanCalendar(years=(2027,)),
    "school": SCHOOL,
    "month": SCHOOL.model_copy(update={"month": date(2026, 11, 1)}),
}


def cases() -> list[tuple[str, ...]]:
    """Return calendar, text and what is expected of each line."""
    text = (Path(__file__).parent / "data" / "deadlines.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [tuple(row) for row in csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE)]


def told(deadline: Deadline, calendar: PlanCalendar) -> str:
    """A deadline as the file of cases writes it."""
    span = f"{deadline.start or '-'}..{deadline.due or '-'}"
    stage = f" [{deadline.stage}]" if deadline.stage else ""
    count = len(list(deadline.dates(calendar)))
    return f"{span} {deadline.precision or '-'} {deadline.recurrence or '-'} {count}{stage}"


@pytest.mark.parametrize(("calendar", "text", "expected"), cases())
def test_deadline_is_told(calendar: str, text: str, expected: str) -> None:
    plan = CALENDARS[calendar]
    assert "; ".join(told(deadline, plan) for deadline in read_deadlines(text, plan)) == expected
