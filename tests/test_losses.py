"""What is left out of a document is told, and what fails costs no more than its part."""

import re
from base64 import a85encode
from random import Random
from typing import Any

import pytest
from pdfminer.lzw import lzwdecode
from pdfminer.runlength import rldecode

from extractors import figures, flow, losses, references
from extractors.outline import parse
from extractors.plans import actions
from extractors.plans.deadlines import Deadline
from extractors.plans.paragraphs import read_paragraphs
from extractors.readers import pdf
from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.layout import grid
from extractors.readers.pdf import opening, streams
from extractors.readers.pdf.tables import GrowingTable
from schemas.document import Block, Cell, Document, Place, Table
from schemas.tables import FindingRow
from tests.test_pdf_reader import Sheet
from tests.test_readers_docx import make_docx, p

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
    assert len(told) >= 2  # a long one may be cut in two passages


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


DEEP = ["div", "blockquote", "section", "x-words", "table><tr><td"]


@pytest.mark.parametrize("tag", DEEP)
def test_words_below_the_deepest_level_are_paragraphs(tag: str) -> None:
    end = "".join(f"</{name}>" for name in reversed(tag.replace(">", "").split("<")))
    figures, (loss,), text = of_page(f"<{tag}>был дом" * 2000 + "сдать ключи сторожу" + end * 2000)
    assert figures == FIGURES
    assert "сдать ключи сторожу" in text
    assert text.count("был дом") == 2000
    assert (loss.rule, loss.evidence and loss.evidence[:7]) == ("left_out", "был дом")


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_words_below_the_deepest_level_of_markdown_are_kept(mark: str) -> None:
    markdown = f"{FIRST}\n\n{mark * 400}сдать ключи сторожу\n\n{LAST}\n"
    figures, (loss,), text = found("a.md", markdown.encode())
    assert figures == FIGURES
    assert "сдать ключи сторожу" in text
    assert (loss.rule, loss.line) == ("left_out", 3)


def test_ordinary_nesting_is_no_loss() -> None:
    _, lost, _ = of_page("<div><ul><li>" * 12 + "сад" + "</ul></div>" * 12)
    assert not lost


def test_a_table_with_two_cells_in_one_place_stands_as_paragraphs() -> None:
    cells = (Cell(text="был сад", row=0, column=0), Cell(text="был пруд", row=0, column=0))
    table = Table(cells=cells, row_count=2, column_count=2, place=Place(page=1))
    body = (Block(text=FIRST), table, Block(text=LAST))
    with losses.collected() as lost:
        parsed = parse(Document(path="a", form="pdf", sha256="0", body=body))
    assert [p.row.text for p in parsed.passages] == [FIRST, "был сад", "был пруд", LAST]
    assert not parsed.tables
    assert [loss.message for loss in lost.found] == [
        "The table could not be read and its text stands as paragraphs"
        " (ValueError: two cells stand in row 1, column 1)"
    ]


PLAN = """# План мероприятий на 2026 год

| № | Мероприятие | Срок исполнения | Ответственные |
|---|---|---|---|
| 1 | Открыть кружок | март 2026 года | акимат |
| 2 | Обучить тренеров | декабрь 2026 года | акимат |
"""


def test_a_bad_cell_costs_the_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(text: str, *_: object) -> tuple[Deadline, ...]:
        if "март" in text:
            raise OverflowError("no such month")
        return read_paragraphs(text, *_)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "read_paragraphs", read)
    rows = flow.extract("a.md", PLAN.encode())
    found = [r.model_dump() for r in rows["actions"]]
    assert [r["deadline"] for r in found if "deadline" in r] == [
        "март 2026 года",
        "декабрь 2026 года",
    ]
    (loss,) = [r for r in rows["findings"] if isinstance(r, FindingRow) and _is_loss(r)]
    assert loss.message.startswith("What the cell “deadline” of row 1 means could not be read")
    assert (loss.line, loss.evidence) == (5, "март 2026 года")


