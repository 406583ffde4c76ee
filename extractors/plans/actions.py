"""The published rows of a document's action plans.

What belongs here: making the rows of actions, deadlines, due dates, bodies and
funding. What does not: finding plans (`plans`), reading a table (`table`) or a
cell (`deadlines`, `responsible`, `funding`).
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from extractors.bodies import Resolver
from extractors.confidence import confidence
from extractors.losses import part
from extractors.parsed import ParsedDocument
from extractors.plan_vocabulary.fields import Field
from extractors.plans.calendar import PlanCalendar
from extractors.plans.deadlines import (
    Deadline,
    due_dates,
    month_named,
    read_deadlines,
    years_named,
)
from extractors.plans.find import Plan, find_plans
from extractors.plans.funding import funding_unit, read_funding
from extractors.plans.paragraphs import read_paragraphs, with_names_apart
from extractors.plans.responsible import split_bodies
from extractors.plans.table import PlanRow
from schemas.base import Row, stable_id
from schemas.tables import (
    Abbreviations,
    ActionBodyRow,
    ActionDeadlineRow,
    ActionDueDateRow,
    ActionFundingRow,
    ActionRow,
    Actions,
)

RowT = TypeVar("RowT", bound=Row)


class ActionParts(NamedTuple):
    """An action with what its other rows are made from; `calendar` is its plan's."""

    action: ActionRow
    row: PlanRow
    deadlines: tuple[Deadline, ...]
    calendar: PlanCalendar
    unit_title: str


def find_actions(parsed: ParsedDocument, abbreviations: Abbreviations) -> Actions:
    """Return the actions of all plans of a document, taken apart."""
    resolver = Resolver(abbreviations, parsed.language)
    expansions = {a.abbreviation: a.expansion for a in abbreviations.abbreviations}
    parts = list(_actions_with_parts(parsed))
    return Actions(
        actions=tuple(t.action for t in parts),
        deadlines=_of_cells(parts, "deadline", _deadline_rows),
        due_dates=_of_cells(parts, "deadline", _due_date_rows),
        bodies=_of_cells(parts, "responsible", lambda t: _body_rows(t, resolver)),
        funding=_of_cells(parts, "funding", lambda t: _funding_rows(t, expansions)),
    )


def _of_cells(
    parts: Sequence[ActionParts], name: Field, read: Callable[[ActionParts], Iterable[RowT]]
) -> tuple[RowT, ...]:
    """Return the rows that are read from a cell of each action; a bad cell costs its own."""
    rows: list[RowT] = []
    for action in parts:
        with _cell(action.row, name):
            rows += list(read(action))
    return tuple(rows)


def _cell(row: PlanRow, name: Field) -> part:
    """Run the reading of one cell."""
    number = row.fields.get("number") or "without a number"
    what = f"What the cell “{name}” of row {number} means"
    return part(what, row.place_of(name), row.fields.get(name))


def _actions_with_parts(parsed: ParsedDocument) -> Iterator[ActionParts]:
    """Yield the actions of a document in order, with what their other rows are made from."""
    position = 0
    for plan in find_plans(parsed):
        calendar = plan.calendar if plan.calendar.years else _calendar_of_deadlines(plan)
        seen: Counter[tuple[str | None, str | None]] = Counter()
        for row in plan.rows:
            key = row.fields.get("number"), row.fields.get("name")
            seen[key] += 1
            made: ActionParts | None = None
            with part(f"Row {key[0] or 'without a number'} of the plan", row.place, key[1]):
                action = _action(parsed.document_id, plan, row, position + 1, seen[key])
                deadlines = _deadlines(row, calendar)
                made = ActionParts(action, row, deadlines, calendar, plan.funding_title)
            if made:
                position += 1
                yield made


def _deadlines(row: PlanRow, calendar: PlanCalendar) -> tuple[Deadline, ...]:
    """What the cell of a row's deadline says, under the month that a heading names."""
    of_row = calendar.model_copy(update={"month": _month_over(row, calendar)})
    deadlines: tuple[Deadline, ...] = ()
    with _cell(row, "deadline"):
        deadlines = read_paragraphs(row.broken.get("deadline", ""), of_row)
    return deadlines


