"""The plans among a document's tables, with what stands above each.

What belongs here: recognising plans, and the headings and years that the text
around a table gives to its rows. What does not: reading the rows (`table`).
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from extractors.outline.grids import grid_texts
from extractors.parsed import ParsedDocument, ParsedTable
from extractors.plan_vocabulary.header import PlanHeader
from extractors.plan_vocabulary.headings import Headings, is_labelled_heading, read_heading
from extractors.plans.table import PlanRow, plan_rows
from extractors.plans.years import years_of_plan
from schemas.document import Block, Table

BLOCKS_ABOVE = 6  # in which a table's headings stand
TITLE_BLOCKS = 15  # where a document's own title stands


class Plan(NamedTuple):
    """A plan: its table, header and actions, and its own years if its title names them."""

    table: ParsedTable
    header: PlanHeader
    rows: tuple[PlanRow, ...]
    years: tuple[int, ...]

    @property
    def funding_title(self) -> str:
        """The title of the column of funding, which may name its unit."""
        columns = self.header.columns
        return " ".join(column.title for column in columns if column.field == "funding")


def find_plans(parsed: ParsedDocument) -> Iterator[Plan]:
    """Yield the plans of a document in order."""
    tables = iter(parsed.tables)  # as many as the body has, in its order
    above: list[str] = []
    last: Plan | None = None
    for part in parsed.document.body:
        if isinstance(part, Block):
            above.append(" ".join(part.text.split()))
            continue
        table = next(tables)
        last = _plan(table, table.plan_header, above, last, parsed) if table.plan_header else None
        if last:
            yield last
        above = []


def _plan(
    table: ParsedTable,
    header: PlanHeader,
    above: Sequence[str],
    last: Plan | None,
    parsed: ParsedDocument,
) -> Plan:
    """Return the plan of a table with its header, and with what stands above it."""
    continues = last is not None and all(map(is_labelled_heading, above))
    headings = Headings()
    if last and last.rows and continues:
        headings = last.rows[-1].headings
    for heading in _headings_at_end(above):
        headings = headings.under(read_heading(heading))
    titles = [*above, *_captions(table.table, header)]
    years = last.years if last and continues else _years(titles, parsed)
    return Plan(table, header, tuple(plan_rows(table, header, headings)), years)


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


def _years(titles: Sequence[str], parsed: ParsedDocument) -> tuple[int, ...]:
    """The years that the nearest title names: over the table, else at the document's head."""
    head = [block.text for block in islice(parsed.document.blocks, TITLE_BLOCKS)]
    return years_of_plan(titles[::-1]) or years_of_plan(head)
