"""Documents into sections, passages, tables and key facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.contacts import withhold_contacts
from extractors.outline import parse
from extractors.outline.tables import is_caption
from schemas.document import Block, Cell, Place, Table
from tests.making import block, document, table

PROSE = "Теңіз жағасындағы ауылдарда балық аулау жұмыстары қыс бойы жалғасып, көктемде аяқталады."


def outline(*parts: Block | Table) -> list[tuple[str, str | None, str, str | None]]:
    """Kind, number, title and parent's title of each section."""
    sections = parse(document(*parts)).sections
    titles = {section.section_id: section.heading for section in sections}
    return [(s.kind, s.number, s.heading, titles.get(s.parent_id or "")) for s in sections]


def test_numbered_headings_nest_by_their_words() -> None:
    found = outline(
        block("1-бөлім. Кіріспе"), block(PROSE),
        block("1-тарау. Балық қоры"), block(PROSE),
        block("2-параграф. Қыс"), block(PROSE),
        block("2-тарау. Кемелер"), block(PROSE),
    )  # fmt: skip
    assert found == [
        ("part", "1", "1-бөлім. Кіріспе", None),
        ("chapter", "1", "1-тарау. Балық қоры", "1-бөлім. Кіріспе"),
        ("paragraph", "2", "2-параграф. Қыс", "1-тарау. Балық қоры"),
        ("chapter", "2", "2-тарау. Кемелер", "1-бөлім. Кіріспе"),
    ]


def test_russian_law_gives_chapters_articles_and_points() -> None:
    found = outline(
        block("О маяках"),
        block("Глава 1. ОБЩИЕ ПОЛОЖЕНИЯ"),
        block("Статья 1. Предмет закона"),
        block("1. Настоящий закон определяет порядок содержания маяков на побережье."),
        block("2. Маяки содержатся за счет средств владельцев."),
        block("Статья 2. Смотрители маяков"),
        block("1. Смотритель маяка назначается владельцем."),
    )
    assert [(kind, title) for kind, _, title, _ in found] == [
        ("chapter", "Глава 1. ОБЩИЕ ПОЛОЖЕНИЯ"),
        ("article", "Статья 1. Предмет закона"), ("point", "1."), ("point", "2."),
        ("article", "Статья 2. Смотрители маяков"), ("point", "1."),
    ]  # fmt: skip


def test_short_line_before_prose_is_a_subheading_and_a_sentence_is_not() -> None:
    found = outline(
        block("1-бөлім. Кіріспе"),
        block("Балық қорының жай-күйі"), block(PROSE),
        block("Қыс ұзақ."), block(PROSE),
        block("Жұмыстар мыналар:"), block("1) тор тоқу;"),
    )  # fmt: skip
    assert [title for _, _, title, _ in found] == ["1-бөлім. Кіріспе", "Балық қорының жай-күйі"]


def test_inflected_word_of_the_outline_in_prose_is_no_heading() -> None:
    assert outline(block(PROSE), block("2-тарауда айтылған шаралар орындалады.")) == []
    assert outline(block(PROSE), block("Статья 5 с изменениями применяется с нового года.")) == []


def test_equal_passages_differ_by_position_and_ids_repeat() -> None:
    same = document(block(PROSE, 1), block(PROSE, 2))
    first, second = (passage.row for passage in parse(same).passages)
    assert first.passage_id != second.passage_id
    assert (first.line_start, second.line_start) == (1, 2)
    assert parse(same) == parse(same)


def test_passport_becomes_facts() -> None:
    passport = table(
        ("Атауы", "Маяктар мен айлақтарды дамыту тұжырымдамасы"),
        ("Әзірлеуші", "Ойдан шығарылған Теңіз істері министрлігі"),
    )
    parsed = parse(document(block("1-бөлім. Паспорт"), passport))
    assert next((fact.name, fact.value) for fact in parsed.facts) == (
        "Атауы", "Маяктар мен айлақтарды дамыту тұжырымдамасы",
    )  # fmt: skip
    assert parsed.tables[0].row.kind == "facts"
    assert parsed.tables[0].row.section_id == parsed.sections[0].section_id


