"""The plans among a document's tables, with what stands above each.

What belongs here: the plans in their order, and the headings and years that the text
around a table gives to its rows. What does not: which texts may be headings
(`between`), and reading the rows (`table`).
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from extractors.losses import part
from extractors.outline.grids import grid_texts
from extractors.parsed import ParsedDocument, ParsedTable
from extractors.plan_vocabulary.funding import is_money_unit
from extractors.plan_vocabulary.header import PlanHeader
from extractors.plan_vocabulary.headings import Headings, is_labelled_heading, read_heading
from extractors.plans.between import Between, free_headings
from extractors.plans.calendar import PlanCalendar
from extractors.plans.table import PlanRow, plan_rows
from extractors.plans.years import calendar_of_plan
from schemas.document import Table

BLOCKS_ABOVE = 6  # in which a table's headings stand
TITLE_BLOCKS = 15  # where a document's own title stands


class Plan(NamedTuple):
    """A plan: its table, header and actions, and its own years as its title names them.

    `above` are the headings that stand over the table, `unit` a unit of money there.
    """

    table: ParsedTable
    header: PlanHeader
    rows: tuple[PlanRow, ...]
    calendar: PlanCalendar
    above: Headings
    unit: str = ""

    @property
    def funding_title(self) -> str:
        """The title of the column of funding, and the unit over the table, if it stands there."""
        columns = self.header.columns
        titles = [column.title for column in columns if column.field == "funding"]
        return " ".join([*titles, self.unit])

    @property
    def last_headings(self) -> Headings:
        """The headings over its last row."""
        return self.rows[-1].headings.with_rows() if self.rows else self.above


def find_plans(parsed: ParsedDocument) -> Iterator[Plan]:
    """Yield the plans of a document in order."""
    last: Plan | None = None
    for between in free_headings(parsed):
        header = between.table.plan_header
        before, last = last, None
        with part("The plan", between.table.table.place, then="none of its actions are told"):
            last = _plan(between, header, before, parsed) if header else None
        if last:
            yield last


def _plan(between: Between, header: PlanHeader, last: Plan | None, parsed: ParsedDocument) -> Plan:
    """Return the plan of a table with its header, and with what stands above it."""
    table, above = between.table, between.texts
    before = last if table.goes_on or all(map(is_labelled_heading, above)) else None
    headings = _headings_over(between, before)
    titles = [*above, *_captions(table.table, header)]
    calendar = before.calendar if before else _calendar(titles, parsed)
    last_row = before.rows[-1] if before and before.rows else None
    rows = plan_rows(table, header, headings, last_row)
    unit = next(filter(is_money_unit, reversed(titles)), "")
    return Plan(table, header, tuple(rows), calendar, headings, unit)


def _headings_over(between: Between, before: Plan | None) -> Headings:
    """The headings over a table that goes on with the plan `before`, if it does with any.

    A free heading between two parts of a table ends those inside the first part.
    """
    headings = Headings()
    if before:
        headings = before.above if between.free else before.last_headings
    for heading in between.free:
        headings = headings.under(heading)
    for text in _headings_at_end(between.texts):
        headings = headings.under(read_heading(text))
    return headings


def _captions(table: Table, header: PlanHeader) -> list[str]:
    """What stands over the header inside the table, in rows of one cell."""
    rows = [set(row) - {""} for row in grid_texts(table)[: header.body_start]]
    return [row.pop() for row in rows if len(row) == 1]


def _headings_at_end(above: Sequence[str]) -> list[str]:
    """The labelled headings that stand above a table.

    Directions, indicators and tasks belong to a plan even a few lines above it,
    sections only right above: the document itself has sections, too.
    """
    found: list[str] = []
    for distance, text in enumerate(reversed(above[-BLOCKS_ABOVE:])):
        right_above = distance == len(found)
        if is_labelled_heading(text) and (right_above or read_heading(text).kind != "section"):
            found.append(text)
    return found[::-1]


def _calendar(titles: Sequence[str], parsed: ParsedDocument) -> PlanCalendar:
    """The years that the nearest title names: over the table, else at the document's head."""
    head = [block.text for block in islice(parsed.document.blocks, TITLE_BLOCKS)]
    above = calendar_of_plan(titles[::-1])
    return above if above.years else calendar_of_plan(head)
