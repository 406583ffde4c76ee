"""The words of deadlines of all languages, as patterns of tokens.

What belongs here: what a language may say of deadlines (`deadlines.toml` and
`deadline_numbers.toml` of its folder), and the patterns made of that and of the
forms that all languages share: figures, marks, Roman numerals. What does not:
what a match says (`deadline_tokens`).
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from operator import attrgetter

from extractors.calendar.months import month_source
from extractors.languages import LANGUAGES, data_of_all
from extractors.languages.data import NEVER, PatternSource, choice, choice_of_words
from extractors.languages.lookalikes import as_cyrillic, as_cyrillic_pattern
from schemas.document import Frozen

_ORDINAL_SIGNS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_NUMERIC_DATES = (
    ("date", r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}|\d\d)(?!\d)"),
    ("date", r"(?P<day>\d\d)\.(?P<month>\d\d)(?P<year>)(?![\d.])"),
)
_MARKS = (
    ("dash", "-"),
    ("comma", ","),
    ("semicolon", ";"),
    ("bracket", "[()]"),
    ("words", r"\w[^\s,;()-]*(?:-[^\s,;()-]+)*"),
)


class EveryForms(Frozen):
    """How often something comes again."""

    year: tuple[str, ...] = ()
    half_year: tuple[str, ...] = ()
    quarter: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    day: tuple[str, ...] = ()


class TimesForms(Frozen):
    """Several times a year; once in several years."""

    a_year: tuple[str, ...] = ()
    years_apart: tuple[str, ...] = ()


class FollowingForms(Frozen):
    """The time after the one that is reported on."""

    quarter: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    year: tuple[str, ...] = ()


class PeriodForms(Frozen):
    """Words for quarters and half-years."""

    quarter: PatternSource = NEVER.pattern
    half_year: PatternSource = NEVER.pattern


class DeadlineWords(Frozen):
    """What a language says in deadlines; the head of its `deadlines.toml` explains the forms."""

    year_abbreviations: tuple[str, ...] = ()
    conjunctions: PatternSource = NEVER.pattern
    disjunctions: PatternSource = NEVER.pattern
    day_ending: PatternSource = NEVER.pattern
    day_after_month: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    ten_days: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    whole_year: tuple[str, ...] = ()
    thereafter: tuple[str, ...] = ()
    since: tuple[str, ...] = ()
    until: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    glue: tuple[str, ...] = ()
    every: EveryForms = EveryForms()
    times: TimesForms = TimesForms()
    following: FollowingForms = FollowingForms()
    period: PeriodForms = PeriodForms()


class _Numbers(Frozen):
    """Numbers by their words (of ordinals, patterns), and what may follow the digits of one."""

    ordinal_ending: PatternSource = NEVER.pattern
    cardinals: Mapping[str, int] = {}
    ordinals: Mapping[str, int] = {}


@cache
def token_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of tokens in the order in which they are tried, each with its kind.

    A recurrence's, a following time's and a period's kind names its unit, too ("every month").
    """
    return tuple((kind, _at_word_start(source)) for kind, source in _sources())


@cache
def cardinals() -> Mapping[str, int]:
    """Return the numbers by their words, folded."""
    return {as_cyrillic(w): n for numbers in _numbers() for w, n in numbers.cardinals.items()}


@cache
def ordinals() -> Mapping[str, int]:
    """Return the numbers of quarters and half-years by signs and by patterns of words, folded."""
    worded = (pair for numbers in _numbers() for pair in numbers.ordinals.items())
    signs = _ORDINAL_SIGNS.items()
    return {as_cyrillic_pattern(source): number for source, number in (*signs, *worded)}


def ordinal_choice() -> str:
    """Return the source of a pattern for an ordinal without its ending, the longer ones first."""
    return "|".join(sorted(ordinals(), key=len, reverse=True))