def test_executor_with_phone_is_withheld_and_counted() -> None:
    letter = document(
        block("Уважаемые коллеги!"), block(PROSE), block("Исп.: И. Иванов, тел.: 00-00-00")
    )
    kept = withhold_contacts(letter)
    assert kept.withheld_contacts == 1
    assert len(parse(kept).passages) == 2
    assert len(parse(letter).passages) == 3


def test_lines_of_an_appendix_mark_are_one_heading() -> None:
    found = outline(
        block("Теңіз шаруашылығын дамыту"), block("тұжырымдамасына қосымша"),
        block("Маяктарды жөндеу жөніндегі іс-қимыл жоспары"),
        table(("Р/с №", "Атауы", "Аяқтау мерзімі", "Жауапты орындаушылар"),
              ("1.", "Шамды ауыстыру", "2031 жылғы мамыр", "ТІМ")),
    )  # fmt: skip
    assert [(kind, title) for kind, _, title, _ in found] == [
        ("appendix", "Теңіз шаруашылығын дамыту тұжырымдамасына қосымша"),
        ("plan", "Маяктарды жөндеу жөніндегі іс-қимыл жоспары"),
    ]


def test_rows_over_the_whole_width_are_directions_and_hold_what_follows() -> None:
    header = ("Р/с №", "Атауы", "Аяқтау мерзімі", "Жауапты орындаушылар")
    texts = [Cell(text=text, row=0, column=c) for c, text in enumerate(header)]
    divider = Cell(text="1-бағыт. Маяктар", row=1, column=0, column_span=4)
    action = Cell(text="Шамды ауыстыру", row=2, column=1)
    plan = Table(cells=(*texts, divider, action), row_count=3, column_count=4, place=Place())
    parsed = parse(document(plan, PROSE))
    (direction,) = parsed.sections
    assert (direction.kind, direction.number) == ("direction", "1")
    sections = {p.row.text: p.row.section_id for p in parsed.passages}
    assert sections["Шамды ауыстыру"] == direction.section_id
    assert sections[PROSE] is None  # after the table its directions are over


def test_forms_signatures_and_lists_are_no_subheadings() -> None:
    form = ["Кеменің атауы", "Порты", "Капитаны", "Жүгі", "Бағыты", PROSE]
    assert outline(block(PROSE), *map(block, form)) == []
    assert outline(block(PROSE), block("Порт бастығы Б. Ойдан"), block(PROSE)) == []
    assert outline(block(PROSE), block("Қолы ________"), block(PROSE)) == []
    assert outline(block(PROSE), block("ТІМ – Теңіз істері министрлігі"), block(PROSE)) == []


def test_marked_headings_nest_by_depth_and_a_series_keeps_together() -> None:
    found = outline(
        block(PROSE),
        block("Балық", kind="heading", level=2), block(PROSE),
        block("1. Қыс", kind="heading", level=4), block(PROSE),
        block("2. Көктем", kind="heading", level=3), block(PROSE),
    )  # fmt: skip
    assert [(title, parent) for _, _, title, parent in found] == [
        ("Балық", None), ("1. Қыс", "Балық"), ("2. Көктем", "Балық"),
    ]  # fmt: skip


def test_mark_of_a_kazakh_appendix_may_begin_on_lines_before() -> None:
    found = outline(
        block("1. Бюджет бекітілсін және осы шешімнің орындалуы қадағалансын."),
        block("Мәслихат төрағасы Е. Ойдан"),
        block("Айлақ аудандық мәслихатының"), block("№ 25/3 шешіміне"), block("1-қосымша"),
        block("Айлақ ауданының бюджеті"), block(PROSE),
    )  # fmt: skip
    assert [(kind, number, title) for kind, number, title, _ in found] == [
        ("appendix", "1", "Айлақ аудандық мәслихатының № 25/3 шешіміне 1-қосымша"),
        ("subheading", None, "Айлақ ауданының бюджеті"),
    ]


