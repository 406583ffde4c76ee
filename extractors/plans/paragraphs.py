"""Cells of several paragraphs: where one body or one time ends and the next begins.

What belongs here: telling a paragraph of its own from a line that only wraps. What
does not: what a body or a deadline says (`responsible`, `deadlines`).

Texts come with a line break wherever the form begins a paragraph or a line.
"""

import re
from collections.abc import Sequence

from extractors.bodies import Resolver
from extractors.languages.alphabet import CAPITAL
from extractors.plan_vocabulary.deadline_tokens import tokens
from extractors.plan_vocabulary.marks import is_unfinished
from extractors.plans.body_pieces import opens_item
from extractors.plans.calendar import NO_CALENDAR, PlanCalendar
from extractors.plans.deadlines import Deadline, read_deadlines
from schemas.document import Cell

_OPENS_NAME = re.compile(rf"[«\"“]?[A-Z{CAPITAL}]")
_INITIALS = re.compile(rf"[A-Z{CAPITAL}]\.")
_QUOTED = re.compile(r"[«\"“]")


def broken_text(cell: Cell) -> str:
    """Return a cell's text with its breaks as line breaks."""
    return "\n".join(" ".join(line.split()) for line in cell.lines)


def with_names_apart(text: str, resolver: Resolver) -> str:
    """Return a text of bodies with line breaks only where one name ends and another begins."""
    first, *others = text.split("\n")
    names = [first]
    for line in others:
        if _begins_name(names[-1], line, resolver):
            names.append(line)
        else:
            names[-1] = f"{names[-1]} {line}".strip()
    return "\n".join(names)


def _begins_name(before: str, line: str, resolver: Resolver) -> bool:
    """Tell whether a line begins another name than the one before it."""
    if opens_item(line):
        return not _is_open(before)
    if not _OPENS_NAME.match(line) or _INITIALS.match(line) or _is_open(before):
        return False
    if _QUOTED.match(line) and not _QUOTED.search(before):
        return False  # the proper name of what the line before says: an institution, a company
    known = [resolver.resolve(part) for part in (before, line, f"{before} {line}")]
    return all(known[:2]) or known[2] is None or known[2] in known[:2]


def _is_open(text: str) -> bool:
    """Tell whether a name goes on after a text."""
    quotes = text.count("«") > text.count("»") or text.count("(") > text.count(")")
    return quotes or text.endswith(("-", "–", "—")) or is_unfinished(text)


def read_paragraphs(text: str, calendar: PlanCalendar = NO_CALENDAR) -> tuple[Deadline, ...]:
    """Read a deadline's cell paragraph by paragraph where each tells a time of its own."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and _are_alike(lines):
        found = [read_deadlines(line, calendar) for line in lines]
        if all(any(d.is_told for d in deadlines) for deadlines in found):
            return tuple(deadline for deadlines in found for deadline in deadlines)
    return read_deadlines(" ".join(lines), calendar)


def _are_alike(lines: Sequence[str]) -> bool:
    """Tell whether all lines name their years, or none: else one goes on in the next."""
    dated = {any(token.kind == "years" for token in tokens(line)) for line in lines}
    return len(dated) == 1
