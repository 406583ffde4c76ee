"""What the extractors made of a plan's rows, held against what the plan says.

Actions are lined up by their words first; then every published column is
compared, and the dates, bodies and funding that belong to each action.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from schemas.tables import ActionRow, Actions
from tests.generator.comparison import Score, blind, compare_row, line_up
from tests.generator.plans import NAMED, ExpectedAction, Plan

Value = object


@dataclass
class FieldScore:
    """How many values of each column were there to find, and how many are right."""

    total: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, expected: Value, found: Value) -> None:
        """Count one value of a column."""
        self.total[name] += 1
        self.right[name] += expected == found
        if expected != found:
            self.misses.append(f"{name}: {expected!r} published as {found!r}")

    def __iadd__(self, other: "FieldScore") -> "FieldScore":
        self.total += other.total
        self.right += other.right
        self.misses += other.misses
        return self


def compare_actions(plan: Plan, actions: Actions) -> FieldScore:
    """Every value that the plan's rows must give, and the number of actions."""
    score = FieldScore()
    expected = plan.actions()
    score.count("number of actions", len(expected), len(actions.actions))
    for action, row in pairs(expected, actions):
        for name, value in expected_values(action).items():
            score.count(name, value, row and published_value(row, name, actions))
    return score


def compare_cells(plan: Plan, actions: Actions) -> Score:
    """Each cell that a row says something in, under its field or its own heading.

    White space does not count; a row is found if at least half of its cells are right.
    """
    score = Score(rows_extra=max(0, len(actions.actions) - len(plan.actions())))
    for number, (action, row) in enumerate(pairs(plan.actions(), actions)):
        said = {**action.fields, **action.extra}
        told = {name: _told(row, name) if row else None for name in said}
        names = [name for name in said if blind(said[name]) or blind(told[name])]
        printed, published = ([values[n] or "" for n in names] for values in (said, told))
        score += compare_row(number, printed, published if row else None)
    return score


def _told(row: ActionRow, name: str) -> str | None:
    """What was published under a field's name, or under a heading of no field."""
    told: str | None
    told = getattr(row, name) if name in NAMED else json.loads(row.extra or "{}").get(name)
    return told


def pairs(
    expected: list[ExpectedAction], actions: Actions
) -> Iterator[tuple[ExpectedAction, ActionRow | None]]:
    """Each action of the plan and the row published for it, or None."""
    keys = [[value or "" for value in action.fields.values()] for action in expected]
    names = list(expected[0].fields)
    found = [[getattr(row, name) or "" for name in names] for row in actions.actions]
    rows = {id(key): row for key, row in zip(found, actions.actions, strict=True)}
    for action, (_, key) in zip(expected, line_up(keys, found), strict=True):
        yield action, rows.get(id(key))


def expected_values(action: ExpectedAction) -> dict[str, Value]:
    """What must be published of an action, by column or table."""
    values: dict[str, Value] = {name: action.fields.get(name) for name in NAMED}
    values |= {"direction": action.direction, "indicator_number": action.indicator_number}
    values["extra"] = action.extra
    if action.deadline and action.deadline.due_dates is not None:
        values["due dates"] = list(action.deadline.due_dates)
    if action.fields.get("responsible"):
        values["bodies"] = [(body.text, body.by_agreement) for body in action.bodies]
    if action.funding is not None:
        values["kinds of funding"] = [(f.kind, f.amount) for f in action.funding]
    return values


PARTS: Mapping[str, Callable[[Actions, str], Value]] = {
    "due dates": lambda actions, key: sorted(
        date.fromisoformat(r.due_date) for r in actions.due_dates if r.action_id == key
    ),
    "bodies": lambda actions, key: [
        (r.text, r.by_agreement) for r in actions.bodies if r.action_id == key
    ],
    "kinds of funding": lambda actions, key: [
        *dict.fromkeys((r.kind, r.amount) for r in actions.funding if r.action_id == key)
    ],
}


def published_value(row: ActionRow, name: str, actions: Actions) -> Value:
    """What was published of an action in a column or in a table of its parts."""
    if name in PARTS:
        return PARTS[name](actions, row.action_id)
    if name == "extra":
        return json.loads(row.extra) if row.extra else {}
    return getattr(row, name)


def by_field(scores: list[FieldScore]) -> dict[str, tuple[int, int]]:
    """Right and total of each column over many plans."""
    summed: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for score in scores:
        for name in score.total:
            right, total = summed[name]
            summed[name] = (right + score.right[name], total + score.total[name])
    return dict(summed)