@cache
def deadline_words() -> tuple[DeadlineWords, ...]:
    """Return what each language says in deadlines."""
    one = "|".join(["1", *(word for word, number in cardinals().items() if number == 1)])
    number = "|".join([r"\d{1,2}", *sorted(cardinals(), key=len, reverse=True)])
    fragments = {
        "month": f"(?:{month_source()})",
        "ordinal": _ordinal(),
        "one": f"(?:{one})",
        "number": f"(?P<n>{number})",
    }
    return tuple(lang.data("deadlines", DeadlineWords, fragments) for lang in LANGUAGES.values())


def choice_of(name: str) -> str:
    """Return the source of a pattern for what any language says under `name`."""
    return choice(attrgetter(name)(words) for words in deadline_words())


def _sources() -> Iterator[tuple[str, str]]:
    """Yield kinds and sources of patterns, what says more before what may be a part of it."""
    yield from _NUMERIC_DATES
    yield from _years()
    yield from _forms("times", "times.a_year")
    yield from _forms("apart", "times.years_apart")
    yield from _by_unit("every", EveryForms)
    yield from _forms("always", "always")
    yield from _by_unit("following", FollowingForms)
    yield from _forms("whole_year", "whole_year")
    yield from _forms("thereafter", "thereafter")
    yield from _parts_of_year()
    yield from _forms("ten", "ten_days")
    yield from _months()
    for kind in ("day", "since", "until", "end", "glue"):
        yield from _forms(kind, kind)
    yield from _MARKS


def _years() -> Iterator[tuple[str, str]]:
    abbreviations = (a for words in deadline_words() for a in words.year_abbreviations)
    word = rf"(?: ?(?:{choice_of_words(abbreviations)})\.?)?"
    yield "years", rf"(?P<first>20\d\d){word} ?- ?(?P<last>20\d\d)(?!\d| ?-)"
    yield "years", r"(?P<first>20\d\d)-(?P<last>\d\d)(?!\d| ?-| \d)"
    yield "years", r"(?P<first>(?:19|20)\d\d)(?!\d)"


def _parts_of_year() -> Iterator[tuple[str, str]]:
    """Yield patterns of quarters and half-years, several of them with separators between."""
    between = rf" ?[,-] ?| (?:{choice_of('conjunctions')}) "
    numbers = rf"(?P<list>{_ordinal()}(?:(?:{between}){_ordinal()})*)"
    for unit in PeriodForms.model_fields:
        yield f"part {unit}", rf"{numbers} ?-? ?(?:{choice_of(f'period.{unit}')})(?!\w)"


def _months() -> Iterator[tuple[str, str]]:
    """Yield patterns of months with their days before or after them, and alone."""
    month = rf"(?P<month>{month_source()})(?!\w)"
    ending = rf"(?:-?(?:{choice_of('day_ending')}))?"
    yield "month", rf"(?P<day>\d{{1,2}}){ending} ?(?:- ?(?P<day2>\d{{1,2}}) )?{month}"
    yield from _forms("month", "day_after_month")
    yield "month", month


def _by_unit(kind: str, units: type[Frozen]) -> Iterator[tuple[str, str]]:
    for unit in units.model_fields:
        yield from _forms(f"{kind} {unit}", f"{kind}.{unit}")


def _forms(kind: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield a pattern for each form that a language has under `name`, as whole words."""
    for words in deadline_words():
        yield from ((kind, rf"{form}(?!\w)") for form in attrgetter(name)(words))


def _ordinal() -> str:
    """Return the source of a pattern for an ordinal with its ending."""
    endings = choice(numbers.ordinal_ending for numbers in _numbers())
    return rf"(?:{ordinal_choice()})(?:-?(?:{endings}))?"


def _numbers() -> tuple[_Numbers, ...]:
    return data_of_all("deadline_numbers", _Numbers)


def _at_word_start(source: str) -> re.Pattern[str]:
    """Compile a source for folded text; if it is no mark's, it matches no end of a word."""
    folded = as_cyrillic_pattern(source)
    return re.compile(folded if source[0] in "-,;[" else rf"(?<![^\W_])(?:{folded})")
