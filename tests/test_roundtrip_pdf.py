"""What is printed as a ruled PDF, in either look, is read back row by row and cell by cell."""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.accuracy import measure
from extractors.readers import read
from tests.generator.comparison import Score, blind, compare_document, table_rows
from tests.generator.look import LEGAL, OFFICE, Look
from tests.generator.manuscript import Grid, Manuscript
from tests.generator.pdf import to_pdf
from tests.generator.plans import Plan, manuscript_of, random_plan
from tests.generator.strategies import looks, plans

FEW = settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
LOOKS = pytest.mark.parametrize("base", [LEGAL, OFFICE], ids=["legal", "office"])


def squashed(grid: Grid) -> list[list[str]]:
    """The grid's texts without white space."""
    return [[blind(text) for text in row] for row in grid.texts()]


@LOOKS
@FEW
@given(data=st.data(), plan=plans(max_rows=8))
def test_every_row_comes_back(base: Look, data: st.DataObject, plan: Plan) -> None:
    look = data.draw(looks(base))
    manuscript = manuscript_of(plan)
    (table,) = read("plan.pdf", to_pdf(manuscript, look)).tables
    assert [[blind(text) for text in row] for row in table_rows(table)] == squashed(plan.grid())


@LOOKS
def test_prose_and_furniture_stay_out_of_the_plan(base: Look) -> None:
    plan = plan_of_three_pages()
    manuscript = manuscript_of(plan, 3, 2)
    document = read("plan.pdf", to_pdf(manuscript, base))
    texts = [blind(block.text) for block in document.blocks]
    assert texts == [blind(paragraph.text) for paragraph in manuscript.paragraphs]
    assert bool(document.furniture) == base.furniture


@LOOKS
def test_two_plans_in_one_file_stay_two(base: Look) -> None:
    plan = plan_of_three_pages()
    parts = (*manuscript_of(plan, 1).parts, *manuscript_of(plan, 1).parts)
    manuscript = Manuscript(plan.language, parts, plan.title)
    document = read("plans.pdf", to_pdf(manuscript, base))
    score = compare_document(manuscript.grids, document)
    assert len(list(document.tables)) == 2
    assert score.rows_found == score.rows


def test_rows_and_cells_of_many_plans() -> None:
    total = Score()
    for seed in range(1000, 1016):
        (result,) = measure(seed, ("pdf",))
        total += result.score
    assert total.rows_found == total.rows, total.misses
    assert total.cells_exact >= 0.995 * total.cells, total.misses


def plan_of_three_pages() -> Plan:
    """A plan whose rows are cut by page breaks in both looks."""
    return random_plan(Random(3), "kk", 16, 7)
