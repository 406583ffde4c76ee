"""The words of a deadline: its text cut into tokens.

What belongs here: telling years, months, quarters, recurrences and the words
between them. What does not: how languages word them (`deadline_patterns`), and
what they mean together (`extractors.plans.deadlines`).
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from extractors.calendar.months import month_of, nearly_month
from extractors.languages.alphabet import SMALL
from extractors.languages.lookalikes import as_cyrillic_pattern
from extractors.plan_vocabulary.deadline_patterns import (
    cardinals,
    ordinal_choice,
    ordinals,
    token_patterns,
)
from extractors.text.folding import fold_alike

TimeUnit = Literal["day", "month", "quarter", "half_year"]
TokenKind = Literal[
    "years", "period", "day", "every", "times", "apart", "always", "following", "whole_year",
    "thereafter", "since", "until", "end", "glue", "words", "dash", "comma", "semicolon", "bracket",
]  # fmt: skip


class PartOfYear(NamedTuple):
    """A part of a year: month 1–12, quarter 1–4 or half-year 1–2; a day has its month."""

    unit: TimeUnit
    number: int
    day: int | None = None


class Token(NamedTuple):
    """A word or more of a deadline, `text[start:end]`, and what it says."""

    kind: TokenKind
    start: int
    end: int
    years: tuple[int, ...] = ()
    periods: tuple[PartOfYear, ...] = ()
    number: int = 0
    every: str = ""


class MonthMisprint(NamedTuple):
    """A month's name that is one letter off: as printed, and the month meant (1–12)."""

    text: str
    month: int


@lru_cache(maxsize=1024)  # plans repeat their deadlines
def tokens(text: str) -> tuple[Token, ...]:
    """Cut a deadline's text into tokens, in order; misprinted months are read as meant."""
    found = list(_cut(fold_alike(text)))
    misprints = dict(_misprinted(text, found))
    return tuple(misprints.get(i, token) for i, token in enumerate(found))


def month_misprints(text: str) -> tuple[MonthMisprint, ...]:
    """The months' names in a deadline that are one letter off, in order."""
    return tuple(
        MonthMisprint(text[token.start : token.end], token.periods[0].number)
        for _, token in _misprinted(text, list(_cut(fold_alike(text))))
    )


def _cut(text: str) -> Iterator[Token]:
    """Cut folded text: at each place, the first pattern that matches takes its words."""
    place = 0
    while place < len(text):
        for kind, pattern in token_patterns():
            match = pattern.match(text, place)
            if match:
                yield from _token(kind, match)
                place = match.end()
                break
        else:
            place += 1


def _token(kind: str, match: re.Match[str]) -> Iterator[Token]:
    """Make the tokens of a match: mostly one, three for a range within a period's words."""
    start, end = match.span()
    kind, _, unit = kind.partition(" ")
    reader = _READERS.get(kind)
    if reader:
        yield from (token._replace(start=start, end=end) for token in reader(match, unit))
    else:
        yield Token(kind, start, end, every=unit, number=_number(match))  # type: ignore[arg-type]


def _number(match: re.Match[str]) -> int:
    """The number that keeps a form's place {n}."""
    word = match.groupdict().get("n")
    if not word:
        return 0
    return int(word) if word.isdigit() else cardinals()[word]


def _years(match: re.Match[str], _: str) -> Iterator[Token]:
    first = int(match["first"])
    last = int(match["last"] or first) if match.re.groups > 1 else first
    last = last if last > 99 else first // 100 * 100 + last
    if first <= last <= first + 50:
        yield Token("years", 0, 0, years=tuple(range(first, last + 1)))


def _date(match: re.Match[str], _: str) -> Iterator[Token]:
    day, month, year = int(match["day"]), int(match["month"]), match["year"]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return
    yield Token("period", 0, 0, periods=(PartOfYear("day", month, day),))
    if year:
        yield Token("years", 0, 0, years=(int(year) if len(year) == 4 else 2000 + int(year),))


def _month(match: re.Match[str], _: str) -> Iterator[Token]:
    """A month, or a day or days of it."""
    groups = match.groupdict()
    month = month_of(groups["month"])
    assert month is not None
    days = [int(d) for d in (groups.get("day"), groups.get("day2")) if d]
    if any(not 1 <= day <= 31 for day in days):
        return
    yield from _ranged(
        [PartOfYear("day", month, day) for day in days] or [PartOfYear("month", month)]
    )


def _ten_days(match: re.Match[str], _: str) -> Iterator[Token]:
    """Ten days of a month; the third run to its end, in February to the 28th."""
    month = month_of(match["month"])
    which = _ordinal_pattern().search(match["which"])
    assert month is not None
    assert which is not None
    number = _ordinal(which[0])
    if number > 3:
        return
    last = monthrange(_COMMON_YEAR, month)[1] if number == 3 else 10 * number
    yield from _ranged([PartOfYear("day", month, 10 * number - 9), PartOfYear("day", month, last)])


_COMMON_YEAR = 2023  # of 365 days


def _part(match: re.Match[str], unit: str) -> Iterator[Token]:
    """Quarters or half-years: one, several, or a range."""
    numbers = [_ordinal(word) for word in _ordinal_pattern().findall(match["list"])]
    most = 4 if unit == "quarter" else 2
    periods = [PartOfYear(unit, n) for n in numbers if n <= most]  # type: ignore[arg-type]
    if "-" in _ENDING_OF_ORDINAL.sub("", match["list"].strip("- ")):
        yield from _ranged(periods)
    else:
        yield Token("period", 0, 0, periods=tuple(periods))


# "1-ші", "3-й", but not the second number of "I-II".
_ENDING_OF_ORDINAL = re.compile(as_cyrillic_pattern(rf"-(?![iv]+(?!\w))[{SMALL}]+"))


def _ranged(periods: list[PartOfYear]) -> Iterator[Token]:
    yield Token("period", 0, 0, periods=(periods[0],))
    if len(periods) > 1:
        yield Token("dash", 0, 0)
        yield Token("period", 0, 0, periods=(periods[-1],))


def _day(match: re.Match[str], _: str) -> Iterator[Token]:
    if 1 <= int(match["day"]) <= 31:
        yield Token("day", 0, 0, number=int(match["day"]))


_READERS = {
    "years": _years,
    "date": _date,
    "month": _month,
    "part": _part,
    "day": _day,
    "ten": _ten_days,
}


def _misprinted(text: str, found: list[Token]) -> Iterator[tuple[int, Token]]:
    """Yield the places of words that stand beside a time and are a month but for one letter."""
    folded = fold_alike(text)
    if any(token.kind == "period" and token.periods[0].unit == "quarter" for token in found):
        return
    for i, token in enumerate(found):
        if token.kind == "words" and _beside_time(found, i):
            month = nearly_month(folded[token.start : token.end])
            if month:
                yield i, token._replace(kind="period", periods=(PartOfYear("month", month),))


def _beside_time(found: list[Token], index: int) -> bool:
    """Whether a token stands next to one that says when, but for what binds times."""
    before = next((t for t in reversed(found[:index]) if t.kind not in _BINDING), None)
    after = next((t for t in found[index + 1 :] if t.kind not in _BINDING), None)
    return any(token is not None and token.kind in _SAYING_WHEN for token in (before, after))


_BINDING = ("glue", "comma", "bracket", "until")
_SAYING_WHEN = ("years", "period", "every", "times")


@cache
def _ordinal_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{ordinal_choice()})")


def _ordinal(word: str) -> int:
    return next(number for source, number in ordinals().items() if re.fullmatch(source, word))
