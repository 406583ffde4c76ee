"""Personal contacts are told from offices' and hotlines."""

import pytest

from extractors.contacts import is_personal_contact


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
