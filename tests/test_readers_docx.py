"""The DOCX reader: merged cells, numbering, notes, tracked changes, what is hidden."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import read
from extractors.readers.errors import UnreadableDocumentError
from schemas.document import Block, Document, Table
from tests.grids import grid_texts, random_grids

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
BOLD, NOT_BOLD = '<w:b w:val="1"/>', '<w:b w:val="0"/>'
RULED = '<w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr>'


def xml(name: str, inner: str) -> str:
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}">{inner}</w:{name}>'


def make_docx(body: str, **parts: str) -> bytes:
    """Pack a document; `parts` are the inner XML of styles, numbering, footnotes, header1."""
    roots = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes"}
    kinds = {name: name.rstrip("1") for name in parts}
    rels = "".join(
        f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{name}.xml"/>'
        for name, kind in kinds.items()
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", xml("document", f"<w:body>{body}</w:body>"))
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{rels}</Relationships>',
        )
        for name, inner in parts.items():
            archive.writestr(f"word/{name}.xml", xml(roots.get(name, "hdr"), inner))
    return buffer.getvalue()


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str, properties: str = RULED, widths: tuple[int, ...] = ()) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    inner = "".join(row if row.startswith("<w:tr>") else f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def only_table(body: str, **parts: str) -> Table:
    (table,) = read("a.docx", make_docx(body, **parts)).tables
    return table


def test_paragraphs_keep_order_and_hints() -> None:
    body = (
        p("Жоспар", '<w:jc w:val="center"/>')
        + f"<w:p>{r('Қалың', '<w:b/>')}{r(' мәтін', BOLD)}</w:p>"
        + f"<w:p>{r('Қалың', '<w:b/>')}{r(' емес', NOT_BOLD)}</w:p>"
    )
    document = read("a.docx", make_docx(body))
    blocks = list(document.blocks)
    assert texts(document) == ["Жоспар", "Қалың мәтін", "Қалың емес"]
    assert [b.centred for b in blocks] == [True, False, False]
    assert [b.bold for b in blocks] == [False, True, False]
    assert document.page_count is None
    assert blocks[0].place.page is None


@pytest.mark.parametrize("name", ["heading 2", "Заголовок 2", "Тақырып 2"])
def test_localised_heading_styles(name: str) -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="a"><w:name w:val="{name}"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    body = p("Бір", '<w:pStyle w:val="a"/>') + p("Екі", '<w:pStyle w:val="b"/>') + p("Үш")
    document = read("a.docx", make_docx(body, styles=styles))
    assert [(b.kind, b.level) for b in document.blocks] == [
        ("heading", 2),
        ("heading", 2),
        ("paragraph", None),
    ]


def test_outline_level_makes_a_heading() -> None:
    body = p("Бөлім", '<w:outlineLvl w:val="0"/>') + p("Мәтін", '<w:outlineLvl w:val="9"/>')
    document = read("a.docx", make_docx(body))
    assert [b.level for b in document.blocks] == [1, None]


NUMBERING = """
<w:abstractNum w:abstractNumId="0">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/>
 </w:lvl>
 <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/>
 </w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
 <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
