"""Documents into sections, passages, tables and key facts."""

from extractors.outline import parse
from schemas.document import Block, Cell, Document, Form, Place, Span, Table


def block(text: str, line: int | None = None, **hints: object) -> Block:
    spans = (Span(start=0, place=Place(line=line)),)
    return Block.model_validate({"text": text, "spans": spans, **hints})


def document(*parts: Block | Table, form: Form = "txt") -> Document:
    return Document(path="a.txt", form=form, sha256="0" * 64, body=parts)


def table(*rows: tuple[str, ...]) -> Table:
    cells = tuple(
        Cell(text=text, row=r, column=c) for r, row in enumerate(rows) for c, text in enumerate(row)
    )
    return Table(cells=cells, row_count=len(rows), column_count=len(rows[0]), place=Place())


PROSE = "Теңіз жағасындағы ауылдарда балық аулау жұмыстары қыс бойы жалғасып, көктемде аяқталады."


def outline(*parts: Block | Table) -> list[tuple[str, str | None, str, str | None]]:
    """Kind, number, title and parent's title of each section."""
    sections = parse(document(*parts)).sections
    titles = {section.section_id: section.title for section in sections}
    return [(s.kind, s.number, s.title, titles.get(s.parent_id or "")) for s in sections]


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
    assert parse(letter).withheld_contacts == 1
    assert len(parse(letter).passages) == 2
    assert len(parse(letter, keep_contacts=True).passages) == 3
