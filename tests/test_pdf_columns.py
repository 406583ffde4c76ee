"""Text in columns and text set narrower than its page: read in order, paragraphs whole."""

from extractors.readers.layout.columns import find_columns
from extractors.readers.layout.page_model import PageModel
from schemas.document import Block
from tests.generator.typeset import REGULAR, load_fonts, width_of
from tests.test_page_grids import words
from tests.test_pdf_reader import SIZE, Sheet, blocks


def wrapped(text: str, width: float = 200) -> list[str]:
    """Set a text in lines, as printers do."""
    load_fonts()
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, REGULAR, SIZE) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


FIRST = (
    "Облыстың су басқармасы өткен жылы 128 арнаны жөндеп, жаңа 46 қойманы тазартты. "
    "Бұл жұмысқа облыстың бюджетінен тағы 800 млн теңге бөлінді."
)
SECOND = (
    "Служба занятости открыла 17 центров обучения в сельских округах. "
    "Из тех, кто в них учился, нашли постоянную работу 120 человек."
)
LEFT, RIGHT = wrapped(FIRST), wrapped(SECOND)


def draw(sheet: Sheet, x: float, y: float, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        sheet.text(x, y + 14 * number, line)


def test_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet()
    sheet.text(60, 60, "Жыл қорытындысы", size=16)
    draw(sheet, 60, 100, LEFT)
    draw(sheet, 320, 100, RIGHT)
    assert blocks(sheet.read()) == ["Жыл қорытындысы", FIRST, SECOND]


def test_sentence_goes_on_in_the_next_column_but_not_past_a_table() -> None:
    sheet = Sheet()
    both = wrapped(f"{FIRST} {SECOND}")
    draw(sheet, 60, 100, both[:5])
    draw(sheet, 320, 100, both[5:])
    sheet.grid([60, 300, 540], [200, 220, 240], [["Атауы", "Мерзімі"], ["Жөндеу", "мамыр"]])
    draw(sheet, 60, 300, LEFT)
    draw(sheet, 320, 300, RIGHT)
    body = sheet.read().body
    said = [element.text if isinstance(element, Block) else "table" for element in body]
    assert said == [f"{FIRST} {SECOND}", "table", FIRST, SECOND]


def test_signatures_and_labels_beside_texts_are_no_columns() -> None:
    signed = [
        (50.0, 100.0, "Head of the department"), (350.0, 100.0, "A. Smith"),
        (50.0, 114.0, "Chief accountant"), (350.0, 114.0, "B. Jones"),
        (50.0, 128.0, "Clerk of the works"), (350.0, 128.0, "C. Brown"),
    ]  # fmt: skip
    assert not find_columns(model(signed))
    labelled = [(50.0, 100.0, "Name of the"), (50.0, 114.0, "programme")]
    labelled += [(50.0, 184.0, "Aims and tasks"), (50.0, 198.0, "of it in short")]
    labelled += [(350.0, 100.0 + 14 * n, line) for n, line in enumerate(RIGHT * 3)]
    assert not find_columns(model(labelled))


def model(texts: list[tuple[float, float, str]]) -> PageModel:
    return PageModel(600, 800, [word for text in texts for word in words(*text)])


def test_paragraph_narrower_than_its_page_is_whole() -> None:
    sheet = Sheet()
    draw(sheet, 60, 100, LEFT)
    draw(sheet, 60, 200, ["Мектеп директоры", "Бас есепші", "Аула сыпырушы"])
    assert blocks(sheet.read()) == [
        FIRST,
        *("Мектеп директоры", "Бас есепші", "Аула сыпырушы"),
    ]


def test_lines_of_a_table_of_contents_stay_apart() -> None:
    sheet = Sheet()
    for number in range(1, 4):
        sheet.text(60, 100 + 14 * number, f"Сумен жабдықтау {'.' * 95} {number}")
    assert len(blocks(sheet.read())) == 3
