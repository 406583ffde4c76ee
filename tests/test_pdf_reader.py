"""PDF pages drawn glyph by glyph, each for the one thing that it shows."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.errors import UnreadableDocumentError
from extractors.readers.pdf import read
from extractors.readers.pdf.lines import build_lines
from extractors.readers.pdf.page import Frame, Glyph, GlyphRun
from schemas.document import Block, Document, Table
from tests.generator.typeset import BOLD, REGULAR, load_fonts, width_of

SIZE = 10.0
A4 = (595.0, 842.0)


class Sheet:
    """A PDF under construction, measured from the page's top left."""

    def __init__(self, page: tuple[float, float] = A4, **options: object) -> None:
        load_fonts()
        self.buffer = BytesIO()
        self.page = page
        self.canvas = Canvas(self.buffer, pagesize=page, invariant=1, **options)

    def text(
        self, x: float, y: float, text: str, size: float = SIZE, font: str = REGULAR, **how: float
    ) -> None:
        """Draw a line whose baseline is `y` points below the top; how: space, mode."""
        self.canvas.saveState()
        line = self.canvas.beginText(x, self.page[1] - y)
        line.setFont(font, size)
        line.setCharSpace(how.get("space", 0))
        line.setTextRenderMode(int(how.get("mode", 0)))
        line.textOut(text)
        self.canvas.drawText(line)
        self.canvas.restoreState()

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.page[1] - y0, x1, self.page[1] - y1)

    def fill(
        self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.0, stroke: int = 0
    ) -> None:
        self.canvas.setFillGray(grey)
        self.canvas.rect(x0, self.page[1] - y1, x1 - x0, y1 - y0, stroke=stroke, fill=1)
        self.canvas.setFillGray(0)

    def grid(
        self, xs: list[float], ys: list[float], rows: list[list[str]], *, sides: str = "top bottom"
    ) -> None:
        """Rule a grid and write a text at the top left of each cell."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys[0 if "top" in sides else 1 : None if "bottom" in sides else -1]:
            self.rule(xs[0], y, xs[-1], y)
        for top, row in zip(ys, rows, strict=False):
            for left, text in zip(xs, row, strict=False):
                for number, line in enumerate(text.split("\n") if text else []):
                    self.text(left + 4, top + 12 * (number + 1), line)

    def turn(self) -> None:
        self.canvas.showPage()

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()

    def read(self) -> Document:
        return read("made.pdf", self.bytes())


def blocks(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def texts(table: Table) -> list[list[str]]:
    return [[cell.text if cell else "" for cell in row] for row in table.grid()]


def only_table(sheet: Sheet) -> Table:
    (table,) = sheet.read().tables
    return table


# words


def test_letters_that_stand_apart_are_one_word() -> None:
    sheet = Sheet()
    sheet.text(60, 100, "талап етілмейді", space=7)
    assert blocks(sheet.read()) == ["талап етілмейді"]


def test_gaps_are_spaces_where_the_pdf_draws_none() -> None:
    sheet = Sheet()
    sentence = "бұл мәтінде бірде бір бос орын белгісі басылмаған екен ғой"
    for line in range(8):
        x = 60.0
        for word in sentence.split():
            sheet.text(x, 100 + 14 * line, word)
            x += width_of(word, REGULAR, SIZE) + 3
    assert blocks(sheet.read())[0].startswith(sentence)


def test_gap_as_wide_as_a_lines_drawn_spaces_is_one_too() -> None:
    sheet = Sheet()
    sheet.text(60, 100, "ауыл кітапханасы")
    sheet.text(60 + width_of("ауыл кітапханасы ", REGULAR, SIZE), 100, "жөнделді")
    sheet.text(60, 114, "осы жылы.")
    assert blocks(sheet.read())[0].startswith("ауыл кітапханасы жөнделді")


def test_spaces_that_letters_are_drawn_over_are_none() -> None:
    """So do browsers draw soft hyphens where they cut no word."""
    sheet = Sheet()
    start = 60.0
    for piece in ("кі ", "тап ", "хана"):
        sheet.text(start, 100, piece)
        start += width_of(piece.strip(), REGULAR, SIZE)
    assert blocks(sheet.read()) == ["кітапхана"]


def test_hyphen_that_browsers_draw_where_they_cut_a_word_is_soft() -> None:
    glyphs = [Glyph(5.0 * n, 5.0 * n + 5, char) for n, char in enumerate("кітап‐")]
    run = GlyphRun(glyphs, 100, SIZE, bold=False, turn=0)
    (line,) = build_lines([run], Frame(0, *A4), 1, spaces=True)
    assert line.text == "кітап\xad"


def test_indent_of_space_glyphs_begins_a_paragraph() -> None:
    sheet = Sheet()
    long = "Бірінші абзацтың жолы беттің оң жақ шетіне дейін толық жетіп аяқталады деп ұйғарайық"
    sheet.text(60, 100, "      " + long + " ")
    sheet.text(60, 114, "екінші жолы.")
    sheet.text(60, 128, "      Екінші абзац.")
    document = sheet.read()
    assert blocks(document) == [f"{long} екінші жолы.", "Екінші абзац."]
    assert [block.indent for block in document.blocks] == [True, True]


def test_mark_at_a_lines_start_clings_to_the_word_before() -> None:
    sheet = Sheet()
    sheet.text(60, 100, 'Проект развития сельских библиотек "')
    sheet.text(60, 114, 'Ясная страница" утверждён')
    sheet.text(60, 128, "; срок прежний")
    assert blocks(sheet.read())[0].startswith(
        'Проект развития сельских библиотек "Ясная страница" утверждён; срок'
    )


def test_hyphen_of_a_compound_stays() -> None:
    sheet = Sheet()
    sheet.grid([60, 120, 300], [100, 140], [["іс-\nшаралар", "2027-\n2030"]])
    assert texts(only_table(sheet)) == [["іс-шаралар", "2027-2030"]]


def test_word_cut_at_the_cells_edge_is_whole_and_recorded() -> None:
    sheet = Sheet()
    width = width_of("кітапханалард", REGULAR, SIZE) + 8.5
    xs = [60, 60 + width, 400]
    rows = [
        ["кітапханалард\nың тізбесі", "кітапханалардың тізбесі"],
        ["толық мәтін", "осы жолда"],
    ]
    sheet.grid(xs, [100, 130, 160], rows)
    table = only_table(sheet)
    assert texts(table)[0] == ["кітапханалардың тізбесі", "кітапханалардың тізбесі"]
    (join,) = table.cells[0].joins
    assert (join.start, join.left, join.right) == (0, "кітапханалард", "ың")
    assert 0.5 < join.confidence < 1
    assert join.evidence
    assert table.cells[1].joins == ()


def test_heading_spaced_out_by_typed_spaces_is_closed() -> None:
    sheet = Sheet()
    sheet.text(200, 100, "Қ А У Л Ы   Е Т Е Д І:")
    assert blocks(sheet.read()) == ["ҚАУЛЫ ЕТЕДІ:"]


def test_superscript_stays_in_its_line() -> None:
    sheet = Sheet()
    sheet.text(60, 100, "ауданы 120 м")
    sheet.text(60 + width_of("ауданы 120 м", REGULAR, SIZE), 96, "2", size=6)
    assert blocks(sheet.read()) == ["ауданы 120 м2"]


# looks


@pytest.mark.parametrize(
    "draw",
    [
        lambda sheet: sheet.text(60, 100, "Қалың тақырып", font=BOLD),
        lambda sheet: sheet.text(60, 100, "Қалың тақырып", mode=2),
        lambda sheet: [sheet.text(60 + dx, 100, "Қалың тақырып") for dx in (0, 0.3)],
    ],
    ids=["font", "stroked", "printed twice"],
)
def test_bold_heading(draw: Callable[[Sheet], object]) -> None:
    sheet = Sheet()
    draw(sheet)
    sheet.text(60, 130, "Бұл жай ғана мәтін, ол ешқандай тақырып емес.")
    heading, paragraph = sheet.read().blocks
    assert (heading.text, heading.kind, heading.bold) == ("Қалың тақырып", "heading", True)
    assert (paragraph.kind, paragraph.bold) == ("paragraph", False)


def test_centred_title_of_two_lines_is_one_heading() -> None:
    sheet = Sheet()
    lines = ["ШАЛҒАЙ АУЫЛДАРДЫ ДАМЫТУ", "ЖОСПАРЫ ТУРАЛЫ"]
    for number, line in enumerate(lines):
        x = 60 + (width_of("сөз " * 28 + "сөз", REGULAR, SIZE) - width_of(line, REGULAR, SIZE)) / 2
        sheet.text(x, 100 + 13 * number, line)
    for number in range(10):
        sheet.text(60, 160 + 13 * number, "сөз " * 29)
    (title, *_) = sheet.read().blocks
    assert (title.text, title.kind, title.centred) == (" ".join(lines), "heading", True)


def test_list_items_are_parted() -> None:
    sheet = Sheet()
    for number, line in enumerate(["Мыналар:", "1) бірінші;", "2) екінші;", "3-1) соңғысы."]):
        sheet.text(80, 100 + 14 * number, line)
    kinds = [(block.kind, block.text) for block in sheet.read().blocks]
    assert kinds == [
        ("paragraph", "Мыналар:"),
        ("list_item", "1) бірінші;"),
        ("list_item", "2) екінші;"),
        ("list_item", "3-1) соңғысы."),
    ]


def test_furniture_is_kept_apart() -> None:
    sheet = Sheet()
    for page in (1, 2, 3):
        sheet.text(60, 40, "Шалғай өңір министрлігі")
        for number in range(5):
            sheet.text(60, 120 + 14 * number, f"Мәтін {page}-{number}.")
        sheet.text(290, 810, f"- {page} -")
        if page == 3:
            sheet.text(60, 200, "© 2012. Заң базасы")
        sheet.turn()
    document = sheet.read()
    assert all(text.startswith("Мәтін") for text in blocks(document))
    said = [block.text for block in document.furniture]
    assert said == [
        *("Шалғай өңір министрлігі", "- 1 -"),
        *("Шалғай өңір министрлігі", "- 2 -"),
        *("Шалғай өңір министрлігі", "© 2012. Заң базасы", "- 3 -"),
    ]


def test_page_numbers_and_running_lines_in_a_tables_rows_are_furniture() -> None:
    sheet = Sheet()
    for page, names in enumerate((("бірінші", "екінші"), ("үшінші", "төртінші")), 1):
        first = 2 * page - 1
        rows = [[str(first), names[0], "2027"], [str(first + 1), names[1], "2028"]]
        sheet.grid(XS, [40, 300, 830], rows)
        sheet.text(100, 800, f"Аудан жоспары, {page} бөлім")
        sheet.text(70, 815, f"- {page} -")
        sheet.turn()
    document = sheet.read()
    (table,) = document.tables
    assert [row[0] for row in texts(table)] == ["1", "2", "3", "4"]
    assert len(document.furniture) == 4


def test_page_number_in_a_row_of_one_page_and_below_the_table_of_others() -> None:
    sheet = Sheet()
    for page, bottom in ((1, 830), (2, 780), (3, 780)):
        sheet.grid(XS, [40, 300, bottom], [["1", "бірінші", "мамыр"], ["2", "екінші", "маусым"]])
        sheet.text(300, 815, f"{page} бет")
        sheet.turn()
    document = sheet.read()
    assert [block.text for block in document.furniture] == ["1 бет", "2 бет", "3 бет"]


def test_title_that_later_pages_repeat_in_small_is_no_furniture() -> None:
    sheet = Sheet()
    sheet.text(200, 40, "Аудан жоспары", size=14, font=BOLD)
    for number in range(3):
        sheet.text(60, 120, f"Мәтін {number}.")
        sheet.turn()
        sheet.text(60, 40, "Аудан жоспары", size=8)
    sheet.text(60, 120, "Соңы.")
    assert blocks(sheet.read())[0] == "Аудан жоспары"


# tables on a page


def test_rules_as_thin_rectangles_and_a_background_behind_each_line() -> None:
    sheet = Sheet()
    xs, ys = [60.0, 200.0, 340.0], [100.0, 160.0, 220.0]
    for left, right in pairwise(xs):
        for y in ys:
            sheet.fill(left, y, right, y + 0.48)
    for x in xs:
        for top, bottom in pairwise(ys):
            sheet.fill(x, top, x + 0.48, bottom)
    for row, top in enumerate(ys[:-1]):
        for column, left in enumerate(xs[:-1]):
            for line in range(3):
                y = top + 14 * (line + 1)
                sheet.fill(left + 1, y - 10, left + 138, y + 4, grey=0.9)
                sheet.text(left + 4, y, f"жол {row}{column}{line}")
    assert texts(only_table(sheet)) == [
        [f"жол {r}{c}0 жол {r}{c}1 жол {r}{c}2" for c in (0, 1)] for r in (0, 1)
    ]


def test_underlined_words_do_not_cut_a_row() -> None:
    sheet = Sheet()
    sheet.grid([60, 200, 340], [100, 150], [["үсті\nасты", "екінші"]])
    sheet.rule(64, 114, 100, 114)
    assert texts(only_table(sheet)) == [["үсті асты", "екінші"]]


def test_merged_cells_span() -> None:
    sheet = Sheet()
    xs, ys = [60, 160, 260, 360], [100, 120, 140, 160]
    for x in (xs[0], xs[3]):
        sheet.rule(x, ys[0], x, ys[3])
    for x in xs[1:3]:
        sheet.rule(x, ys[1], x, ys[3])
    for y in (ys[0], ys[1], ys[3]):
        sheet.rule(xs[0], y, xs[3], y)
    sheet.rule(xs[1], ys[2], xs[3], ys[2])
    sheet.text(64, 112, "1-бағыт")
    sheet.text(64, 135, "екі қатарға")
    for x, y, text in ((164, 132, "а"), (264, 132, "б"), (164, 152, "в"), (264, 152, "г")):
        sheet.text(x, y, text)
    table = only_table(sheet)
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["1-бағыт"] == (1, 3)
    assert spans["екі қатарға"] == (2, 1)
    assert texts(table)[2] == ["екі қатарға", "в", "г"]


def test_two_tables_on_a_page_and_text_around_them() -> None:
    sheet = Sheet()
    sheet.text(60, 80, "Алдында.")
    sheet.grid([60, 160, 260], [100, 120], [["а", "б"]])
    sheet.text(60, 150, "Арасында.")
    sheet.grid([60, 160, 260], [170, 190], [["в", "г"]])
    sheet.text(60, 220, "Соңында.")
    parts = [p.text if isinstance(p, Block) else texts(p)[0] for p in sheet.read().body]
    assert parts == ["Алдында.", ["а", "б"], "Арасында.", ["в", "г"], "Соңында."]


def test_a_frame_around_text_is_no_table() -> None:
    sheet = Sheet()
    sheet.grid([60, 360], [100, 160], [["Жақтаудағы мәтін."]])
    document = sheet.read()
    assert blocks(document) == ["Жақтаудағы мәтін."]
    assert not list(document.tables)


def test_heading_turned_on_its_side_in_a_cell() -> None:
    sheet = Sheet()
    sheet.grid([60, 100, 300], [100, 200, 220], [["", "Іс-шараның атауы"], ["1", "Кітап"]])
    sheet.canvas.saveState()
    sheet.canvas.translate(85, A4[1] - 190)
    sheet.canvas.rotate(90)
    sheet.canvas.setFont(REGULAR, SIZE)
    sheet.canvas.drawString(0, 0, "Реттік нөмірі")
    sheet.canvas.restoreState()
    assert texts(only_table(sheet)) == [["Реттік нөмірі", "Іс-шараның атауы"], ["1", "Кітап"]]


@pytest.mark.parametrize("declared", [True, False], ids=["/Rotate", "drawn on its side"])
def test_landscape_page_on_its_side(declared: bool) -> None:
    sheet = Sheet()
    if declared:
        sheet.canvas.setPageRotation(90)
    sheet.canvas.translate(A4[0], 0)
    sheet.canvas.rotate(90)
    sheet.page = (A4[1], A4[0])
    sheet.grid([60, 400, 700], [100, 130, 160], [["бірінші", "екінші"], ["үшінші", "төртінші"]])
    table = only_table(sheet)
    assert texts(table) == [["бірінші", "екінші"], ["үшінші", "төртінші"]]
    x0, top, x1, bottom = table.cells[0].place.bbox or (0, 0, 0, 0)
    wide = x1 - x0 > bottom - top
    assert wide is declared  # the box is on the page as it is displayed


# tables over pages

XS = [60.0, 90.0, 250.0, 400.0]
HEADER = ["№", "Атауы", "Мерзімі"]


def paged(*pages: tuple[list[float], list[list[str]], str]) -> Table:
    """A table of one part a page: where its rows part, its texts, which sides are ruled."""
    sheet = Sheet()
    for ys, rows, sides in pages:
        sheet.grid(XS, ys, rows, sides=sides)
        sheet.turn()
    return only_table(sheet)


def test_row_cut_by_a_page_break_without_a_rule() -> None:
    table = paged(
        ([700, 720, 800], [HEADER, ["1", "Кітапхана\nқорын", "2027 жылғы"]], "top"),
        ([50, 80, 100], [["", "толықтыру", "мамыр"], ["2", "Келесі", "2028"]], "bottom"),
    )
    assert texts(table) == [
        HEADER,
        ["1", "Кітапхана қорын толықтыру", "2027 жылғы мамыр"],
        ["2", "Келесі", "2028"],
    ]
    cut = table.cells[4]
    assert [span.place.page for span in cut.spans] == [1, 1, 2]


def test_row_cut_by_a_page_break_with_a_rule() -> None:
    table = paged(
        ([700, 720, 740, 800], [HEADER, ["1", "а", "б"], ["2", "Кітапхана", "2027"]], "top bottom"),
        ([50, 80, 100], [["", "қорын толықтыру", ""], ["3", "в", "г"]], "top bottom"),
    )
    assert texts(table)[2:] == [["2", "Кітапхана қорын толықтыру", "2027"], ["3", "в", "г"]]


def test_row_cut_by_two_page_breaks_whose_number_stands_in_the_middle() -> None:
    table = paged(
        ([700, 720, 740, 800], [HEADER, ["1", "а", "б"], ["", "бірінші", ""]], "top bottom"),
        ([50, 800], [["2", "екінші", "2027"]], "top bottom"),
        ([50, 80, 100], [["", "үшінші", ""], ["3", "в", "г"]], "top bottom"),
    )
    assert texts(table)[2:] == [["2", "бірінші екінші үшінші", "2027"], ["3", "в", "г"]]


def test_number_that_a_page_break_cuts() -> None:
    table = paged(
        (
            [700, 720, 740, 790],
            [HEADER, ["1.9.", "а", "б"], ["1.1", "Қорды", "2027"]],
            "top bottom",
        ),
        ([50, 80, 100], [["0.", "толықтыру", ""], ["1.11.", "в", "г"]], "top bottom"),
    )
    numbers = [row[0].replace(" ", "") for row in texts(table)]
    assert numbers == ["№", "1.9.", "1.10.", "1.11."]


def test_row_that_fills_a_page_has_no_rule_across() -> None:
    table = paged(
        ([700, 720, 800], [HEADER, ["1", "бірінші", "2027"]], "top"),
        ([50, 800], [["", "екінші", ""]], ""),
        ([50, 80, 100], [["", "үшінші", ""], ["2", "в", "г"]], "bottom"),
    )
    assert texts(table)[1:] == [["1", "бірінші екінші үшінші", "2027"], ["2", "в", "г"]]


def test_whole_rows_on_both_sides_of_a_page_break_stay_apart() -> None:
    table = paged(
        ([700, 720, 760], [HEADER, ["1", "бірінші", "2027"]], "top bottom"),
        ([50, 80, 100], [["2", "екінші", "2028"], ["3", "үшінші", "2029"]], "top bottom"),
    )
    assert [row[0] for row in texts(table)] == ["№", "1", "2", "3"]


@pytest.mark.parametrize("bottom", [742, 830], ids=["tight", "with room"])
def test_whole_row_without_a_number_after_a_page_break_stays_apart(bottom: float) -> None:
    """Its cells begin anew; where the row above left room, nothing of it was cut."""
    table = paged(
        ([700, 720, bottom], [HEADER, ["1", "Алаңды тазалау", "мамыр"]], "top bottom"),
        ([50, 80, 100], [["", "Мектепті жөндеу", "шілде"], ["2", "Көпір салу", "2029"]], "top"),
    )
    assert [row[1:] for row in texts(table)[1:]] == [
        ["Алаңды тазалау", "мамыр"],
        ["Мектепті жөндеу", "шілде"],
        ["Көпір салу", "2029"],
    ]


def test_repeated_header_and_row_of_column_numbers_are_given_once() -> None:
    table = paged(
        ([700, 720, 740, 760], [HEADER, ["1", "2", "3"], ["1.", "а", "б"]], "top bottom"),
        ([50, 70, 90, 110], [HEADER, ["1", "2", "3"], ["2.", "в", "г"]], "top bottom"),
        ([50, 70, 90], [["1", "2", "3"], ["3.", "д", "е"]], "top bottom"),
    )
    assert [row[0] for row in texts(table)] == ["№", "1", "1.", "2.", "3."]
    assert table.header_rows == 2


def test_merged_cell_goes_on_over_the_page_break() -> None:
    sheet = Sheet()
    sheet.grid(XS, [700, 720], [HEADER])
    sheet.rule(XS[0], 760, XS[2], 760)
    for x in XS:
        sheet.rule(x, 720, x, 760)
    for x, text in zip(XS, ["1", "бірінші", "бірлескен мерзім"], strict=False):
        sheet.text(x + 4, 740, text)
    sheet.turn()
    sheet.grid(XS, [50, 80, 100], [["2", "екінші", ""], ["3", "үшінші", "2029"]])
    table = only_table(sheet)
    assert [row[2] for row in texts(table)] == [
        *("Мерзімі", "бірлескен мерзім", "бірлескен мерзім", "2029")
    ]


def test_table_of_other_columns_on_the_next_page_is_another() -> None:
    sheet = Sheet()
    sheet.grid(XS, [700, 720], [HEADER])
    sheet.turn()
    sheet.grid([60, 180, 300, 400], [50, 80], [["Көрсеткіш", "2027", "2028"]])
    assert len(list(sheet.read().tables)) == 2


# places and metadata


def test_each_line_has_its_place() -> None:
    sheet = Sheet()
    sheet.grid([60, 200, 340], [100, 150], [["үсті\nасты", "екінші"]])
    cell = only_table(sheet).cells[0]
    assert [span.start for span in cell.spans] == [0, 5]
    boxes = [span.place.bbox for span in cell.spans]
    assert all(box and box[0] == 64 and 100 < box[1] < box[3] < 150 for box in boxes)


def test_metadata_has_lower_case_keys() -> None:
    sheet = Sheet()
    sheet.canvas.setTitle("Шалғай жоспар")
    sheet.text(60, 100, "Мәтін.")
    document = sheet.read()
    assert document.metadata["title"] == "Шалғай жоспар"
    assert document.page_count == 1
    assert document.path == "made.pdf"


def test_same_bytes_give_the_same_document() -> None:
    sheet = Sheet()
    sheet.grid(XS, [100, 120], [HEADER])
    data = sheet.bytes()
    assert read("a.pdf", data) == read("a.pdf", data)


# what cannot be read


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableDocumentError) as caught:
        read("bad.pdf", data)
    assert caught.value.detail.endswith(".")
    return str(caught.value.reason)


def written(**options: object) -> bytes:
    sheet = Sheet(**options)
    sheet.text(60, 100, "Мәтін.")
    return sheet.bytes()


def test_nothing_is_empty() -> None:
    assert reason(b"") == "empty"
    assert reason(b" \n") == "empty"


def test_blank_pages_are_empty() -> None:
    sheet = Sheet()
    sheet.turn()
    assert reason(sheet.bytes()) == "empty"


def test_other_bytes_are_damaged() -> None:
    assert reason(b"PK\x03\x04 this is a zip") == "damaged"


def test_truncated_pdf_is_damaged() -> None:
    data = written()
    assert reason(data[: len(data) // 2]) == "damaged"
    assert reason(data[:20]) == "damaged"


def test_pdf_without_its_objects_is_damaged() -> None:
    assert reason(b"%PDF-1.4\n" + b"x" * 500 + b"\nstartxref\n0\n%%EOF") == "damaged"


def test_password_is_asked_for() -> None:
    assert reason(written(encrypt=StandardEncryption("secret", "owner"))) == "encrypted"


def test_empty_user_password_is_tried() -> None:
    data = written(encrypt=StandardEncryption("", "owner", canPrint=0))
    assert blocks(read("locked.pdf", data)) == ["Мәтін."]


def test_scan_needs_recognition_even_with_a_page_number() -> None:
    sheet = Sheet()
    picture = BytesIO(b"P5 2 2 255\n\x00\xff\xff\x00")
    for number in (1, 2):
        sheet.canvas.drawImage(ImageReader(picture), 0, 0, *A4)
        sheet.text(290, 810, str(number))
        sheet.turn()
    assert reason(sheet.bytes()) == "needs_ocr"


def test_large_pictures_among_text_pages_are_told() -> None:
    sheet = Sheet()
    picture = ImageReader(BytesIO(b"P5 2 2 255\n\x00\xff\xff\x00"))
    for number in range(1, 6):
        for line in range(10 if number < 5 else 0):
            sheet.text(60, 100 + 14 * line, f"{number}-бөлім. Осы жолда мәтін бар екен")
        sheet.text(290, 810, f"- {number} -")
        if number == 1:  # an emblem
            sheet.canvas.drawImage(picture, 250, 600, 60, 60)
        if number == 2:  # a chart below the text
            sheet.canvas.drawImage(picture, 60, 100, 400, 400)
        if number in (3, 5):  # a background; a scan
            sheet.canvas.drawImage(picture, 0, 0, *A4)
        sheet.turn()
    told = [(p.place.page, p.alone, p.share) for p in sheet.read().pictures]
    assert told == [(2, False, 0.32), (5, True, 1.0)]
