"""Figures in one passage, step by step.

What belongs here: the order of the steps. What does not: any rule of a step.
"""

import re
from datetime import date
from itertools import pairwise

from extractors.figures.hedges import qualifier
from extractors.figures.kinds import told_kind
from extractors.figures.model import Carried, Figure, Number, Period, Unit, replace
from extractors.figures.not_figures import mask
from extractors.figures.numbers import find_numbers
from extractors.figures.periods import find_periods, period_of
from extractors.figures.ranges import find_ratios, join_ranges, rate_base
from extractors.figures.reading import Reading
from extractors.figures.sharing import is_listed, refers_back, shared_unit, unit_of_list
from extractors.figures.subjects import span_of, subject
from extractors.figures.units import case_of_ending, find_unit

_OR_PERCENT = re.compile(r"\s+(?:или|немесе)\s+[\d,]+\s?%")
_NOTHING = Carried()
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def recognise(
    reading: Reading, reference: date | None, carried: Carried = _NOTHING
) -> tuple[list[Figure], Carried]:
    """Return the figures of a passage in order, and what it says for a list that follows."""
    text, language = reading.text, reading.language
    # 1. Times, and digits that are no quantity, are left alone.
    periods = find_periods(text, language, reference)
    reading.periods = [p for p in periods if p.text]
    masked = _masked(reading, periods)
    # 2. Numbers in digits and words, ranges joined.
    ratios = list(find_ratios(text, masked))
    for ratio in ratios:
        masked[ratio.start : ratio.end] = [True] * (ratio.end - ratio.start)
    numbers = join_ranges(
        reading, sorted([*find_numbers(text, language, masked), *ratios], key=_place)
    )
    # 3. Bases of rates ("на 1000 живорожденных") are units, not figures.
    bases = {number: base for number in numbers if (base := rate_base(reading, number))}
    numbers = [number for number in numbers if number not in bases]
    # 4. What each counts; a number that counts nothing is no figure.
    counted = _counted(reading, numbers, bases, carried)
    # 5. The other columns.
    figures = _figures(reading, counted, carried)
    return figures, _for_list(reading, figures, list(bases.values()))


def _place(number: Number) -> int:
    return number.start


def _masked(reading: Reading, periods: list[Period]) -> list[bool]:
    """Mark what is no figure; "last 10 years" names a time and is a duration all the same."""
    masked = mask(reading.text, reading.language)
    for period in periods:
        if not period.text[:1].isalpha() or period.text.startswith(("с ", "до ", "к ")):
            masked[period.start : period.end] = [True] * (period.end - period.start)
    return masked


# -- what is counted -----------------------------------------------------------------------


def _counted(
    reading: Reading, numbers: list[Number], bases: dict[Number, str], carried: Carried
) -> list[tuple[Number, Unit]]:
    own = _own_units(reading, numbers)
    found: list[tuple[Number, Unit]] = []
    for index, number in enumerate(numbers):
        unit = own[index]
        if unit is None and not number.weak:
            unit = _rate(reading, number, bases) or shared_unit(reading, number, found, carried)
            unit = None if unit is not None and _is_year(number) else unit
            unit = unit or _listed_rate(reading, number, carried)
            unit = unit or _untold(reading, numbers, index)
        if unit is not None:
            unit = _with_base(reading, number, unit, bases)
        if unit is not None and _is_meant(reading, number):
            found.append((number, told_kind(reading, number, unit)))
    return found


def _own_units(reading: Reading, numbers: list[Number]) -> list[Unit | None]:
    """The unit that follows each number, or the next number of its list."""
    units: list[Unit | None] = [None] * len(numbers)
    for index in reversed(range(len(numbers))):
        units[index] = _own_unit(reading, numbers[index])
        if units[index] is None and index + 1 < len(numbers):
            units[index] = unit_of_list(
                reading, numbers[index], numbers[index + 1], units[index + 1]
            )
    return units


def _listed_rate(reading: Reading, number: Number, carried: Carried) -> Unit | None:
    """A bare number at the end of an item of a list that is headed by a rate's base."""
    if carried.base is None or not is_listed(reading, number):
        return None
    return Unit(carried.base, "ratio", number.end, number.end)


def _untold(reading: Reading, numbers: list[Number], index: int) -> Unit | None:
    """A number that is a quantity, of what is not told: "140 272-ден 132 778-ге", "55 или 8 %"."""
    number = numbers[index]
    if _OR_PERCENT.match(reading.text, number.end):
        return Unit("", "count", number.end, number.end)
    for first, second in pairwise(numbers[max(0, index - 1) : index + 2]):
        from_to = case_of_ending(first.ending) == "ablative" and (
            case_of_ending(second.ending) == "dative"
        )
        if from_to and not reading.text[first.end : second.start].strip():
            return Unit("", "count", number.end, number.end)
    return None


