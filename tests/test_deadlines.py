"""Deadlines of both languages, from words to dates."""

from datetime import date, datetime

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from extractors.plan_vocabulary.deadline_words import misprints
from extractors.plans.calendar import PlanCalendar
from extractors.plans.deadlines import Deadline, due_dates, read_deadlines

YEARS = range(2026, 2031)
PLAN = PlanCalendar(years=tuple(YEARS))
ONE_YEAR = PlanCalendar(years=(2026,))
KAZAKH_MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек",
    "қазан", "қараша", "желтоқсан",
)  # fmt: skip
RUSSIAN_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь",
    "октябрь", "ноябрь", "декабрь",
)  # fmt: skip


def only(text: str) -> Deadline:
    """Read a text that is one deadline."""
    (deadline,) = read_deadlines(text, PLAN)
    return deadline


def dates(text: str) -> list[str]:
    """The concrete dates of a text in a plan of YEARS."""
    return [str(day) for day, _ in due_dates(read_deadlines(text, PLAN), PLAN)]


@pytest.mark.parametrize(
    ("text", "start", "due", "precision"),
    [
        ("2026 жылғы желтоқсан", "2026-12-01", "2026-12-31", "month"),
        ("2026 жылғы желтоқсанда", "2026-12-01", "2026-12-31", "month"),
        ("2028 жыл ақпан", "2028-02-01", "2028-02-29", "month"),
        ("2026 ж. сәуір", "2026-04-01", "2026-04-30", "month"),
        ("декабрь 2026 года", "2026-12-01", "2026-12-31", "month"),
        ("в мае 2027 г.", "2027-05-01", "2027-05-31", "month"),
        ("ДЕКАБРЬ 2026 ГОДА", "2026-12-01", "2026-12-31", "month"),
        ("до 1 апреля 2026 года", None, "2026-04-01", "day"),
        ("не позднее 15 марта 2026 года", None, "2026-03-15", "day"),
        ("2026 жылғы 1 сәуірге дейін", None, "2026-04-01", "day"),
        ("2026 жылғы желтоқсанның 25-іне дейін", None, "2026-12-25", "day"),
        ("31.12.2026", "2026-12-31", "2026-12-31", "day"),
        ("3 декада марта 2026 года", "2026-03-21", "2026-03-31", "day"),
        ("первая декада июня 2026 г.", "2026-06-01", "2026-06-10", "day"),
        ("2026 жылғы сәуір айының екінші онкүндігі", "2026-04-11", "2026-04-20", "day"),
        ("до 01.07.2026 г.", None, "2026-07-01", "day"),
        ("IV квартал 2026 года", "2026-10-01", "2026-12-31", "quarter"),
        ("1 квартал 2026 г.", "2026-01-01", "2026-03-31", "quarter"),
        ("второй квартал 2027 года", "2027-04-01", "2027-06-30", "quarter"),
        ("2026 жылғы IV тоқсан", "2026-10-01", "2026-12-31", "quarter"),
        ("2026 жылғы ІІІ тоқсан", "2026-07-01", "2026-09-30", "quarter"),
        ("2026 жылғы төртінші тоқсан", "2026-10-01", "2026-12-31", "quarter"),
        ("2026 жылғы 1-тоқсан", "2026-01-01", "2026-03-31", "quarter"),
        ("2026 жылдың 1-жартыжылдығы", "2026-01-01", "2026-06-30", "half_year"),
        ("II полугодие 2027 года", "2027-07-01", "2027-12-31", "half_year"),
        ("первое полугодие 2027 года", "2027-01-01", "2027-06-30", "half_year"),
        ("2026 жыл", "2026-01-01", "2026-12-31", "year"),
        ("в течение 2026 года", "2026-01-01", "2026-12-31", "year"),
        ("2026-2028 годы", "2026-01-01", "2028-12-31", "year"),
        ("2026 – 2030 жылдар", "2026-01-01", "2030-12-31", "year"),
        ("2026, 2027 годы", "2026-01-01", "2027-12-31", "year"),
        ("до конца 2026 года", None, "2026-12-31", "year"),
        ("2026 жылдың соңына дейін", None, "2026-12-31", "year"),
        ("январь-март 2026 года", "2026-01-01", "2026-03-31", "month"),
        ("с января по март 2026 года", "2026-01-01", "2026-03-31", "month"),
        ("май 2026 – июнь 2027 года", "2026-05-01", "2027-06-30", "month"),
        ("сентябрь 2026 года – май 2027 года", "2026-09-01", "2027-05-31", "month"),
        ("2026 жылғы қыркүйек – 2027 жылғы мамыр", "2026-09-01", "2027-05-31", "month"),
        ("I-II кварталы 2026 года", "2026-01-01", "2026-06-30", "quarter"),
        ("1-15 мая 2027 года", "2027-05-01", "2027-05-15", "day"),
        ("1 сентября 2026 – 31 мая 2027 года", "2026-09-01", "2027-05-31", "day"),
        ("2026 жылдың желтоқсан айы", "2026-12-01", "2026-12-31", "month"),
        ("2026 жылғы тамызға дейiн", None, "2026-08-31", "month"),
        ("с 2026 года", "2026-01-01", None, "year"),
        ("2026 жылдан бастап", "2026-01-01", None, "year"),
    ],
)
def test_a_time_that_comes_once(
    text: str, start: str | None, due: str | None, precision: str
) -> None:
    deadline = only(text)
    assert (deadline.start and str(deadline.start)) == start
    assert (deadline.due and str(deadline.due)) == due
    assert deadline.precision == precision
    assert deadline.recurrence is None
    assert deadline.text == text


