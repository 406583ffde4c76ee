"""References to other acts: forms of both languages, identity, what is none."""

import pytest

from extractors.references.citations import Citation, find_citations


def only(text: str) -> Citation:
    (citation,) = find_citations(text)
    return citation


@pytest.mark.parametrize(
    ("text", "act_type", "number", "date", "title"),
    [
        (
            "приказ Министра лесов от 22 января 2016 года №70 «Об утверждении норм «Сад»»",
            "order", "70", "2016-01-22", "Об утверждении норм «Сад»",
        ),
        ("2020 жылғы 17 тамыздағы №112-р өкімі", "directive", "112-р", "2020-08-17", None),
        (
            "Қазақстан Республикасы Үкіметінің 2015 жылғы 31 мамырдағы № 1193 қаулысына",
            "decree", "1193", "2015-05-31", None,
        ),
        ("Законом РК от 12.07.2023 № 22-VIII", "law", "22-VIII", "2023-07-12", None),
        ("Конституционным законом РК от 12.07.2023 № 22-VIII", "constitutional_law", "22-VIII",
         "2023-07-12", None),
        ('постановление акимата от 27 июня 2012 года № 2 /571', "decree", "2/571", "2012-06-27",
         None),
        ("Закона Республики Казахстан «О садах»", "law", None, None, "О садах"),
        ('"Бау-бақша туралы" Қазақстан Республикасының Заңында', "law", None, None,
         "Бау-бақша туралы"),
        ("(распоряжение Премьер-Министра РК от 17 августа 2020 года №112-р)", "directive",
         "112-р", "2020-08-17", None),
        ("постановление Кабинета Министров от 20.06.2019 N 504", "decree", "504", "2019-06-20",
         None),
        ("Ауыл шаруашылығы министрінің 2004 жылғы 25 ақпандағы N 222 бұйрығы", "order", "222",
         "2004-02-25", None),
        ('"Бау-бақша туралы" Самал ауданы мәслихатының 2023 жылғы 26 мамырдағы № 135 шешіміне',
         "decision", "135", "2023-05-26", "Бау-бақша туралы"),
        ("«Бау-бақша туралы» 2015 жылғы 23 қарашадағы Қазақстан Республикасы Заңының 33-бабы",
         "law", None, "2015-11-23", "Бау-бақша туралы"),
        ("Уголовный кодекс Республики Казахстан от 3 июля 2014 года", "code", None, "2014-07-03",
         "Уголовный"),
    ],
)  # fmt: skip
def test_form(
    text: str, act_type: str, number: str | None, date: str | None, title: str | None
) -> None:
    citation = only(text)
    assert (citation.act_type, citation.number, citation.date, citation.title) == (
        act_type,
        number,
        date,
        title,
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Социальным кодексом Республики Казахстан", "social"),
        ("Уголовно-процессуального кодекса", "criminal-procedure"),
        ("Қазақстан Республикасының Қылмыстық кодексін", "criminal"),
        ("қылмыстық-процестік кодекс аясында", "criminal-procedure"),
        ("Кодекса Республики Казахстан «О здоровье народа и системе здравоохранения»", "health"),
        ('"Әкімшілік құқық бұзушылық туралы" Қазақстан Республикасының Кодексін',
         "administrative-offences"),
    ],
)  # fmt: skip
def test_code_by_name(text: str, code: str) -> None:
    assert only(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "В соответствии с законом работа ведётся с 1 июля 2025 года.",
        "зарегистрировано в Реестре государственной регистрации за № 941",
        "мектептік кодекстер енгізіледі",
        "2025 жылғы 1 желтоқсандағы жағдай бойынша",
        "школа № 12 и приказала долго жить",
    ],
)
def test_no_reference(text: str) -> None:
    assert list(find_citations(text)) == []


def test_straight_quotes_within_straight_quotes() -> None:
    text = '2024 жылғы 28 мамырдағы № 378/НҚ "Балық "77" орталығы туралы" бұйрығына "88" орталығы'
    citation = only(text)
    assert (citation.title, citation.number) == ('Балық "77" орталығы туралы', "378/НҚ")
    assert only('"Кеме" және "Балық туралы" Заңы').title == "Балық туралы"


def test_two_in_one_sentence_do_not_swallow_each_other() -> None:
    text = "Закон РК «О садах» и приказ Министра от 1 мая 2020 года № 5 «О грядках»"
    assert [c.act_type for c in find_citations(text)] == ["law", "order"]


def test_acts_cited_together_are_as_many_references() -> None:
    text = "постановлениями акимата от 16.02.2021 № 83, от 05.04.2023 № 414 и от 28.07.2023 № 904"
    assert [(c.act_type, c.number, c.date) for c in find_citations(text)] == [
        ("decree", "83", "2021-02-16"),
        ("decree", "414", "2023-04-05"),
        ("decree", "904", "2023-07-28"),
    ]


def test_quoted_name_before_a_kazakh_act_is_no_title_of_it() -> None:
    assert only('"Көмек" орталығының 2020 жылғы 5 мамырдағы № 5 бұйрығы').title is None