def _month_over(row: PlanRow, calendar: PlanCalendar) -> date | None:
    """Return the first day of the month that the nearest heading over a row names."""
    titles = (h.text.removeprefix(h.number or "").lstrip(".) ") for h in row.headings.stack[::-1])
    return next(filter(None, (month_named(title, calendar) for title in titles)), None)


def _calendar_of_deadlines(plan: Plan) -> PlanCalendar:
    """Return the years from a plan's first deadline to its last, for one whose title names none."""
    texts = (row.fields.get("deadline") or "" for row in plan.rows)
    named = [year for text in texts for year in years_named(read_deadlines(text))]
    years = tuple(range(min(named), max(named) + 1)) if named else ()
    return PlanCalendar(years=years, named=False)


def _action(
    document_id: str, plan: Plan, row: PlanRow, position: int, occurrence: int
) -> ActionRow:
    """Make an action's row; `occurrence` tells apart rows of one number and name."""
    table_id = plan.table.row.table_id
    fields = row.fields
    direction, indicator = row.headings.direction, row.headings.indicator
    return ActionRow.at(
        row.place,
        action_id=stable_id(
            "action", document_id, table_id, fields.get("number"), fields.get("name"), occurrence
        ),
        document_id=document_id,
        table_id=table_id,
        table_row=row.table_row,
        position=position,
        direction_number=direction and direction.number,
        direction=direction and direction.text,
        indicator_number=indicator and indicator.number,
        name=fields.get("name"),
        **{name: fields.get(name) for name in _OPTIONAL},
        extra=_extra(row),
        page_end=row.page_end,
        confidence=row.confidence,
        joined=row.joined,
    )


_OPTIONAL: tuple[Field, ...] = (
    "number", "form", "deadline", "responsible", "funding", "funding_source",
)  # fmt: skip


def _extra(row: PlanRow) -> str | None:
    """Return the cells of columns that the contract does not name, as JSON."""
    return json.dumps(row.extra, ensure_ascii=False) if row.extra else None


def _deadline_rows(parts: ActionParts) -> Iterator[ActionDeadlineRow]:
    for position, deadline in enumerate(parts.deadlines, start=1):
        yield ActionDeadlineRow.at(
            parts.row.place_of("deadline"),
            action_id=parts.action.action_id,
            position=position,
            text=deadline.text,
            stage=deadline.stage,
            start_date=deadline.start and deadline.start.isoformat(),
            due_date=deadline.due and deadline.due.isoformat(),
            precision=deadline.precision,
            recurrence=deadline.recurrence,
            confidence=confidence("deadline", deadline.evidence) if deadline.evidence else None,
        )


def _due_date_rows(parts: ActionParts) -> Iterator[ActionDueDateRow]:
    dates = due_dates(parts.deadlines, parts.calendar)
    for position, (day, deadline_position) in enumerate(dates, start=1):
        yield ActionDueDateRow.at(
            parts.row.place_of("deadline"),
            action_id=parts.action.action_id,
            position=position,
            due_date=day.isoformat(),
            deadline_position=deadline_position,
        )


def _body_rows(parts: ActionParts, resolver: Resolver) -> Iterator[ActionBodyRow]:
    text = with_names_apart(parts.row.broken.get("responsible", ""), resolver)
    bodies = split_bodies(text, resolver)
    for position, body in enumerate(bodies, start=1):
        yield ActionBodyRow.at(
            parts.row.place_of("responsible"),
            action_id=parts.action.action_id,
            position=position,
            **body.model_dump(exclude={"evidence"}),
            confidence=confidence("body", body.evidence),
        )


def _funding_rows(parts: ActionParts, expansions: dict[str, str]) -> Iterator[ActionFundingRow]:
    action = parts.action
    unit = funding_unit(parts.unit_title)
    funding = read_funding(action.funding, action.funding_source, unit, expansions)
    for position, one in enumerate(funding, start=1):
        yield ActionFundingRow.at(
            parts.row.place_of("funding" if action.funding else "funding_source"),
            action_id=action.action_id,
            position=position,
            **one.model_dump(),
        )
