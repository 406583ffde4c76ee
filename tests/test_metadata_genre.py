"""Heads of documents as they come from many offices; each named after its defect."""

import pytest

from extractors.metadata import describe
from schemas.document import Block, Table
from schemas.tables import DocumentRow
from tests.making import parsed

PROSE_RU = "На побережье ведется строительство новых маяков, которое завершится до конца года."
PROSE_KK = "Жағалауда жаңа маяктардың құрылысы жүргізілуде, ол жыл соңына дейін аяқталады."


def row(*parts: Block | Table | str) -> DocumentRow:
    return describe(parsed(*parts))


def test_issuer_on_lines_of_its_own_and_a_latin_number_sign() -> None:
    found = row(
        "Постановление",
        "Кабинета Министров",
        "Республики Приморье",
        "от 11 июля 2025 г. N 505",
        "О маяках",
        "Кабинет Министров Республики Приморье постановляет:",
        "1. Зажечь огни.",
    )
    assert (found.kind, found.number, found.date) == ("decree", "505", "2025-07-11")
    assert found.issuer == "Кабинет Министров Республики Приморье"
    assert found.title == "О маяках"


def test_kazakh_decree_with_number_beside_its_type() -> None:
    found = row(
        "Қазақстан Республикасы Үкіметінің қаулысы №919",
        "2016 жылғы 29 желтоқсан, Астана, Үкімет Үйі",
        "Маяктар бағдарламасын бекіту туралы",
        "Қазақстан Республикасының Үкіметі қаулы етеді:",
        "1. Бағдарлама бекітілсін.",
    )
    assert (found.kind, found.number, found.date) == ("decree", "919", "2016-12-29")
    assert found.title == "Маяктар бағдарламасын бекіту туралы"


def test_head_of_the_legal_database_broken_into_lines() -> None:
    found = row(
        "Маяктардың ережесін",
        "бекіту туралы Қазақстан Республикасы Үкіметінің 2000 жылғы 25",
        "мамырдағы № 789 қаулысы",
        "Қазақстан Республикасының Үкіметі қаулы етеді:",
        "1. Ереже бекітілсін.",
    )
    assert (found.act_type, found.number, found.date) == ("қаулы", "789", "2000-05-25")
    assert found.title == "Маяктардың ережесін бекіту туралы"


def test_act_without_a_head_is_told_by_its_ruling_words() -> None:
    found = row(
        "Маяктар комиссиясының құрамын бекіту туралы",
        "Заңға сәйкес Самал ауданының әкімдігі ҚАУЛЫ ЕТЕДІ:",
        "1. Құрам бекітілсін.",
    )
    assert (found.kind, found.act_type) == ("decree", "қаулы")
    assert found.issuer == "Самал ауданының әкімдігі"


def test_law_that_names_only_its_state() -> None:
    found = row("Закон Республики Казахстан", "Об объемах огней", "Статья 1. Огни", PROSE_RU)
    assert (found.act_type, found.title) == ("закон", "Об объемах огней")


def test_title_below_the_line_of_requisites() -> None:
    found = row(
        "Самал маяктары министрінің 2024 жылғы 9 сәуірдегі № 78 бұйрығы",
        "Маяктар жоспарын бекіту туралы",
        "Заңның 41-бабына сәйкес БҰЙЫРАМЫН:",
        "1. Жоспар бекітілсін.",
    )
    assert found.title == "Маяктар жоспарын бекіту туралы"


def test_status_in_the_database_is_no_part_of_the_title() -> None:
    found = row(
        "Маяктар туралы",
        "Күшін жойған",
        "Самал ауданы әкімдігінің 2017 жылғы 7 наурыздағы № 27 қаулысы",
        "Самал ауданының әкімдігі ҚАУЛЫ ЕТЕДІ:",
        "1. Бекітілсін.",
    )
    assert found.title == "Маяктар туралы"


@pytest.mark.parametrize(
    "mark",
    [
        ("Приложение к распоряжению акима города Самал от 15 января 2024 года № 8-р",),
        ("Приложение", "к распоряжению акима города Самал", "от 15 января 2024 года № 8-р"),
    ],
)
def test_plan_annexed_to_an_act(mark: tuple[str, ...]) -> None:
    found = row(*mark, "План работы маяков на 2024 год", PROSE_RU)
    assert (found.kind, found.title) == ("plan", "План работы маяков на 2024 год")
    assert (found.number, found.date) == ("8-р", "2024-01-15")


def test_plan_of_main_events() -> None:
    assert row("План основных мероприятий порта на 2024 год", PROSE_RU).kind == "plan"


def test_plan_approved_in_one_block() -> None:
    mark = "Бекітемін Самал ауданының әкімі ________ Б. Ойдан 2024 жылғы 12 қаңтар"
    found = row(mark, "Маяктардың 2024 жылға арналған жұмыс жоспары", PROSE_KK)
    assert (found.kind, found.date) == ("plan", "2024-01-12")
    assert found.title == "Маяктардың 2024 жылға арналған жұмыс жоспары"


def test_title_in_capitals_above_its_approval() -> None:
    found = row(
        "ПЛАН РАЗВИТИЯ",
        "ПРИМОРСКОЙ ОБЛАСТИ",
        "Утвержден решением маслихата от 13 декабря 2023 года № 76",
        PROSE_RU,
    )
    assert (found.kind, found.title) == ("plan", "ПЛАН РАЗВИТИЯ ПРИМОРСКОЙ ОБЛАСТИ")
    assert found.number == "76"


@pytest.mark.parametrize(
    ("title", "prose"),
    [
        ("Министр представил отчет о работе маяков", PROSE_RU),
        ("Әкім Президентке есеп берді", PROSE_KK),
        ("Самал жағалауында 21 маяк іске қосылды", PROSE_KK),
    ],
)
def test_headline_with_a_verb_is_news(title: str, prose: str) -> None:
    assert row(title, prose).kind == "news"


def test_headline_above_points_of_a_report_is_news() -> None:
    found = row("Әкім Президентке есеп берді", "Облыс әкімінің баяндамасынан:", PROSE_KK)
    assert found.kind == "news"


def test_verb_inside_a_quoted_name_makes_no_headline() -> None:
    assert row("План мероприятий «Маяки светят» на 2030 год", PROSE_RU).kind == "plan"


def test_untitled_text_that_quotes_a_speaker_is_news() -> None:
    assert row(f"«{PROSE_RU}» – подчеркнул глава района на встрече с жителями.").kind == "news"


def test_address_of_the_head_of_state_is_a_speech() -> None:
    found = row(
        "Через кризис к обновлению",
        "Послание Главы государства народу Приморья, 6 марта 2009 года",
        "Уважаемые соотечественники!",
        PROSE_RU,
    )
    assert (found.kind, found.date) == ("speech", "2009-03-06")


def test_decree_whose_line_names_no_issuer() -> None:
    found = row(
        "Постановление от 10.10.2012 г № 560",
        "Об утверждении Регламента",
        "В целях порядка постановляю:",
        "1. Утвердить Регламент.",
    )
    assert (found.act_type, found.number, found.date) == ("постановление", "560", "2012-10-10")
    assert (found.issuer, found.title) == (None, "Об утверждении Регламента")


@pytest.mark.parametrize(
    ("head", "act_type"),
    [("Глава города Самал", "постановление"), ("Президент Приморья", "указ")],
)
def test_ruling_in_the_first_person(head: str, act_type: str) -> None:
    found = row(head, "О маяках", "В целях порядка ПОСТАНОВЛЯЮ:", "1. Зажечь огни.")
    assert found.act_type == act_type
