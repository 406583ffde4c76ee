"""Findings about tables of plans: one that was not read, a row without a name.

What belongs here: rules over whole tables and rows. What does not: rules over what
their cells say.
"""

from collections.abc import Iterator

from extractors.findings.rules import Evidence, Flaw, number_of, of_action, rule_of
from extractors.outline.grids import grid_texts
from extractors.outline.headings import plan_title
from extractors.parsed import ParsedDocument, ParsedTable
from extractors.plan_vocabulary.deadline_tokens import tokens
from extractors.plan_vocabulary.titles import match_title
from schemas.base import provenance
from schemas.tables import SectionRow

HEADER_ROWS = 4  # in which the titles of columns stand
FEWEST_ROWS = 2
FEWEST_COLUMNS = 3
TIMED = 0.5  # share of a column's filled cells that name a time, for a column of deadlines
_TIMES = {"period", "every", "always", "following", "whole_year", "within"}


@rule_of("warning")
def plan_not_read(evidence: Evidence) -> Iterator[Flaw]:
    """A table looks like a plan, but its columns could not be told, so that no action was read."""
    for table in evidence.parsed.tables:
        if _looks_like_plan(table, evidence.parsed):
            titles = " | ".join(dict.fromkeys(grid_texts(table.table)[0]))
            message = "The table looks like a plan, but what its columns hold could not be told"
            where = provenance(table.table.place)
            yield Flaw(where, message, titles, "tables", table.row.table_id)


@rule_of("warning")
def action_without_name(evidence: Evidence) -> Iterator[Flaw]:
    """A row of a plan does not say what is to be done."""
    for action in evidence.actions.actions:
        if not action.name:
            told = " | ".join(filter(None, (action.number, action.deadline, action.responsible)))
            message = f"Row {number_of(action)} does not say what is to be done"
            yield of_action(action, message, told or None)


def _looks_like_plan(table: ParsedTable, parsed: ParsedDocument) -> bool:
    """Tell whether a table that was not read as a plan has the looks of one.

    Of three signs it has two: a plan's title above, titles of a plan's columns, and a
    column of times.
    """
    row = table.row
    big = row.row_count > FEWEST_ROWS and row.column_count >= FEWEST_COLUMNS
    if table.plan_header or row.kind != "other" or not big:
        return False
    texts = grid_texts(table.table)
    signs = (_is_titled(table, parsed), _has_titles(texts), _has_times(texts))
    return sum(signs) > 1


def _is_titled(table: ParsedTable, parsed: ParsedDocument) -> bool:
    """Tell whether a table stands under the title of a plan."""
    if plan_title(table.row.caption or ""):
        return True
    sections = {section.section_id: section for section in parsed.sections}
    return any(s.kind == "plan" for s in _around(table.row.section_id, sections))


def _around(section_id: str | None, sections: dict[str, SectionRow]) -> Iterator[SectionRow]:
    while section_id:
        yield sections[section_id]
        section_id = sections[section_id].parent_id


def _has_titles(texts: list[list[str]]) -> bool:
    """Tell whether titles say when or by whom, and another thing that plans say."""
    titles = {title for row in texts[:HEADER_ROWS] for title in row}
    fields = {match.field for match in map(match_title, titles) if match}
    return bool(fields & {"deadline", "responsible"}) and len(fields - {"number"}) > 1


def _has_times(texts: list[list[str]]) -> bool:
    """Tell whether a column under the header holds times."""
    columns = ([cell for cell in column if cell] for column in zip(*texts[1:], strict=True))
    return any(
        len(cells) >= FEWEST_ROWS and sum(map(_names_time, cells)) >= TIMED * len(cells)
        for cells in columns
    )


def _names_time(text: str) -> bool:
    return any(token.kind in _TIMES for token in tokens(text))
