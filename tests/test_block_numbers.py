"""Every row says in which paragraph or table it stands, whatever the form."""

from extractors.flow import extract
from extractors.readers import read
from schemas.base import SourcedRow

HTML = (
    "<p>Первый абзац.</p><table><tr><td>№</td><td>Число</td></tr>"
    "<tr><td>1</td><td>построено 12 школ</td></tr></table><p>Открыто 5 детских садов.</p>"
)


def test_parts_are_numbered_in_reading_order() -> None:
    document = read("a.html", HTML.encode())
    places = [part.place.block for part in document.body]
    assert places == [1, 2, 3]
    assert {cell.place.block for table in document.tables for cell in table.cells} == {2}


def test_a_cut_block_keeps_its_number() -> None:
    text = "Построено 12 школ в селах области. " * 3000
    document = read("a.txt", f"Начало отчета.\n\n{text}".encode())
    assert len(document.body) > 2
    assert {block.place.block for block in document.body} == {1, 2}


def test_notes_go_on_counting() -> None:
    document = read("a.md", "Текст[^1] отчета.\n\n[^1]: Сноска отчета.\n".encode())
    numbers = [part.place.block for part in (*document.body, *document.notes)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_extracted_row_has_its_block() -> None:
    rows = [row for family in extract("a.html", HTML.encode()).values() for row in family]
    placed = [row for row in rows if isinstance(row, SourcedRow)]
    assert placed
    assert [row for row in placed if row.block is None] == []
    figures = [row for row in placed if type(row).table == "figures"]
    assert [row.block for row in figures] == [2, 3]
