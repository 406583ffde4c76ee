"""Readers of Markdown and plain text: marks gone, lines kept, the article without its site."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.readers import read
from schemas.document import Block, Document
from tests.grids import grid_texts


def md(text: str, name: str = "a.md") -> Document:
    return read(name, text.encode())


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def lines(document: Document) -> list[int | None]:
    return [block.place.line for block in document.blocks]


def test_headings_lists_and_emphasis() -> None:
    document = md(
        "\n# **Есеп**\n\nКіріспе *маңызды* және ***өте*** `код` \\*\\*қалдық\\*\\*.\n\n"
        "- бірінші\n- **Екінші:** [сілтеме](http://a.kz)\n\n3. үшінші\n\n### Соңы\n"
    )
    assert [(b.kind, b.level, b.marker, b.text) for b in document.blocks] == [
        ("heading", 1, None, "Есеп"),
        ("paragraph", None, None, "Кіріспе маңызды және өте код қалдық."),
        ("list_item", None, "-", "бірінші"),
        ("list_item", None, "-", "Екінші: сілтеме"),
        ("list_item", None, None, "3. үшінші"),
        ("heading", 3, None, "Соңы"),
    ]
    assert lines(document) == [2, 4, 6, 7, 9, 11]


def test_emphasis_over_several_lines_keeps_each_line() -> None:
    (block,) = md("**ХАЛЫҚАРАЛЫҚ\nКОНФЕРЕНЦИЯ\n5 мамыр 2024 жыл**").blocks
    assert block.text == "ХАЛЫҚАРАЛЫҚ КОНФЕРЕНЦИЯ 5 мамыр 2024 жыл"
    assert block.bold
    assert [block.place_at(block.text.index(w)).line for w in ("ХАЛЫҚ", "КОНФ", "5")] == [1, 2, 3]


def test_bold_inside_a_paragraph_is_no_bold_paragraph() -> None:
    assert [b.bold for b in md("**Бөлім**\n\n**Бөлім** мәтіні").blocks] == [True, False]


def test_footnote_mark_and_text() -> None:
    document = md("Балалар саны[^1] өсті.\n\n[^1]: Ескертпе **мәтіні**\n")
    assert texts(document) == ["Балалар саны өсті."]
    assert [(n.marker, n.text, n.place.line) for n in document.notes] == [
        ("1", "Ескертпе мәтіні", 3)
    ]


def test_table_with_lines() -> None:
    document = md(
        "Кіріспе\n\n| № | Шара | Мерзім |\n|---|:---:|---|\n| 1 | **Ашу** | 2026<br>жыл |\n"
    )
    (table,) = document.tables
    assert grid_texts(table) == [["№", "Шара", "Мерзім"], ["1", "Ашу", "2026 жыл"]]
    assert table.header_rows == 1
    assert [cell.place.line for cell in table.cells] == [3, 3, 3, 5, 5, 5]


def test_a_text_repeated_in_every_column_is_one_cell_over_all() -> None:
    lines = ("| № | Мера | Срок |", "|---|---|---|", "| Зима | Зима | Зима |", "| - | - | - |")
    text = "\n".join((*lines, "| 1 | да | да |"))
    (table,) = read("plan.md", text.encode()).tables
    spans = [(cell.row, cell.column_span) for cell in table.cells]
    assert spans[3:] == [(1, 3), (2, 1), (2, 1), (2, 1), (3, 1), (3, 1), (3, 1)]


def test_html_table_inside_markdown() -> None:
    row = "<tr><td rowspan=2>1</td><td>2</td><td>3</td><td>4</td></tr><tr><td>5</td></tr>"
    (table,) = md(f"# Жоспар\n\n<table border=1>{row}</table>\n").tables
    assert table.place.line == 3
    assert grid_texts(table)[1][:2] == ["1", "5"]


def test_front_matter_is_metadata() -> None:
    document = md("---\ntitle: Есеп\n---\nМәтін\n")
    assert document.metadata == {"title": "Есеп"}
    assert (texts(document), lines(document)) == (["Мәтін"], [4])


def test_points_without_blank_lines_are_parted() -> None:
    assert texts(md("Тапсырылсын:\nа) мектеп ашу;\nб) балабақша ашу.")) == [
        "Тапсырылсын:",
        "а) мектеп ашу;",
        "б) балабақша ашу.",
    ]


LONG = (
    "Қаржыландыру шеңберінде жыл сайын мыңнан астам бала мен олардың ата-аналары көмек алды және 1"
)


def test_sentence_cut_by_a_page_is_joined() -> None:
    document = md(f"# Есеп\n\n{LONG}\n\nмың отбасы үй алды.\n\nКелесі абзац.")
    assert texts(document)[1:] == [f"{LONG} мың отбасы үй алды.", "Келесі абзац."]
    block = list(document.blocks)[1]
    assert block.place_at(len(LONG) + 1).line == 5


def test_items_without_marks_or_stops_stay_apart() -> None:
    items = [f"{word} {LONG.casefold()}" for word in ("оқыту", "тәрбиелеу", "қолдау")]
    assert texts(md("Міндеттер:\n\n" + "\n\n".join(items)))[1:] == items


def test_comment_in_html_inside_markdown() -> None:
    assert texts(md("<div>алды<!-- жоқ -->арты</div>\n\nсоңы")) == ["алдыарты", "соңы"]


def test_text_file_with_marks_is_read_as_markdown() -> None:
    document = md("**Бөлім**\n\n- тармақ\n\n## Екінші\n\nМәтін.", "a.txt")
    assert document.form == "txt"
    assert texts(document) == ["Бөлім", "тармақ", "Екінші", "Мәтін."]


def test_underscores_to_fill_in_stay() -> None:
    assert texts(md("Аты: __________ қолы ____\n\n2 * 3 * 4")) == [
        "Аты: __________ қолы ____",
        "2 * 3 * 4",
    ]


PARAGRAPHS = [
    "Ойдан шығарылған министрліктің хабарлауынша, 2025 жылы ауданда 12 мектеп салынды, ал "
    "балаларды мектепке дейінгі тәрбиемен қамту 91,5 пайызға жетті, бұл былтырғыдан көп.",
    "1) бағдарлама аясында отбасын қолдаудың бес орталығы ашылды, әлеуметтік-экономикалық жағдай "
    "жақсарды, өтініштер саны өткен жылдың осы кезеңімен салыстырғанда екі есе азайды;",
    "2) үш жүзден астам іс-шара өткізілді, қоғамдық ұйымдармен және аудан қорларымен ынтымақтастық "
    "туралы жиырма бес меморандумға қол қойылды.",
]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
@pytest.mark.parametrize("indent", ["", "    "])
def test_hard_wrapped_text_is_joined(width: int, indent: str) -> None:
    gap = "\n" if indent else "\n\n"
    wrapped = (textwrap.fill(p, width, initial_indent=indent) for p in PARAGRAPHS * 3)
    document = read("a.txt", gap.join(wrapped).encode())
    assert document.form == "txt"
    assert texts(document) == PARAGRAPHS * 3


HYPHENATED = """\
Біздің ауданда мектептер көп болғандықтан, олардағы мектеп-
тердегі сынып жайлы, сондықтан балалар да, олардың ата-
аналары да риза болып жүр деп айтылады, ал әлеуметтік-эконо-
микалық жағдай жақсарып келеді, ата-аналар мен мектептердегі
мұғалімдер экономикалық көмек алды."""


def test_hyphenated_line_end_uses_the_documents_own_words() -> None:
    (text,) = texts(read("a.txt", HYPHENATED.encode()))
    assert "олардағы мектептердегі сынып" in text
    assert "ата-аналары да" in text
    assert "экономикалық жағдай" in text


def test_unwrapped_lines_are_paragraphs() -> None:
    document = read("a.txt", "Тақырып\nБірінші жол осында тұр.\n\nЕкінші жол.".encode())
    assert texts(document) == ["Тақырып", "Бірінші жол осында тұр.", "Екінші жол."]
    assert lines(document) == [1, 2, 4]


ARTICLE = [
    "Жұпар ауданында мектептер салынып жатыр",
    "Әсем Ойдан",
    "тілші",
    "Аудан әкімдігінің баспасөз қызметі биыл үш жаңа мектептің салынып біткенін хабарлады.",
    "Құрылысқа 1,2 млрд теңге бөлінді, оның ішінде 300 млн теңге жергілікті бюджеттен бөлінген.",
]
WIDGETS = ["2 415", "Фото: Ойдан сайты / Б. Сурет"]
LINKS = [f"Бөтен жаңалықтың {i}-тақырыбы туралы қысқа сөйлем" for i in range(12)]


@pytest.mark.parametrize("heading", ["Танымал", "Читайте также", "ОҚИ ОТЫРЫҢЫЗ:", "Ещё новости"])
def test_news_page_keeps_its_article_only(heading: str) -> None:
    menu = ["Басты бет", "Саясат", "Қоғам", "Мәдениет"]
    head = [*menu, "", ARTICLE[0], "", WIDGETS[0], *ARTICLE[1:3], "", ARTICLE[3], "", WIDGETS[1]]
    tail = [heading, "", *LINKS, "", "Мұрағат", "", "  • [[year]]", "  • [[day]]"]
    text = "\n".join([*head, "", ARTICLE[4], "", *tail])
    document = read("a.txt", text.encode())
    assert texts(document) == ARTICLE
    around = [block.text for block in document.furniture]
    assert {*menu, *WIDGETS, *LINKS, "• [[year]]"} <= set(around)


@pytest.mark.parametrize(
    "around",
    [
        [
            "Тегтер: мектеп, бала",
            "Бөлісу:",
            "Facebook",
            "Telegram",
            "Пікірлер (3)",
            "Асан",
            "Рахмет!",
        ],
        ["Тағы да жаңалықтар", *LINKS],
        ["Просмотров: 1200", "Другие новости раздела", *LINKS[:2]],
        ["Похожие материалы", LINKS[0], "© 2025 Ойдан сайты"],
    ],
)
def test_what_follows_an_article(around: list[str]) -> None:
    document = read("a.txt", "\n".join([*ARTICLE, *around]).encode())
    assert texts(document) == ARTICLE
    assert [block.text for block in document.furniture] == around


def test_links_in_the_middle_of_an_article() -> None:
    text = "\n\n".join([*ARTICLE[:4], "Читайте также", *LINKS[:3], ARTICLE[4]])
    assert texts(read("a.txt", text.encode())) == ARTICLE


def test_report_with_a_heading_like_a_widget_stays_whole() -> None:
    report = [
        "Ойдан министрлігінің есебі",
        ARTICLE[3],
        "Главное",
        ARTICLE[4],
        "Образование",
        "Построено 12 школ на 3,4 тыс. мест, ещё восемь школ строятся за счёт бюджета.",
        "Министр",
        "А. Ойдан",
    ]
    document = read("a.txt", "\n\n".join(report).encode())
    assert texts(document) == report
    assert not document.furniture


def test_signature_after_an_article_stays() -> None:
    signed = [*ARTICLE, "Ойдан министрлігінің баспасөз қызметі"]
    text = "\n\n".join([*signed, "Танымал", *LINKS])
    assert texts(read("a.txt", text.encode())) == signed


SENTENCE = "мектеп бала саны 12 өсті, және жыл туралы"
WORDS = st.lists(st.sampled_from(SENTENCE.split(" ")), min_size=1)


@settings(max_examples=50, deadline=None)
@given(st.lists(WORDS.map(" ".join), min_size=1, max_size=8))
def test_every_word_stands_on_the_line_that_its_span_names(paragraphs: list[str]) -> None:
    source = "# Есеп\n\n" + "\n\n".join(f"**{p}** соңы." for p in paragraphs)
    printed = source.split("\n")
    for part in md(source).body:
        assert isinstance(part, Block)
        for span, following in zip(part.spans, [*part.spans[1:], None], strict=True):
            words = part.text[span.start : following.start if following else None].split()
            assert span.place.line is not None
            assert set(words) <= set(printed[span.place.line - 1].replace("*", "").split())


@pytest.mark.parametrize("levels", [12, 60, 150])
def test_lists_of_any_depth_keep_their_words(levels: int) -> None:
    text = "\n".join(f"{'  ' * i}- саты {i}" for i in range(levels))
    document = read("a.md", text.encode())
    assert [b.text for b in document.body if isinstance(b, Block)] == [
        f"саты {i}" for i in range(levels)
    ]


@pytest.mark.parametrize("mark", [">", "> ", "- "])
def test_words_below_any_depth_of_quotes_keep_their_place(mark: str) -> None:
    document = read("a.md", f"Басы\n\n{mark * 3000} терең сөз\n\nсоңы".encode())
    assert [b.text for b in document.body if isinstance(b, Block)] == ["Басы", "терең сөз", "соңы"]


@pytest.mark.parametrize("text", ["-\n\nОткрыт сад.\n", "1. Да\n   -\n\nОткрыт сад.\n"])
def test_empty_items_of_markdown_give_their_mark_to_nobody(text: str) -> None:
    last = read("a.md", text.encode()).body[-1]
    assert isinstance(last, Block)
    assert (last.text, last.marker) == ("Открыт сад.", None)
