"""Figures of whole documents: places, lists, table cells, and random acts read back."""

from collections import Counter
from random import Random

import pytest

from extractors.figures import find_figures
from extractors.metadata import describe
from extractors.outline import parse
from extractors.parsed import ParsedDocument
from extractors.readers import read
from schemas.document import Block, Place, Span
from schemas.tables import FigureRow
from tests.generator.documents import random_act
from tests.generator.markdown import to_md
from tests.making import block, parsed, table


def figures(document: ParsedDocument) -> tuple[FigureRow, ...]:
    rows = find_figures(document, describe(document)).figures
    texts = {passage.row.passage_id: passage.row.text for passage in document.passages}
    for row in rows:
        assert texts[row.passage_id][row.char_start : row.char_end] == row.text
    assert [row.position for row in rows] == list(range(1, len(rows) + 1))
    return rows


def test_a_figure_stands_on_the_line_of_its_first_character() -> None:
    text = "Жоба аясында елде барлығы 217 мектеп салынды"
    spans = (Span(start=0, place=Place(line=3)), Span(start=26, place=Place(line=4)))
    (row,) = figures(parsed(Block(text=text, spans=spans)))
    assert (row.line, row.value, row.unit) == (4, 217, "мектеп")


def test_a_list_takes_the_period_of_its_head() -> None:
    document = parsed(
        "По итогам 2024 года в городе:",
        block("- открыто 12 школ;", 2, kind="list_item"),
        block("- построено 3 музея.", 3, kind="list_item"),
        "Кроме того, работают 8 парков.",
    )
    assert [row.period for row in figures(document)] == ["2024", "2024", None]


def test_items_without_marks_take_the_period_of_a_budget_too() -> None:
    document = parsed(
        "Утвердить бюджет на 2023 год в следующих объемах:",
        block("1) доходы – 41 тысяча тенге, в том числе по:", 2, kind="list_item"),
        "налоговым поступлениям – 25 тысяч тенге;",
        block("2) затраты – 40 тысяч тенге.", 4, kind="list_item"),
        "Резерв составляет 5 тысяч тенге.",
    )
    assert [row.period for row in figures(document)] == ["2023", "2023", "2023", None]


def test_a_list_takes_the_base_of_a_rate_from_its_head() -> None:
    document = parsed(
        "Показатели смертности (на 1000 живорожденных):",
        block("- неонатальная: 3,37;", 2, kind="list_item"),
        block("- младенческая: 6,80.", 3, kind="list_item"),
    )
    rows = figures(document)
    assert [(row.value, row.kind) for row in rows] == [(3.37, "ratio"), (6.8, "ratio")]
    assert {row.unit for row in rows} == {"на 1000 живорожденных"}


def test_cells_of_numbers_and_deadlines_state_no_quantity() -> None:
    document = parsed(
        table(
            ("№", "Мероприятие", "Срок"),
            ("1", "Открыть 40 кружков", "2026 – 2030 годы"),
            ("2", "Провести смотр", "два раза в год, в мае и ноябре"),
        )
    )
    assert [(row.value, row.unit) for row in figures(document)] == [(40, "кружок")]


def test_this_year_is_the_documents() -> None:
    document = parsed("12 марта 2023 года", "В текущем году открыто 7 школ.")
    assert [row.period for row in figures(document)] == ["2023"]
    (row,) = figures(document)
    assert (row.period_start, row.period_end) == ("2023-01-01", "2023-12-31")


def test_the_same_text_gives_the_same_rows() -> None:
    texts = ("Открыто 12 школ на 400 мест.", "Елде 10 мыңнан астам ұйым бар.")
    assert figures(parsed(*texts)) == figures(parsed(*texts))


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_random_acts_read_back(language: str) -> None:
    wanted, found = Counter[tuple[object, ...]](), Counter[tuple[object, ...]]()
    for seed in range(8):
        act = random_act(Random(seed), language, rows=3)
        data = to_md(act.manuscript)
        document = parse(read("act.md", data))
        planned = {p.row.passage_id for p in document.passages if p.row.kind == "table_cell"}
        wanted.update((seed, f.value, f.kind, f.unit) for f in act.figures)
        found.update(
            (seed, row.value, row.kind, row.unit)
            for row in figures(document)
            if row.passage_id not in planned and row.period is None
        )
    assert wanted
    assert not wanted - found, "missed"
    assert not found - wanted, "invented"
