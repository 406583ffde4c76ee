"""Forms of numbers, units, rates, changes and times in the genre, by kind, in both languages."""

from datetime import date

import pytest

from extractors.figures import Figure, figures_in
from schemas.tables import Language

REFERENCE = date(2026, 3, 1)


def found(text: str, language: Language) -> list[Figure]:
    return figures_in(text, language, REFERENCE)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Темп прироста составил -3,5 %", "ru", [-3.5]),
        ("Мороз опускался до −25 °С", "ru", [-25]),
        ("Охват – 45 %, прививками – 30 %, учащихся -35", "ru", [45, 30, 35]),
        ("Өсу қарқыны -3,5 %, ауа температурасы −25 °С болды", "kk", [-3.5, -25]),
        ("Дефицит – минус 3,2 млрд теңге", "kk", [-3.2e9]),
        ("Израсходовано 1'250'000 тенге и 2’500,5 Гкал", "ru", [1250000, 2500.5]),
        ("Қазандық 12'340 Гкал жылу берді", "kk", [12340]),
    ],
)
def test_signs_and_apostrophes(text: str, language: Language, values: list[float]) -> None:
    assert [figure.value for figure in found(text, language)] == values


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("Построено 17² школ в сёлах", "ru", 17, "школа"),
        ("Куплено 9 автобусов³⁾", "ru", 9, "автобус"),
        ("Выделено 45 млн тенге¹", "ru", 45e6, "KZT"),
        ("Бөлінген қаражат 45 млн теңге*.", "kk", 45e6, "KZT"),
        ("Площадь сквера 120 м²", "ru", 120, "квадратный метр"),
        ("Отыз екi мектеп жөнделдi", "kk", 32, "мектеп"),
    ],
)
def test_marks_of_notes_and_lookalikes(
    text: str, language: Language, value: float, unit: str
) -> None:
    assert [(f.value, f.unit) for f in found(text, language)] == [(value, unit)]


def test_subject_keeps_the_letters_of_the_text() -> None:
    (figure,) = found("Отыз екi мектеп жөнделдi", "kk")
    assert figure.subject is not None
    assert "жөнделдi" in figure.subject


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Приём ведётся с 14.00 до 16.30", "ru"),
        ("Сабақ 8.45-9.30 аралығында өтеді", "kk"),
        ("5.1 Негізгі міндеттерді орындау", "kk"),
        ("Ауданның N 34-193 сессиясының шешімі", "kk"),
        ("Облыс 19 орынды иеленді", "kk"),
        ("Команда поднялась с 14 на 9 место", "ru"),
        ("Ғимараттың 2 қабатында зал бар", "kk"),
        ("Зал на 1 этаже и кабинеты на 2 и 3 этажах", "ru"),
        ("Испытания ведутся по ГОСТ Р ИСО/МЭК 17025-2019", "ru"),
        ("Методика описана в литературе [4, 12]", "ru"),
        ("2023-2024 өткен оқу жылына талдау жасалды", "kk"),
        ("вещество (кл. опасности 3)", "ru"),
    ],
)
def test_no_figure(text: str, language: Language) -> None:
    assert found(text, language) == []


