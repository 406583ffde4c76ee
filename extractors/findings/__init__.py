"""What looks wrong in a document, or could not be told: a list that a reviewer works off.

What belongs here: one small rule a function, each over rows already extracted.
What does not: mending anything. Every finding names its evidence and its row.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extractors.abbreviations.lexicon import common_abbreviations
from extractors.abbreviations.uses import find_uses
from extractors.bodies import Resolver
from extractors.bodies.names import is_recipient
from extractors.findings import pictures as pictures  # its rules enter themselves
from extractors.findings import plan_tables as plan_tables
from extractors.findings.rules import (
    RULES,
    Evidence,
    Flaw,
    Severity,
    number_of,
    of_action,
    place_of,
    rule_of,
)
from extractors.indicators import found_indicators, indicator_differences
from extractors.languages import LANGUAGES
from extractors.languages.alphabet import CAPITAL, LETTER, SMALL
from extractors.languages.lookalikes import is_roman
from extractors.languages.statistics import FUNCTION_WORDS
from extractors.parsed import ParsedDocument, Passage
from extractors.plan_vocabulary.deadline_tokens import tokens
from extractors.plan_vocabulary.deadline_words import misprints
from schemas.base import provenance, stable_id
from schemas.tables import Abbreviations, ActionRow, Actions, FindingRow

WEAK_JOIN = 0.6  # a row whose weakest join is less sure than this wants a look
# Begins and ends with a capital, two at least: "ОМ", "БПҚСжАЕК"; endings follow a hyphen.
_ABBREVIATION = re.compile(
    rf"(?<![\w-])[{CAPITAL}](?:[{LETTER}]*[{CAPITAL}])(?=(?:-[{LETTER}]+)?(?!\w))"
)
# A surname in capitals after a given name or initials: "Асан ҮСЕНОВ", "А. ҮСЕНОВ".
_SURNAME = re.compile(
    rf"(?:[{CAPITAL}][{LETTER}]*[{SMALL}]|[{CAPITAL}]\.)\s+[{CAPITAL}]{{5,}}(?!\w)"
)
_SHOUTED = re.compile(rf"(?:(?<!\w)[{CAPITAL}-]{{4,}}(?!\w)[\s,]*){{2,}}")  # a title in capitals


def find_findings(
    parsed: ParsedDocument, abbreviations: Abbreviations, actions: Actions
) -> tuple[FindingRow, ...]:
    """Apply every rule to what was extracted from a document."""
    evidence = Evidence(parsed, abbreviations, actions)
    return tuple(
        _row(parsed.document_id, name, severity, number, flaw)
        for name, (severity, rule) in RULES.items()
        for number, flaw in enumerate(rule(evidence))
    )


def _row(document_id: str, rule: str, severity: Severity, number: int, flaw: Flaw) -> FindingRow:
    return FindingRow.model_validate(
        {
            "finding_id": stable_id("find", document_id, rule, flaw.row_id, flaw.evidence, number),
            "document_id": document_id,
            "rule": rule,
            "severity": severity,
            "table_name": flaw.table,
            "row_id": flaw.row_id,
            "message": flaw.message,
            "evidence": flaw.evidence,
            **flaw.where,
        }
    )


@rule_of("warning")
def abbreviation_unexplained(evidence: Evidence) -> Iterator[Flaw]:
    """An abbreviation is used, but nowhere explained."""
    for short, (uses, passage, offset) in _unexplained(evidence).items():
        times = "once" if uses == 1 else f"{uses} times"
        message = f"“{short}” is used {times} and explained nowhere in the document"
        where = provenance(passage.source.place_at(offset))
        yield Flaw(where, message, short, "passages", passage.row.passage_id)


@rule_of("info")
def abbreviation_unused(evidence: Evidence) -> Iterator[Flaw]:
    """An abbreviation is explained, but never used."""
    for row in evidence.abbreviations.abbreviations:
        if row.uses == 0:
            message = f"“{row.abbreviation}” ({row.expansion}) is explained but never used"
            yield Flaw(
                place_of(row), message, row.abbreviation, "abbreviations", row.abbreviation_id
            )


@rule_of("warning")
def abbreviation_near_miss(evidence: Evidence) -> Iterator[Flaw]:
    """An unexplained abbreviation is one letter off explained ones: a slip, perhaps."""
    known = sorted({row.abbreviation for row in evidence.abbreviations.abbreviations})
    for short, (_, passage, offset) in _unexplained(evidence).items():
        near = [other for other in known if _is_near(short, other)]
        if near:
            listed = ", ".join(f"“{other}”" for other in near)
            message = f"“{short}” is one letter off {listed}"
            where = provenance(passage.source.place_at(offset))
            yield Flaw(where, message, short, "passages", passage.row.passage_id)


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
    rows: dict[str, list[ActionRow]] = defaultdict(list)
    for action, names in _bodies_by_action(evidence):
        for text in sorted(names.get(None, ())):
            rows[text].append(action)
    for text, actions in rows.items():
        message = f"Row {number_of(actions[0])}: which body “{text}” is cannot be told"
        if len(actions) > 1:
            message += f" (in {len(actions)} rows)"
        yield of_action(actions[0], message, text)


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
    for actions in by_table.values():
        numbered = [(int(a.number), a) for a in actions if a.number and a.number.isdecimal()]
        for (before, _), (number, action) in pairwise(numbered):
            if number not in (before + 1, 1):
                message = f"Row {number} follows row {before}"
                yield of_action(action, message, action.number)


@rule_of("warning")
def deadline_not_told(evidence: Evidence) -> Iterator[Flaw]:
    """A deadline names no time that can be told."""
    actions = {action.action_id: action for action in evidence.actions.actions}
    for row in evidence.actions.deadlines:
        untold = row.start_date is None and row.due_date is None and row.recurrence is None
        if untold and not _is_on_need(row.text):
            action = actions[row.action_id]
            message = f"Row {number_of(action)}: when “{row.text}” is cannot be told"
            yield of_action(action, message, row.text)


def _is_on_need(text: str) -> bool:
    """Whether a deadline says that there is no day of its own."""
    return any(token.kind == "need" for token in tokens(text))


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
        if action.confidence < WEAK_JOIN:
            message = f"Row {number_of(action)}: cut words were joined on weak evidence"
            yield of_action(action, message, action.joined)


@rule_of("info")
def indicator_fact_beside_plan(evidence: Evidence) -> Iterator[Flaw]:
    """A table gives plan and fact of one year: the plan is the value, the fact is told here."""
    for indicator_id, indicator in found_indicators(evidence.parsed):
        for year, fact in sorted(indicator.facts.items()):
            named = f"Indicator {indicator.number}" if indicator.number else f"“{indicator.name}”"
            planned = indicator.values.get(year)
            beside = f" beside the planned “{planned:g}”" if planned is not None else ""
            message = f"{named}: the fact of {year} is “{fact:g}”{beside}"
            where = provenance(indicator.place)
            yield Flaw(where, message, f"{fact:g}", "indicators", indicator_id)


@rule_of("warning")
def indicator_differs(evidence: Evidence) -> Iterator[Flaw]:
    """Two places of a document give an indicator differently."""
    for found in indicator_differences(evidence.parsed):
        message = f"Indicator {found.number}: its {_what(found.what)} is “{found.first}” first"
        message += f" and “{found.second}” later"
        words = f"{found.first} / {found.second}"
        where = provenance(found.second_place)
        yield Flaw(where, message, words, "indicators", found.indicator_id)


def _what(what: str) -> str:
    return f"value of {what}" if what.isdecimal() else what


def _unexplained(evidence: Evidence) -> dict[str, tuple[int, Passage, int]]:
    """Abbreviations that nothing explains: how often, and where each is used first."""
    known = {
        row.abbreviation for row in evidence.abbreviations.abbreviations
    } | common_abbreviations()
    found: dict[str, tuple[int, Passage, int]] = {}
    for passage in evidence.parsed.passages:
        for short, offset in _abbreviations_in(passage.row.text):
            if short not in known:
                uses, first, place = found.get(short, (0, passage, offset))
                found[short] = (uses + 1, first, place)
    return found


def _abbreviations_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield what looks like an abbreviation; titles, surnames and words in capitals do not."""
    shouted = [m.span() for pattern in (_SHOUTED, _SURNAME) for m in pattern.finditer(text)]
    for match in _ABBREVIATION.finditer(text):
        inside = any(start <= match.start() < end for start, end in shouted)
        if not inside and not _is_word(match[0]) and not is_roman(match[0]):
            yield match[0], match.start()


@cache
def _is_word(short: str) -> bool:
    """Whether it is a word of any language in capitals ("ПРИКАЗЫВАЮ", "БҰЙЫРАМЫН")."""
    if len(short) < 4:
        return short.lower() in FUNCTION_WORDS
    return any(language.is_word(short) for language in LANGUAGES.values())


def _is_near(short: str, known: str) -> bool:
    """Whether a letter added, dropped or (in three letters or more) changed makes them equal."""
    if len(short) == len(known) <= 2:
        return False
    return Levenshtein.distance(short, known, score_cutoff=1) == 1


def _bodies_by_action(
    evidence: Evidence,
) -> Iterator[tuple[ActionRow, dict[str | None, set[str]]]]:
    names: dict[str, dict[str | None, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in evidence.actions.bodies:
        names[row.action_id][row.body_id].add(row.text)
    for action in evidence.actions.actions:
        yield action, names.get(action.action_id, {})