@pytest.mark.parametrize(
    ("text", "rule", "precision"),
    [
        ("ежегодно, август", "FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=-1", "month"),
        ("желтоқсан, жыл сайын", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "month"),
        ("жыл сайын 25 желтоқсанға дейін", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", "day"),
        ("ежегодно до 20 января", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=20", "day"),
        ("ежегодно, IV квартал", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "quarter"),
        ("жылына екі рет (мамыр, желтоқсан)", "FREQ=YEARLY;BYMONTH=5,12;BYMONTHDAY=-1", "month"),
        ("жылына 2 рет (қыркүйек, ақпан)", "FREQ=YEARLY;BYMONTH=2,9;BYMONTHDAY=-1", "month"),
        ("2 раза в год (июнь, декабрь)", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "month"),
        ("два раза в год", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "half_year"),
        ("раз в полугодие", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "half_year"),
        ("жартыжылдық сайын", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "half_year"),
        ("ежеквартально", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "quarter"),
        ("тоқсан сайын", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "quarter"),
        ("ежемесячно", "FREQ=MONTHLY;BYMONTHDAY=-1", "month"),
        ("айсайын", "FREQ=MONTHLY;BYMONTHDAY=-1", "month"),
        ("ежемесячно, до 5 числа", "FREQ=MONTHLY;BYMONTHDAY=5", "day"),
        ("еженедельно", "FREQ=WEEKLY", "day"),
        ("каждый понедельник", "FREQ=WEEKLY;BYDAY=MO", "day"),
        ("по пятницам", "FREQ=WEEKLY;BYDAY=FR", "day"),
        ("әр сейсенбі", "FREQ=WEEKLY;BYDAY=TU", "day"),
        ("дүйсенбі сайын", "FREQ=WEEKLY;BYDAY=MO", "day"),
        ("раз в два года", "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=-1", "year"),
        ("екі жылда бір рет", "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=-1", "year"),
        ("до 1 апреля года, следующего за отчетным", "FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=1", "day"),
        (
            "ежеквартально, до 10 числа месяца, следующего за отчетным кварталом",
            "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10",
            "day",
        ),
        (
            "до 25 числа месяца, следующего за отчетным кварталом",
            "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=25",
            "day",
        ),
        ("по итогам полугодия", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1", "half_year"),
        ("ежегодно к 25 января и 25 июля", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=25", "day"),
    ],
)
def test_a_time_that_comes_again(text: str, rule: str, precision: str) -> None:
    deadline = only(text)
    assert (deadline.recurrence, deadline.precision) == (rule, precision)
    assert (deadline.start, deadline.due) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["2026-2030 жылдары тамыз", "2026–2030 жылдары тамыз", "август 2026-2030 годов",
     "ежегодно, август 2026 – 2030 годов"],
)  # fmt: skip
def test_a_month_of_several_years(text: str) -> None:
    deadline = only(text)
    assert deadline.recurrence == "FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=-1;UNTIL=20300831"
    assert (deadline.start, deadline.due) == (date(2026, 8, 1), date(2030, 8, 31))
    assert dates(text) == [f"{year}-08-31" for year in range(2026, 2031)]


def test_report_of_the_year_before_is_due_from_the_second_year_on() -> None:
    expected = ["2027-04-01", "2028-04-01", "2029-04-01", "2030-04-01"]
    assert dates("до 1 апреля года, следующего за отчетным") == expected
    assert dates("есепті жылдан кейінгі жылдың 1 сәуіріне дейін") == expected


@pytest.mark.parametrize("text", ["постоянно", "тұрақты", "на постоянной основе", "үнемі"])
def test_all_the_time_has_no_dates(text: str) -> None:
    deadline = only(text)
    assert deadline.always
    assert (deadline.start, deadline.due) == (date(2026, 1, 1), date(2030, 12, 31))
    assert deadline.precision == "year"
    assert dates(text) == []


def test_stages_each_with_its_time() -> None:
    stages = read_deadlines(
        "2026 жылғы мамыр – (жоспарды бекіту) 2027-2030 жылдары наурыз – МАМ-ға ақпарат"
    )
    assert [(s.stage, str(s.start), str(s.due)) for s in stages] == [
        ("жоспарды бекіту", "2026-05-01", "2026-05-31"),
        ("МАМ-ға ақпарат", "2027-03-01", "2030-03-31"),
    ]
    assert [s.text for s in stages] == [
        "2026 жылғы мамыр – (жоспарды бекіту)",
        "2027-2030 жылдары наурыз – МАМ-ға ақпарат",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "разработка – май 2026 года; утверждение – декабрь 2026 года",
        "разработка – май 2026 года, утверждение – декабрь 2026 года",
        "май 2026 года (разработка), декабрь 2026 года (утверждение)",
        "май 2026 года – разработка, декабрь 2026 года – утверждение",
        "май 2026 года – разработка декабрь 2026 года – утверждение",
    ],
)
def test_stage_before_or_after_its_time(text: str) -> None:
    found = [(d.stage, str(d.due)) for d in read_deadlines(text)]
    assert found == [("разработка", "2026-05-31"), ("утверждение", "2026-12-31")]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("15 мая, 15 сентября 2026 года", ["2026-05-15", "2026-09-15"]),
        ("май, октябрь 2026 года", ["2026-05-31", "2026-10-31"]),
        ("май 2026 года, июнь 2027 года", ["2026-05-31", "2027-06-30"]),
        ("2026 жылғы мамыр, 2027 жылғы маусым", ["2026-05-31", "2027-06-30"]),
        ("2026 жылғы мамыр; қазан", ["2026-05-31", "2026-10-31"]),
        ("1, 3 кварталы 2026 года", ["2026-03-31", "2026-09-30"]),
        ("декабрь 2026, 2028 годов", ["2026-12-31", "2028-12-31"]),
        ("2026 жылғы IV тоқсан, 2027 жылғы II тоқсан", ["2026-12-31", "2027-06-30"]),
    ],
)
def test_several_dates_in_a_cell(text: str, due: list[str]) -> None:
    assert [str(deadline.due) for deadline in read_deadlines(text)] == due


