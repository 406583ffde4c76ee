"""Columns of plans told by title and content together."""

import pytest

from extractors.plan_columns.assignment import best_assignment, margins
from extractors.plan_columns.cells import traits_of
from extractors.plan_columns.recognition import recognise_header
from extractors.plan_vocabulary.fields import FIELDS, Field

RUSSIAN = [
    ["1", "Покрасить забор у стадиона", "май 2026 года", "Отдел спорта"],
    ["2", "Провести турнир по шахматам", "до 10 июня 2026 года", "Заведующий клубом"],
    ["3", "Заменить сетку на воротах", "III квартал 2026 года", "Завхоз"],
]
KAZAKH = [
    ["1", "Стадион қоршауын бояу", "2026 жылғы мамыр", "Спорт бөлімі"],
    ["2", "Шахмат турнирін өткізу", "2026 жылғы 10 маусымға дейін", "Клуб меңгерушісі"],
    ["3", "Қақпа торын ауыстыру", "2026 жылғы III тоқсан", "Әдіскер"],
]
USUAL: tuple[Field, ...] = ("number", "name", "deadline", "responsible")


def fields(rows: list[list[str]]) -> list[Field | None] | None:
    header = recognise_header(rows)
    return [column.field for column in header.columns] if header else None


@pytest.mark.parametrize(
    ("titles", "rows"),
    [
        (["№", "Что наметили", "К какому дню", "За кем закреплено"], RUSSIAN),
        (["", "Дело", "Дни", "Люди"], RUSSIAN),
        (["№", "Не тындырамыз", "Қай кезде", "Кімнің мойнында"], KAZAKH),
    ],
)
def test_titles_never_seen(titles: list[str], rows: list[list[str]]) -> None:
    assert fields([titles, *rows]) == list(USUAL)


def test_a_title_longer_than_any_synonym() -> None:
    long = (
        "Структурное подразделение либо работник, за которым приказом руководителя "
        "закреплено проведение указанной в этой строке работы"
    )
    assert fields([["№", "Мероприятие", "Срок", long], *RUSSIAN]) == list(USUAL)


def test_the_columns_in_any_order() -> None:
    rows = [["Когда", "Кто", "Что"], *([row[2], row[3], row[1]] for row in RUSSIAN)]
    assert fields(rows) == ["deadline", "responsible", "name"]


def test_of_several_like_the_name_the_best_is_the_name() -> None:
    aims = ["Досуг молодёжи", "Развитие спорта", "Безопасность"]
    rows = [[aim, *row[1:]] for aim, row in zip(aims, RUSSIAN, strict=True)]
    found = fields([["Направление", "Мероприятие", "Срок", "Исполнители"], *rows])
    assert found == [None, "name", "deadline", "responsible"]


def test_two_columns_like_the_name_make_no_doubt_of_the_plan() -> None:
    kinds = ["Кадры", "Дороги", "Кадры"]
    rows = [[*row[:2], kind, *row[2:]] for kind, row in zip(kinds, RUSSIAN, strict=True)]
    found = fields([["№", "Тема", "Направление деятельности", "Месяц", "Кто"], *rows])
    assert found == ["number", "name", None, "deadline", "responsible"]


def test_header_and_body_merge_different_columns() -> None:
    rows = [[row[0], row[1], row[1], *row[2:]] for row in RUSSIAN]
    header = recognise_header([["№", "Мероприятие", "Срок", "Исполнители", ""], *rows])
    assert header is not None
    assert header.indices("name") == (1, 2)
    assert header.indices("deadline") == (3,)
    assert [column.title for column in header.columns][3:] == ["Срок", "Исполнители"]


@pytest.mark.parametrize(
    "rows",
    [
        [["№", "Должность", "Отдел", "Телефон"], ["1", "Повар", "Столовая", "11-02"],
         ["2", "Кассир", "Касса", "11-03"]],
        [["Время", "Занятие", "Место"], ["09.00–09.30", "Зарядка", "Двор"],
         ["09.30–10.00", "Завтрак", "Столовая"]],
        [["Маман", "Қабылдау күні", "Сағаты"], ["Терапевт", "дүйсенбі", "09.00–12.00"],
         ["Хирург", "сәрсенбі", "14.00–16.00"]],
        [["№", "Тауар", "Бірлігі", "Бағасы"], ["1", "Қант", "кг", "450"], ["2", "Тұз", "кг", "90"]],
        [["Показатель", "Ед. изм.", "2025 год", "2026 год"], ["Охват чтением", "%", "70", "75"],
         ["Число кружков", "единиц", "12", "14"]],
        [["№", "Шаг", "Мероприятие", "Кто ведёт", "Учёт", "Показания", "Группа"],
         ["1", "А", "Осмотр", "врач", "6 месяцев", "здоров", "1"]],
        [["ФИО", "Дата осмотра", "Врач"], ["", "", ""], ["", "", ""]],
        [["№", "Наименование прибора", "Дата поверки", "Лицо"],
         ["1", "Манометр", "март 2026 года", "Механик"],
         ["2", "Весы", "май 2026 года", "Лаборант"]],
        [["№", "Құжаттың атауы", "Қабылданған күні", "Орган"],
         ["1", "Қағидаларды бекіту туралы бұйрық", "2025 жылғы 14 наурыз", "Қаржы министрлігі"],
         ["2", "Тариф туралы қаулы", "2025 жылғы 2 мамыр", "Облыс әкімдігі"]],
        [["№", "Наименование показателя", "Ед. изм.", "2026 год", "Ответственные"],
         ["1", "Доля каналов", "%", "45", "Министерство финансов"],
         ["2", "Число плотин", "единиц", "12", "Министерство финансов"]],
    ],
)  # fmt: skip
def test_other_tables_are_no_plans(rows: list[list[str]]) -> None:
    assert fields(rows) is None


@pytest.mark.parametrize(
    ("text", "trait"),
    [
        ("до 1 мая", "time"),
        ("Протокол совещания рабочей группы от 12 января 2026 года № 3", "time_in_more"),
        ("оқу жылы бойы", "worded_time"),
        ("10.00–12.00", "clock"),
        ("Провести смотр", "act"),
        ("Қорды түгендеу", "act"),
        ("Шаруашылық меңгерушісі", "office"),
        ("Министерство финансов", "body"),
        ("орындалған жұмыстар актісі", "document"),
        ("не требуется", "funding"),
        ("12,5 млн теңге", "amount"),
        ("местный бюджет", "source"),
        ("А. Самалов", "person"),
    ],
)
def test_traits_of_cells(text: str, trait: str) -> None:
    assert trait in traits_of(text)


def odds(**known: float) -> dict[Field, float]:
    return dict.fromkeys(FIELDS, -1.0) | known  # type: ignore[return-value]


def test_the_best_assignment_is_that_of_the_whole_table() -> None:
    columns = [odds(name=2.0, form=1.9), odds(name=1.0), odds(deadline=1.0)]
    best = best_assignment(columns, [False] * 3)
    assert best is not None
    assert best.fields == ("form", "name", "deadline")
    assert margins(columns, [False] * 3, best)[2] == pytest.approx(1.0)


def test_only_columns_under_one_title_share_a_field() -> None:
    columns = [odds(name=3.0), odds(funding=1.0), odds(funding=2.0)]
    apart = best_assignment(columns, [False, False, False])
    shared = best_assignment(columns, [False, False, True])
    assert apart is not None
    assert apart.fields == ("name", None, "funding")
    assert shared is not None
    assert shared.fields == ("name", "funding", "funding")
