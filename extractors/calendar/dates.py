"""Dates as documents print them, to ISO 8601.

What belongs here: whole calendar dates ("29 января 2026 года", "2026 жылғы 29
қаңтар", "29.01.2026"). What does not: the forms that a language has (`dates.toml`
of its folder), deadlines, which name spans and come again
(`extractors.plans.deadlines`), and the periods of figures.
"""

import re
from collections.abc import Iterator
from datetime import date

from extractors.calendar.months import month_number, months_of
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, PatternSource
from extractors.languages.lookalikes import mended_words
from schemas.document import Frozen

_IN_FIGURES = r"(?P<day>[0-3]?\d)\s?\.(?P<month>[01]?\d)\s?\."
# Only after two digits a space may have strayed: "1.2. 2020" is a numbered heading.
_SPACED_FIGURES = r"(?P<day>[0-3]\d)\s?\.\s?(?P<month>[01]\d)\s?\.\s?"


class DateForms(Frozen):
    """How a language prints dates: patterns with the groups `day`, `month` and `year`.

    `year_word` is what may follow the year of a date in figures.
    """

    forms: tuple[str, ...] = ()
    year_word: PatternSource = NEVER.pattern


class PrintedDate(Frozen):
    """A date found in a text: `text[start:end]` prints `date`."""

    start: int
    end: int
    date: date


def date_forms(code: str) -> DateForms:
    """Return the forms of a language, in which `{month}` stands for the stem of any month."""
    return LANGUAGES[code].data("dates", DateForms, {"month": f"(?:{months_of(code).stem_source})"})


def find_dates(text: str) -> Iterator[PrintedDate]:
    """Yield the calendar dates that `text` prints, in order; impossible ones are passed over."""
    for match in DATE_PATTERN.finditer(mended_words(text)):
        if found := _date(match):
            yield PrintedDate(start=match.start(), end=match.end(), date=found)


def find_impossible_dates(text: str) -> Iterator[tuple[int, str]]:
    """Yield what names a month and a day that it does not have, with its place."""
    for match in DATE_PATTERN.finditer(mended_words(text)):
        if _date(match) is None:
            yield match.start(), text[match.start() : match.end()]


def _date(match: re.Match[str]) -> date | None:
    groups = {name.rstrip("0123456789"): g for name, g in match.groupdict().items() if g}
    try:
        return date(int(groups["year"]), month_number(groups["month"]) or 0, int(groups["day"]))
    except ValueError:
        return None


def _sources() -> Iterator[str]:
    """Yield the forms of all languages, and the one in figures that all share."""
    languages = [date_forms(code) for code in LANGUAGES]
    for language in languages:
        yield from language.forms
    year_words = "|".join(f"(?:{language.year_word})" for language in languages)
    for figures in (_IN_FIGURES, _SPACED_FIGURES):
        yield rf"(?<![\d.]){figures}(?P<year>[12]\d{{3}})(?![\d.]\d)(?:\s*(?:{year_words}))?"


def _numbered(source: str, number: int) -> str:
    """Return a pattern's source with a number at the end of its groups' names."""
    return re.sub(r"\(\?P<(\w+)>", rf"(?P<\g<1>{number}>", source)


DATE_PATTERN = re.compile(
    "|".join(_numbered(source, number) for number, source in enumerate(_sources())), re.IGNORECASE
)
# The same without group names, to build other patterns on.
DATE_SOURCE = re.sub(r"\?P<\w+>", "?:", DATE_PATTERN.pattern)
