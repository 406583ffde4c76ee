"""What is left out of a document is told, and what fails costs no more than its part."""

import re
from typing import Any

import pytest

from extractors import flow, losses
from extractors.readers import pdf
from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.pdf.tables import GrowingTable
from schemas.document import Place
from schemas.tables import FindingRow
from tests.test_pdf_reader import Sheet

FIRST = "В посёлке Самал в 2024 году открыто 1417 библиотек."
LAST = "В 2025 году в посёлке открыто 2639 школ."
HEAD, TAIL = f"<h1>О развитии посёлка</h1><p>{FIRST}</p>", f"<p>{LAST}</p>"
FIGURES = ["1417", "2639"]


def found(path: str, data: bytes) -> tuple[list[str], list[FindingRow], str]:
    """Numbers of the figures, findings about losses, and all words of a document."""
    rows = flow.extract(path, data)
    figures = [str(row.model_dump()["number_text"]) for row in rows["figures"]]
    lost = [r for r in rows["findings"] if isinstance(r, FindingRow) and _is_loss(r)]
    texts = (str(row.model_dump().get("text", "")) for row in rows["parsed_documents"])
    return figures, lost, "\n".join(texts)


def _is_loss(row: FindingRow) -> bool:
    return row.rule in ("left_out", "part_failed", "number_too_long")


def of_page(inner: str) -> tuple[list[str], list[FindingRow], str]:
    return found("a.html", f"<html><body>{HEAD}{inner}{TAIL}</body></html>".encode())


def test_an_error_ends_its_part_and_is_told_with_its_traceback() -> None:
    with losses.collected() as lost:
        for number in (0, 2):
            with losses.part(f"Row {number}", Place(line=3), "слова") as row:
                _ = 1 / number
            assert row.failed == (number == 0)
    (loss,) = lost.rows("doc-1")
    assert (loss.rule, loss.severity, loss.line, loss.evidence) == (
        "part_failed",
        "error",
        3,
        "слова",
    )
    assert loss.message == (
        "Row 0 could not be read and is left out (ZeroDivisionError: division by zero)"
    )
    assert "1 / number" in lost.traces[0]


@pytest.mark.parametrize("error", [UnreadableDocumentError("empty", "No text."), MemoryError()])
def test_what_concerns_the_whole_document_is_let_through(error: Exception) -> None:
    with pytest.raises(type(error)), losses.part("Row 1"):
        raise error


def test_losses_without_number_are_counted() -> None:
    with losses.collected() as lost:
        for number in range(1000):
            losses.left_out(f"Cell {number}")
            losses.left_out(f"Cell {number}")
    rows = list(lost.rows("doc-1"))
    assert len(rows) == 201
    assert len({row.finding_id for row in rows}) == 201
    assert rows[-1].message.startswith("800 ") or rows[-1].message.startswith("1600 ")


@pytest.mark.parametrize(
    ("span", "rows"), [('colspan="1000" rowspan="1000"', 500), ('colspan="40" rowspan="0"', 300)]
)
def test_spans_take_no_more_than_the_widest_table(span: str, rows: int) -> None:
    row = f"<tr><td {span}>дом</td><td>сад</td></tr>"
    figures, lost, _ = of_page(f"<table>{row * rows}</table>")
    assert figures == FIGURES
    (loss,) = lost
    assert re.match(rf"A table of {rows} rows is wider than the \d+ columns", loss.message)
    assert loss.evidence


def test_a_cell_that_claims_any_number_of_columns_spans_the_table() -> None:
    row = "<tr><td>дом</td><td>сад</td><td>лес</td></tr>"
    _, lost, text = of_page(f'<table><tr><td colspan="1000">Посёлок</td></tr>{row * 4}</table>')
    assert not lost
    assert text.count("лес") == 4


def test_cells_beyond_the_widest_table_keep_their_words() -> None:
    cells = "".join(f"<td>это был дом {number}</td>" for number in range(2000))
    figures, (loss,), text = of_page(f"<table><tr>{cells}</tr><tr>{cells}</tr></table>")
    assert figures == FIGURES
    assert text.count("это был дом 1999") == 2
    assert "3200 cells" in loss.message
    assert loss.evidence == "это был дом 400"


@pytest.mark.parametrize("digits", [40, 400, 4400])
def test_a_number_of_too_many_digits_has_no_value(digits: int) -> None:
    number = "7" * digits
    table = "| № | Мероприятие | Срок исполнения | Ответственные | Финансирование, тыс. тенге |\n"
    table += "|---|---|---|---|---|\n"
    table += f"| 1 | Открыть кружок | декабрь 2026 года | акимат | {number} |\n"
    table += "| 2 | Обучить тренеров | декабрь 2026 года | акимат | 25 |\n"
    rows = flow.extract("a.md", f"# План мероприятий\n\nОткрыто {number} школ.\n\n{table}".encode())
    assert [row.model_dump().get("number") for row in rows["actions"]][:2] == ["1", "2"]
    dumped = [row.model_dump() for row in (*rows["actions"], *rows["figures"])]
    assert all(str(v) not in ("inf", "nan") for row in dumped for v in row.values())
    told = [r for r in rows["findings"] if r.model_dump()["rule"] == "number_too_long"]
    assert len(told) == 2


def pages(monkeypatch: pytest.MonkeyPatch, broken: set[int], data: bytes) -> Any:
    draw = pdf.draw

    def drawn(page: Any) -> Any:
        if page.page_number in broken:
            raise KeyError("Contents")
        return draw(page)

    monkeypatch.setattr(pdf, "draw", drawn)
    return found("a.pdf", data)


@pytest.fixture
def three_pages() -> bytes:
    sheet = Sheet()
    for line in (FIRST, "В посёлке Самал есть сад и пруд.", LAST):
        sheet.text(60, 100, line)
        sheet.turn()
    return sheet.bytes()


@pytest.fixture
def page_with_table() -> bytes:
    sheet = Sheet()
    sheet.text(60, 100, FIRST)
    sheet.grid([60, 200, 400], [120, 160, 200, 240], [["сад", "пруд"], ["лес", "тренер"], ["мост"]])
    sheet.turn()
    sheet.text(60, 100, LAST)
    sheet.turn()
    return sheet.bytes()


def test_a_bad_page_costs_its_page(monkeypatch: pytest.MonkeyPatch, three_pages: bytes) -> None:
    figures, (loss,), _ = pages(monkeypatch, {2}, three_pages)
    assert figures == FIGURES
    assert (loss.rule, loss.page) == ("part_failed", 2)
    assert loss.message.startswith("Page 2 could not be read and is left out (KeyError")


def test_a_document_of_bad_pages_is_damaged(
    monkeypatch: pytest.MonkeyPatch, three_pages: bytes
) -> None:
    with pytest.raises(UnreadableDocumentError, match="damaged"):
        pages(monkeypatch, {1, 2, 3}, three_pages)


def test_a_bad_table_of_a_page_stands_as_text(
    monkeypatch: pytest.MonkeyPatch, page_with_table: bytes
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("two cells in one place")

    monkeypatch.setattr(GrowingTable, "finish", fail)
    figures, (loss,), text = found("a.pdf", page_with_table)
    assert figures == FIGURES
    assert (loss.rule, loss.page) == ("part_failed", 1)
    assert "its text stands as paragraphs" in loss.message
    assert "тренер" in text