def test_number_of_a_point_within_a_paragraph() -> None:
    figures = found("Проведено 10 встреч. 12.4. Арендатор возвращает ключи. 5. Стороны", "ru")
    assert [figure.value for figure in figures] == [10]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Тариф – 210 тенге/м³", "ru", [(210, "money", "KZT/м³")]),
        ("Мощность – 3 032,4 Гкал/час", "ru", [(3032.4, "measure", "Гкал/час")]),
        ("Расход – 5 мг/л и 30 т/год", "ru", [(5, "measure", "мг/л"), (30, "measure", "т/год")]),
        ("Плотность – 120 чел./га", "ru", [(120, "ratio", "человек/га")]),
        ("Выработка – 13,8 млн тенге на одного занятого", "ru", [(138e5, "money", "KZT/занятый")]),
        ("Цена – 2 133 тенге за 1 тонну", "ru", [(2133, "money", "KZT/тонна")]),
        ("Цена – 15 тенге за кВт·ч", "ru", [(15, "money", "KZT/кВт·ч")]),
        ("Добыто 500 тонн в сутки", "ru", [(500, "measure", "тонна/сутки")]),
        ("Бір жұмыскерге 13,8 млн теңге болды", "kk", [(138e5, "money", "KZT/жұмыскер")]),
        ("Көмірдің тоннасына 2 133 теңге төленді", "kk", [(2133, "money", "KZT/тонна")]),
        ("Тығыздығы 120 адам/га болады", "kk", [(120, "ratio", "адам/га")]),
        (
            "Смертность – 12,4 на 100 тыс. населения, а в области 22 на 1000 человек",
            "ru",
            [(12.4, "ratio", "на 100 тыс. населения"), (22, "ratio", "на 1000 человек")],
        ),
    ],
)
def test_rates_keep_their_base(
    text: str, language: Language, expected: list[tuple[float, str, str]]
) -> None:
    assert [(f.value, f.kind, f.unit) for f in found(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Доля снизилась от 65 % до 61 %", "ru", [(65, None), (61, None)]),
        ("Доля возрастёт от 12 % в городе до 20 % в селе", "ru", [(12, None), (20, None)]),
        ("Выплата – от 20 000 до 45 000 тенге", "ru", [(20000, 45000)]),
        ("Үлесі 65 %-дан 61 %-ға төмендеді", "kk", [(65, None), (61, None)]),
        ("деңгейі 18,1-ден (2014 жылы) 22,7-ге дейін артты", "kk", [(18.1, None), (22.7, None)]),
        ("Көрсеткіш 31,0-38,0 деңгейінде болады", "kk", [(31, 38)]),
        ("Цена: 2023 – 350 тенге, 2024 – 410 тенге", "ru", [(350, None), (410, None)]),
    ],
)  # fmt: skip
def test_changes_and_ranges(
    text: str, language: Language, expected: list[tuple[float, float | None]]
) -> None:
    figures = found(text, language)
    assert [(f.value, f.value_max) for f in figures] == expected
    assert [f.qualifier for f in figures] == [None] * len(figures)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("Цена ниже на 0,2 %", None),
        ("Это больше на 4 %", None),
        ("Открыто больше 300 ферм", "more_than"),
    ],
)
def test_a_difference_is_no_bound(text: str, qualifier: str | None) -> None:
    assert [f.qualifier for f in found(text, "ru")] == [qualifier]


@pytest.mark.parametrize(
    ("text", "language", "units"),
    [
        ("Отпущено 4,8 млн. Гкал тепла на 5 млн. USD", "ru", ["Гкал", "USD"]),
        ("Построено 15 пожарных депо", "ru", ["депо"]),
        ("Открыты 600 койко-мест", "ru", ["койко-место"]),
        ("Проложено 200 п.м. трубы", "ru", ["погонный метр"]),
        ("Высота – не более тридцати пяти метров", "ru", ["метр"]),
        ("Туу деңгейінің 21,64-ке дейін артуы байқалады", "kk", [None]),
        ("Өңір 64 жастық көрсеткішпен алда", "kk", ["жас"]),
    ],
)
def test_units(text: str, language: Language, units: list[str | None]) -> None:
    assert [f.unit for f in found(text, language)] == units


