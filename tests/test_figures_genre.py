"""Figures in forms that news, budgets and reports of the genre use; each named after its defect."""

import pytest

from extractors.figures import Figure, figures_in
from schemas.tables import Language


def only(text: str, language: Language) -> Figure:
    (figure,) = figures_in(text, language)
    return figure


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("3 мың 483 ауылға газ тартылды", "kk", 3483),
        ("открыто 7 тыс. 859 садов", "ru", 7859),
        ("сальдо – - 6 929,0 мың теңге", "kk", -6_929_000),
        ("рост цен (-3,5 %)", "ru", -3.5),
        ("двукратное снижение цен", "ru", 2),
    ],
)
def test_value(text: str, language: Language, value: float) -> None:
    assert only(text, language).value == value


@pytest.mark.parametrize(
    ("text", "language", "unit", "kind"),
    [
        ("21 шалғай ауылда бақ бар", "kk", "ауыл", "count"),
        ("193 ел арасында бірінші болды", "kk", "ел", "count"),
        ("көрсеткіш 1 миллионға жететіндігін айтты", "kk", None, "count"),
        ("1 мыңға тарта балабақша салынды", "kk", "балабақша", "count"),
        ("биылғы 9 айдағы жұмыс", "kk", "ай", "duration"),
        ("гектарынан 17 центнер алынды", "kk", "центнер/гектар", "measure"),
        ("1000 тірі туылғанға 5,84 құрады", "kk", "1000 тірі туылғанға", "ratio"),
        ("число увеличилось на 100 тыс. детей", "ru", "ребёнок", "count"),
        ("продолжительность жизни достигла 75,4 года", "ru", "год", "duration"),
    ],
)
def test_unit_and_kind(text: str, language: Language, unit: str | None, kind: str) -> None:
    figure = only(text, language)
    assert (figure.unit, figure.kind) == (unit, kind)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ежемесячно до 10 числа представлять отчёт", "ru"),
        ("САМАЛ, 18 дек — Новости", "ru"),
        ("в начале 2000-х сады росли", "ru"),
        ("работы в 4 микрорайоне завершены", "ru"),
        ('слова "328, 335 и 342 – затраты" исключить', "ru"),
        ("зауыттың 30 жылдығын атап өтті", "kk"),
    ],
)
def test_no_figure(text: str, language: Language) -> None:
    assert figures_in(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "period"),
    [
        ("За январь — май 2025 года собрано 5 тонн", "ru", "2025-01-2025-05"),
        ("2023 жылдың қаңтар-қараша айларында 5 бақ салынды", "kk", "2023-01-2023-11"),
        ("Осы жылдың басынан бастап 5 бақ салынды", "kk", "осы жылдың басынан бастап"),
        ("в 2024 году собрано на 5 % к 2023 году больше", "ru", "2024"),
        ("по сравнению с тем же периодом 2023 года собрано 5 тонн", "ru", None),
    ],
)
def test_period(text: str, language: Language, period: str | None) -> None:
    found = only(text, language).period
    assert (found.text if found else None) == period


def test_level_reached_after_a_dash_is_no_limit() -> None:
    text = "Сбор вырос на 0,1 процента — до 187 тонн"
    assert [f.qualifier for f in figures_in(text, "ru")] == [None, None]


def test_large_number_takes_the_unit_of_the_next_one() -> None:
    figures = figures_in("Былтыр 3 миллиард, биыл қосымша 3,5 миллиард теңге бөлінді", "kk")
    assert [f.unit for f in figures] == ["KZT", "KZT"]


def test_places_before_counted_ones_keep_their_noun() -> None:
    figures = figures_in("64 мың орынға арналған 561 балабақша ашылды", "kk")
    assert [f.unit for f in figures] == ["орын", "балабақша"]


