"""What office suites print: overhanging tables, ragged and justified text, footnotes."""

import pytest

from schemas.document import Table
from tests.generator.typeset import REGULAR, width_of
from tests.test_pdf_reader import SIZE, Sheet, blocks, texts

LEFT, RIGHT = 60.0, 500.0
XS = [60.0, 100.0, 300.0, 500.0]
WORDS = (
    *("балалар", "кітапханаларының", "қорын", "жыл", "сайын", "толықтыру", "және"),
    *("жаңа", "оқу", "залдарын", "ашу", "туралы"),
)


def wrapped(words: list[str]) -> list[str]:
    """Break words into lines that fit between the margins."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if width_of(longer, REGULAR, SIZE) > RIGHT - LEFT:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def ragged(sheet: Sheet, top: float, words: list[str], *, spaced: bool = False) -> float:
    """Set words as a paragraph between the margins; return the next baseline."""
    *lines, last = wrapped(words)
    for line in lines:
        sheet.text(LEFT, top, line + " " * spaced)
        top += 14
    sheet.text(LEFT, top, last)
    return top + 14


def justified(sheet: Sheet, top: float, words: list[str]) -> float:
    """Set words as a paragraph whose lines, but for the last, fill the measure."""
    *lines, last = wrapped(words)
    for line in lines:
        pieces = line.split(" ")
        gap = (RIGHT - LEFT - width_of("".join(pieces), REGULAR, SIZE)) / (len(pieces) - 1)
        x = LEFT
        for piece in pieces:
            sheet.text(x, top, piece + " ")
            x += width_of(piece, REGULAR, SIZE) + gap
        top += 14
    sheet.text(LEFT, top, last)
    return top + 14


def sentence(length: int) -> list[str]:
    """A sentence of so many words."""
    words = [WORDS[number % len(WORDS)] for number in range(length)]
    return [words[0].capitalize(), *words[1:-1], words[-1] + "."]


def ends_late(words: list[str]) -> bool:
    """Whether a paragraph's last line leaves too little room for its first word."""
    room = RIGHT - LEFT - width_of(wrapped(words)[-1], REGULAR, SIZE)
    return 12 < room < width_of(words[0], REGULAR, SIZE)


# paragraphs


def test_table_that_sticks_out_does_not_move_the_texts_margin() -> None:
    sheet = Sheet()
    paragraphs = [sentence(length) for length in (40, 50, 60, 70)]
    top = 60.0
    for words in paragraphs:
        top = ragged(sheet, top, words)
    sheet.grid([60, 300, 585], [600, 620], [["сол", "оң"]])
    assert blocks(sheet.read()) == [" ".join(words) for words in paragraphs]


def test_line_that_ends_early_in_justified_text_ends_its_paragraph() -> None:
    sheet = Sheet()
    top = 60.0
    for length in (60, 70, 60):
        top = justified(sheet, top, sentence(length))
    short = "Осы жоспар шалғай ауылдардағы кітапханалардың қорын толықтыруға арналған."
    room = RIGHT - LEFT - width_of(short, REGULAR, SIZE)
    assert 15 < room < width_of("Республикалық-бюджеттің", REGULAR, SIZE)
    sheet.text(LEFT, top, short)
    sheet.text(LEFT, top + 14, "Республикалық-бюджеттің қаражаты жоспарда көзделген.")
    assert blocks(sheet.read())[-2:] == [
        short,
        "Республикалық-бюджеттің қаражаты жоспарда көзделген.",
    ]


def test_line_without_a_space_at_its_end_ends_a_paragraph_where_others_have_one() -> None:
    sheet = Sheet()
    full = [words for words in map(sentence, range(30, 90)) if ends_late(words)]
    paragraphs = full[:4]
    top = 60.0
    for words in paragraphs:
        top = ragged(sheet, top, words, spaced=True)
    assert blocks(sheet.read()) == [" ".join(words) for words in paragraphs]


def test_line_that_ends_in_a_number_sign_goes_on() -> None:
    sheet = Sheet()
    sheet.text(60, 100, "Осы қаулының бір бөлігі бойынша қабылданған шешім №")
    sheet.text(60, 114, "1546 болып тіркелді")
    sheet.text(60, 300, "Келесі абзацтың жолы беттің оң жақ шетіне дейін толық жетіп аяқталады")
    assert blocks(sheet.read())[0].endswith("шешім № 1546 болып тіркелді")


def test_soft_hyphen_at_a_lines_end_goes_and_one_drawn_in_a_line_is_hard() -> None:
    sheet = Sheet()
    sheet.text(60, 100, "Осы іс\xadшаралар жоспары шалғай ауылдардағы кітап\xad")
    sheet.text(60, 114, "ханаларға арналған")
    sheet.text(60, 300, "Келесі абзацтың жолы беттің оң жақ шетіне дейін толық жетіп аяқталады")
    block = next(sheet.read().blocks)
    assert block.text == "Осы іс-шаралар жоспары шалғай ауылдардағы кітапханаларға арналған"
    assert [(join.left, join.right) for join in block.joins] == [("кітап", "ханаларға")]


