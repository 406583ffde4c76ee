"""Each way to state a quantity, and each that only looks like one, as a small fixture."""

from datetime import date

import pytest

from extractors.figures import figures_in
from extractors.figures.model import Figure
from schemas.tables import Language

REFERENCE = date(2025, 6, 1)
Expected = tuple[float, float | None, str, str | None, str | None, str | None]


def found(text: str, language: Language) -> list[Figure]:
    figures = figures_in(text, language, REFERENCE)
    assert all(text[f.start : f.end] == f.text for f in figures)
    return figures


def columns(figure: Figure) -> Expected:
    period = figure.period.text if figure.period else None
    return (
        figure.value,
        figure.value_max,
        figure.kind,
        figure.unit,
        figure.qualifier,
        period,
    )


RUSSIAN: list[tuple[str, str, list[Expected]]] = [
    (
        "decimal comma",
        "Обучается 3,9 миллиона детей.",
        [(3.9e6, None, "count", "ребёнок", None, None)],
    ),
    ("thousands", "Поступило 13 070 обращений.", [(13070, None, "count", "обращение", None, None)]),
    (
        "stray space",
        "Помощь получили 12, 5 тыс. семей.",
        [(12500, None, "count", "семья", None, None)],
    ),
    ("plus", "Разработано 700+ программ.", [(700, None, "count", "программа", "more_than", None)]),
    ("range by dash", "Растут 5–6 тыс. деревьев.", [(5000, 6000, "count", "дерево", None, None)]),
    ("percent range", "большую часть (60–70 %)", [(60, 70, "percent", "%", None, None)]),
    (
        "from to",
        "Пособие от 10 500 тенге до 24 700 тенге.",
        [(10500, 24700, "money", "KZT", None, None)],
    ),
    (
        "indices in brackets",
        "Пособие от 10 500 (3 МРП) тенге до 24 700 (7 МРП) тенге.",
        [
            (10500, 24700, "money", "KZT", None, None),
            (3, None, "money", "МРП", None, None),
            (7, None, "money", "МРП", None, None),
        ],
    ),
    (
        "change",
        "Доля выросла с 81% до 94%.",
        [(81, None, "percent", "%", None, None), (94, None, "percent", "%", None, None)],
    ),
    (
        "level reached",
        "Планируется увеличить охват до 97%.",
        [(97, None, "percent", "%", None, None)],
    ),
    ("limit", "Выдаётся кредит до 5 млн тенге.", [(5e6, None, "money", "KZT", "up_to", None)]),
    ("times", "Штат увеличен в 2,5 раза.", [(2.5, None, "ratio", "раз", None, None)]),
    ("twice as many", "Очередь сократилась втрое.", [(3, None, "ratio", "раз", None, None)]),
    ("how often", "Школы проверены дважды.", [(2, None, "count", "раз", None, None)]),
    ("fraction", "Треть населения живёт в сёлах.", [(1 / 3, None, "ratio", "доля", None, None)]),
    ("part", "Пятая часть учащихся", [(0.2, None, "ratio", "доля", None, None)]),
    ("several parts", "две трети домов", [(2 / 3, None, "ratio", "доля", None, None)]),
    ("one and a half", "до полутора лет", [(1.5, None, "duration", "год", "up_to", None)]),
    ("words", "Открыты двадцать пять школ.", [(25, None, "count", "школа", None, None)]),
    ("ratio", "Соблюдается соотношение 1:4 в группах.", [(0.25, None, "ratio", None, None, None)]),
    ("age", "дети в возрасте от 3 до 7 лет", [(3, 7, "age", "год", None, None)]),
    ("age by adjective", "до 16-летнего возраста", [(16, None, "age", "год", "up_to", None)]),
    ("last years", "за последние 5 лет", [(5, None, "duration", "год", None, None)]),
    ("adjective", "в 7-дневный срок", [(7, None, "duration", "день", None, None)]),
    ("said twice", "в течение 5 (пяти) рабочих дней", [(5, None, "duration", "день", None, None)]),
    (
        "bracket before the noun",
        "Выплаты получают около 2 млн (1 983 000) семей.",
        [
            (2e6, None, "count", "семья", "about", None),
            (1983000, None, "count", "семья", None, None),
        ],
    ),
    ("set term", "Построено 40 детских садов.", [(40, None, "count", "детский сад", None, None)]),
    (
        "compound noun",
        "Ремонт 5 школ-интернатов",
        [(5, None, "count", "школа-интернат", None, None)],
    ),
    (
        "adjective as noun",
        "Наставниками стали 330 взрослых.",
        [(330, None, "count", "взрослый", None, None)],
    ),
    ("and more", "имеющим 4 и более детей", [(4, None, "count", "ребёнок", "at_least", None)]),
    ("not less", "не менее 30 мест", [(30, None, "count", "место", "at_least", None)]),
    (
        "currency sign",
        "Затраты составили 22,2 млрд ₸.",
        [(2.22e10, None, "money", "KZT", None, None)],
    ),
    ("dollars", "Подарено 3 млн долларов США.", [(3e6, None, "money", "USD", None, None)]),
    (
        "parts by dashes",
        "Выделено 7 млрд тенге (РБ – 4 млрд. тенге, ФСС – 3 млрд.тенге).",
        [
            (7e9, None, "money", "KZT", None, None),
            (4e9, None, "money", "KZT", None, None),
            (3e9, None, "money", "KZT", None, None),
        ],
    ),
    (
        "unit said once",
        "Завоёвано 36 медалей, включая 4 золотых.",
        [(36, None, "count", "медаль", None, None), (4, None, "count", "медаль", None, None)],
    ),
    (
        "unit said first",
        "Есть 6 миллионов детей, из которых 4 миллиона учатся.",
        [(6e6, None, "count", "ребёнок", None, None), (4e6, None, "count", "ребёнок", None, None)],
    ),
    (
        "thousand alone",
        "Пришло более тысячи человек.",
        [(1000, None, "count", "человек", "more_than", None)],
    ),
    ("year", "В 2024 году открыто 8 школ.", [(8, None, "count", "школа", None, "2024")]),
    ("since", "С 2019 года открыто 8 школ.", [(8, None, "count", "школа", None, "с 2019")]),
    ("until", "До 2027 года откроют 8 школ.", [(8, None, "count", "школа", None, "до 2027")]),
    (
        "month",
        "С января 2025 года открыто 8 школ.",
        [(8, None, "count", "школа", None, "с 2025-01")],
    ),
    ("day", "На 1 мая 2025 года есть 8 школ.", [(8, None, "count", "школа", None, "2025-05-01")]),
    (
        "school year",
        "В 2024–2025 учебном году 8 школ",
        [(8, None, "count", "школа", None, "2024/2025")],
    ),
    (
        "years",
        "В 2023–2024 годах открыто 8 школ.",
        [(8, None, "count", "школа", None, "2023-2024")],
    ),
    ("this year", "В текущем году открыто 8 школ.", [(8, None, "count", "школа", None, "2025")]),
    ("bare today", "На сегодня открыто 8 школ.", [(8, None, "count", "школа", None, None)]),
]

