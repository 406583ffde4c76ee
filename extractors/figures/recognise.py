"""Figures in one passage, step by step.

What belongs here: the order of the steps. What does not: any rule of a step.
"""

from datetime import date
from itertools import pairwise

from extractors.figures.evidence import evidence_of
from extractors.figures.inherited_units import (
    is_level,
    is_listed,
    precedes_percent,
    refers_back,
    shared_unit,
    unit_of_list,
)
from extractors.figures.kinds import refine_kind
from extractors.figures.model import Figure, ListContext, Number, Period, Unit, replace
from extractors.figures.not_figures import mask
from extractors.figures.numbers import find_numbers, number_words
from extractors.figures.passage_text import PassageText
from extractors.figures.periods import find_periods, period_of
from extractors.figures.qualifiers import qualifier
from extractors.figures.ranges import find_ratios, join_ranges
from extractors.figures.rates import base_span, rate_base, rate_name, with_base_of_one
from extractors.figures.subjects import subject
from extractors.figures.units import case_of, find_unit

_NOTHING = ListContext()
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Characters between a rate's base and what belongs to it: its noun stands right before it;
# after it comes the noun with a verb or a date; its number comes at once.
_NOUN_TO_BASE, _BASE_TO_NUMBER, _NUMBER_TO_BASE = 6, 45, 20


def recognise(
    passage: PassageText, reference: date | None, context: ListContext = _NOTHING
) -> tuple[list[Figure], ListContext]:
    """Return the figures of a passage in order, and what it says for a list that follows."""
    text, language = passage.text, passage.language
    # 1. Times, and digits that are no quantity, are left alone.
    periods = find_periods(text, language, reference)
    passage.periods = [p for p in periods if p.text]
    masked = _masked(passage, periods)
    # 2. Numbers in digits and words, ranges joined.
    ratios = list(find_ratios(text, masked))
    for ratio in ratios:
        masked[ratio.start : ratio.end] = [True] * (ratio.end - ratio.start)
    numbers = join_ranges(
        passage, sorted([*find_numbers(text, language, masked), *ratios], key=_place)
    )
    # 3. Bases of rates ("на 1000 живорожденных") are units, not figures.
    bases = {number: base for number in numbers if (base := rate_base(passage, number))}
    numbers = [number for number in numbers if number not in bases]
    passage.rate_bases = [base_span(passage, *pair) for pair in bases.items()]
    # 4. What each counts; a number that counts nothing is no figure.
    counted = _counted(passage, numbers, bases, context)
    # 5. The other columns.
    figures = _figures(passage, counted, context)
    return figures, _for_list(passage, list(bases.values()))


def _place(number: Number) -> int:
    return number.start


def _masked(passage: PassageText, periods: list[Period]) -> list[bool]:
    """Mark what is no figure; "last 10 years" names a time and is a duration all the same."""
    masked = mask(passage.text, passage.language)
    for period in periods:
        if not period.text[:1].isalpha() or period.relation or period.first:
            masked[period.start : period.end] = [True] * (period.end - period.start)
    return masked


# -- what is counted -----------------------------------------------------------------------


def _counted(
    passage: PassageText, numbers: list[Number], bases: dict[Number, str], context: ListContext
) -> list[tuple[Number, Unit]]:
    own = _own_units(passage, numbers)
    within = [unit.base for unit in own if unit and unit.base]
    found: list[tuple[Number, Unit]] = []
    for index, number in enumerate(numbers):
        unit = own[index]
        if any(start <= number.start < end for start, end in within):
            continue
        if unit is None and not number.weak:
            unit = _rate(passage, number, bases) or shared_unit(passage, number, found, context)
            unit = None if unit is not None and _is_year(number) else unit
            unit = unit or _listed_rate(passage, number, context)
            unit = unit or _untold(passage, numbers, index)
        if unit is not None:
            unit = _with_base(passage, number, unit, bases)
        if unit is not None and _is_meant(passage, number):
            found.append((number, refine_kind(passage, number, unit)))
    return found


def _own_units(passage: PassageText, numbers: list[Number]) -> list[Unit | None]:
    """The unit that follows each number, or the next number of its list."""
    units: list[Unit | None] = [None] * len(numbers)
    for index in reversed(range(len(numbers))):
        units[index] = _own_unit(passage, numbers[index])
        if units[index] is None and index + 1 < len(numbers):
            units[index] = unit_of_list(
                passage, numbers[index], numbers[index + 1], units[index + 1]
            )
    return units


def _listed_rate(passage: PassageText, number: Number, context: ListContext) -> Unit | None:
    """A bare number at the end of an item of a list that is headed by a rate's base."""
    if context.base is None or not is_listed(passage, number):
        return None
    return Unit(context.base, "ratio", number.end, number.end, way="list head")


def _untold(passage: PassageText, numbers: list[Number], index: int) -> Unit | None:
    """A number that is a quantity, of what is not told: "140 272-ден 132 778-ге", "55 или 8 %"."""
    number = numbers[index]
    if precedes_percent(passage, number) or is_level(passage, number):
        return Unit("", "count", number.end, number.end, way="untold")
    for first, second in pairwise(numbers[max(0, index - 1) : index + 2]):
        from_to = case_of(passage, first) == "ablative" and (case_of(passage, second) == "dative")
        if from_to and not passage.text[first.end : second.start].strip():
            return Unit("", "count", number.end, number.end, way="untold")
    return None