@pytest.mark.parametrize(
    ("text", "language", "periods"),
    [
        ("Доля вырастет с 60 % в 2022 году до 100 % в 2025 году", "ru", ["2022", "2025"]),
        ("Построено 5 школ в 2022 году и 7 садов в 2023 году", "ru", ["2022", "2023"]),
        ("Показатель охвата (2024 год) – 88 %", "ru", ["2024"]),
        ("Охвачено 60 % (2022 год), 70 % (2023)", "ru", ["2022", "2023"]),
        ("Охват вырастет до 70 % к 2025 году", "ru", ["2025"]),
        ("2030 жылға қарай 12 көпір салынады", "kk", ["2030"]),
        ("Бірінші кезеңде (2025 жыл) 9 аурухана салынады", "kk", ["2025"]),
        ("Үлесі 60 %-дан 2025 жылы 100 %-ға дейін өседі", "kk", [None, "2025"]),
        ("За 2024/25 учебный год открыто 5 школ", "ru", ["2024/2025"]),
    ],
)
def test_periods(text: str, language: Language, periods: list[str | None]) -> None:
    assert [f.period.text if f.period else None for f in found(text, language)] == periods


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("За первое полугодие 2024 года выпущено 500 тонн", "ru", "2024-01-01", "2024-06-30"),
        ("В III–IV кварталах 2024 года сдано 30 домов", "ru", "2024-07-01", "2024-12-31"),
        ("В 1 квартале текущего года сдано 30 домов", "ru", "2026-01-01", "2026-03-31"),
        ("2024 жылдың екінші жартыжылдығында 5 үй салынды", "kk", "2024-07-01", "2024-12-31"),
        ("2025 жылғы I тоқсанда 30 үй жөнделді", "kk", "2025-01-01", "2025-03-31"),
    ],
)
def test_parts_of_a_year(text: str, language: Language, first: str, last: str) -> None:
    (figure,) = found(text, language)
    assert figure.period is not None
    assert (str(figure.period.first), str(figure.period.last)) == (first, last)


@pytest.mark.parametrize(
    ("text", "language", "subject"),
    [
        (
            "Площадь земель, занятых под посадку саженцев, составила 45 гектаров",
            "ru",
            "Площадь земель, занятых под посадку саженцев",
        ),
        (
            "В рамках программы поддержки села, направленной на повышение качества жизни и "
            "доступность услуг, проведено 28 семинаров для сельских учителей",
            "ru",
            "проведено семинаров для сельских учителей",
        ),
        (
            "На развитие сельского спорта из областного бюджета выделено 820 млн тенге",
            "ru",
            "На развитие сельского спорта выделено",
        ),
        ("В 3 сёлах открыты 5 школ", "ru", "открыты школ"),
        ("Жобаға бес мектепте 9-11 жас аралығындағы 405 бала қатысты", "kk", "бала қатысты"),
        (
            "Ауруханалардың медициналық жабдықтармен жарақтандырылуы 88 %-ды құрайды",
            "kk",
            "Ауруханалардың медициналық жабдықтармен жарақтандырылуы",
        ),
    ],
)
def test_subject_is_the_phrase_that_says_what(text: str, language: Language, subject: str) -> None:
    assert found(text, language)[-1].subject == subject


def test_figures_without_words_of_their_own_share_the_subject() -> None:
    figures = found("Уровень инфляции за 2021 год составил 8,4 %, за 2022 год – 20,3 %", "ru")
    assert [figure.subject for figure in figures] == ["Уровень инфляции"] * 2


def test_names_in_quotes_are_not_cut_at_their_dash() -> None:
    (figure,) = found("Участниками программы «Фонд – детям» стали 6 919 человек", "ru")
    assert figure.subject is not None
    assert figure.subject.startswith("Участниками программы «Фонд")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("На одного врача приходится 1 850 жителей", "ru", [(1850, "житель/врач")]),
        ("Бір дәрігерге 1 850 тұрғыннан келеді", "kk", [(1850, "тұрғын/дәрігер")]),
        ("Высота – до двух с половиной метров", "ru", [(2.5, "метр")]),
        ("Субъектілердің саны – 2,1 млн, 4,2 млн адам жұмыс істейді", "kk",
         [(2.1e6, "субъект"), (4.2e6, "адам")]),
        ("Ауданда отыз бес сынып ашылды", "kk", [(35, "сынып")]),
        ("Құжат үш жұмыс күнінен кешіктірілмей беріледі", "kk", [(3, "күн")]),
    ],
)  # fmt: skip
def test_value_and_unit(text: str, language: Language, expected: list[tuple[float, str]]) -> None:
    assert [(f.value, f.unit) for f in found(text, language)] == expected
