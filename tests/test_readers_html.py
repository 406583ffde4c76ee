"""The HTML reader: order, lists, spans, notes, and the article without its site."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import read
from extractors.readers.errors import UnreadableDocumentError
from schemas.document import Block, Document, Table
from tests.grids import Placed, grid_texts, random_grids


def page(body: str, head: str = "") -> Document:
    html = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return read("a.html", html.encode())


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def only_table(body: str) -> Table:
    (table,) = page(body).tables
    return table


def test_document_order_and_headings() -> None:
    document = page("<h1>Бұйрық</h1>алды<p>мәтін</p>арасы<div>тағы<h3>Бөлім</h3></div>соңы")
    assert texts(document) == ["Бұйрық", "алды", "мәтін", "арасы", "тағы", "Бөлім", "соңы"]
    assert [b.level for b in document.blocks if b.kind == "heading"] == [1, 3]


def test_scripts_styles_and_hidden_text_are_not_text() -> None:
    document = page(
        "<p>көрінеді<script>var a = 1</script><span style='display: none'>жоқ</span></p>"
        "<style>p {}</style><p hidden>жоқ</p><!-- жоқ --><noscript>жоқ</noscript>"
    )
    assert texts(document) == ["көрінеді"]


def test_spaces_entities_and_soft_hyphens() -> None:
    document = page("<p>&nbsp;&nbsp;&nbsp;&nbsp; 1.&nbsp;Бекі&shy;тілсін\n   және&#8203;</p>")
    (block,) = document.blocks
    assert block.text == "1. Бекітілсін және"
    assert block.indent


def test_letter_spaced_word_is_made_whole() -> None:
    assert texts(page("<p>П Р И К А З</p><p>Б Ұ Й Р Ы Қ&nbsp;&nbsp;№ 5</p>")) == [
        "ПРИКАЗ",
        "БҰЙРЫҚ № 5",
    ]


def test_columns_named_by_letters_are_no_word() -> None:
    assert texts(page("<p>А Б В Г Д</p>")) == ["А Б В Г Д"]


def test_breaks_join_lines_and_part_points() -> None:
    assert texts(page("<p>О внесении<br>изменений</p>")) == ["О внесении изменений"]
    assert texts(page("<p>Бекітілсін:<br>1) бірінші;<br>2) екінші.</p>")) == [
        "Бекітілсін:",
        "1) бірінші;",
        "2) екінші.",
    ]
    assert texts(page("<p>Бір<br><br>Екі</p>")) == ["Бір", "Екі"]


def test_lists_give_markers() -> None:
    document = page(
        "<ol start=3><li>а</li><li><p>ә</p><ul><li>б</li></ul></li><li value=9>в</li></ol>"
        "<ol type=i><li>г</li><li>ғ</li></ol>"
    )
    assert [(b.marker, b.text) for b in document.blocks] == [
        ("3.", "а"),
        ("4.", "ә"),
        ("•", "б"),
        ("9.", "в"),
        ("i.", "г"),
        ("ii.", "ғ"),
    ]
    assert {b.kind for b in document.blocks} == {"list_item"}


def test_bold_and_centred_hints() -> None:
    document = page(
        "<p style='text-align:center'><b>Жоспар</b></p><p align=center>Ж<b>ос</b></p>"
        "<p><span style='font-weight: bold'>Бөлім</span> </p>"
    )
    assert [(b.bold, b.centred) for b in document.blocks] == [
        (True, True),
        (False, True),
        (True, False),
    ]


def test_spans_header_and_breaks_of_a_table() -> None:
    table = only_table(
        "<table border=1><thead><tr><th rowspan=2>№<th colspan=2>Мән<tr><th>2026<th>2027"
        "</thead><tr><td>1<td>талап<br>етілмейді<td><p>ОМ,</p><p>ДСМ</p></table>"
    )
    assert table.header_rows == 2
    assert grid_texts(table) == [
        ["№", "Мән", "Мән"],
        ["№", "2026", "2027"],
        ["1", "талап етілмейді", "ОМ, ДСМ"],
    ]


def test_rows_without_text_are_no_rows() -> None:
    row = "<tr><td>1<td>2<td>3<td>4"
    table = only_table(f"<table>{row}<tr></tr><tr><td>&nbsp;<td><td><td>{row}</table>")
    assert [r[0] for r in grid_texts(table)] == ["1", "1"]


def test_absurd_spans_are_cut() -> None:
    row = "<tr><td colspan=999999999 rowspan=999999999>1"
    assert only_table(f"<table border=1>{row}{row}</table>").row_count <= 2


def test_rowspan_zero_runs_to_the_end() -> None:
    rows = "<tr><td rowspan=0>а<td>б<td>в<td>г" + "<tr><td>д<td>е<td>ж" * 2
    assert [row[0] for row in grid_texts(only_table(f"<table>{rows}</table>"))] == ["а"] * 3


def test_text_around_a_table_keeps_its_place() -> None:
    row = "<tr><td>1<td>2<td>3<td>4"
    parts = page(f"<p>алды</p><table>{row}{row}</table><p>соңы</p>").body
    assert [part.type for part in parts] == ["block", "table", "block"]


def test_layout_table_is_read_as_blocks() -> None:
    document = page(
        "<table><tr><td>Министр</td><td></td><td>А. Ойдан</td></tr></table>"
        "<table><tr><td><p>Бірінші абзац.</p><p>Екінші абзац.</p></td></tr></table>"
    )
    assert not list(document.tables)
    assert texts(document) == ["Министр", "А. Ойдан", "Бірінші абзац.", "Екінші абзац."]


def test_nested_table_in_a_layout_table_is_a_table_of_its_own() -> None:
    inner = "<table border=1>" + "<tr><td>1<td>2<td>3<td>4" * 4 + "</table>"
    document = page(f"<table><tr><td>мәзір<td><p>мәтін</p>{inner}</table>")
    assert texts(document) == ["мәзір", "мәтін"]
    assert [table.row_count for table in document.tables] == [4]


def test_page_laid_out_in_rows_keeps_its_table() -> None:
    inner = "<table border=1>" + "<tr><td>бір<td>екі<td>үш<td>төрт" * 9 + "</table>"
    rows = f"<tr><td>басы<tr><td>мәтін{inner}<tr><td>ортасы<tr><td>соңы"
    document = page(f"<table>{rows}</table>")
    assert [table.row_count for table in document.tables] == [9]
    assert texts(document) == ["басы", "мәтін", "ортасы", "соңы"]


def test_small_table_in_a_cell_of_data_is_text() -> None:
    inner = "<table><tr><td>а<td>ә</table>"
    row = "<tr><td>1<td>шараның толық атауы<td>2026 жыл<td>министрлік"
    table = only_table(f"<table border=1>{row * 3}<tr><td>4<td>{inner}<td>2027<td>ОМ</table>")
    assert grid_texts(table)[3][1] == "а ә"


def test_footnotes_become_notes() -> None:
    document = page(
        '<p>балалар<a href="#_ftn1"><sup>[1]</sup></a> саны</p>'
        '<p><a href="#_ftnref1">[1]</a> Ескертпе</p><p>12<sup>3</sup> бап</p>'
    )
    assert texts(document) == ["балалар саны", "12³ бап"]
    assert [(note.marker, note.text) for note in document.notes] == [("1", "Ескертпе")]


def test_links_with_a_number_of_an_article_stay() -> None:
    assert texts(page('<p><a href="#z5">5</a>-тармақ</p>')) == ["5-тармақ"]


def test_metadata_of_the_head() -> None:
    document = page("<p>а</p>", "<title> Атауы </title><meta name=Author content='А. Ойдан'>")
    assert document.metadata == {"title": "Атауы", "author": "А. Ойдан"}


SENTENCE = "Ойдан шығарылған ауданда {} мектеп салынып, оған {} бала қабылданды, деп хабарлайды."
NEWS = f"""
<header><nav><ul><li><a href="/">Саясат</a></li><li><a href="/b">Қоғам</a></li></ul></nav></header>
<aside><h3>Танымал</h3><ul><li><a href="1">Бөтен жаңалықтың тақырыбы</a></li></ul></aside>
<article><h1>Жұпар ауданында мектеп ашылды</h1><div>12 қыркүйек 2025</div>
<p>{SENTENCE.format(3, 900)}</p><p>{SENTENCE.format(5, 1500)} {SENTENCE.format(7, 2100)}</p>
<table border=1><tr><td>Жыл<td>Мектеп<td>Орын<td>Бала<tr><td>2025<td>3<td>800<td>900</table>
<p>{SENTENCE.format(8, 2400)}</p><p>Оқи отырыңыз: <a href="2">Тағы бір мақала</a></p></article>
<footer><p>© 2025 Ойдан сайты</p></footer>
"""


def test_article_without_its_site() -> None:
    document = page(NEWS)
    assert texts(document) == [
        "Жұпар ауданында мектеп ашылды",
        "12 қыркүйек 2025",
        SENTENCE.format(3, 900),
        f"{SENTENCE.format(5, 1500)} {SENTENCE.format(7, 2100)}",
        SENTENCE.format(8, 2400),
    ]
    assert [table.row_count for table in document.tables] == [2]
    around = {block.text for block in document.furniture}
    assert around >= {"Саясат", "Бөтен жаңалықтың тақырыбы", "© 2025 Ойдан сайты"}


def test_page_without_text_is_empty() -> None:
    with pytest.raises(UnreadableDocumentError) as caught:
        page("<script>1</script>")
    assert caught.value.reason == "empty"


def test_deep_nesting_is_read() -> None:
    document = page("<div>" * 1500 + "терең")
    assert texts(document) == ["терең"]


@pytest.mark.parametrize("opening", ["<div>", "<ul><li>саты", "<blockquote>", "<span>"])
def test_words_below_any_depth_are_kept(opening: str) -> None:
    document = page(f"<p>Бас</p>{opening * 5000}терең сөз")
    assert "терең сөз" in texts(document)[-1]


LEGAL = """
<div id="header"><div class="lang"><a href="/kaz">Қаз</a> <a href="/rus">Рус</a></div></div>
<div><h1>Бақ жоспарын бекіту туралы</h1><span>Жаңа</span>
<p>Ойдан облысы әкімдігінің 2027 жылғы 14 мамырдағы № 87 қаулысы.</p></div>
<ul><li><a href="#">Мәтін</a></li><li><a href="#">Анықтама</a></li></ul>
<div><article><p>Ойдан облысының әкімдігі ҚАУЛЫ ЕТЕДІ:</p><p>1. Жоспар бекітілсін.</p>
<p>2. <a href="/docs/1">Ескі қаулының күші жойылды деп танылсын.</a></p>
<p>Облыс әкімі</p><p>А. Ойдан</p><p>Тізім</p><p>Самал</p><p>Жұпар</p></article></div>
<div><p>Егер Сіз беттен қате тапсаңыз, сөзді белгілеп, Ctrl+Enter пернелерін басыңыз</p></div>
<div id="footer"><p>© 2012 Ойдан институты</p></div>
"""


def test_a_page_that_marks_its_article_gives_it_alone_with_its_title() -> None:
    assert texts(page(LEGAL)) == [
        "Бақ жоспарын бекіту туралы",
        "Ойдан облысы әкімдігінің 2027 жылғы 14 мамырдағы № 87 қаулысы.",
        "Ойдан облысының әкімдігі ҚАУЛЫ ЕТЕДІ:",
        "1. Жоспар бекітілсін.",
        "2. Ескі қаулының күші жойылды деп танылсын.",
        "Облыс әкімі", "А. Ойдан", "Тізім", "Самал", "Жұпар",
    ]  # fmt: skip


def test_an_act_in_two_articles_is_whole() -> None:
    act, annex = ("".join(f"<p>{SENTENCE.format(i, n)}</p>" for i in range(2, 6)) for n in (1, 2))
    document = page(f"<article>{act}</article><article>{annex}</article>")
    assert len(texts(document)) == 8


def test_lines_of_a_page_without_tags_are_paragraphs() -> None:
    lines = ["Бақтың жұмысы туралы анықтама", SENTENCE.format(2, 5), SENTENCE.format(3, 7)]
    assert texts(read("a.html", "\n".join(lines).encode())) == lines


@pytest.mark.parametrize("opening", ["", "<html><body><div>"])
def test_lines_between_breaks_are_paragraphs_where_nothing_else_marks_them(opening: str) -> None:
    lines = ["<b>Анықтама</b>", "Бақ ашылды.", "Онда 250 орын бар."]
    found = texts(read("a.html", (opening + "<br>\n".join(lines)).encode()))
    assert found == ["Анықтама", "Бақ ашылды.", "Онда 250 орын бар."]


@settings(max_examples=60, deadline=None)
@given(random_grids())
def test_any_grid_survives(cells: list[Placed]) -> None:
    height = max(row + rows for row, _, rows, _, _ in cells)
    rows = [
        "".join(
            f"<td rowspan={down} colspan={across}>{text}</td>"
            for row, _, down, across, text in cells
            if row == i
        )
        for i in range(height)
    ]
    table = only_table("<table border=1>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    assert {(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells} == set(cells)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("абвәқ 1,.", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_any_paragraphs_survive(paragraphs: list[str]) -> None:
    document = page("".join(f"<p>{text}</p>" for text in paragraphs))
    assert texts(document) == [" ".join(text.split()) for text in paragraphs]
    assert all(isinstance(part, Block) for part in document.body)


def test_act_on_a_legal_databases_site_is_whole() -> None:
    points = [f"{i}) қысқа тармақ;" for i in range(1, 40)]
    long = [SENTENCE.format(i, i * 100) for i in range(2, 30)]
    subjects = ["Білім", "Мәдениет", "Спорт", "Қоғам"]
    links = "".join(f"<li><a href=q{i}>Ұқсас құжаттың {i}-атауы</a></li>" for i in range(20))
    body = "".join(f"<p>{text}</p>" for text in [*points, *long, "Министр", "А. Ойдан"])
    listed = "".join(f"<li>{text}</li>" for text in subjects)
    document = page(
        f"<div class=menu><a href=1>Іздеу</a></div><div><ul>{links}</ul></div>"
        f"<div class=text><h1>Жоспарды бекіту туралы</h1><ul>{listed}</ul>{body}</div>"
        "<footer>© 2012 Ойдан</footer>"
    )
    expected = ["Жоспарды бекіту туралы", *subjects, *points, *long, "Министр", "А. Ойдан"]
    assert texts(document) == expected


def test_raised_digits_with_a_note_below_are_marks_and_exponents_stay() -> None:
    document = page(
        "<p>Выделено 45 млн тенге<sup>1</sup>, открыто 17<sup>2</sup> школ, 120 м<sup>2</sup>.</p>"
        "<p><sup>1</sup> С учётом резерва.</p><p><sup>2</sup> Вместе с филиалами.</p>"
    )
    assert texts(document) == ["Выделено 45 млн тенге, открыто 17 школ, 120 м²."]
    assert [(note.marker, note.text) for note in document.notes] == [
        ("1", "С учётом резерва."),
        ("2", "Вместе с филиалами."),
    ]
