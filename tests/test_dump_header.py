"""Headers of plans in dumps: cut into titles by what the lexica know and by how lines stand.

In the fixtures "|" ends a line, "||" leaves a blank line after it, and "·" is an
empty paragraph: a line that holds a space.
"""

import pytest

from extractors.readers.dump import read_dump
from extractors.readers.dump.lines import read_layout
from extractors.readers.dump.plan.header import DumpHeader, find_header

ROW = "||1.||Ауылдағы|кітапхана|залдарын|жаңарту||БКМ-ге|ақпарат||"


def heading(header: str) -> DumpHeader:
    """Read a header that a row follows."""
    found = find_header(read_layout(as_dump(header)).lines, 0)
    assert found is not None
    return found


def as_dump(header: str) -> str:
    return f"Жоспар||{header}{ROW}".replace("||", "\n\n").replace("|", "\n").replace("·", " ")


def titles(header: str) -> list[str]:
    """The columns' titles without spaces."""
    return closed(heading(header))


def closed(found: DumpHeader) -> list[str]:
    texts = ("".join(text for _, text in title.parts) for title in found.titles)
    return ["".join(text.split()) for text in texts]


def test_two_short_titles_that_share_a_line() -> None:
    header = (
        "№|р/с Іс-шара Аяқталу||нысаны||І с к е|асыру|мерзімі||Жауапты|лар Өңір Ескертпе||"
        "Қаржыла|ндыру|көлемі (|млн теңге|)||Қаржыл|андыру|көздері"
    )
    assert titles(header) == [
        "№р/с", "Іс-шара", "Аяқталунысаны", "Іскеасырумерзімі", "Жауаптылар", "Өңір", "Ескертпе",
        "Қаржыландырукөлемі(млнтеңге)", "Қаржыландырукөздері",
    ]  # fmt: skip


def test_titles_that_no_lexicon_knows_and_that_share_a_line() -> None:
    header = "№ Мероприятия Маршрут Переплётчик Срок||исполнения||Исполнители||1 2 3 4 5 6"
    assert titles(header) == [
        "№", "Мероприятия", "Маршрут", "Переплётчик", "Срокисполнения", "Исполнители",
    ]  # fmt: skip


def test_first_title_under_another_runs_together_with_the_last_beside_it() -> None:
    found = heading(
        "№ р/с Атауы Аяқтау нысаны||Орындау|Болжамды|шығыстар||Қаржыландыр|у көздеріОрындалу||"
        "мерзімі|Орындауға|жауаптылар||1 2 3 4 5 6 7"
    )
    assert closed(found) == [
        "№р/с", "Атауы", "Аяқтаунысаны", "Орындалумерзімі", "Орындауғажауаптылар",
        "Болжамдышығыстар", "Қаржыландырукөздері",
    ]  # fmt: skip
    assert [(at, size) for at, (_, size) in found.groups.items()] == [(3, 2)]


def test_title_over_others_shares_a_line_with_its_neighbour() -> None:
    found = heading(
        "№ Мероприятие Ф о р м а|исполнения||Исполнение О б ъ ё м|финансировани|я||Ожидаемый|"
        "результат||Источник|финансиров|анияСрок Ответственные||1 2 3 4 5 6 7 8"
    )
    assert closed(found) == [
        "№", "Мероприятие", "Формаисполнения", "Срок", "Ответственные", "Объёмфинансирования",
        "Ожидаемыйрезультат", "Источникфинансирования",
    ]  # fmt: skip
    assert list(found.groups) == [3]


def test_title_whose_first_word_is_one_by_itself() -> None:
    header = (
        "№ п/|п||Наименование|мероприятия||Ф о р м а|исполнения||С р о к и|реализации||"
        "Ответственн|ы е|исполнители||О б ъ ё м|финансирова|ния||Источники|финансир|ования"
    )
    assert titles(header)[4:] == [
        "Ответственныеисполнители", "Объёмфинансирования", "Источникифинансирования",
    ]  # fmt: skip


def test_centred_lines_leave_blank_lines_inside_titles() -> None:
    header = (
        "№ п/|п Мероприятие Ожидаемый||документ||Срок|исполнени||я||Исполнител|и||"
        "Объём|финансиров|ания (млн||тенге)||Источник|и||финансир|ования"
    )
    assert titles(header)[3:] == [
        "Срокисполнения", "Исполнители", "Объёмфинансирования(млнтенге)",
        "Источникифинансирования",
    ]  # fmt: skip


def test_empty_line_under_a_title_moves_it_up() -> None:
    header = (
        "Р/с|№|·||Атауы Аяқталу|нысаны||Орындау||Ескертпе||Күтілетін|нәтиже||Қаржылан|д ы р у|"
        "көлемі||Қаржыл|андыру|көзі||Орындал|у мерзімі||Жауапты|орындауш|ылар||1 2 3 4 5 6 7 8 9"
    )
    found = heading(header)
    assert list(found.groups) == [3]
    assert titles(header)[3:6] == ["Орындалумерзімі", "Жауаптыорындаушылар", "Ескертпе"]


def test_years_under_a_title_of_their_own() -> None:
    found = heading(
        "№ Наименование Срок Исполнители В том числе по годам||Примечание2027 2028 2029||"
        "1 2 3 4 5 6 7 8"
    )
    assert closed(found) == [
        "№", "Наименование", "Срок", "Исполнители", "2027", "2028", "2029", "Примечание",
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["Атауы Аяқталу нысаны Іске асыру мерзімі Жауапты орындаушылар"])
def test_header_on_one_line(header: str) -> None:
    assert titles(header) == [
        "Атауы", "Аяқталунысаны", "Іскеасырумерзімі", "Жауаптыорындаушылар",
    ]  # fmt: skip


def test_words_of_titles_are_made_whole_by_the_lexica() -> None:
    header = "№ п|/п||Мероприятие||О т в е т с т|венные  з а|исполне|ние||Примеча|ние||Срок||"
    (table,) = read_dump("a.txt", as_dump(header), "0" * 64).tables
    assert [cell.text for cell in table.grid()[0] if cell] == [
        "№ п/п", "Мероприятие", "Ответственные за исполнение", "Примечание", "Срок",
    ]  # fmt: skip


def test_title_of_a_column_over_its_years_beside_another_group() -> None:
    found = heading(
        "№ р/с Атауы Күтілетін||құжат||Орындау Қаржыландыру көлемі, млн теңге|Қаржылан|"
        "дыру көзіОрындау||мерзімі Орындаушылар 2027 2028 2029"
    )
    assert closed(found)[3:] == [
        "Орындаумерзімі", "Орындаушылар", "2027", "2028", "2029", "Қаржыландырукөзі",
    ]  # fmt: skip
    assert [(at, size) for at, (_, size) in found.groups.items()] == [(3, 2), (5, 3)]


def test_rows_before_the_first_section_are_no_titles() -> None:
    header = "Мероприятия Форма исполнения Срок исполнения Исполнители"
    row = (
        "||Обновить|сводный|каталог||акт||май 2028|года||МБД||Открыть|читальные|залы|в сёлах||"
        "приказ||июнь 2029|года||МБД, МИО||Раздел 1. Фонды библиотек||"
    )
    found = find_header(read_layout(as_dump(header + row)).lines, 0)
    assert found is not None
    assert closed(found) == ["Мероприятия", "Формаисполнения", "Срокисполнения", "Исполнители"]
