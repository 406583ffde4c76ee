"""Titles of several lines, headers, stamps and signatures, in both languages."""

import pytest

from extractors import flow
from schemas.tables import DocumentRow

PROSE_RU = "Дороги района требуют ремонта, срок их службы давно истёк и средств не хватает."
PROSE_KK = "Ауыл жолдары жөндеуді қажет етеді, олардың мерзімі өтіп кетті және қаражат жетпейді."


def row(*lines: str, name: str = "a.txt") -> DocumentRow:
    document = flow.extract(name, "\n\n".join(lines).encode())["documents"][0]
    assert isinstance(document, DocumentRow)
    return document


SEVERAL_LINES = {
    "Кітапханашының 2026-2027 оқу жылына арналған жұмыс жоспары": [
        "«Самал орта мектебі» КММ", "Кітапханашының", "2026-2027 оқу жылына арналған",
        "жұмыс жоспары", PROSE_KK,
    ],
    "Кеңес отырысының ХАТТАМАСЫ": [
        "Кеңес отырысының", "ХАТТАМАСЫ", "2027 жылғы 23 маусым", PROSE_KK,
    ],
    "ПЛАН РАБОТЫ отдела ремёсел на 2027 год": [
        "Управление культуры", "Самал, 2027 год", "ПЛАН РАБОТЫ", "отдела ремёсел", "на 2027 год",
        PROSE_RU,
    ],
    "«Программа развития дорог района до 2035 года»": [
        "«Программа развития", "дорог района", "до 2035 года»", PROSE_RU,
    ],
    "Сметаның орындалуы туралы ақпарат": [
        "Қағидаларға 5-қосымша", "2-нысан", "Сметаның орындалуы туралы ақпарат", PROSE_KK,
    ],
    "Сведения о дорогах": [
        "Приложение 5", "к Правилам оказания", "услуг связи", "Форма 2", "Сведения о дорогах",
        PROSE_RU,
    ],
}  # fmt: skip


@pytest.mark.parametrize("title", SEVERAL_LINES)
def test_titles_of_several_lines(title: str) -> None:
    assert row(*SEVERAL_LINES[title]).title == title


def test_numbers_not_filled_in_and_of_protocols_are_none() -> None:
    assert (
        row("Утверждено", "№ ____ от «__» мая 2027 года", "ПЛАН", "ремонта", PROSE_RU).number
        is None
    )
    mark = "Приложение к решению Правления от «19» мая 2027 г., протокол № 7"
    assert row(mark, "ПЛАН", "ремонта дорог", PROSE_RU).number is None
    assert row("Протокол № 7", "заседания комиссии", "«12» мая 2027 года", PROSE_RU).number == "7"


def test_signature_stamps_and_registration_are_no_part_of_an_act() -> None:
    act = row(
        "Құжатқа ЭЦҚ арқылы қол қойылды", "Иесі: Үлгі Б.", "САМАЛ АУДАНЫНЫҢ ӘКІМДІГІ", "ҚАУЛЫ",
        "2027 жылғы «4» ақпан № 15", "Мектеп салу туралы", "Аудан әкімдігі ҚАУЛЫ ЕТЕДІ:",
        "1. Мектеп салынсын.", "Аудан әкімі Б. Үлгі", "Қаулыға қосымша", "Бөлім басшысы М. Мысал",
    )  # fmt: skip
    assert (act.issuer, act.number, act.date, act.title, act.signatory) == (
        "САМАЛ АУДАНЫНЫҢ ӘКІМДІГІ", "15", "2027-02-04", "Мектеп салу туралы", "Б. Үлгі",
    )  # fmt: skip
    order = row(
        "Комитет по строительству", "Приказ", "31 декабря 2024 года № 380", "Об утверждении правил",
        "Зарегистрирован в органах юстиции 04.02.2025 года № 61", "В целях порядка ПРИКАЗЫВАЮ:",
    )  # fmt: skip
    assert (order.number, order.title) == ("380", "Об утверждении правил")


def test_an_act_without_requisites_has_those_of_the_mark_of_its_annex() -> None:
    act = row(
        "О ремонте дорог", "Аким района РЕШИЛ:", "1. Отремонтировать.", "Аким района",
        "У. Образцов",
        "Приложение к решению акима района от 27 мая 2025 года № 5-150", "Перечень дорог",
    )  # fmt: skip
    assert (act.number, act.date, act.signatory) == ("5-150", "2025-05-27", "У. Образцов")


def test_a_collection_greets_and_is_no_letter() -> None:
    papers = row(
        "Дөңгелек үстел материалдары", "2027 жылғы 2 наурыз", "Құрметті әріптестер!", PROSE_KK
    )
    assert (papers.kind != "letter", papers.date) == (True, "2027-03-02")