def test_sentence_ends_before_a_number_with_an_ending() -> None:
    figure = only("Қаражат артты. 4500-ге жуық отбасы көшті.", "kk")
    assert figure.subject is not None
    assert "Қаражат" not in figure.subject


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("биыл үш бірдей топтық су құбыры беріледі", "kk", 3, "құбыр"),
        ("42 су қоймасын салды", "kk", 42, "қойма"),
        ("18 ағаш отырғызылғанын хабарлады", "kk", 18, "ағаш"),
        ("2 млрд ағаш отырғызу міндетін орындады", "kk", 2e9, "ағаш"),
        ("5 лауазымды тұлға жазаланды", "kk", 5, "лауазымды тұлға"),
        ("2,4 текше шақырым су жиналды", "kk", 2.4, "текше километр"),
        ("в городе 9 465.4 тыс. чел. и сад", "ru", 9_465_400, "человек"),
        ("70 с лишним триллионов тенге средств", "ru", 7e13, "KZT"),
        ("до 73,2 миллиона. Прогноз хороший", "ru", 73_200_000, None),
    ],
)
def test_value_and_unit(text: str, language: Language, value: float, unit: str | None) -> None:
    figure = only(text, language)
    assert (figure.value, figure.unit) == (value, unit)


def test_sum_without_a_currency_is_money_and_no_project() -> None:
    figures = figures_in("реализовать 115 проектов на сумму 288 миллиардов", "ru")
    assert [(f.kind, f.unit) for f in figures] == [("count", "проект"), ("money", None)]


def test_numbers_in_brackets_after_places_count_what_the_first_does() -> None:
    figures = figures_in("Самал (15 учаске), Бұлақ (33), Ақсу облыстарында (8) бар", "kk")
    assert [f.unit for f in figures] == ["учаске"] * 3


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Самал (15 мектеп), Қостанайда (22), ауылдарда (8) бар", ["мектеп"] * 3),
        ("Былтыр жаңа мектептер (33), балабақшалар (22) ашылды", ["мектеп", "балабақша"]),
    ],
)
def test_word_before_a_bracket_is_counted_unless_it_names_a_place(
    text: str, units: list[str]
) -> None:
    assert [f.unit for f in figures_in(text, "kk")] == units


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("С 1 января по 10 июля 2024 года собрано 5 тонн", "2024-01-01-2024-07-10"),
        ("В 2022-ом году собрано 5 тонн", "2022"),
        ("Это на 5 % выше показателя первого полугодия 2024 года", None),
        ("собрано на 6 % больше соответствующего периода 2023 года", None),
    ],
)
def test_russian_period(text: str, period: str | None) -> None:
    found = only(text, "ru").period
    assert (found.text if found else None) == period


def test_year_compared_with_is_no_period() -> None:
    assert only("Көрсеткіш 2018 жылға қарағанда 8,5% жоғары", "kk").period is None


def test_kazakh_points_in_one_l_are_a_score() -> None:
    assert only("математика бойынша 57 балға түсті", "kk").kind == "score"


def test_subject_of_an_item_is_what_stands_before_its_dash() -> None:
    text = "Рост наблюдается в портах — 123,4%, в сфере связи — 106,4%, торговле — 105,9%."
    subjects = [f.subject for f in figures_in(text, "ru")]
    assert subjects == ["Рост наблюдается в портах", "в сфере связи", "торговле"]


def test_subject_of_an_item_in_brackets() -> None:
    text = "Самалской (охват – 74,1%, открыто мест – 5%) области надо работать"
    assert [f.subject for f in figures_in(text, "ru")] == ["охват", "открыто мест"]


@pytest.mark.parametrize(
    ("text", "language", "values", "units"),
    [
        ("Таких случаев насчитали 52 117.", "ru", [52117], ["случай"]),
        ("деңгейі 140 272-ден 132 778-ге дейін азайды", "kk", [140272, 132778], [None, None]),
        ("Самал қаласында (24 965 немесе 18,8%)", "kk", [24965, 18.8], [None, "%"]),
        ("олардың санын он мыңға жеткізу керек", "kk", [10000], [None]),
    ],
)
def test_number_without_a_noun(
    text: str, language: Language, values: list[float], units: list[str | None]
) -> None:
    figures = figures_in(text, language)
    assert [f.value for f in figures] == values
    assert [f.unit for f in figures] == units


def test_year_in_the_locative_is_no_count() -> None:
    figures = figures_in("568 кәсіпкер алса, 2019-да – 22 мыңға жуық", "kk")
    assert [f.value for f in figures] == [568, 22000]
    assert figures[1].period is not None
    assert figures[1].period.text == "2019"


@pytest.mark.parametrize("text", ["11 мыңдай жас келді", "500-дей адам келді"])
def test_kazakh_ending_of_likeness_says_about(text: str) -> None:
    assert only(text, "kk").qualifier == "about"
