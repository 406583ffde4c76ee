"""Telling Kazakh from Russian, in documents, passages and cells."""

import pytest

from extractors.languages.detection import detect_language


@pytest.mark.parametrize(
    "text",
    [
        "Тұжырымдаманы бекіту туралы",
        "талап етілмейді",
        "2026 жылғы желтоқсан",
        "жыл сайын",
        "жергілікті атқарушы органдар",
        "ҚАЗАҚСТАН РЕСПУБЛИКАСЫ ҮКІМЕТІНІҢ ҚАУЛЫСЫ",
        "«Об образовании» Заңына өзгерістер енгізу",
        "Балаларға арналған мектептер мен орталықтар салынады",
        "Министр Иван Петрович Сидоров бұйрыққа қол қойды",
    ],
)
def test_kazakh(text: str) -> None:
    assert detect_language(text) == "kk"


@pytest.mark.parametrize(
    "text",
    [
        "Об утверждении Концепции",
        "не требуется",
        "декабрь 2026 года",
        "ежегодно",
        "местные исполнительные органы",
        "ПОСТАНОВЛЕНИЕ ПРАВИТЕЛЬСТВА РЕСПУБЛИКИ",
        "В рамках проекта «Ойдан шығарылған балалар жылы» построены школы",
        "Кампании «Ата-аналар бақылауы» и «Кибер тұмар»",
        "Министр Ғани Әбілқасымұлы Өтегенов подписал приказ",
        "при поддержке фонда «Халық игілігі»",
    ],
)
def test_russian(text: str) -> None:
    assert detect_language(text, default="kk") == "ru"


@pytest.mark.parametrize(
    "text", ["", "-", "12", "ОМ, ДСМ, ЖАО", "2026", "МРП", "Нұрлан Әбенов", "портал", "2 А"]
)
@pytest.mark.parametrize("default", ["kk", "ru"])
def test_what_tells_nothing_takes_the_default(text: str, default: str) -> None:
    assert detect_language(text, default=default) == default  # type: ignore[arg-type]


def test_title_in_quotes_alone_is_told() -> None:
    assert detect_language("«Ойдан шығарылған балалар жылы»", default="ru") == "kk"


def test_a_document_is_told_by_most_of_it() -> None:
    russian = "В районе построено двенадцать школ, охват детей вырос. "
    kazakh = "Ауданда он екі мектеп салынды, балаларды қамту өсті. "
    assert detect_language(russian * 5 + kazakh) == "ru"
    assert detect_language(kazakh * 5 + russian) == "kk"
