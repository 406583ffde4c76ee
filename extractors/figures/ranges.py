"""Two numbers that make one figure (a range) or two (a change), ratios, and bases of rates.

What belongs here: joining numbers. What does not: units and qualifiers.
"""

import re
from collections.abc import Iterator

from extractors.figures.model import Number, Unit, replace
from extractors.figures.reading import Reading
from extractors.figures.units import case_of_ending, find_unit

_TIGHT = re.compile(r"\s?%?\s?[-–—]\s?")
_OPEN = re.compile(r"\s+[-–—]\s+")
_RU_TO = re.compile(r"[^\d;.,]{0,45}\bдо\s+", re.IGNORECASE)
_RU_FROM = re.compile(r"(?<!\w)от\s+$", re.IGNORECASE)
_RU_SINCE = re.compile(r"возраст\w*\s+с\s+$", re.IGNORECASE)
_KK_AND = re.compile(r"(?:\s+[^\W\d_]+)?\s+(?:пен|мен|бен)\s+")
_KK_FROM = re.compile(r"(?:[^\d;.,]{0,25})\s+")
_KK_UNTIL = re.compile(r"\W{0,2}(?:\w+\s+)?дейін", re.IGNORECASE)
_KK_BETWEEN = re.compile(r"\s*(?:аралы\w+|шамасын\w+)", re.IGNORECASE)
_RATIO = re.compile(r"(?<![\d:.,])(\d{1,3})\s?:\s?(\d{1,4})(?![\d:])")
# Stems of verbs that say that something went from one value to another.
_KK_CHANGE = re.compile(
    r"\b(?:өс|төменде|азай|арт(?:т|ты|қан|ып|уы)|ұлғай|қысқар|көбей|көтеріл|жет(?:т|іп|к)|жақсар|нашарла|кему|кеміді)",
    re.IGNORECASE,
)
# What changed by so much is no base: "увеличилось на 100 тыс. детей".
_RU_BY = re.compile(
    r"(?:увелич|сниз|сниж|повы[сш]|выр[оа]с|вырас|сокра[тщ]|уменьш|возрос|больше|меньше|выше|ниже)\w*\s+"
    r"(?:\w+\s+)?$",
    re.IGNORECASE,
)
_RU_BASE = re.compile(r"(?:на|из)\s+(?:каждые\s+)?$", re.IGNORECASE)
_RU_POPULATION = re.compile(
    r"\s+(?:тыс\w*\.?\s+)?(?:[^\W\d_]+\s+){0,2}?(?:живорожд\w+|родивш\w+|населени\w+|жител\w+|человек\w*|"
    r"дет(?:ей|ского\s+населения)|рождени\w+|родов|женщин\w*|случа\w+|учащ\w+|обучающ\w+)",
    re.IGNORECASE,
)
_KK_PER = re.compile(r"(?:\s+[^\W\d_]+){0,4}?\s+(?:шаққанда|шаққандағы|есептегенде)", re.IGNORECASE)
# "1000 тірі туғанға 5,84": a base in the dative, right before a decimal.
_KK_FOR = re.compile(
    r"\s+(?:[^\W\d_]+\s+){0,2}(?!теңге|доллар)[^\W\d_]+(?:[ғқ]а|[гк]е|на|не)(?=\s+\d+,\d)"
)
_REST = re.compile(r"\d{3}(?:-\w+)?")  # of a number whose thousands are a word: "3 мың 483"
_ROUND = frozenset({100.0, 1e3, 1e4, 1e5, 1e6})


def join_ranges(reading: Reading, numbers: list[Number]) -> list[Number]:
    """Join each pair that makes a range, and drop pairs of digits that are codes."""
    numbers = _summed(reading.text, numbers)
    joined: list[Number] = []
    used: set[int] = set()
    for index, first in enumerate(numbers):
        if index in used:
            continue
        if _repeats(reading.text, numbers[index - 1] if index else None, first):
            continue
        partner = _partner(reading, numbers, index)
        if partner is not None:
            used.add(partner)
            joined.append(_range(first, numbers[partner]))
        elif index + 1 < len(numbers) and _is_code(reading.text, first, numbers[index + 1]):
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


def _partner(reading: Reading, numbers: list[Number], index: int) -> int | None:
    """The number that ends a range; others in brackets may stand between."""
    for second in range(index + 1, min(index + 4, len(numbers))):
        if _makes_range(reading, numbers[index], numbers[second]):
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


def _makes_range(reading: Reading, first: Number, second: Number) -> bool:
    gap = reading.without_brackets(first.end, second.start)
    if second.value <= first.value and second.scale == first.scale:
        return False
    if _TIGHT.fullmatch(gap):
        return not first.ending and (first.scale == 1.0 or second.scale > 1.0)
    before = reading.text[max(0, first.start - 20) : first.start]
    if reading.language == "ru":
        opened = _RU_FROM.search(before) or _RU_SINCE.search(before)
        return bool(opened and _RU_TO.fullmatch(gap))
    return _is_kazakh_range(reading, first, second, gap)


def _is_kazakh_range(reading: Reading, first: Number, second: Number, gap: str) -> bool:
    unit = find_unit(reading, second)
    after = unit.end if unit else second.end
    tied = _KK_AND.fullmatch(gap) or _KK_FROM.fullmatch(gap)
    if tied and _KK_BETWEEN.match(reading.text, after):
        return True
    if not _KK_FROM.fullmatch(gap) or not is_ablative(reading, first):
        return False
    until = any(_KK_UNTIL.match(reading.text, place) for place in (second.end, after))
    return until and not is_change(reading, second.end)


def is_ablative(reading: Reading, number: Number) -> bool:
    """Whether a Kazakh number or its unit says "from"."""
    if case_of_ending(number.ending) == "ablative":
        return True
    unit = None if number.ending else find_unit(reading, number)
    return unit is not None and unit.case == "ablative"


def is_change(reading: Reading, offset: int) -> bool:
    """Whether a Kazakh verb soon after says that the value changed."""
    end = reading.sentence(offset)[1]
    return bool(_KK_CHANGE.search(reading.text, offset, min(end, offset + 70)))


def find_ratios(text: str, masked: list[bool]) -> Iterator[Number]:
    """Find ratios as printed with a colon: "1:1"."""
    for match in _RATIO.finditer(text):
        if not masked[match.start()] and float(match[2]):
            own = Unit("", "ratio", match.end(), match.start())
            value = float(match[1]) / float(match[2])
            yield Number(*match.span(), value, unit=own, rule="ratio")


def rate_base(reading: Reading, number: Number) -> str | None:
    """The words of a rate's base ("на 1000 живорожденных"), if the number is one."""
    text = reading.text
    if number.value not in _ROUND or number.value_max is not None:
        return None
    if reading.language == "kk":
        match = _KK_PER.match(text, number.end) or _KK_FOR.match(text, number.end)
        return text[number.start : match.end()] if match else None
    opening = _RU_BASE.search(text[max(0, number.start - 14) : number.start])
    if opening and _RU_BY.search(text[: number.start - len(opening[0])]):
        return None
    match = _RU_POPULATION.match(text, number.end)
    if not opening or not match:
        return None
    return text[number.start - len(opening[0]) : match.end()]