# footnotes


def footnoted(sheet: Sheet, *, mark: str = "1", size: float = 8) -> None:
    """A page of text with a note at its foot and a page number below that."""
    text = "Жоспар бекітілген тізбе"
    sheet.text(60, 100, text)
    sheet.text(60 + width_of(text, REGULAR, SIZE), 96, mark, size=6)
    sheet.text(60 + width_of(text + "1", REGULAR, SIZE), 100, " бойынша іске асырылады.")
    sheet.rule(60, 700, 180, 700)
    sheet.text(60, 712, mark, size=5)
    sheet.text(64, 715, "Тізбені жергілікті орган", size=size)
    sheet.text(60, 726, "бекітеді.", size=size)
    sheet.text(290, 810, "1")


def test_footnote_is_a_note_and_its_mark_no_text() -> None:
    sheet = Sheet()
    footnoted(sheet)
    document = sheet.read()
    assert blocks(document) == ["Жоспар бекітілген тізбе бойынша іске асырылады."]
    (note,) = document.notes
    assert (note.marker, note.text) == ("1", "Тізбені жергілікті орган бекітеді.")
    assert [block.text for block in document.furniture] == ["1"]


def test_footnote_does_not_part_a_table() -> None:
    sheet = Sheet()
    header = ["№", "Атауы", "Мерзімі"]
    sheet.grid(XS, [600, 620, 640], [header, ["1", "Қор", "мамыр"]])
    footnoted(sheet)
    sheet.turn()
    sheet.grid(XS, [50, 70, 90], [header, ["2", "Зал", "шілде"]])
    (table,) = sheet.read().tables
    assert texts(table) == [header, ["1", "Қор", "мамыр"], ["2", "Зал", "шілде"]]


def test_square_metres_are_no_mark_of_a_note() -> None:
    sheet = Sheet()
    footnoted(sheet, mark="2")
    sheet.text(60, 140, "ауданы 120 м")
    sheet.text(60 + width_of("ауданы 120 м", REGULAR, SIZE), 136, "2", size=6)
    document = sheet.read()
    assert blocks(document)[-1] == "ауданы 120 м2"
    assert len(document.notes) == 1


def test_list_below_a_rule_is_no_footnote() -> None:
    sheet = Sheet()
    sheet.text(60, 100, "Қол қою үшін:")
    sheet.rule(60, 110, 180, 110)
    sheet.text(60, 124, "1 дана министрлікке")
    sheet.text(60, 138, "2 дана әкімдікке")
    document = sheet.read()
    assert document.notes == ()
    assert "1 дана министрлікке" in " ".join(blocks(document))


# tables


@pytest.mark.parametrize(
    "caption", ["Кестенің жалғасы", "Продолжение таблицы 2", "(продолжение таблицы)"]
)
def test_caption_of_a_continued_table_does_not_part_it(caption: str) -> None:
    sheet = Sheet()
    sheet.grid(XS, [700, 720, 740], [["№", "Атауы", "Мерзімі"], ["1", "Қор", "мамыр"]])
    sheet.turn()
    sheet.text(400, 100, caption)
    sheet.grid(XS, [110, 130], [["2", "Зал", "шілде"]])
    document = sheet.read()
    (table,) = document.tables
    assert texts(table)[1:] == [["1", "Қор", "мамыр"], ["2", "Зал", "шілде"]]
    assert caption in [block.text for block in document.furniture]


def test_words_beyond_the_pages_side_stay_in_their_cell() -> None:
    sheet = Sheet()
    text = "кітапханалардың толықтыру"
    sheet.rule(60, 100, 595, 100)
    sheet.rule(60, 130, 595, 130)
    sheet.rule(60, 160, 595, 160)
    for x in (60, 450):
        sheet.rule(x, 100, x, 160)
    for top, name in ((112, "бір"), (142, "екі")):
        sheet.text(64, top, name)
        for number, word in enumerate(text.split(" ")):
            sheet.text(454 + 150 * number, top, word)
    (table,) = sheet.read().tables
    assert texts(table) == [["бір", text], ["екі", text]]


def test_compound_cut_after_its_hyphen_and_again() -> None:
    sheet = Sheet()
    width = width_of("коворкинг-ай", REGULAR, SIZE) + 8.5
    rows = [["коворкинг-ай\nмақтар", "бір"], ["толық", "екі"]]
    sheet.grid([60, 60 + width, 400], [100, 130, 160], rows)
    table: Table
    (table,) = sheet.read().tables
    assert texts(table)[0] == ["коворкинг-аймақтар", "бір"]