KAZAKH: list[tuple[str, str, list[Expected]]] = [
    (
        "case ending",
        "1 597 мектепте сабақ басталды.",
        [(1597, None, "count", "мектеп", None, None)],
    ),
    (
        "ending of a scale word",
        "6,9 млн-ға жуық бала бар.",
        [(6.9e6, None, "count", "бала", "about", None)],
    ),
    (
        "more than",
        "Елде 10 мыңнан астам ұйым бар.",
        [(1e4, None, "count", "ұйым", "more_than", None)],
    ),
    ("percent ending", "Халықтың 34 %-ына тең.", [(34, None, "percent", "%", None, None)]),
    ("times", "Саны 3 есе артты.", [(3, None, "ratio", "есе", None, None)]),
    ("times in words", "Саны екі есе артты.", [(2, None, "ratio", "есе", None, None)]),
    ("words", "Жоба төрт өңірде басталды.", [(4, None, "count", "өңір", None, None)]),
    ("how often", "Күніне екі рет тазалайды.", [(2, None, "count", "рет", None, None)]),
    ("third", "Ауылдардың үштен бірінде мектеп жоқ.", [(1 / 3, None, "ratio", "үлес", None, None)]),
    ("half", "Мұғалімдердің жартысы", [(0.5, None, "ratio", "үлес", None, None)]),
    ("range of ages", "18-ден 29 жасқа дейінгі жастар", [(18, 29, "age", "жас", None, None)]),
    (
        "ages in words",
        "бір жастан алты жас аралығындағы балалар",
        [(1, 6, "age", "жас", None, None)],
    ),
    (
        "range",
        "Күніне 300-ден 1000-ға дейін хабарлама келеді.",
        [(300, 1000, "count", "хабарлама", None, None)],
    ),
    (
        "change",
        "Үлесі 53 %-дан 38 %-ға дейін төмендеді.",
        [(53, None, "percent", "%", None, None), (38, None, "percent", "%", None, None)],
    ),
    ("under an age", "15 жасқа дейінгі қыздар", [(15, None, "age", "жас", "up_to", None)]),
    ("below an age", "18 жасқа толмаған тұлға", [(18, None, "age", "жас", "less_than", None)]),
    ("limit", "Жиналыс 20 жылға дейін созылады.", [(20, None, "duration", "жыл", "up_to", None)]),
    ("at least", "Кемінде 5 төсек-орын бар.", [(5, None, "count", "төсек-орын", "at_least", None)]),
    ("not over", "Кірісі 35 %-ынан аспайтын отбасы", [(35, None, "percent", "%", "up_to", None)]),
    (
        "possessed noun",
        "Облыста 20 дағдарыс орталығы бар.",
        [(20, None, "count", "орталық", None, None)],
    ),
    (
        "verbal noun inside",
        "4 арнайы білім беру ұйымы ашылды.",
        [(4, None, "count", "ұйым", None, None)],
    ),
    (
        "object inside",
        "34 балаларды қолдау орталығы ашылды.",
        [(34, None, "count", "орталық", None, None)],
    ),
    (
        "person, then an object",
        "33 мың отбасы консультация алды.",
        [(33000, None, "count", "отбасы", None, None)],
    ),
    (
        "two nouns",
        "120 бағдарлама мен жобаны бастады.",
        [(120, None, "count", "бағдарлама мен жоба", None, None)],
    ),
    (
        "set term",
        "56 нормативтік құқықтық актіде айтылған.",
        [(56, None, "count", "нормативтік құқықтық акт", None, None)],
    ),
    (
        "bracket before the noun",
        "Ауылда (54) оңалту орталығын ашу",
        [(54, None, "count", "орталық", None, None)],
    ),
    (
        "noun before the bracket",
        "Жазғы лагерьлер (17), қысқы лагерьлер (192) бар.",
        [(17, None, "count", "лагерь", None, None), (192, None, "count", "лагерь", None, None)],
    ),
    (
        "number stands for the noun",
        "49 оқиға болды, олардың 12-сі өрт.",
        [(49, None, "count", "оқиға", None, None), (12, None, "count", "оқиға", None, None)],
    ),
    (
        "years in brackets",
        "2025 жылы 287 адам келді (2023 жыл – 92, 2024 жыл – 348).",
        [
            (287, None, "count", "адам", None, "2025"),
            (92, None, "count", "адам", None, "2023"),
            (348, None, "count", "адам", None, "2024"),
        ],
    ),
    (
        "rate",
        "Өлім 1000 тірі туған нәрестеге шаққанда 6,8 болды.",
        [(6.8, None, "ratio", "1000 тірі туған нәрестеге шаққанда", None, None)],
    ),
    ("index", "Жәрдемақы 16,03 АЕК құрайды.", [(16.03, None, "money", "АЕК", None, None)]),
    (
        "a count that looks like a year",
        "Елде 2035 мәдениет үйі бар.",
        [(2035, None, "count", "үй", None, None)],
    ),
    (
        "date",
        "2025 жылғы 1 желтоқсандағы жағдай бойынша 40 мектеп бар.",
        [(40, None, "count", "мектеп", None, "2025-12-01")],
    ),
    (
        "since",
        "1994 жылдан бері 3 хаттама бекітілді.",
        [(3, None, "count", "хаттама", None, "с 1994")],
    ),
    (
        "until",
        "2030 жылға дейін 3 хаттама бекітіледі.",
        [(3, None, "count", "хаттама", None, "до 2030")],
    ),
    (
        "school year",
        "2025–2026 оқу жылының басында 40 мектеп бар.",
        [(40, None, "count", "мектеп", None, "2025/2026")],
    ),
    (
        "last years",
        "Соңғы 10 жыл ішінде 40 мектеп салынды.",
        [
            (10, None, "duration", "жыл", None, None),
            (40, None, "count", "мектеп", None, "соңғы 10 жыл"),
        ],
    ),
    (
        "bare today",
        "2024 жылы басталды, қазіргі уақытта 40 мектеп бар.",
        [(40, None, "count", "мектеп", None, None)],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"), [c[1:] for c in RUSSIAN], ids=[c[0] for c in RUSSIAN]
)
def test_russian(text: str, expected: list[Expected]) -> None:
    assert [columns(figure) for figure in found(text, "ru")] == expected


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in KAZAKH], ids=[c[0] for c in KAZAKH])
def test_kazakh(text: str, expected: list[Expected]) -> None:
    assert [columns(figure) for figure in found(text, "kk")] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Постановление от 17 августа 2020 года № 112-р",
        "в соответствии со статьями 5, 6 и 17 Закона",
        "согласно приложению 3 к настоящему приказу",
        "подпункт 4) пункта 12",
        "обращаться в контакт-центр «111»",
        "тел.: 74-54-10, 8 (7172) 70-00-00",
        "конкурс «ТОП – 100 лучших»",
        "учащиеся 1–4 классов",
        "началось 8-е заседание",
        "один из главных приоритетов",
        "одной из задач является развитие",
        "1. Общие положения",
        "план на 2026 – 2030 годы",
        "стандарт 038/2016 и правила 3359-2019",
        "вирус COVID-19 и сеть 5G",
        "программа «7-20-25» продолжается",
        "во втором квартале, в 3 квартале",
        "тысячи людей вышли на праздник",
        "начался 2 этап работ",
        "по форме 026/у",
        "см. www.site100.kz или 5@mail.kz",
        "акция «12 дней добра» началась",
    ],
)
def test_not_figures_in_russian(text: str) -> None:
    assert found(text, "ru") == []


