"""Personal contacts are told from offices' and hotlines."""

import pytest

from extractors.contacts import contact_lines, is_personal_contact
from extractors.outline import parse
from tests.making import document, table


@pytest.mark.parametrize(
    "line",
    [
        "Исп.: Н.Е. Иванов, тел.: 00-00-00",
        "Исполнитель: Иванова А.А. 8 (7172) 00-00-00",
        "Исп. Иванов И.И.",
        "Орынд.: А. Ойдан, тел.: 00-00-00",
        "Орындаушы: Ә. Қияли ☎ 00-00-00",
        "Иванов Иван, тел. +7 700 000 00 00",
        "А. Ойдан, a.oidan@example.kz",
    ],
)
def test_executor_and_person_with_phone_or_mail_are_contacts(line: str) -> None:
    assert is_personal_contact(line)


@pytest.mark.parametrize(
    "line",
    [
        "Работает единый контакт-центр «111» и телефон доверия 150.",
        "В 2024-2025 учебном году питанием обеспечено 1 700 000 детей.",
        "Исполнение плана возложить на Министерство маяков.",
        "Орындалуын бақылау Теңіз істері министрлігіне жүктелсін.",
        "Премьер-Министр И. Иванов",
        "Справки по телефону приемной министерства: 8 (7172) 00-00-00.",
    ],
)
def test_hotlines_acts_and_signatures_are_none(line: str) -> None:
    assert not is_personal_contact(line)


def test_executor_on_two_lines_goes_whole_and_the_signatory_stays() -> None:
    assert contact_lines(["Текст.", "Исп. Иванов И.И.", "тел. 00-00-00"]) == {1, 2}
    assert contact_lines(["А. Ойдан", "Н. Иванов", "00-00-00"]) == {1, 2}
    assert contact_lines(["А. Ойдан", "00-00-00"]) == {1}


def test_cells_with_contacts_are_withheld_and_the_rest_of_the_table_stays() -> None:
    contacts = table(("Порт", "Смотритель"), ("Айлақ", "Иванов Иван, тел. +7 700 000 00 00"))
    parsed = parse(document(contacts))
    assert parsed.withheld_contacts == 1
    assert [p.row.text for p in parsed.passages] == ["Порт", "Смотритель", "Айлақ"]
    assert len(parse(document(contacts), keep_contacts=True).passages) == 4
