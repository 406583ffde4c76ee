"""Plans of dumps: rows and cells rebuilt from the order of lines.

In the fixtures "·" is a space at a line's end and "|" ends a line, so that a
block of lines stands on one line of the fixture.
"""

from random import Random

import pytest

from extractors.readers.dump import read_dump
from schemas.document import Document, Table
from tests.generator.comparison import Score, compare_document
from tests.generator.dump import to_dump
from tests.generator.look import LEGAL
from tests.generator.plans import manuscript_of, random_plan

HEADER = """
Жоспар

Р/с|№

Атауы
Аяқтау··|нысаны

Аяқтау··|мерзімі

Жауапты·|орындаушыла|р

Қаржыландыр|у көлемі

Қаржыландыр|у көздері

1 2 3 4 5 6 7
"""
NAME = "Ауылдағы·|кітапхана·|залдарын·|жаңарту"
CELLS = (
    NAME,
    "БКМ-ге·|ақпарат",
    "2027 жылғы·|қазан",
    "БКМ, ОЗМ",
    "бөлінген·|қаражат·|шегінде",
    "РБ",
)
PLAIN = (
    CELLS,
    ("Оқырмандар·|клубтарын·|ашу", "қала әкімінің·|қаулысы", "2028 жылғы·|мамыр", "қала·|әкімдігі",
     "т а л а п··|етілмейді", "-"),
    ("Кітап қорын·|цифрландыру·|жұмысын·|жүргізу", "БКМ-ге·|ақпарат", "2027 жылғы·|сәуір",
     "БКМ, ЖАО", "бөлінген·|қаражат·|шегінде", "ЖБ"),
    ("Балалар·|залының·|жиһазын·|жаңғырту", "қала әкімінің·|қаулысы", "2029 жылғы·|тамыз",
     "ЖАО, БКМ", "т а л а п··|етілмейді", "-"),
)  # fmt: skip


def row(number: int, *cells: str) -> str:
    """A row as printed where nothing goes wrong: cells between blank lines."""
    return "\n\n".join([f"{number}.", *(cells or PLAIN[number % 4])]) + "\n"


def dump(*rows: str, header: str = HEADER) -> Document:
    """Read a plan of `rows` with eight plain rows after them, to learn the columns from."""
    plain = [row(len(rows) + 1 + i) for i in range(8)]
    text = "\n".join([header, *rows, *plain])
    return read_dump("a.txt", text.replace("|", "\n").replace("·", " "), "0" * 64)


def table(document: Document) -> Table:
    (found,) = document.tables
    return found


def rows(document: Document) -> list[list[str]]:
    """The texts of the table's rows; of a row over all columns the one text."""
    return [
        [cell.text for cell in row if cell]
        if len({id(cell) for cell in row}) > 1
        else [row[0].text if row[0] else ""]
        for row in table(document).grid()
    ]


FIRST = ["1.", "Ауылдағы кітапхана залдарын жаңарту", "БКМ-ге ақпарат", "2027 жылғы қазан",
         "БКМ, ОЗМ", "бөлінген қаражат шегінде", "РБ"]  # fmt: skip


def test_header_is_cut_into_titles() -> None:
    header = rows(dump(row(1, *CELLS)))[0]
    assert header == ["Р/с №", "Атауы", "Аяқтау нысаны", "Аяқтау мерзімі", "Жауапты орындаушылар",
                      "Қаржыландыру көлемі", "Қаржыландыру көздері"]  # fmt: skip
    assert table(dump()).header_rows == 1


def test_cells_in_order() -> None:
    found = rows(dump(row(1, *CELLS)))
    assert found[1] == FIRST
    assert len(found) == 10
    assert found[2][5] == "бөлінген қаражат шегінде"


def test_short_cells_that_share_a_line() -> None:
    printed = row(1, *CELLS[:3], "ЖАО т а л а п··|етілмейді -")
    assert rows(dump(printed))[1][4:] == ["ЖАО", "талап етілмейді", "-"]


def test_short_cell_without_a_blank_line_after_it() -> None:
    printed = row(1, *CELLS[:3], "ЖАО|т а л а п··|етілмейді", "-")
    assert rows(dump(printed))[1][4:] == ["ЖАО", "талап етілмейді", "-"]


def test_row_cut_by_a_page_with_its_number_in_the_middle() -> None:
    cut = "Ауылдағы·|кітапхана·\n\n\n\n" + row(2, "залдарын·|жаңарту", *CELLS[1:])
    document = dump(row(1), cut)
    assert rows(document)[2] == ["2.", *FIRST[1:]]
    name = next(c for c in table(document).cells if c.row == 2 and c.column == 1)
    assert (name.place.page, name.end_place.page) == (1, 2)


def test_row_goes_on_after_the_page_with_its_number_before() -> None:
    before = row(1, "Ауылдағы·|кітапхана·", *CELLS[1:4], "РБ")
    after = "\n\n\nзалдарын·|жаңарту\n\nбөлінген·|қаражат·|шегінде\n"
    assert rows(dump(before + after))[1] == FIRST


def test_two_dashes_on_a_line_are_two_empty_cells() -> None:
    printed = row(1, *CELLS[:4], "- -")
    assert rows(dump(printed))[1][4:] == ["БКМ, ОЗМ", "-", "-"]


