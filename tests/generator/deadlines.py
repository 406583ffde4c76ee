"""Deadlines made up at random, in words and in dates.

Each maker takes a source of chance and the plan's years and returns the words
with the days on which something is due within those years, or None for the
days where the words themselves leave them open.
"""

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from random import Random


@dataclass(frozen=True)
class Deadline:
    """A deadline's words; `due_dates` in order, None where it cannot be said."""

    text: str
    due_dates: tuple[date, ...] | None = None


Maker = Callable[[Random, int, int], Deadline]

KK_MONTHS = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip
KK_DATIVE = (
    "қаңтарға", "ақпанға", "наурызға", "сәуірге", "мамырға", "маусымға",
    "шілдеге", "тамызға", "қыркүйекке", "қазанға", "қарашаға", "желтоқсанға",
)  # fmt: skip
RU_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
RU_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV")


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def yearly(first: int, last: int, months: Iterable[int]) -> tuple[date, ...]:
    """The last days of these months in each of the years."""
    months = sorted(months)
    return tuple(month_end(year, month) for year in range(first, last + 1) for month in months)


def kk_month(rng: Random, first: int, last: int) -> Deadline:
    year, month = rng.randint(first, last), rng.randint(1, 12)
    return Deadline(f"{year} жылғы {KK_MONTHS[month - 1]}", (month_end(year, month),))


def kk_years_month(rng: Random, first: int, last: int) -> Deadline:
    month = rng.randint(1, 12)
    dash = rng.choice(["-", " – "])
    text = f"{first}{dash}{last} жылдары {KK_MONTHS[month - 1]}"
    return Deadline(text, yearly(first, last, [month]))


def kk_every_year(rng: Random, first: int, last: int) -> Deadline:
    month = rng.randint(1, 12)
    return Deadline(f"жыл сайын, {KK_MONTHS[month - 1]}", yearly(first, last, [month]))


def kk_twice(rng: Random, first: int, last: int) -> Deadline:
    a, b = sorted(rng.sample(range(1, 13), 2))
    text = f"жылына екі рет ({KK_MONTHS[a - 1]}, {KK_MONTHS[b - 1]})"
    return Deadline(text, yearly(first, last, [a, b]))


def kk_quarter(rng: Random, first: int, last: int) -> Deadline:
    year, quarter = rng.randint(first, last), rng.randint(1, 4)
    text = rng.choice(
        [f"{year} жылғы {ROMAN[quarter - 1]} тоқсан", f"{year} жылғы {quarter}-тоқсан"]
    )
    return Deadline(text, (month_end(year, 3 * quarter),))


def kk_half(rng: Random, first: int, last: int) -> Deadline:
    year, half = rng.randint(first, last), rng.randint(1, 2)
    return Deadline(f"{year} жылғы {half}-жартыжылдық", (month_end(year, 6 * half),))


def kk_day(rng: Random, first: int, last: int) -> Deadline:
    due = date(rng.randint(first, last), rng.randint(1, 12), rng.choice([1, 10, 15, 20, 25]))
    return Deadline(f"{due.year} жылғы {due.day} {KK_DATIVE[due.month - 1]} дейін", (due,))


def kk_range(rng: Random, first: int, last: int) -> Deadline:
    return Deadline(f"{first}-{last} жылдар")


def kk_open(rng: Random, first: int, last: int) -> Deadline:
    return Deadline(rng.choice(["тұрақты", "тұрақты негізде"]), ())


def kk_stages(rng: Random, first: int, last: int) -> Deadline:
    a, b = rng.randint(1, 12), rng.randint(1, 12)
    text = (
        f"{first} жылғы {KK_MONTHS[a - 1]} – (жоспарды бекіту)\n"
        f"{first + 1}-{last} жылдары {KK_MONTHS[b - 1]} – МАО-ға ақпарат"
    )
    return Deadline(text, (month_end(first, a), *yearly(first + 1, last, [b])))


def ru_month(rng: Random, first: int, last: int) -> Deadline:
    year, month = rng.randint(first, last), rng.randint(1, 12)
    return Deadline(f"{RU_MONTHS[month - 1]} {year} года", (month_end(year, month),))


def ru_every_year(rng: Random, first: int, last: int) -> Deadline:
    month = rng.randint(1, 12)
    return Deadline(f"ежегодно, {RU_MONTHS[month - 1]}", yearly(first, last, [month]))


def ru_years_month(rng: Random, first: int, last: int) -> Deadline:
    month = rng.randint(1, 12)
    text = f"{RU_MONTHS[month - 1]} {first}-{last} годов"
    return Deadline(text, yearly(first, last, [month]))


def ru_twice(rng: Random, first: int, last: int) -> Deadline:
    a, b = sorted(rng.sample(range(1, 13), 2))
    text = f"два раза в год ({RU_MONTHS[a - 1]}, {RU_MONTHS[b - 1]})"
    return Deadline(text, yearly(first, last, [a, b]))


def ru_quarter(rng: Random, first: int, last: int) -> Deadline:
    year, quarter = rng.randint(first, last), rng.randint(1, 4)
    text = rng.choice(
        [f"{ROMAN[quarter - 1]} квартал {year} года", f"{quarter} квартал {year} года"]
    )
    return Deadline(text, (month_end(year, 3 * quarter),))


def ru_half(rng: Random, first: int, last: int) -> Deadline:
    year, half = rng.randint(first, last), rng.randint(1, 2)
    return Deadline(f"{half}-е полугодие {year} года", (month_end(year, 6 * half),))


def ru_day(rng: Random, first: int, last: int) -> Deadline:
    due = date(rng.randint(first, last), rng.randint(1, 12), rng.choice([1, 10, 15, 20, 25]))
    return Deadline(f"до {due.day} {RU_GENITIVE[due.month - 1]} {due.year} года", (due,))


def ru_range(rng: Random, first: int, last: int) -> Deadline:
    return Deadline(f"{first}-{last} годы")


def ru_open(rng: Random, first: int, last: int) -> Deadline:
    return Deadline(rng.choice(["постоянно", "на постоянной основе"]), ())


def ru_stages(rng: Random, first: int, last: int) -> Deadline:
    a, b = rng.randint(1, 12), rng.randint(1, 12)
    text = (
        f"{RU_MONTHS[a - 1]} {first} года – (утверждение плана)\n"
        f"{RU_MONTHS[b - 1]} {first + 1}-{last} годов – информация в МГО"
    )
    return Deadline(text, (month_end(first, a), *yearly(first + 1, last, [b])))


MAKERS: dict[str, tuple[tuple[int, Maker], ...]] = {
    "kk": (
        (8, kk_month), (4, kk_years_month), (1, kk_every_year), (1, kk_twice), (1, kk_quarter),
        (1, kk_half), (1, kk_day), (1, kk_range), (1, kk_open), (1, kk_stages),
    ),
    "ru": (
        (8, ru_month), (4, ru_every_year), (1, ru_years_month), (1, ru_twice), (1, ru_quarter),
        (1, ru_half), (1, ru_day), (1, ru_range), (1, ru_open), (1, ru_stages),
    ),
}  # fmt: skip


def random_deadline(rng: Random, language: str, first: int, last: int) -> Deadline:
    """A deadline of a plan that runs over these years; months are the commonest."""
    weights = [weight for weight, _ in MAKERS[language]]
    _, make = rng.choices(MAKERS[language], weights)[0]
    return make(rng, first, last)
