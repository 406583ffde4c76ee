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


# Tables of few words, often repeated, that look like another language for one letter or word.
REPEATED = [
    ["подъезд", "въезд", "съезд", "объект"],
    ["щебень", "щит", "площадка", "помещение", "общий", "сообщение", "обращение", "вещь", "ещё"],
    ["Объект", "Объём", "Подъём", "Изъян", "Съёмка", "Объезд", "Субъект", "Отъезд", "Въезд"],
    ["да", "не", "се", "са", "на", "за"],
    ["СА", "СЕ", "ТА", "З", "ДА"],
    ["бу", "да", "дә"],
    ["Yes", "No", "Number of villages", "the total"],
    ["Мөөнөтү", "жана", "менен"],
]


@pytest.mark.parametrize("words", REPEATED)
def test_few_words_tell_no_language_however_often(words: list[str]) -> None:
    assert foreign_language(words * 300) is None
    assert foreign_language([f"{word} {number}" for number in range(50) for word in words]) is None


def test_a_document_of_ours_with_a_large_table_of_few_words_is_read() -> None:
    cells = ["Да", "Нет", "Yes, of the board and the council", "No, it is for the people"] * 500
    assert foreign_language(["Построить мост через реку и посадить сад у школы", *cells]) is None


def test_bulgarian_is_told_by_its_letters_where_ours_have_none() -> None:
    texts = ["Мъж и дърво", "България", "съюз на българските градове", "път, къща, дъжд, ъгъл"]
    assert foreign_language(texts) == "bulgarian"


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