"""


def numbered(text: str, num: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def test_automatic_numbers_become_markers() -> None:
    levels = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 0), (1, 1), (2, 0), (3, 0), (3, 0)]
    body = "".join(numbered("сөз", num, level) for num, level in levels)
    document = read("a.docx", make_docx(body, numbering=NUMBERING))
    assert [b.marker for b in document.blocks] == [
        "1.", "1.1.", "1.2.", "а)", "б)", "2.", "2.1.", "•", "5.", "6.",
    ]  # fmt: skip
    assert {b.kind for b in document.blocks} == {"list_item"}
    assert set(texts(document)) == {"сөз"}


def test_numbering_switched_off_counts_nothing() -> None:
    body = numbered("бір", 1) + numbered("жай", 0) + numbered("екі", 1)
    document = read("a.docx", make_docx(body, numbering=NUMBERING))
    assert [b.marker for b in document.blocks] == ["1.", None, "2."]


def test_automatic_row_number_in_an_empty_cell() -> None:
    number = f"<w:tc>{numbered('', 1)}</w:tc>"
    rows = [tc("№") + tc("Іс-шара") + tc("Мерзімі")]
    rows += [number + tc(f"{i}-шара") + tc("2026 жыл") for i in (1, 2)]
    table = only_table(tbl(*rows), numbering=NUMBERING)
    assert [row[0] for row in grid_texts(table)] == ["№", "1.", "2."]


def test_merged_cells() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    wide = '<w:gridSpan w:val="2"/>'
    table = only_table(
        tbl(
            tc("1", restart) + tc("А", wide) + tc("Б"),
            tc("", go_on) + tc("В") + tc("Г", restart) + tc("Д"),
            tc("2") + tc("Е") + tc("", go_on) + tc("Ж"),
        )
    )
    assert grid_texts(table) == [
        ["1", "А", "А", "Б"],
        ["1", "В", "Г", "Д"],
        ["2", "Е", "Г", "Ж"],
    ]


def test_old_horizontal_merge_and_skipped_columns() -> None:
    skipped = '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + tc("В") + "</w:tr>"
    table = only_table(
        tbl(
            tc("А", '<w:hMerge w:val="restart"/>') + tc("", '<w:hMerge w:val="continue"/>')
            + tc("Б"),
            skipped,
            tc("1") + tc("2") + tc("3"),
        )
    )  # fmt: skip
    assert grid_texts(table) == [["А", "А", "Б"], ["", "", "В"], ["1", "2", "3"]]


def test_paragraphs_of_a_cell_are_joined_with_a_space() -> None:
    cell = f"<w:tc>{p('талап')}{p('етілмейді')}</w:tc>"
    table = only_table(tbl(tc("1") + cell + tc("ОМ"), tc("2") + cell + tc("ДСМ")))
    assert grid_texts(table)[0][1] == "талап етілмейді"


def test_nested_table_stays_in_its_cell() -> None:
    inner = f"<w:tc>{tbl(tc('а') + tc('ә'), tc('б') + tc('в'))}{p('соңы')}</w:tc>"
    rows = [tc("1") + inner + tc("2"), *(tc("3") + tc("4") + tc("5") for _ in range(2))]
    table = only_table(tbl(*rows))
    assert grid_texts(table)[0] == ["1", "а ә б в соңы", "2"]


def test_plan_cut_into_tables_with_repeated_header_is_one() -> None:
    header = (
        "<w:tr><w:trPr><w:tblHeader/></w:trPr>" + tc("№") + tc("Шара") + tc("Мерзім") + "</w:tr>"
    )
    widths = (500, 3000, 1500)
    pieces = [
        tbl(header, tc(str(i)) + tc(f"{i}-шара") + tc("2026"), widths=widths) for i in (1, 2, 3)
    ]
    table = only_table("<w:p/>".join(pieces))
    assert [row[0] for row in grid_texts(table)] == ["№", "1", "2", "3"]
    assert table.header_rows == 1


def test_piece_that_repeats_only_the_column_numbers() -> None:
    head = tc("№") + tc("Шара") + tc("Мерзім")
    numbers = tc("1") + tc("2") + tc("3")
    first = tbl(head, numbers, tc("1") + tc("ашу") + tc("2026"))
    second = tbl(numbers, tc("2") + tc("салу") + tc("2027"))
    rows = grid_texts(only_table(first + second))
    assert [row[1] for row in rows] == ["Шара", "2", "ашу", "салу"]


def test_tables_with_headers_of_their_own_stay_apart() -> None:
    tables = (
        tbl(tc("№") + tc(name) + tc("Саны"), tc("1") + tc("бір") + tc("10"))
        for name in ("Мектеп", "Балабақша")
    )
    document = read("a.docx", make_docx("<w:p/>".join(tables)))
    assert [table.row_count for table in document.tables] == [2, 2]


def test_tables_with_text_between_or_other_grid_stay_apart() -> None:
    row = tc("1") + tc("2") + tc("3")
    one = tbl(row, row, widths=(500, 3000, 1500))
    other = tbl(row, row, widths=(1500, 2000, 1500))
    document = read("a.docx", make_docx(one + p("Ескерту") + one + other))
    assert len(list(document.tables)) == 3


def test_signature_table_becomes_blocks() -> None:
    borderless = '<w:tblPr><w:tblBorders><w:top w:val="none"/></w:tblBorders></w:tblPr>'
    body = p("Мәтін.") + tbl(tc("Министр") + tc("Қ. Ойдан"), properties=borderless)
    document = read("a.docx", make_docx(body))
    assert texts(document) == ["Мәтін.", "Министр", "Қ. Ойдан"]


def test_footnotes_are_notes_and_leave_no_mark() -> None:
    body = f'<w:p>{r("балалар")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(" саны")}</w:p>'
    footnotes = (
        f'<w:footnote w:id="0" w:type="separator">{p("---")}</w:footnote>'
        f'<w:footnote w:id="2">{p(" Ескертпе мәтіні")}</w:footnote>'
    )
    document = read("a.docx", make_docx(body, footnotes=footnotes))
    assert texts(document) == ["балалар саны"]
    assert [(note.marker, note.text) for note in document.notes] == [("1", "Ескертпе мәтіні")]


def test_running_header_is_furniture() -> None:
    document = read("a.docx", make_docx(p("Мәтін"), header1=p("Жоба")))
    assert texts(document) == ["Мәтін"]
    assert [block.text for block in document.furniture] == ["Жоба"]


def test_deleted_hidden_and_field_codes_are_dropped() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        f'<w:r><w:t>HYPERLINK</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("7")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        f"<w:p>{r('а')}<w:ins>{r('б')}</w:ins><w:del><w:r><w:delText>в</w:delText></w:r></w:del>"
        f"{r('г', '<w:vanish/>')}{field}<w:hyperlink>{r('д')}</w:hyperlink>"
        f"<w:fldSimple>{r('е')}</w:fldSimple>"
        f"<w:sdt><w:sdtContent>{r('ж')}</w:sdtContent></w:sdt></w:p>"
    )
    assert texts(read("a.docx", make_docx(body))) == ["аб7деж"]


def test_tabs_breaks_symbols_and_hyphens() -> None:
    body = (
        "<w:p><w:r><w:t>Министр</w:t><w:tab/><w:tab/><w:t>А. Ойдан</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>Премьер-</w:t><w:br/><w:t>Министр</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:softHyphen/><w:t>c</w:t>"
        '<w:sym w:font="Symbol" w:char="F0A3"/></w:r></w:p>'
    )
    assert texts(read("a.docx", make_docx(body))) == [
        "Министр А. Ойдан",
        "Премьер-Министр",
        "a-bc≤",
    ]


def test_indent_of_space_glyphs_opens_a_paragraph() -> None:
    glyphs = "\u00a0" * 5
    body = f"<w:p><w:r><w:t>{glyphs} 1. Бірінші</w:t><w:br/><w:t>{glyphs} Екінші</w:t></w:r></w:p>"
    document = read("a.docx", make_docx(body))
    assert texts(document) == ["1. Бірінші", "Екінші"]
    assert all(block.indent for block in document.blocks)


def test_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('Қорапта')}</w:txbxContent>"
    body = (
        f"<w:p>{r('Мәтін')}<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        "</w:r></w:p>"
    )
    assert texts(read("a.docx", make_docx(body))) == ["Мәтін", "Қорапта"]


def test_buttons_of_a_legal_database_are_furniture() -> None:
    buttons = ["Текст", "Официальная публикация", "Ссылки", "Скачать", "Прочее"]
    subjects = ["Образование", "Культура", "Спорт", "Экономика"]
    body = "".join(map(p, ["Приказ", *buttons, "Направления:", *subjects]))
    document = read("a.docx", make_docx(body))
    assert texts(document) == ["Приказ", "Направления:", *subjects]
    assert [block.text for block in document.furniture] == buttons


def test_table_of_contents_is_furniture() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    body = p("1-бөлім ... 3", '<w:pStyle w:val="t"/>') + p("1-бөлім")
    document = read("a.docx", make_docx(body, styles=styles))
    assert texts(document) == ["1-бөлім"]
    assert [block.text for block in document.furniture] == ["1-бөлім ... 3"]


def test_pictures_without_text_need_ocr() -> None:
    buffer = io.BytesIO(make_docx("<w:p/>"))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/media/image1.png", b"\x89PNG")
    with pytest.raises(UnreadableDocumentError) as caught:
        read("a.docx", buffer.getvalue())
    assert caught.value.reason == "needs_ocr"


def test_broken_main_part_is_damaged() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<w:document")
    with pytest.raises(UnreadableDocumentError) as caught:
        read("a.docx", buffer.getvalue())
    assert caught.value.reason == "damaged"


@settings(max_examples=60, deadline=None)
@given(random_grids())
def test_any_grid_survives(cells: list[tuple[int, int, int, int, str]]) -> None:
    table = only_table(tbl(*docx_rows(cells)))
    got = {(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells}
    assert got == set(cells)


def docx_rows(cells: list[tuple[int, int, int, int, str]]) -> list[str]:
    """Render placed cells as rows with gridSpan and vMerge."""
    height = max(row + rows for row, _, rows, _, _ in cells)
    rendered: list[list[tuple[int, str]]] = [[] for _ in range(height)]
    for row, column, rows, columns, text in cells:
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        for i in range(rows):
            merge = "" if rows == 1 else f'<w:vMerge w:val="{"continue" if i else "restart"}"/>'
            rendered[row + i].append((column, tc("" if i else text, span + merge)))
    return ["".join(cell for _, cell in sorted(row)) for row in rendered]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("абвәқ 1,.", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_any_paragraphs_survive(paragraphs: list[str]) -> None:
    document = read("a.docx", make_docx("".join(map(p, paragraphs))))
    assert texts(document) == [" ".join(text.split()) for text in paragraphs]
    assert all(isinstance(part, Block) for part in document.body)


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8), st.booleans())
def test_corrupted_bytes_are_read_or_refused(start: int, noise: bytes, cut: bool) -> None:
    whole = make_docx(numbered("сөз", 1) + tbl(tc("1") + tc("2")), numbering=NUMBERING)
    start %= len(whole)
    broken = whole[:start] + noise + (b"" if cut else whole[start + len(noise) :])
    assert outcome(broken) in REFUSALS | {"docx"}


REFUSALS = {"damaged", "empty", "encrypted", "unknown_form", "too_large"}


def outcome(data: bytes) -> str:
    """Return the form as read, or the reason why not."""
    try:
        return read("a.docx", data).form
    except UnreadableDocumentError as error:
        return error.reason


@pytest.mark.parametrize("value", ["", "x", "-1", "99999999999", "1.5"])
def test_absurd_numbers_in_the_markup(value: str) -> None:
    properties = f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="{value}"/></w:numPr>'
    styled = f'<w:outlineLvl w:val="{value}"/><w:ind w:firstLine="{value}"/>'
    table = tbl(tc("1", f'<w:gridSpan w:val="{value}"/>') + tc("2") + tc("3"), tc("4"))
    body = p("бір", properties) + p("екі", styled) + table
    numbering = NUMBERING.replace('w:ilvl="1"', f'w:ilvl="{value}"')
    assert texts(read("a.docx", make_docx(body, numbering=numbering)))[:2] == ["бір", "екі"]
