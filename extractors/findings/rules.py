"""What a rule of the findings is: the evidence that it looks at, the flaw that it finds.

What belongs here: what rules share, and their register. What does not: any rule.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from extractors.parsed import ParsedDocument
from schemas.base import SourcedRow
from schemas.tables import Abbreviations, ActionRow, Actions

Severity = Literal["info", "warning", "error"]


class Evidence(NamedTuple):
    """All that rules look at."""

    parsed: ParsedDocument
    abbreviations: Abbreviations
    actions: Actions


class Flaw(NamedTuple):
    """What a rule finds; the rule's own name and grade are added to it."""

    where: dict[str, object]  # the columns of its place
    message: str
    evidence: str | None = None
    table: str | None = None
    row_id: str | None = None


Rule = Callable[[Evidence], Iterator[Flaw]]
RULES: dict[str, tuple[Severity, Rule]] = {}


def rule_of(severity: Severity) -> Callable[[Rule], Rule]:
    """Register a rule under its function's name."""

    def register(rule: Rule) -> Rule:
        RULES[rule.__name__] = (severity, rule)
        return rule

    return register


def of_action(action: ActionRow, message: str, evidence: str | None) -> Flaw:
    """Return a flaw of an action, at its place."""
    return Flaw(place_of(action), message, evidence, "actions", action.action_id)


def place_of(row: SourcedRow) -> dict[str, object]:
    """Return the columns of a row's place."""
    return {"page": row.page, "line": row.line, "bbox": row.bbox}


def number_of(action: ActionRow) -> str:
    """Return how a message names an action."""
    return action.number or f"at place {action.position}"
