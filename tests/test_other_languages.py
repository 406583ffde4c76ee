"""Documents in neither language are told from ours, short and mixed ones too."""

import pytest

from extractors import flow
from extractors.outline.other_languages import foreign_language
from extractors.readers.errors import UnreadableDocumentError

OTHERS = {
    "english": [
        "Action plan for rural schools",
        "The plan is approved by the board of the school.",
    ],
    "uzbek": [
        "Qishloq maktablarini rivojlantirish to‘g‘risida",
        "Ushbu reja tuman hokimligi tomonidan tasdiqlangan va amalga oshiriladi.",
    ],
    "kyrgyz": [
        "Иш-чаралар",
        "Мөөнөтү",
        "Жооптуу",
        "Мектепти оңдоо",
        "Көпүрөнү куруу",
        "Айыл өкмөтү",
    ],
    "ukrainian": ["План заходів щодо розвитку сільських шкіл", "Затверджено рішенням ради."],
    "kazakh_in_latin_letters": [
        "Aýyl mektepterin damytý josparý",
        "Osy jospar 2027 jylǵa arnalǵan jáne aýdan ákimdigimen bekitilgen.",
    ],
    "": ["Der Plan wurde vom Rat beschlossen und gilt ab 2027 für alle Schulen im Dorf."],
}
OURS = [
    ["Ауыл мектептерін дамыту жоспары", "Жоспар бекітілсін."],
    ["Ауыл мектептерiн дамыту туралы", "Аудан әкiмi шешiм еттi: жоспар бекiтiлсiн."],
    [
        "Жылдар",
        "Адамдар саны",
        "Балалар",
        "Самал ауылы",
        "Жалпы",
        "Барлығы",
        "Малдар",
        "Жер",
        "Табыс",
    ],
    ["План работы", "Посадить липы", "Апрель", "Садовник", "Полить газон", "Июль", "Садовник"],
    ["Список сокращений:", "МПБ – Министерство портов", "ТІМ – Теңіз істері министрлігі", "и бухт"],
    ["Подписано соглашение «Өнүктүрүү боюнча» на 2027 год и план его исполнения."],
    ["The plan is approved by the board and is in force.", "План утверждён правлением школы."],
]


@pytest.mark.parametrize("name", OTHERS)
def test_other_languages_are_told(name: str) -> None:
    assert foreign_language(OTHERS[name]) == name


@pytest.mark.parametrize("texts", OURS)
def test_ours_and_mixed_documents_are_read(texts: list[str]) -> None:
    assert foreign_language(texts) is None


def test_a_document_in_another_language_is_refused() -> None:
    with pytest.raises(UnreadableDocumentError) as refused:
        flow.extract("plan.md", "\n\n".join(OTHERS["english"]).encode())
    assert refused.value.reason == "other_language"
    assert "English" in refused.value.detail


@pytest.mark.parametrize(
    "line",
    [
        "Проверено место хранения: секция, полка, короб, ячейка",
        "Самал ауданы: сапа бақылау, мектеп, балабақша",
        "План работ по ремонту дорог",
    ],
)
def test_words_without_a_telling_letter_are_of_no_language_in_other_letters(line: str) -> None:
    assert foreign_language([line] * 12) is None
