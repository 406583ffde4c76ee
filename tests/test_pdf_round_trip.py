"""Plans made up at random, printed to PDF in both looks and read back."""

import tracemalloc
from collections.abc import Iterator
from difflib import SequenceMatcher
from random import Random

import pytest

from extractors.readers.pdf import read
from schemas.document import Table
from tests.generator.look import LEGAL, OFFICE, Look, random_look
from tests.generator.manuscript import Grid, words
from tests.generator.pdf import to_pdf
from tests.generator.plans import manuscript_of, random_plan

Row = tuple[str, ...]
SEEDS = range(1000, 1008)


def rows_of(table: Table) -> list[Row]:
    return [tuple(cell.text if cell else "" for cell in row) for row in table.grid()]


def blind(row: Row) -> Row:
    """A row without its spaces."""
    return tuple("".join(text.split()) for text in row)


def right_cells(truth: list[Row], found: list[Row]) -> Iterator[bool]:
    """For each cell of the truth, whether it was read to the space; rows are aligned first."""
    matcher = SequenceMatcher(None, list(map(blind, truth)), list(map(blind, found)), False)
    partner = {m.a + i: m.b + i for m in matcher.get_matching_blocks() for i in range(m.size)}
    for number, row in enumerate(truth):
        other = found[partner[number]] if number in partner else ("",) * len(row)
        yield from (said == read for said, read in zip(row, other, strict=True))


def printed(seed: int, base: Look) -> tuple[Grid, list[str], bytes]:
    """A plan's grid, its prose and its PDF."""
    rng = Random(seed)
    plan = random_plan(rng, rows=rng.randint(3, 20))
    manuscript = manuscript_of(plan, rng.randint(0, 2), rng.randint(0, 2))
    prose = [words(paragraph.text) for paragraph in manuscript.paragraphs]
    return plan.grid(), prose, to_pdf(manuscript, random_look(rng, base))


@pytest.mark.parametrize("base", [LEGAL, OFFICE], ids=lambda look: look.name)
def test_plans_come_back_as_they_were_printed(base: Look) -> None:
    rows: list[bool] = []
    cells: list[bool] = []
    prose: list[bool] = []
    for seed in SEEDS:
        grid, said, data = printed(seed, base)
        document = read("plan.pdf", data)
        (table,) = document.tables
        truth, found = [tuple(row) for row in grid.texts()], rows_of(table)
        known = set(map(blind, found))
        rows += [blind(row) in known for row in truth]
        cells += right_cells(truth, found)
        prose.append(said == [block.text for block in document.blocks])
    assert sum(rows) >= 0.995 * len(rows)
    assert sum(cells) >= 0.985 * len(cells)
    assert sum(prose) >= 0.85 * len(prose)


def test_a_page_leaves_behind_little_more_than_its_text() -> None:
    """pdfplumber's objects of one such page take some 5 MB."""
    peaks, pages = [], []
    for count in (4, 4, 16):  # the first run loads the dictionaries
        data = to_pdf(manuscript_of(random_plan(Random(7), "kk", count, 7)), OFFICE)
        tracemalloc.start()
        pages.append(read("plan.pdf", data).page_count or 0)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] - peaks[1] < 500_000 * (pages[2] - pages[1])