def test_number_broken_by_a_narrow_column() -> None:
    printed = "\n".join(
        "\n\n".join([number, *PLAIN[at % 4]]) + "\n"
        for at, number in enumerate(f"1.1.|{n}" for n in range(1, 10))
    )
    document = read_dump(
        "a.txt", f"{HEADER}\n{printed}".replace("|", "\n").replace("·", " "), "0" * 64
    )
    assert [found[0] for found in rows(document)[1:]] == [f"1.1.{n}" for n in range(1, 10)]


def test_number_glued_to_the_cell_before_it() -> None:
    glued = "\n\n".join(["1.", *CELLS[:5], "РБ2.", *PLAIN[2]]) + "\n"
    second = [*PLAIN[2][3:4], "бөлінген қаражат шегінде", "ЖБ"]
    found = rows(dump(glued, row(3)))
    assert found[1] == FIRST
    assert (found[2][0], found[2][4:]) == ("2.", second)


def test_short_name_of_a_place_heads_no_section() -> None:
    printed = row(1, *CELLS[:3], "г. Самал", *CELLS[4:])
    assert rows(dump(printed))[1] == [*FIRST[:4], "г. Самал", *FIRST[5:]]


def test_cell_that_rows_share_reaches_down_less_surely() -> None:
    shared = row(1, *CELLS) + "\n" + row(2, *PLAIN[2][:3], *PLAIN[2][4:])
    document = dump(shared, row(3))
    assert [found[4] for found in rows(document)[1:3]] == ["БКМ, ОЗМ", "БКМ, ОЗМ"]
    cell = next(c for c in table(document).cells if (c.row, c.column) == (1, 4))
    assert (cell.row_span, cell.span_confidence) == (2, 0.7)


def test_empty_funding_source_is_no_shared_cell() -> None:
    document = dump(row(1, *CELLS), row(2, *CELLS[:5]), row(3))
    assert [found[6:] for found in rows(document)[1:3]] == [["РБ"], []]


def test_sections_are_rows_over_all_columns_in_order() -> None:
    direction = "1-бағыт. Оқу мәдениеті және кітапханалардың инфрақұрылымы мен қоры"
    indicator = "Нысаналы 1-индикатор. Оқитын балалардың үлесі (2027 жыл – 40 %, 2028 жыл – 45 %)"
    document = dump(f"{direction}\n", indicator.replace("40 %, ", "40 %,·|") + "\n", row(3))
    spans = [(c.row, c.text) for c in table(document).cells if c.column_span == 7]
    assert spans == [(1, direction), (2, indicator)]


def test_header_repeated_on_the_next_page_is_given_once() -> None:
    again = "\n\n\n" + HEADER.split("\n", 3)[3]
    document = dump(row(1, *CELLS), again, row(3))
    assert sum("Атауы" in row for row in rows(document)) == 1


def test_every_line_of_a_cell_has_its_place() -> None:
    document = dump(row(1, *CELLS))
    name = next(c for c in table(document).cells if c.row == 1 and c.column == 1)
    lines = [span.place.line for span in name.spans]
    assert lines == [name.place.line + i for i in range(4) if name.place.line]
    assert all(span.place.page == 1 for span in name.spans)


def test_prose_after_the_plan_is_no_row() -> None:
    note = "\n      Ескерту: толық жазылуы:|      БКМ – Балалар кітапханасы министрлігі\n"
    printed = "\n".join([HEADER, *(row(i + 1) for i in range(8)), note])
    document = read_dump("a.txt", printed.replace("|", "\n").replace("·", " "), "0" * 64)
    assert [block.text for block in document.blocks][-1].startswith("БКМ – Балалар")
    assert len(rows(document)) == 9


RUSSIAN = """
План

№ п/п

Наименование

Исполнение
Предполагаем|ые расходы

Срок·|исполнения

Исполнители

1.

Обновить·|читальные·|залы

май 2027·|года

МБД, МИО

не требуется

2.

Создать·|сельские·|библиотеки

июнь 2027·|года

МИО

не требуется
"""


def test_titles_under_a_group_stand_in_its_place() -> None:
    document = read_dump("a.txt", RUSSIAN.replace("|", "\n").replace("·", " "), "0" * 64)
    found = table(document)
    assert found.header_rows == 2
    group = next(c for c in found.cells if c.text == "Исполнение")
    assert (group.column, group.column_span) == (2, 2)
    assert rows(document)[2] == [
        "1.", "Обновить читальные залы", "май 2027 года", "МБД, МИО", "не требуется",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_round_trip_of_random_plans(language: str) -> None:
    score = Score()
    for seed in range(2):
        plan = random_plan(Random(seed), language, rows=20, columns=7)
        manuscript = manuscript_of(plan, before=3)
        text = to_dump(manuscript, LEGAL).decode()
        score += compare_document(manuscript.grids, read_dump("a.txt", text, "0" * 64))
    assert score.rows_found >= 0.99 * score.rows
    assert score.cells_exact >= 0.97 * score.cells


def test_same_text_gives_the_same_document() -> None:
    assert dump(row(1, *CELLS)) == dump(row(1, *CELLS))