def test_decimal_numbers_rank_headings_and_the_approved_title_in_front_is_no_section() -> None:
    found = outline(
        block("Утверждена"), block("постановлением Правительства"),
        block("от 14 мая 2031 года № 345"),
        block("КОНЦЕПЦИЯ"), block("развития портов"),
        block("Раздел 1. Анализ"),
        block("1.1. Состояние портов"), block(PROSE),
        block("1.1.1. Причалы"), block(PROSE),
        block("1.2. Опыт"), block(PROSE),
    )  # fmt: skip
    assert [(number, parent) for _, number, _, parent in found] == [
        ("1", None), ("1.1", "Раздел 1. Анализ"), ("1.1.1", "1.1. Состояние портов"),
        ("1.2", "Раздел 1. Анализ"),
    ]  # fmt: skip


def test_cells_of_a_table_that_was_not_rebuilt_are_no_headings() -> None:
    cells = ["Шамдарды", "ТІМ", "талап етілмейді -", "1) жөндеу;", "Айлаққа есеп"] * 6
    assert outline(block(PROSE), *map(block, cells)) == []


def test_numbered_list_in_a_report_makes_no_points() -> None:
    found = outline(block(PROSE), block("1. Принят план работ на побережье."), block(PROSE))
    assert found == []


@given(st.lists(st.sampled_from(["part", "chapter", "paragraph"]), min_size=1, max_size=12))
def test_every_section_lies_in_the_nearest_greater_one_before_it(kinds: list[str]) -> None:
    words = {"part": "бөлім", "chapter": "тарау", "paragraph": "параграф"}
    order = list(words)
    parts = [
        part
        for number, kind in enumerate(kinds, start=1)
        for part in (f"{number}-{words[kind]}. Тақырып", PROSE)
    ]
    sections = parse(document(*parts)).sections
    assert [section.kind for section in sections] == kinds
    for index, section in enumerate(sections):
        greater = [s for s in sections[:index] if order.index(s.kind) < order.index(section.kind)]
        assert section.parent_id == (greater[-1].section_id if greater else None)


def test_title_stands_without_its_number_beside_the_whole_heading() -> None:
    sections = parse(
        document(
            block("1-бөлім. Кіріспе"), block(PROSE),
            block("Глава 2. Маяки"), block(PROSE),
            block("3.1. Смотрители"), block(PROSE),
            block("Статья 5"), block(PROSE),
        )
    ).sections  # fmt: skip
    assert [(s.number, s.title, s.heading) for s in sections] == [
        ("1", "Кіріспе", "1-бөлім. Кіріспе"),
        ("2", "Маяки", "Глава 2. Маяки"),
        ("3.1", "Смотрители", "3.1. Смотрители"),
        ("5", "Статья 5", "Статья 5"),
    ]


def parts_of(*elements: Block | Table) -> list[str]:
    return list(parse(document(*elements)).parts)


def test_parts_of_an_act_with_an_appendix() -> None:
    assert parts_of(
        block("ПРИКАЗ"),
        block("5 февраля 2031 года № 77"),
        block("ПРИКАЗЫВАЮ:"),
        block("1. Утвердить прилагаемый план строительства маяков."),
        block("Сноска. Пункт 1 в редакции приказа."),
        block("Министр А. Ойдан"),
        block("Приложение к приказу"),
        block(PROSE),
        block("Список сокращений"),
        block("МТ – маяк"),
    ) == [
        "front", "front", "text", "text", "editorial_note", "signature",
        "appendix", "appendix", "abbreviations", "abbreviations",
    ]  # fmt: skip


