"""What is printed as HTML, DOCX or Markdown is read back to the letter."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.readers import read
from schemas.document import Table
from tests.generator.comparison import compare_document, table_rows
from tests.generator.docx import to_docx
from tests.generator.html import to_html
from tests.generator.manuscript import Manuscript, words
from tests.generator.markdown import to_md
from tests.generator.plans import Plan, manuscript_of
from tests.generator.strategies import plans

Printer = Callable[[Manuscript], bytes]
MARKUP = pytest.mark.parametrize(
    ("name", "printed"),
    [("plan.html", to_html), ("plan.docx", to_docx), ("plan.md", to_md)],
    ids=["html", "docx", "md"],
)
FEW = settings(
    max_examples=25,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def only_table(data: bytes, name: str) -> Table:
    """The one table of a document as read."""
    (table,) = read(name, data).tables
    return table


@MARKUP
@FEW
@given(plan=plans())
def test_every_cell_comes_back(name: str, printed: Printer, plan: Plan) -> None:
    read_rows = table_rows(only_table(printed(manuscript_of(plan)), name))
    assert read_rows == plan.grid().texts()


@MARKUP
@FEW
@given(plan=plans(max_rows=3), before=st.integers(0, 4), after=st.integers(0, 2))
def test_prose_around_the_plan_comes_back(
    name: str, printed: Printer, plan: Plan, before: int, after: int
) -> None:
    manuscript = manuscript_of(plan, before, after)
    document = read(name, printed(manuscript))
    texts = [block.text for block in document.blocks]
    assert texts == [words(paragraph.text) for paragraph in manuscript.paragraphs]


@pytest.mark.parametrize(
    ("name", "printed"), [("plan.html", to_html), ("plan.docx", to_docx)], ids=["html", "docx"]
)
@FEW
@given(plan=plans())
def test_header_rows_that_the_form_marks_are_told(name: str, printed: Printer, plan: Plan) -> None:
    assert only_table(printed(manuscript_of(plan)), name).header_rows == plan.grid().header_rows


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "utf-16", "utf-8-sig"])
@FEW
@given(plan=plans(max_rows=3))
def test_a_russian_page_is_read_in_any_encoding(encoding: str, plan: Plan) -> None:
    manuscript = manuscript_of(plan)
    score = compare_document(manuscript.grids, read("plan.html", to_html(manuscript, encoding)))
    assert score.cells_exact == score.cells


@MARKUP
@FEW
@given(first=plans(max_rows=4), second=plans(max_rows=4))
def test_two_plans_in_one_document_stay_two(
    name: str, printed: Printer, first: Plan, second: Plan
) -> None:
    parts = (*manuscript_of(first, 1).parts, *manuscript_of(second, 1).parts)
    document = read(name, printed(Manuscript(first.language, parts, first.title)))
    assert [table_rows(t) for t in document.tables] == [p.grid().texts() for p in (first, second)]
