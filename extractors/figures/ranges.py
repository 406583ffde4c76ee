"""Two numbers that make one figure (a range) or two (a change), and ratios.

What belongs here: joining numbers. What does not: units, rates and qualifiers.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.figures.changes import is_change_after, is_change_before
from extractors.figures.model import Number, Unit, replace
from extractors.figures.passage_text import PassageText
from extractors.figures.units import case_of, find_unit
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern
from schemas.document import Frozen
from schemas.tables import Language

_TIGHT = re.compile(r"\s?%?\s?[-–—]\s?")
_RATIO = re.compile(r"(?<![\d:.,])(\d{1,3})\s?:\s?(\d{1,4})(?![\d:])")
_REST = re.compile(r"\d{3}(?:-\w+)?")  # of a number whose thousands are a word: "3 мың 483"


class RangeForms(Frozen):
    """How a language says ranges (ranges.toml).

    Where words before the numbers tell, `opening` stands before the first and
    `until` between the two. Where words after them do, `joined` or `apart` stands
    between them, and after the second `between`, or, if the first is in the
    ablative, `up_to`. Where the value is said to change, neither is a range.
    """

    opening: Pattern = NEVER
    until: Pattern = NEVER
    joined: Pattern = NEVER
    apart: Pattern = NEVER
    between: Pattern = NEVER
    up_to: Pattern = NEVER


def join_ranges(passage: PassageText, numbers: list[Number]) -> list[Number]:
    """Join each pair that makes a range, and drop pairs of digits that are codes."""
    numbers = _summed(passage.text, numbers)
    joined: list[Number] = []
    used: set[int] = set()
    for index, first in enumerate(numbers):
        if index in used:
            continue
        if _repeats(passage.text, numbers[index - 1] if index else None, first):
            continue
        partner = _partner(passage, numbers, index)
        if partner is not None:
            used.add(partner)
            joined.append(_range(first, numbers[partner]))
        elif index + 1 < len(numbers) and _is_code(passage.text, first, numbers[index + 1]):
            used.add(index + 1)
        else:
            joined.append(first)
    return joined


def _summed(text: str, numbers: list[Number]) -> list[Number]:
    """Add what is one number in two scales: "1 трлн 200 млрд", "3 мың 483"."""
    summed: list[Number] = []
    for number in numbers:
        last = summed[-1] if summed else None
        if last is not None and _continues(text, last, number):
            total = float(f"{last.value + number.value:.15g}")
            summed[-1] = replace(number, start=last.start, value=total)
        else:
            summed.append(number)
    return summed


def _continues(text: str, first: Number, second: Number) -> bool:
    if first.ending or text[first.end : second.start].strip():
        return False
    if first.scale > second.scale > 1.0:
        return second.value < first.scale
    return first.scale == 1e3 and _REST.fullmatch(text[second.start : second.end]) is not None


def _repeats(text: str, before: Number | None, number: Number) -> bool:
    """Whether the number only says again in words what digits said: "5 (пяти) дней"."""
    if before is None or not number.spelled or before.value != number.value:
        return False
    return re.fullmatch(r"\s?\(\s?", text[before.end : number.start]) is not None


def _partner(passage: PassageText, numbers: list[Number], index: int) -> int | None:
    """The number that ends a range; others in brackets may stand between."""
    for second in range(index + 1, min(index + 4, len(numbers))):
        if _makes_range(passage, numbers[index], numbers[second]):
            return second
    return None


def _range(first: Number, second: Number) -> Number:
    """One number from the first to the second; "5–6 тыс." counts thousands in both."""
    mantissa = second.value / second.scale
    shared = first.scale == 1.0 and first.value < mantissa
    low = float(f"{first.value * second.scale:.12g}") if shared else first.value
    return replace(
        second, start=first.start, value=low, value_max=second.value, weak=False, rule="range",
    )  # fmt: skip


def _is_code(text: str, first: Number, second: Number) -> bool:
    """ "3359-2019": digits tied by a hyphen that go down."""
    gap = text[first.end : second.start]
    return gap in ("-", "–", "—") and second.value <= first.value and not first.ending


@cache
def _forms(language: Language) -> RangeForms:
    return LANGUAGES[language].data("ranges", RangeForms)


def _makes_range(passage: PassageText, first: Number, second: Number) -> bool:
    gap = passage.without_brackets(first.end, second.start)
    if second.value <= first.value and second.scale == first.scale:
        return False
    if _TIGHT.fullmatch(gap):
        return not first.ending and (first.scale == 1.0 or second.scale > 1.0)
    return _is_opened(passage, first, gap) or _is_closed(passage, first, second, gap)


def _is_opened(passage: PassageText, first: Number, gap: str) -> bool:
    """Whether words before the numbers make a range: "от 5 до 7"."""
    forms = _forms(passage.language)
    if not forms.until.fullmatch(gap) or is_change_before(passage, first.start):
        return False
    return forms.opening.search(passage.text[max(0, first.start - 20) : first.start]) is not None


def _is_closed(passage: PassageText, first: Number, second: Number, gap: str) -> bool:
    """Whether words after the numbers make a range: "5 пен 7 аралығында", "5-тен 7-ге дейін"."""
    forms = _forms(passage.language)
    apart = forms.apart.fullmatch(gap)
    if not apart and not forms.joined.fullmatch(gap):
        return False
    unit = find_unit(passage, second)
    after = unit.end if unit else second.end
    if forms.between.match(passage.text, after):
        return True
    if not apart or not is_ablative(passage, first):
        return False
    until = any(forms.up_to.match(passage.text, place) for place in (second.end, after))
    return until and not is_change_after(passage, second.end)


def is_ablative(passage: PassageText, number: Number) -> bool:
    """Whether a number or its unit is in the case that says "from"."""
    if case_of(passage, number) == "ablative":
        return True
    unit = None if number.ending else find_unit(passage, number)
    return unit is not None and unit.case == "ablative"


def find_ratios(text: str, masked: list[bool]) -> Iterator[Number]:
    """Find ratios as printed with a colon: "1:1"."""
    for match in _RATIO.finditer(text):
        if not masked[match.start()] and float(match[2]):
            own = Unit("", "ratio", match.end(), match.start())
            value = float(match[1]) / float(match[2])
            yield Number(*match.span(), value, unit=own, rule="ratio")
