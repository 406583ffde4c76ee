"""What a rule of the findings is: the evidence that it looks at, the flaw that it finds.

What belongs here: what rules share, and their register. What does not: any rule.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from extractors.findings.quantities import Quantity, Sentence, Sentences
from extractors.parsed import ParsedDocument
from schemas.base import SourcedRow, provenance
from schemas.tables import Abbreviations, ActionRow, Actions, DocumentRow, Figures

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True)
class Evidence:
    """All that rules look at; `document` is what the document says of itself."""

    parsed: ParsedDocument
    abbreviations: Abbreviations
    actions: Actions
    figures: Figures
    document: DocumentRow | None

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences that hold numbers, read at the first question."""
        return Sentences(self.parsed.passages, self.figures.figures)


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


def of_quantity(sentence: Sentence, quantity: Quantity, message: str, evidence: str) -> Flaw:
    """Return a flaw of a number: of its figure, or of its passage if it is none."""
    where = provenance(sentence.passage.source.place_at(quantity.start))
    if quantity.figure:
        return Flaw(where, message, evidence, "figures", quantity.figure.figure_id)
    return Flaw(where, message, evidence, "passages", sentence.passage.row.passage_id)


def place_of(row: SourcedRow) -> dict[str, object]:
    """Return the columns of a row's place."""
    return {
        "page": row.page,
        "line": row.line,
        "bbox": row.bbox,
        "block": row.block,
        "source": row.source,
    }


def number_of(action: ActionRow) -> str:
    """Return how a message names an action."""
    return action.number or f"at place {action.position}"
