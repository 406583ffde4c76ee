"""Personal contacts are told from offices' and hotlines."""

import pytest

from extractors import flow
from extractors.contacts import contact_lines, is_personal_contact, withhold_contacts
from extractors.outline import parse
from schemas.document import Document
from tests.making import block, document, table

PHONE = "+7 700 123 45 67"
EXECUTOR = f"Исп.: И. Иванов, тел.: {PHONE}"


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
    parsed = parse(withhold_contacts(document(contacts)))
    assert parsed.document.withheld_contacts == 1
    assert [p.row.text for p in parsed.passages] == ["Порт", "Смотритель", "Айлақ"]
    assert len(parse(document(contacts)).passages) == 4


def test_withheld_lines_are_nowhere_in_the_document() -> None:
    source = document("Сөз.", EXECUTOR, table(("Айлақ", EXECUTOR))).model_copy(
        update={"notes": (block(EXECUTOR),), "furniture": (block(EXECUTOR),)}
    )
    kept = withhold_contacts(source)
    assert PHONE in source.model_dump_json()
    assert PHONE not in kept.model_dump_json()
    assert kept.withheld_contacts == 4


@pytest.mark.parametrize("keep_contacts", [True, False])
def test_no_step_after_reading_sees_a_withheld_line(
    keep_contacts: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Document] = []

    def spy(source: Document) -> object:
        seen.append(source)
        return parse(source)

    monkeypatch.setattr(flow, "parse", spy)
    rows = flow.extract("a.txt", f"Сөз.\n\n{EXECUTOR}\n".encode(), keep_contacts=keep_contacts)
    assert (PHONE in seen[0].model_dump_json()) == keep_contacts
    assert (PHONE in str(rows)) == keep_contacts