def test_going_on_every_other_year() -> None:
    text = "II квартал 2026 г., далее – раз в два года"
    assert dates(text) == ["2026-06-30", "2028-06-30", "2030-06-30"]


def test_going_on_from_the_stage_before() -> None:
    assert dates("июль 2026 года, далее ежегодно") == [f"{year}-07-31" for year in YEARS]
    assert dates("2026 жылғы шілде – (бекіту) бұдан әрі жыл сайын наурыз – ақпарат") == [
        "2026-07-31", "2027-03-31", "2028-03-31", "2029-03-31", "2030-03-31",
    ]  # fmt: skip


def test_a_month_without_a_year_belongs_to_a_plan_of_one_year() -> None:
    (alone,) = read_deadlines("май", ONE_YEAR)
    assert alone.due == date(2026, 5, 31)
    (throughout,) = read_deadlines("в течение года", ONE_YEAR)
    assert (throughout.start, throughout.due) == (date(2026, 1, 1), date(2026, 12, 31))
    (open_,) = read_deadlines("май", PLAN)
    assert (open_.due, open_.precision) == (None, "month")


@pytest.mark.parametrize("text", ["по отдельному плану", "в установленные сроки", "???"])
def test_what_names_no_time_stays_untyped(text: str) -> None:
    deadline = only(text)
    assert deadline == Deadline(text=text)