@pytest.mark.parametrize(
    ("module", "function", "what"),
    [
        (figures, "_figures_of", "The figures of a passage"),
        (references, "find_citations", "The references of a passage"),
        (flow, "find_indicators", "What the step indicators looks for"),
        (flow, "find_actions", "What the step actions looks for"),
    ],
)
def test_a_step_that_fails_costs_what_it_looks_for(
    monkeypatch: pytest.MonkeyPatch, module: Any, function: str, what: str
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr(module, function, fail)
    rows = flow.extract("a.md", f"{FIRST}\n\n{PLAN}".encode())
    lost = [r for r in rows["findings"] if isinstance(r, FindingRow) and _is_loss(r)]
    assert lost
    assert all(r.message.startswith(what) for r in lost)
    assert any(r.model_dump().get("text") == FIRST for r in rows["parsed_documents"])


def test_a_stream_that_unpacks_without_end_costs_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_UNPACKED", 20_000)
    sheet = Sheet(pageCompression=1)
    sheet.text(60, 100, FIRST)
    sheet.turn()
    for y in range(2000):
        sheet.rule(60, 100 + y / 4, 300, 100 + y / 4)
    sheet.turn()
    sheet.text(60, 100, LAST)
    sheet.turn()
    found_figures, lost, _ = found("a.pdf", sheet.bytes())
    assert found_figures in (FIGURES, [])  # the fonts may be larger than the bound, too
    assert any("unpacks to more than 20,000 bytes" in loss.message for loss in lost)


WORD_DEEP = {
    "tables": (f"<w:tbl><w:tr><w:tc>{p('был дом')}", "</w:tc></w:tr></w:tbl>"),
    "content controls": (f"<w:sdt><w:sdtContent>{p('был дом')}", "</w:sdtContent></w:sdt>"),
    "text boxes": (
        "<w:p><w:r><w:t>был дом</w:t><w:pict><w:txbxContent>",
        "</w:txbxContent></w:pict></w:r></w:p>",
    ),
}


@pytest.mark.parametrize("kind", WORD_DEEP)
@pytest.mark.parametrize("levels", [5, 300])
def test_words_below_the_deepest_level_of_word_documents_are_kept(kind: str, levels: int) -> None:
    begin, end = WORD_DEEP[kind]
    deep = begin * levels + p("сдать ключи сторожу") + end * levels
    figures, lost, text = found("a.docx", make_docx(p(FIRST) + deep + p(LAST)))
    assert figures == FIGURES
    assert "сдать ключи сторожу" in text
    assert text.count("был дом") == levels
    assert bool(lost) == (levels > 100)


def test_run_lengths_of_run_lengths_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_UNPACKED", 100_000)
    data = streams._unpacked_runs(bytes([129, 129]) * 50)  # 128 times the second byte
    assert data == bytes([129]) * 6400
    with pytest.raises(losses.BoundExceededError):
        streams._unpacked_runs(data)


@pytest.mark.parametrize("size", [0, 3, 5000])
def test_streams_are_unpacked_as_they_were_packed(size: int) -> None:
    data = bytes(Random(size).choices(b"abc", k=size))
    packed = a85encode(data)
    for mark in (packed, b"<~" + packed + b"~>", packed + b"~>\n", b" < ~" + packed + b"~ "):
        assert streams._unpacked_ascii85(mark) == data
    runs = b"".join(bytes([257 - 7 if n % 2 else 0, n]) for n in range(40)) + b"\x80more"
    assert streams._unpacked_runs(runs) == rldecode(runs)


def test_lzw_is_unpacked_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [256, *b"ab", 258, 260, 257]
    bits = "".join(f"{code:09b}" for code in codes)
    data = int(bits.ljust(len(bits) + -len(bits) % 8, "0"), 2).to_bytes((len(bits) + 7) // 8, "big")
    assert streams._unpacked_lzw(data) == lzwdecode(data) == b"ababab" + b"a"
    monkeypatch.setattr(streams, "MOST_UNPACKED", 5)
    with pytest.raises(losses.BoundExceededError):
        streams._unpacked_lzw(data)


def test_lines_of_samples_are_bounded() -> None:
    predict = streams._bounded_lines(lambda *_: b"made")
    assert predict(12, 3, 2000, 8, b"") == b"made"
    with pytest.raises(losses.BoundExceededError):
        predict(12, 3, 2**40, 8, b"")


def test_pages_past_the_most_are_told(monkeypatch: pytest.MonkeyPatch, three_pages: bytes) -> None:
    monkeypatch.setattr(opening, "MOST_PAGES", 2)
    found_figures, (loss,), _ = found("a.pdf", three_pages)
    assert found_figures == FIGURES[:1]
    assert loss.message == ("Of 3 pages that the file counts, 2 were read: no more than 2 are read")


def test_a_drawing_of_very_many_lines_is_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "_MOST_RULES", 50)
    sheet = Sheet()
    sheet.text(60, 100, FIRST)
    sheet.grid([60, 200, 400], [120 + 8 * n for n in range(80)], [["сад"]])
    sheet.turn()
    sheet.text(60, 100, LAST)
    sheet.turn()
    found_figures, (loss,), _ = found("a.pdf", sheet.bytes())
    assert found_figures == FIGURES
    assert (loss.rule, loss.page) == ("left_out", 1)
    assert loss.message.startswith("The lines of page 1: no tables are sought by them")
