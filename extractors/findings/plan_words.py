"""Findings about what the rows of plans say: bodies, numbers, deadlines, funding.

What belongs here: rules over the cells of actions. What does not: rules over whole tables
(`plan_tables`), and what of a deadline cannot be (`dates`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.abbreviations.uses import find_uses
from extractors.bodies import Resolver
from extractors.bodies.names import is_recipient
from extractors.calendar.dates import find_impossible_dates
from extractors.findings.rules import Evidence, Flaw, number_of, of_action, rule_of
from extractors.outline.grids import tidy
from extractors.outline.row_roles import clean_number
from extractors.parsed import ParsedTable
from extractors.plan_vocabulary.deadline_tokens import tokens
from extractors.plan_vocabulary.deadline_words import misprints
from extractors.text.digits import whole_number
from schemas.tables import ActionRow

WEAK_JOIN = 0.6  # a row whose weakest join is less sure than this wants a look


@rule_of("info")
def body_named_twice(evidence: Evidence) -> Iterator[Flaw]:
    """Two names of one body stand in one row."""
    for action, names in _bodies_by_action(evidence):
        for body_id, texts in names.items():
            if body_id and len(texts) > 1:
                listed = " and ".join(f"“{text}”" for text in sorted(texts))
                message = f"Row {number_of(action)} names one body as {listed}"
                yield of_action(action, message, action.responsible)


@rule_of("warning")
def body_unresolved(evidence: Evidence) -> Iterator[Flaw]:
    """A responsible body cannot be told; it is reported once, in its first row."""
    told = (
        (text, action)
        for action, names in _bodies_by_action(evidence)
        for text in sorted(names.get(None, ()))
    )
    for text, actions in _grouped(told):
        message = f"Row {number_of(actions[0])}: which body “{text}” is cannot be told"
        yield of_action(actions[0], message + _in_rows(actions), text)


@rule_of("info")
def body_in_form_not_responsible(evidence: Evidence) -> Iterator[Flaw]:
    """The form of completion names a body that is not among the responsible ones.

    Who is only informed ("ОМ-ға ақпарат", "информация в МП") need not be.
    """
    resolver = Resolver(evidence.abbreviations, evidence.parsed.language)
    responsible = {a.action_id: set(names) for a, names in _bodies_by_action(evidence)}
    known = [row for row in evidence.abbreviations.abbreviations if row.body_id]
    for action in evidence.actions.actions:
        form = action.form or ""
        for row in known:
            uses = find_uses(row.abbreviation, form)
            named = any(not is_recipient(form, at, row.abbreviation) for at in uses)
            body_id = resolver.resolve(row.abbreviation) if named else None
            if body_id and body_id not in responsible.get(action.action_id, ()):
                message = f"Row {number_of(action)}: the form names “{row.abbreviation}”, "
                message += "which is not responsible"
                yield of_action(action, message, form)


@rule_of("error")
def row_numbers_broken(evidence: Evidence) -> Iterator[Flaw]:
    """Plain row numbers of a plan leave one out or come twice."""
    by_table: dict[str, list[ActionRow]] = defaultdict(list)
    for action in evidence.actions.actions:
        by_table[action.table_id].append(action)
    tables = {table.row.table_id: table for table in evidence.parsed.tables}
    for table_id, actions in by_table.items():
        joined = _joined_numbers(tables.get(table_id))
        numbers = ((whole_number(a.number or ""), a) for a in actions)
        numbered = [(number, action) for number, action in numbers if number is not None]
        for (before, _), (number, action) in pairwise(numbered):
            same_cell = number == before and (action.table_row, action.number) in joined
            if number not in (before + 1, 1) and not same_cell:
                message = f"Row {number} follows row {before}"
                yield of_action(action, message, action.number)


def _joined_numbers(table: ParsedTable | None) -> set[tuple[int, str | None]]:
    """The rows below its first that a cell with a number reaches over, with the number."""
    cells = [cell for cell in table.table.cells if cell.row_span > 1] if table else []
    return {
        (row, clean_number(tidy(cell)))
        for cell in cells
        for row in range(cell.row + 1, cell.row + cell.row_span)
    }


@rule_of("warning")
def deadline_not_told(evidence: Evidence) -> Iterator[Flaw]:
    """A deadline names no time that can be told; it is reported once, in its first row."""
    actions = {action.action_id: action for action in evidence.actions.actions}
    told = (
        (row.text, actions[row.action_id])
        for row in evidence.actions.deadlines
        if not (row.start_date or row.due_date or row.recurrence or _has_no_day(row.text))
    )
    for text, rows in _grouped(told):
        message = f"Row {number_of(rows[0])}: when “{text}” is cannot be told"
        yield of_action(rows[0], message + _in_rows(rows), text)


def _grouped(told: Iterable[tuple[str, ActionRow]]) -> Iterator[tuple[str, list[ActionRow]]]:
    """Yield each text once, as first printed, with all its rows; capitals do not count."""
    found: dict[str, tuple[str, list[ActionRow]]] = {}
    for text, action in told:
        found.setdefault(text.casefold(), (text, []))[1].append(action)
    yield from found.values()


def _in_rows(actions: Sequence[ActionRow]) -> str:
    return f" (in {len(actions)} rows)" if len(actions) > 1 else ""


def _has_no_day(text: str) -> bool:
    """Whether a deadline says so, or names a day of no calendar (`date_impossible`)."""
    on_need = any(token.kind == "need" for token in tokens(text))
    return on_need or any(find_impossible_dates(text))


@rule_of("warning")
def month_misprinted(evidence: Evidence) -> Iterator[Flaw]:
    """A word of a deadline is printed with a letter wrong; it was read as meant."""
    for action in evidence.actions.actions:
        for misprint in misprints(action.deadline or ""):
            meant = f"month {misprint.month}" if misprint.month else f"“{misprint.meant}”"
            message = f"Row {number_of(action)}: “{misprint.text}” was read as {meant}"
            yield of_action(action, message, misprint.text)


@rule_of("warning")
def funding_not_told(evidence: Evidence) -> Iterator[Flaw]:
    """What the funding of an action is cannot be told."""
    told = {row.action_id for row in evidence.actions.funding if row.kind}
    for action in evidence.actions.actions:
        if action.funding and action.action_id not in told:
            message = f"Row {number_of(action)}: what “{action.funding}” is cannot be told"
            yield of_action(action, message, action.funding)


@rule_of("info")
def words_joined_on_weak_evidence(evidence: Evidence) -> Iterator[Flaw]:
    """The source cuts words of a row, and it is not sure how they go together."""
    for action in evidence.actions.actions:
        if action.joined and action.confidence < WEAK_JOIN:
            message = f"Row {number_of(action)}: cut words were joined on weak evidence"
            yield of_action(action, message, action.joined)


def _bodies_by_action(
    evidence: Evidence,
) -> Iterator[tuple[ActionRow, dict[str | None, set[str]]]]:
    names: dict[str, dict[str | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in evidence.actions.bodies:
        names[row.action_id][row.body_id].add(row.text)
    for action in evidence.actions.actions:
        yield action, names.get(action.action_id, {})
