"""Rows of plans: their roles, dittos, paragraphs of cells, headings, tables that go on."""

from collections.abc import Sequence

import pytest

from extractors.bodies import Resolver
from extractors.flow import extract
from extractors.outline import parse
from extractors.parsed import ParsedDocument
from extractors.plan_vocabulary.headings import Headings, read_heading
from extractors.plan_vocabulary.marks import is_ditto
from extractors.plans import find_actions
from extractors.plans.paragraphs import read_paragraphs, with_names_apart
from extractors.readers import read
from schemas.tables import Abbreviations, ActionRow

HEADER = ("№", "Мероприятие", "Срок исполнения", "Ответственные исполнители")


def html(*parts: str) -> str:
    return f"<html><body><h1>План мероприятий на 2027 год</h1>{''.join(parts)}</body></html>"


def rows(*lines: Sequence[str]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in line) for line in lines)
    return f"<table border=1>{''.join(f'<tr>{line}</tr>' for line in cells)}</table>"


def section(title: str) -> str:
    return f"<tr><td colspan=4>{title}</td></tr>"


def document(text: str, name: str = "plan.html") -> ParsedDocument:
    return parse(read(name, text.encode()))


def actions(text: str, name: str = "plan.html") -> tuple[ActionRow, ...]:
    return find_actions(document(text, name), Abbreviations()).actions


def test_every_row_of_every_table_has_its_role() -> None:
    plan = rows(
        HEADER, ("1", "2", "3", "4"), ("1", "Открыть музей", "май 2027 года", "Отдел культуры"),
        ("", "", "июнь 2027 года", "Отдел спорта"), ("", "Итого", "", ""),
        ("2", "Посадить сад", "июль 2027 года", "Отдел дорог"),
    ).replace("</table>", section("Раздел 2. Парки") + "</table>")  # fmt: skip
    other = rows(("Товар", "Цена", "Вес"), ("Мел", "3", "1"), ("Лак", "5", "2"))
    parsed = document(html(plan, "<p>Это прочие сведения о товарах.</p>", other))
    roles = [[row.role for row in table.rows] for table in parsed.tables]
    assert roles[0] == [
        "header", "column_numbers", "action", "continuation", "total", "action", "section",
    ]  # fmt: skip
    assert len(roles[1]) == 3
    assert set(roles[1]) <= {"header", "other"}


def test_continuation_adds_to_the_action_above() -> None:
    plan = rows(
        HEADER, ("1", "Открыть музей", "май 2027 года", "Отдел культуры"),
        ("", "и библиотеку", "", ""), ("", "", "июнь 2027 года", "Отдел спорта"),
    )  # fmt: skip
    (action,) = actions(html(plan))
    assert action.name == "Открыть музей и библиотеку"
    assert action.deadline == "май 2027 года июнь 2027 года"
    found = find_actions(document(html(plan)), Abbreviations())
    assert [row.due_date for row in found.deadlines] == ["2027-05-31", "2027-06-30"]
    assert [row.text for row in found.bodies] == ["Отдел культуры", "Отдел спорта"]


@pytest.mark.parametrize(
    "text", ['-"-', '"', "//", "-//-", "- « -", "то же", "То же.", "сол сияқты", "-II-", ",,", "»"]
)
def test_ditto_marks(text: str) -> None:
    assert is_ditto(text)


@pytest.mark.parametrize("text", ["-", "—", "", "...", "II", "то же, что в пункте 1", "/", "1"])
def test_what_is_no_ditto(text: str) -> None:
    assert not is_ditto(text)


def test_dittos_mean_the_cell_above_and_lower_confidence() -> None:
    plan = rows(
        HEADER, ("1", "Открыть музей", "май 2027 года", "Отдел культуры"),
        ("2", "Закрыть склад", "//", "то же"), ("3", "Вымыть окна", "-", '-"-'),
        ("4", "Покрасить забор", "//", ""),
    )  # fmt: skip
    found = actions(html(plan))
    assert [a.deadline for a in found] == ["май 2027 года", "май 2027 года", None, None]
    assert [a.responsible for a in found] == ["Отдел культуры"] * 3 + [None]
    assert [a.confidence < found[0].confidence for a in found] == [False, True, True, True]


def test_paragraphs_part_bodies_but_not_names() -> None:
    resolver = Resolver(Abbreviations(), "ru")
    apart = "Министерство финансов\nРуководители школ"
    assert with_names_apart(apart, resolver) == apart
    for wrapped in ("Министерство\nфинансов", "КГУ\n«Школа № 3»", "Аудан әкімінің\nАппараты"):
        assert with_names_apart(wrapped, resolver) == wrapped.replace("\n", " ")


def test_paragraphs_part_deadlines_that_tell_a_time_each() -> None:
    dates = [d.due for d in read_paragraphs("1 июля 2027 года\n1 октября 2027 года")]
    assert [str(day) for day in dates] == ["2027-07-01", "2027-10-01"]
    (whole,) = read_paragraphs("15 мая\n2027 года", (2027,))
    assert str(whole.due) == "2027-05-15"


@pytest.mark.parametrize("name", ["plan.html", "plan.md"])
def test_breaks_of_cells_are_spaces_in_text(name: str) -> None:
    cells = ("1", "Открыть<br>музей", "май 2027 года", "Министерство финансов<br>Школы района")
    table = html(rows(HEADER, cells))
    if name.endswith("md"):
        lines = ("| " + " | ".join(line) + " |" for line in (HEADER, ["---"] * 4, cells))
        table = "# План мероприятий на 2027 год\n\n" + "\n".join(lines)
    found = find_actions(document(table, name), Abbreviations())
    assert found.actions[0].name == "Открыть музей"
    assert found.actions[0].responsible == "Министерство финансов Школы района"
    assert [row.text for row in found.bodies] == ["Министерство финансов", "Школы района"]