def test_empty_cell_has_no_deadline() -> None:
    assert read_deadlines("  ") == ()


@pytest.mark.parametrize(
    ("text", "misprint", "due"),
    [
        ("2027 жылғы қантар", "қантар", "2027-01-31"),
        ("2027 жылғы желтоксан", "желтоксан", "2027-12-31"),
        ("декобрь 2026 года", "декобрь", "2026-12-31"),
        ("авгсут 2026 года", "авгсут", "2026-08-31"),
    ],
)
def test_misprint_of_one_letter_is_understood_and_told(text: str, misprint: str, due: str) -> None:
    assert str(only(text).due) == due
    assert [m.text for m in misprints(text)] == [misprint]


def test_misprint_in_a_list_of_months() -> None:
    text = "жылына екі рет (мамыр, желтоксан)"
    assert only(text).recurrence == "FREQ=YEARLY;BYMONTH=5,12;BYMONTHDAY=-1"
    assert [(m.text, m.month) for m in misprints(text)] == [("желтоксан", 12)]


@pytest.mark.parametrize("text", ["2027 жылғы қазақ", "2026 жылғы қаңтар", "карта 2026 года"])
def test_other_words_are_no_misprints(text: str) -> None:
    assert misprints(text) == ()


@given(st.integers(0, 11), st.integers(2024, 2035), st.sampled_from(["kk", "ru"]))
def test_every_month_of_every_year(month: int, year: int, language: str) -> None:
    kazakh, russian = KAZAKH_MONTHS[month], RUSSIAN_MONTHS[month]
    deadline = only(f"{year} жылғы {kazakh}" if language == "kk" else f"{russian} {year} года")
    assert deadline.start == date(year, month + 1, 1)
    assert deadline.due is not None
    assert (deadline.due.year, deadline.due.month) == (year, month + 1)


@given(
    st.lists(st.integers(0, 11), min_size=1, max_size=4, unique=True),
    st.integers(2024, 2030),
    st.integers(1, 6),
)
def test_rules_mean_in_any_calendar_what_we_expand(
    months: list[int], first: int, more: int
) -> None:
    names = ", ".join(KAZAKH_MONTHS[month] for month in sorted(months))
    deadline = only(f"{first}-{first + more} жылдары {names}")
    assert deadline.recurrence is not None
    assert deadline.start is not None
    start = datetime.combine(deadline.start, datetime.min.time())
    expanded = [moment.date() for moment in rrulestr(deadline.recurrence, dtstart=start)]
    assert expanded == [day for day, _ in due_dates([deadline], PLAN)]
    assert len(expanded) == len(months) * (more + 1)


@given(st.text("абвгі ,.;()–-2026 жылғы мамыр тоқсан I1", max_size=40))
def test_any_text_is_read(text: str) -> None:
    for deadline in read_deadlines(text, PLAN):
        assert deadline.text == "" or deadline.text.split()[0] in text