def _own_unit(reading: Reading, number: Number) -> Unit | None:
    unit = find_unit(reading, number)
    if unit is not None and unit.kind == "count" and _is_year(number) and unit.start != number.end:
        return unit if _agrees(reading, unit) else None
    return unit


def _is_year(number: Number) -> bool:
    return (
        number.value == int(number.value)
        and _FIRST_YEAR <= number.value <= _LAST_YEAR
        and number.scale == 1.0
        and not number.ending
        and number.end - number.start == 4
    )


def _agrees(reading: Reading, unit: Unit) -> bool:
    """A bare year may stand before any word; a count before its noun, in small letters."""
    return reading.text[unit.start : unit.start + 1].islower()


def _is_meant(reading: Reading, number: Number) -> bool:
    """Weak words ("один", "тысячи") are numbers only where something hedges them; "бір" never."""
    if number.weak and reading.language == "kk" and number.value == 1:
        return False
    return not number.weak or qualifier(reading, number, None) is not None


def _with_base(reading: Reading, number: Number, unit: Unit, bases: dict[Number, str]) -> Unit:
    """The unit of "12 случаев на 100 тыс. населения": the noun with the base beside it."""
    if unit.kind != "count" or unit.end <= number.end:
        return unit
    for base, words in bases.items():
        beside = 0 <= base.start - unit.end <= 6 or 0 <= number.start - base.end <= 45
        if beside and reading.sentence(base.start) == reading.sentence(number.start):
            name = f"{words} {unit.name}" if reading.language == "kk" else f"{unit.name} {words}"
            return replace(unit, name=name[:1] + name[1:].replace("На ", "на "), kind="ratio")
    return unit


def _rate(reading: Reading, number: Number, bases: dict[Number, str]) -> Unit | None:
    """A number without a noun of its own, after a rate's base in its sentence, is a rate."""
    start = reading.sentence(number.start)[0]
    earlier = [base for n, base in bases.items() if start <= n.start < number.start]
    later = [base for n, base in bases.items() if 0 < n.start - number.end < 20]
    found = earlier[-1:] or later[:1]
    return Unit(found[0], "ratio", number.end, number.end) if found else None


# -- the other columns ---------------------------------------------------------------------


def _figures(
    reading: Reading, counted: list[tuple[Number, Unit]], carried: Carried
) -> list[Figure]:
    spans = [span_of(number, unit) for number, unit in counted]
    figures: list[Figure] = []
    for number, unit in counted:
        period = _period(reading, number, unit, figures, carried)
        figures.append(_figure(reading, number, unit, period, spans))
    return figures


def _figure(
    reading: Reading,
    number: Number,
    unit: Unit,
    period: Period | None,
    spans: list[tuple[int, int]],
) -> Figure:
    start = min(number.start, unit.start) if unit.start else number.start
    end = max(number.end, unit.end)
    return Figure(
        start=start, end=end, text=reading.text[start:end],
        number_text=reading.text[number.start : number.end], value=number.value,
        value_max=number.value_max, kind=unit.kind, unit=unit.name or None,
        qualifier=qualifier(reading, number, unit),
        subject=subject(reading, number, unit, spans), period=period, spelled=number.spelled,
        rule=number.rule, language=reading.language,
    )  # fmt: skip


def _period(
    reading: Reading, number: Number, unit: Unit, earlier: list[Figure], carried: Carried
) -> Period | None:
    span = (number.start, max(number.end, unit.end))
    sentence = reading.sentence(number.start)
    bracket = reading.bracket(number.start)
    periods = list(reading.periods)
    if unit.kind in ("age", "duration"):
        periods = [p for p in periods if p.start < number.start]
    found = period_of(reading.text, periods, sentence, span, bracket)
    if found is None and refers_back(reading, number.start):
        outside = [figure for figure in earlier if reading.bracket(figure.start) is None]
        found = outside[-1].period if outside else None
    return found or carried.period


def _for_list(reading: Reading, figures: list[Figure], bases: list[str]) -> Carried:
    """What a passage that ends in a colon says for the list below it."""
    if not reading.text.rstrip(" *").endswith(":"):
        return _NOTHING
    start = reading.sentence(len(reading.text) - 1)[0]
    named = [p for p in reading.periods if p.start >= start]
    return Carried(period=named[-1] if named else None, base=bases[-1] if bases else None)