@pytest.mark.parametrize(
    ("texts", "stack"),
    [
        (["1. Начало", "II. Конец"], ["II. Конец"]),
        (["I. Начало", "1. Курсы", "2. Сборы"], ["I. Начало", "2. Сборы"]),
        (["II. Начало", "1. Курсы", "III. Конец", "3. Сборы"], ["III. Конец", "3. Сборы"]),
        (["I Начало", "ІІ Жалғасы"], ["ІІ Жалғасы"]),
        (["I. Начало", "Подробности"], ["I. Начало", "Подробности"]),
    ],
)
def test_headings_of_mixed_numbering(texts: list[str], stack: list[str]) -> None:
    headings = Headings()
    for text in texts:
        headings = headings.under(read_heading(text))
    assert [heading.text for heading in headings.stack] == stack


def test_unnumbered_heading_after_rows_stands_among_the_numbered() -> None:
    headings = Headings().under(read_heading("I. Начало")).with_rows()
    headings = headings.under(read_heading("Работа с читателями")).with_rows()
    assert [heading.text for heading in headings.stack] == ["Работа с читателями"]
    headings = headings.under(read_heading("III. Конец"))
    assert [heading.text for heading in headings.stack] == ["III. Конец"]


def test_table_goes_on_under_free_headings() -> None:
    first = rows(HEADER, ("1", "Открыть музей", "май 2027 года", "Отдел культуры"))
    second = rows(("2", "Посадить сад", "июнь 2027 года", "Отдел дорог"))
    third = rows(HEADER, ("3", "Вымыть окна", "июль 2027 года", "Отдел спорта"))
    text = html("<h2>Май</h2>", first, "<h2>Июнь</h2>", second, "<p>- 2 -</p>", third)
    found = actions(text)
    assert [a.number for a in found] == ["1", "2", "3"]
    assert [a.direction for a in found] == ["Май", "Июнь", "Июнь"]


def test_table_goes_on_whose_terms_are_ditto_marks() -> None:
    first = rows(HEADER, ("1", "Открыть музей", "май 2027 года", "Отдел культуры"))
    second = rows(("2", "Посадить сад", "то же", "Отдел дорог"), ("3", "Вымыть окна", "//", "//"))
    found = actions(html(first, "<p>Второе полугодие</p>", second))
    assert [(a.number, a.deadline) for a in found[1:]] == [
        ("2", "май 2027 года"), ("3", "май 2027 года"),
    ]  # fmt: skip


def test_ditto_in_the_first_row_is_of_the_table_before() -> None:
    header = HEADER[1:]
    first = rows(header, ("Открыть музей", "май 2027 года", "Отдел культуры"))
    second = rows(("Посадить сад", "то же", "Отдел дорог"), ("Вымыть окна", "июнь", "//"))
    found = actions(html(first, "<p>Продолжение плана</p>", second))
    assert [a.deadline for a in found[1:]] == ["май 2027 года", "июнь"]


@pytest.mark.parametrize("told_first", [True, False])
def test_table_under_a_plans_titles_is_a_plan(told_first: bool) -> None:
    header = ("Поз.", "Предпринимаемые шаги", "Контрольная дата", "Поручено")
    told = rows(
        header, ("1", "Открыть музей", "май 2027 года", "Отдел культуры"),
        ("2", "Посадить сад у школы", "до 10 июня 2027 года", "Отдел дорог"),
    )  # fmt: skip
    brief = rows(header, ("3", "Пикник", "//", "//"))
    parts = (told, brief) if told_first else (brief, told)
    assert len(actions(html(parts[0], "<h2>Часть</h2>", parts[1]))) == 3


def test_words_that_a_table_goes_on_are_no_heading() -> None:
    first = rows(HEADER, ("1", "Открыть музей", "май 2027 года", "Отдел культуры"))
    second = rows(("2", "Посадить сад", "июнь 2027 года", "Отдел дорог"))
    found = actions(html(first, "<p>Продолжение таблицы</p>", second))
    assert [a.direction for a in found] == [None, None]


def test_other_table_of_as_many_columns_does_not_go_on() -> None:
    first = rows(HEADER, ("1", "Открыть музей", "май 2027 года", "Отдел культуры"))
    costs = rows(("Статья", "2027 год", "2028 год", "2029 год"), ("Доски", "1", "2", "3"))
    assert len(actions(html(first, "<p>Затраты</p>", costs))) == 1


def test_running_title_in_or_between_parts_of_a_table_heads_nothing() -> None:
    title = "План мероприятий на 2027 год"
    first = rows(HEADER, ("1", "Открыть музей", "май 2027 года", "Отдел культуры"))
    first = first.replace("</table>", section(title) + section("2") + "</table>")
    second = rows(("2", "Посадить сад", '-"-', '-"-'))
    found = actions(html(first, f"<p>{title}</p>", second))
    assert [(a.direction, a.deadline) for a in found] == [(None, "май 2027 года")] * 2


def test_findings_about_tables() -> None:
    unnamed = rows(
        HEADER, ("1", "Открыть музей", "май 2027 года", "Отдел культуры"),
        ("2", "", "июнь 2027 года", "Отдел дорог"),
    )  # fmt: skip
    found = extract("plan.html", html(unnamed).encode())["findings"]
    assert "action_without_name" in {row.model_dump()["rule"] for row in found}