def test_parts_of_a_letter_and_of_an_approved_document() -> None:
    assert parts_of(block("Смотрителям маяков"), block("Уважаемые смотрители!"), block(PROSE)) == [
        "front", "salutation", "text",
    ]  # fmt: skip
    assert parts_of(
        block("УТВЕРЖДАЮ"), block("Министр А. Ойдан"), block("5 февраля 2031 года"),
        block("План развития маяков"), block(PROSE),
    ) == ["approval", "approval", "approval", "front", "text"]  # fmt: skip


def test_passages_and_tables_know_their_part() -> None:
    listed = table(("ТІМ", "Теңіз істері министрлігі"), ("МҚ", "Маяк қызметі"))
    parsed = parse(document(block(PROSE), block("Аббревиатуралар тізімі"), listed))
    assert [table.part for table in parsed.tables] == ["abbreviations"]
    assert {p.part for p in parsed.passages if p.row.kind == "table_cell"} == {"abbreviations"}


def test_rows_of_a_plan_have_roles_and_its_continuation_has_its_header() -> None:
    plan = table(
        ("Р/с №", "Атауы", "Аяқтау мерзімі", "Жауапты орындаушылар"),
        ("1", "2", "3", "4"),
        ("1-бағыт. Маяктар", "", "", ""),
        ("1.", "Шамды ауыстыру", "2031 жылғы мамыр", "ТІМ"),
        ("Барлығы", "", "", ""),
        ("Ескерту: маяктар.", "", "", ""),
        ("Р/с №", "Атауы", "Аяқтау мерзімі", "Жауапты орындаушылар"),
    )
    more = table(("2.", "Айлақты жөндеу", "2031 жылғы маусым", "ТІМ"))
    parsed = parse(document(plan, block("2-бағыт. Айлақтар"), more, block(PROSE), more))
    first, second, third = parsed.tables
    assert first.roles == (
        "header", "column_numbers", "section", "body", "total", "note", "header",
    )  # fmt: skip
    assert second.plan_header is not None
    assert (second.row.kind, second.roles) == ("other", ("body",))
    assert third.plan_header is None  # prose stands between
    lamp = next(p.row.passage_id for p in parsed.passages if p.row.text == "Шамды ауыстыру")
    cells = {cell.passage_id: table for table in parsed.tables for cell in table.cells}
    rows = {cell.row for cell in cells[lamp].cells if cell.passage_id == lamp}
    assert {cells[lamp].roles[row] for row in rows} == {"body"}


def test_rows_of_other_tables_have_roles() -> None:
    listed = table(("№", "Атауы"), ("ТІМ", "Теңіз істері министрлігі"), ("МҚ", "Маяк қызметі"))
    parsed = parse(document(block("Аббревиатуралар тізімі"), listed))
    assert parsed.tables[0].roles == ("header", "body", "body")
    plain = table(("Порт", "Смотритель"), ("1", "2"), ("Айлақ", "Ойдан"))
    marked = parse(document(plain.model_copy(update={"header_rows": 1})))
    assert marked.tables[0].roles == ("header", "column_numbers", "body")


def test_rows_over_the_values_of_indicators_are_its_header() -> None:
    told = table(
        ("Көрсеткіш", "Мәні", "Мәні"), ("", "2031", "2032"), ("Жөнделген маяктар, дана", "5", "7")
    )
    parsed = parse(document(told))
    header = parsed.tables[0].indicator_header
    assert header is not None
    assert (header.name, header.years) == (0, {2031: 1, 2032: 2})
    assert parsed.tables[0].roles == ("header", "header", "body")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Таблица 4. Мосты, которые построены.", True),
        ("2-кесте. Көпірлер тізімі.", True),
        ("Мосты области", True),
        ("Мосты построены раньше срока.", False),
        ("Көпірлер мерзімінен бұрын салынды.", False),
    ],
)
def test_prose_before_a_table_does_not_name_it(text: str, expected: bool) -> None:
    assert is_caption(text) is expected