def _own_unit(passage: PassageText, number: Number) -> Unit | None:
    unit = find_unit(passage, number)
    if unit is not None and unit.kind == "count" and _is_year(number) and unit.start != number.end:
        unit = unit if _agrees(passage, unit) else None
    return unit and with_base_of_one(passage, number, unit)


def _is_year(number: Number) -> bool:
    return (
        number.value == int(number.value)
        and _FIRST_YEAR <= number.value <= _LAST_YEAR
        and number.scale == 1.0
        and not number.ending
        and number.end - number.start == 4
    )


def _agrees(passage: PassageText, unit: Unit) -> bool:
    """A bare year may stand before any word; a count before its noun, in small letters."""
    return passage.text[unit.start : unit.start + 1].islower()


def _is_meant(passage: PassageText, number: Number) -> bool:
    """Weak words ("один", "тысячи") are numbers only with a qualifier; "бір" never."""
    if number.weak and number.value == 1 and not number_words(passage.language).one_is_a_number:
        return False
    return not number.weak or qualifier(passage, number, None) is not None


def _with_base(passage: PassageText, number: Number, unit: Unit, bases: dict[Number, str]) -> Unit:
    """The unit of "12 случаев на 100 тыс. населения": the noun with the base beside it."""
    if unit.kind != "count" or unit.end <= number.end:
        return unit
    for base, words in bases.items():
        gap = passage.text[unit.end : base.start]
        beside = (
            0 <= base.start - unit.end <= _NOUN_TO_BASE and "," not in gap
        ) or 0 <= number.start - base.end <= _BASE_TO_NUMBER
        if beside and passage.sentence(base.start) == passage.sentence(number.start):
            name = rate_name(passage, words, unit.name)
            return replace(unit, name=name, kind="ratio", way="noun with base")
    return unit


def _rate(passage: PassageText, number: Number, bases: dict[Number, str]) -> Unit | None:
    """A number without a noun of its own, after a rate's base in its sentence, is a rate."""
    start = passage.sentence(number.start)[0]
    earlier = [base for n, base in bases.items() if start <= n.start < number.start]
    gaps = [(passage.text[number.end : n.start].split(), base) for n, base in bases.items()]
    beside = [base for words, base in gaps if len(words) == 1]
    later = [base for n, base in bases.items() if 0 < n.start - number.end < _NUMBER_TO_BASE]
    found = beside or earlier[-1:] or later[:1]
    if not found:
        return None
    return Unit(found[0], "ratio", number.end, number.end, way="base of rate")


# -- the other columns ---------------------------------------------------------------------


def _figures(
    passage: PassageText, counted: list[tuple[Number, Unit]], context: ListContext
) -> list[Figure]:
    figures: list[Figure] = []
    for number, unit in counted:
        period = _period(passage, number, unit, figures, context)
        before = figures[-1] if figures and figures[-1].kind == unit.kind else None
        near = before and passage.sentence(before.start) == passage.sentence(number.start)
        shared = before.subject if before and near else None
        figures.append(_figure(passage, number, unit, period, counted, shared))
    return figures


def _figure(
    passage: PassageText,
    number: Number,
    unit: Unit,
    period: Period | None,
    counted: list[tuple[Number, Unit]],
    before_it: str | None,
) -> Figure:
    start = min(number.start, unit.start) if unit.start else number.start
    end = max(number.end, unit.end)
    found = subject(passage, number, unit, counted, before_it)
    return Figure(
        start=start, end=end, text=passage.text[start:end],
        number_text=passage.text[number.start : number.end], value=number.value,
        value_max=number.value_max, kind=unit.kind, unit=unit.name or None,
        qualifier=qualifier(passage, number, unit),
        subject=found.words, period=period, spelled=number.spelled, rule=number.rule,
        language=passage.language,
        evidence=evidence_of(passage, number, unit, period, found),
    )  # fmt: skip


def _period(
    passage: PassageText, number: Number, unit: Unit, earlier: list[Figure], context: ListContext
) -> Period | None:
    span = (number.start, max(number.end, unit.end))
    sentence = passage.sentence(number.start)
    bracket = passage.bracket(number.start)
    periods = list(passage.periods)
    if unit.kind in ("age", "duration"):
        periods = [p for p in periods if p.start < number.start]
    claimed = {f.period for f in earlier if f.period and f.period.start >= f.end}
    found = period_of(passage, periods, sentence, span, bracket, claimed)
    if found is None and refers_back(passage, number.start):
        outside = [figure for figure in earlier if passage.bracket(figure.start) is None]
        found = outside[-1].period if outside else None
    return found or context.period


def _for_list(passage: PassageText, bases: list[str]) -> ListContext:
    """What a passage that ends in a colon says for the list below it."""
    if not passage.text.rstrip(" *").endswith(":"):
        return _NOTHING
    start = passage.sentence(len(passage.text) - 1)[0]
    named = [p for p in passage.periods if p.start >= start]
    return ListContext(period=named[-1] if named else None, base=bases[-1] if bases else None)
