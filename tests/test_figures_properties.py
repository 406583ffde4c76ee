"""What holds of figures in any text: exact words, round trips, and blindness to typography."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.figures import figures_in
from extractors.figures.model import Figure
from schemas.tables import Language

LANGUAGES: tuple[Language, ...] = ("kk", "ru")
SCALES = {"kk": {"мың": 1e3, "млн": 1e6, "млрд": 1e9}, "ru": {"тыс.": 1e3, "млн": 1e6, "млрд": 1e9}}
NOUNS = {
    "kk": {"мектеп": "мектеп", "оқушы": "оқушы", "орын": "орын", "отбасы": "отбасы"},
    "ru": {"школ": "школа", "детей": "ребёнок", "мест": "место", "семей": "семья"},
}
FRAMES = {"kk": "Елде {} бар.", "ru": "В стране действуют {}."}
TENS = {
    "kk": ["жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен"],
    "ru": ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят"],
}
ONES = {
    "kk": ["екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз"],
    "ru": ["два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"],
}
languages = st.sampled_from(LANGUAGES)


def one(text: str, language: Language) -> Figure:
    (figure,) = figures_in(text, language, date(2025, 6, 1))
    return figure


def grouped(value: int, blank: str = " ") -> str:
    """Print thousands in groups: 12407 is "12 407"."""
    return f"{value:,}".replace(",", blank)


@given(languages, st.integers(10_000, 99_999_999), st.data())
@settings(max_examples=60, deadline=None)
def test_whole_numbers_come_back(language: Language, value: int, data: st.DataObject) -> None:
    noun = data.draw(st.sampled_from(sorted(NOUNS[language])))
    figure = one(FRAMES[language].format(f"{grouped(value)} {noun}"), language)
    assert (figure.value, figure.unit) == (value, NOUNS[language][noun])


@given(languages, st.integers(1, 9999), st.data())
@settings(max_examples=60, deadline=None)
def test_decimals_with_scale_words_come_back(
    language: Language, tenths: int, data: st.DataObject
) -> None:
    scale = data.draw(st.sampled_from(sorted(SCALES[language])))
    noun = data.draw(st.sampled_from(sorted(NOUNS[language])))
    printed = f"{tenths / 10:.1f}".replace(".", ",")
    figure = one(FRAMES[language].format(f"{printed} {scale} {noun}"), language)
    assert figure.value == pytest.approx(tenths / 10 * SCALES[language][scale], rel=1e-9)
    assert figure.unit == NOUNS[language][noun]


@given(languages, st.integers(0, 6), st.integers(0, 7), st.data())
@settings(max_examples=60, deadline=None)
def test_number_words_come_back(
    language: Language, tens: int, ones: int, data: st.DataObject
) -> None:
    noun = data.draw(st.sampled_from(sorted(NOUNS[language])))
    words = f"{TENS[language][tens]} {ONES[language][ones]}"
    figure = one(FRAMES[language].format(f"{words} {noun}"), language)
    assert (figure.value, figure.spelled) == ((tens + 2) * 10 + ones + 2, True)


@given(languages, st.integers(1, 500), st.integers(1, 500), st.sampled_from(["-", "–", " – ", "—"]))
@settings(max_examples=60, deadline=None)
def test_ranges_come_back(language: Language, low: int, width: int, dash: str) -> None:
    noun = sorted(NOUNS[language])[0]
    figure = one(FRAMES[language].format(f"{low}{dash}{low + width} {noun}"), language)
    assert (figure.value, figure.value_max) == (low, low + width)


TEXTS: list[tuple[Language, str]] = [
    ("ru", "В 2024 году 12 407 детей — 34 % всех — получили 1,7 млрд тенге, от 10 до 20 тыс."),
    ("ru", "Более 3 тысяч семей (82%) живут в 5 регионах; проект «100 школ» продлён на 2 года."),
    ("kk", "2025 жылы 1 597 мектепте 130 мың оқушы (34 %-ы) қамтылды – бұл 2,5 есе көп."),
    ("kk", "Елде 10 мыңнан астам ұйым мен 18-ден 29 жасқа дейінгі 6,9 млн адам, «12 күн» бар."),
]


def facts(text: str, language: Language) -> list[tuple[object, ...]]:
    """Everything about the figures but the exact print."""
    return [
        (f.value, f.value_max, f.kind, f.unit, f.qualifier, f.period and f.period.text)
        for f in figures_in(text, language, date(2025, 6, 1))
    ]


@pytest.mark.parametrize(("language", "text"), TEXTS)
@pytest.mark.parametrize(
    "blank", ["\u00a0", "\n", " \n", "\u202f"], ids=["nbsp", "wrap", "wrap2", "thin"]
)
def test_blanks_do_not_change_what_is_found(language: Language, text: str, blank: str) -> None:
    assert facts(text.replace(" ", blank), language) == facts(text, language)


@pytest.mark.parametrize(("language", "text"), TEXTS)
@pytest.mark.parametrize("places", [[40], [15, 60], [10, 35, 60]])
def test_a_wrapped_line_does_not_change_what_is_found(
    language: Language, text: str, places: list[int]
) -> None:
    wrapped = list(text)
    for place in places:
        wrapped[text.index(" ", place)] = "\n"
    assert facts("".join(wrapped), language) == facts(text, language)


@pytest.mark.parametrize(("language", "text"), TEXTS)
@pytest.mark.parametrize(("old", "new"), [("«", "“"), ("–", "—"), ("—", "–"), ("-", "\u2011")])
def test_quotes_and_dashes_do_not_change_what_is_found(
    language: Language, text: str, old: str, new: str
) -> None:
    styled = text.replace(old, new).replace("»", "”") if new == "“" else text.replace(old, new)
    assert facts(styled, language) == facts(text, language)


PIECES = [
    "12",
    "3,5",
    "1 200",
    "2024",
    "%",
    "жыл",
    "жылы",
    "года",
    "году",
    "млн",
    "мың",
    "тыс.",
    "тенге",
    "бала",
    "детей",
    "-ден",
    "-ға",
    "дейін",
    "до",
    "от",
    "более",
    "астам",
    "(",
    ")",
    "«",
    "»",
    "–",
    "-",
    ":",
    ";",
    ",",
    ".",
    "№",
    "статья",
    "бап",
    "екі",
    "два",
    "есе",
    "раза",
    "и",
    "және",
    "мен",
    "шаққанда",
    "на",
    "\n",
    "\u00a0",
    "половина",
    "үштен",
    "бір",
    "+",
    "/",
]


@given(languages, st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["", " "]))
@settings(max_examples=400, deadline=None)
def test_the_words_are_the_texts_own(language: Language, pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    for figure in figures_in(text, language, date(2025, 6, 1)):
        assert text[figure.start : figure.end] == figure.text
        assert figure.value_max is None or figure.value_max > figure.value
        assert figure.kind
