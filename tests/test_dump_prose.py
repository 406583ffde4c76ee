"""Prose of dumps: pages, paragraphs, lines printed out of order, the passport, notes.

In the fixtures "·" is a space at a line's end.
"""

from extractors.readers.dump import is_dump, read_dump
from schemas.document import Block, Document, Table

LEGAL = """
2027 – 2029 жылдарға арналған "Алтын парақ" бағдарламасын бекіту туралы

      Оқу министрлігі :ҚАУЛЫ ЕТЕДІ
      1. Қоса беріліп отырған 2027 – 2029 жылдарға арналған "Алтын парақ"·

 (бұдан әрі – Бағдарлама) бекітілсін.бағдарламасы
      2. Бағдарламаны іске асыруға жауапты органдар мен ұйымдар (
келісу бойынша) мына шараларды қабылдайды
: оқу залдарын ашады және кітап қорын жаңартады, сондай-ақ облыс пен ауыл·



кітапханаларын толықтырады.
      1) кітап қорын 9.4-
тармаққа сәйкес жаңарту;

1-тарау. Жалпы ережелер

      Бұл қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.
"""


def read(text: str) -> Document:
    return read_dump("a.txt", text.replace("·", " "), "0" * 64)


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def test_legal_exporter_defects_are_put_right() -> None:
    assert texts(read(LEGAL)) == [
        '2027 – 2029 жылдарға арналған "Алтын парақ" бағдарламасын бекіту туралы',
        "Оқу министрлігі ҚАУЛЫ ЕТЕДІ:",
        '1. Қоса беріліп отырған 2027 – 2029 жылдарға арналған "Алтын парақ" бағдарламасы'
        " (бұдан әрі – Бағдарлама) бекітілсін.",
        "2. Бағдарламаны іске асыруға жауапты органдар мен ұйымдар (келісу бойынша) мына"
        " шараларды қабылдайды: оқу залдарын ашады және кітап қорын жаңартады, сондай-ақ"
        " облыс пен ауыл кітапханаларын толықтырады.",
        "1) кітап қорын 9.4-тармаққа сәйкес жаңарту;",
        "1-тарау. Жалпы ережелер",
        "Бұл қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.",
    ]


def test_places_count_lines_and_pages_from_one() -> None:
    document = read(LEGAL)
    over_the_page = next(b for b in document.blocks if b.text.startswith("2."))
    assert (over_the_page.place.page, over_the_page.place.line) == (1, 8)
    assert (over_the_page.end_place.page, over_the_page.end_place.line) == (2, 14)
    assert document.page_count == 2


def test_kinds_and_indents() -> None:
    kinds = [(block.kind, block.indent) for block in read(LEGAL).blocks]
    assert kinds[0] == ("heading", False)
    assert kinds[4] == ("list_item", True)
    assert kinds[5] == ("heading", False)
    assert kinds[6] == ("paragraph", True)


def test_entries_of_an_abbreviation_list_stay_apart() -> None:
    text = LEGAL + (
        "      Ескерту: аббревиатуралардың толық жазылуы:\n"
        "      АҚ – акционерлік қоғам\n"
        "      КИМ – Кітапхана ісі министрлігінің жанындағы ғылыми-әдістемелік орталық және \n"
        "оның аумақтық бөлімшелері\n"
        "      ОЗ – оқу залы\n"
    )
    assert texts(read(text))[-3:] == [
        "АҚ – акционерлік қоғам",
        "КИМ – Кітапхана ісі министрлігінің жанындағы ғылыми-әдістемелік орталық және оның"
        " аумақтық бөлімшелері",
        "ОЗ – оқу залы",
    ]


PASSPORT = """
1-бөлім. Паспорт

Атауы 2027 – 2029 жылдарға арналған "Алтын·
парақ" бағдарламасы

Әзірлеу үшін негіз

Оқу және кітапхана ісі жөніндегі·
кеңестің шешімі

Әзірлеуші мемлекеттік орган
Оқу министрлігі

Іске асыру мерзімі
2027 – 2029 жылдар

2-бөлім. Ағымдағы жағдайды талдау

      Кітап оқитын балалардың саны жыл сайын артып келеді, бұл өсім барлық облыстарда·
байқалады.
"""


def test_passport_is_a_table_of_keys_and_facts() -> None:
    (table,) = read(PASSPORT).tables
    grid = [[cell.text if cell else None for cell in row] for row in table.grid()]
    assert grid == [
        ["Атауы", '2027 – 2029 жылдарға арналған "Алтын парақ" бағдарламасы'],
        ["Әзірлеу үшін негіз", "Оқу және кітапхана ісі жөніндегі кеңестің шешімі"],
        ["Әзірлеуші мемлекеттік орган", "Оқу министрлігі"],
        ["Іске асыру мерзімі", "2027 – 2029 жылдар"],
    ]


def test_text_around_the_passport_stays() -> None:
    parts = read(PASSPORT).body
    assert [type(part) for part in parts] == [Block, Table, Block, Block]
    assert isinstance(parts[2], Block)
    assert parts[2].text == "2-бөлім. Ағымдағы жағдайды талдау"


SPREAD = """ Депутатам·

Палаты·

·
На запрос о библиотеках сообщаю, что в области открыто несколько новых·

читальных залов.·

Кроме того, проведены проверки норм1 хранения книг, и до конца года будет·

утверждён план дальнейшего развития сельских и районных библиотек·

···························································
1 Приказ о нормах хранения книг в библиотеках.·
 области на три года.·

·

И. Иванов·
"""


def test_spread_lines_footnotes_and_pages() -> None:
    document = read(SPREAD)
    assert texts(document) == [
        "Депутатам",
        "Палаты",
        "На запрос о библиотеках сообщаю, что в области открыто несколько новых читальных залов.",
        "Кроме того, проведены проверки норм1 хранения книг, и до конца года будет утверждён"
        " план дальнейшего развития сельских и районных библиотек области на три года.",
        "И. Иванов",
    ]
    assert [note.text for note in document.notes] == [
        "1 Приказ о нормах хранения книг в библиотеках."
    ]
    assert document.page_count == 2


def test_closing_line_of_the_database_is_furniture() -> None:
    document = read(LEGAL + "\n© 2012. Заң институты ШЖҚ\nРМК\n")
    assert [block.text for block in document.furniture] == ["© 2012. Заң институты ШЖҚ РМК"]
    assert "©" not in " ".join(texts(document))


def test_dumps_are_told_from_other_text() -> None:
    assert is_dump((LEGAL + PASSPORT).replace("·", " "))
    assert is_dump("бір\n\fекі")
    assert not is_dump("\n\n".join(["Оқу залдары ашылды. Балалар көп келеді."] * 20))
    assert not is_dump("# Есеп\n\n" + "- кітап\n" * 30)


def test_items_of_a_list_are_told_by_the_letters_of_both_languages() -> None:
    text = LEGAL + "      Залдар мыналар:\n а) оқу залы;\n ә) балалар залы;\n ғ) мұрағат.\n"
    items = [block.text for block in read(text).blocks if block.kind == "list_item"]
    assert items[-3:] == ["а) оқу залы;", "ә) балалар залы;", "ғ) мұрағат."]