@pytest.mark.parametrize(
    "text",
    [
        "2026 жылғы 29 қаңтардағы № 56 қаулысы",
        "№ 378/НҚ бұйрығымен бекітілген",
        "1-бағыт. Мектептегі қауіпсіздік",
        "9-сынып түлектері үшін",
        "1 – 10 сыныптағы балалар",
        '111 "байланыс орталығы" жұмыс істейді',
        "кодекстің баптарында (105, 121-1, 122 және т.б. баптарда)",
        "кодекстің 43-бабы (2-бөлік) бойынша",
        "бұл бір бала үшін емес, бірі де қалмайды",
        "ОДМ 4 және ОДМ 13 мақсаттары",
        '"2-10-20" бағдарламасы',
        "екінші және үшінші топтағы балалар",
        "онда және оны үшін қарастырылған, іс жүзінде",
        "2 типті қант диабеті",
        "мыңдаған қызметкерлер",
    ],
)
def test_not_figures_in_kazakh(text: str) -> None:
    assert found(text, "kk") == []


def test_subject_leaves_out_what_other_columns_say() -> None:
    (figure,) = found("В 2024 году более 300 школ получили новые автобусы.", "ru")
    assert figure.subject == "школ получили новые автобусы"
    (figure,) = found("Сонымен қатар 2025 жылы 130 мың оқушы тегін тамақпен қамтылды.", "kk")
    assert figure.subject == "оқушы тегін тамақпен қамтылды"


def test_a_list_shares_the_words_that_open_it() -> None:
    subjects = [f.subject for f in found("Действуют 12 школ, 30 кружков и 4 центра.", "ru")]
    assert all(subject and subject.startswith("Действуют") for subject in subjects)


def test_period_has_its_days() -> None:
    (figure,) = found("По состоянию на 1 мая 2025 года подано 118 заявлений.", "ru")
    assert figure.period is not None
    assert (figure.period.first, figure.period.last) == (date(2025, 5, 1), date(2025, 5, 1))
    (figure,) = found("2021 жылдан бері 40 мектеп салынды.", "kk")
    assert figure.period is not None
    assert (figure.period.first, figure.period.last) == (date(2021, 1, 1), None)


def test_opening_word_is_no_beginning_of_another_word() -> None:
    (figure,) = figures_in("Оларда 8 мың бала оқиды.", "kk")
    assert figure.subject == "Оларда бала оқиды"
