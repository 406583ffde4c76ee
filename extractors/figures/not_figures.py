"""Digits that are no quantity: numbers of acts, articles, lists, phones, names and classes.

What belongs here: marking the characters of a passage that figures must leave
alone. What does not: dates and years, which `extractors.figures.periods` finds.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.figures.scanning import matches_near
from extractors.languages import LANGUAGES
from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.languages.data import NEVER, PatternSource
from extractors.text.capital_units import is_capital_unit_at
from schemas.document import Frozen
from schemas.tables import Language

_QUOTED = re.compile(r"«[^«»]{1,160}»|“[^“”]{1,160}”|„[^„“”]{1,160}[“”]")
_STRAIGHT = re.compile(r'"')
_BRACKET = re.compile(r"\(|(?:(?<![\w.])\d{1,2})?\)")
_FIRST_DIGIT = re.compile(r"(?<!\d)(?<!\d[.,'’ʼ`´])\d")
_LONGEST_NAME = 12  # words; what is longer is speech or a text, and may state quantities
_COMPOUND = re.compile(r"(?<![\w-])\d+(?:[.,]\d+)?\s?-\s?([^\W\d_]+)")


# Digits that are no quantity in any language, tried where digits begin.
_CODES = (
    r"(?<!\d\s)0\d+(?![\d.,:])",
    rf"\d+\s?/\s?[a-z{SMALL}](?!\w)",
    # chains are matched from their first link only
    r"(?<!\d-)\d++(?:-\d++){2,}+",
    r"(?<!\d:)\d++(?::\d++){2,}+",
    r"\d+\.\d+\.\d+(?:[.-]\d+)*",
    r"(?<!\d/)(?<!\d\s/)(?<!\d/\s)(?<!\d\s/\s)\d++(?:\s?/\s?\d++)++(?:-\w+)?(?!\d)",
    r"\d{10,}(?!\d)",
    r"8\s*\(\d{3,4}\)[\s\d-]{5,}\d",
    r"(?:0\d|1\d|2[0-3]|[6-9]):[0-5]\d(?![\d:])",
    r"(?<=\[)\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*(?=\])",
    rf"(?<=[{SMALL}]{{3}})\d+(?!\s*%)",
)
# Addresses and names that hold digits, tried where words or signs begin.
_ADDRESSES = (
    r"(?:https?://|www\.)\S+",
    r"[A-Za-z0-9][\w.-]{0,60}@[\w.]+",
    r"[A-Za-z][\w-]*\.(?:kz|ru|com|org|gov|info)\b\S*",
    r"\+7\s*\(\d{3,4}\)[\s\d-]{5,}\d",
    r"(?-i:TOP)\s*[–—-]?\s*\d+",
    r"(?-i:SDG|ISO|IP)\s*[–—-]?\s*\d[\d.:-]*",
)
# The number of a list's item, a heading or a footnote, which opens the text.
_OPENING = re.compile(
    r"\s*(?:[-–—•*]\s*)?\(?\d{1,3}(?:\.\d{1,3})*[.)](?=\s|$)"
    rf"|\d{{1,3}}(?:\.\d{{1,3}})*\s+(?=[A-Z{CAPITAL}][^\W\d])"
)
# The number of a point within a paragraph: it opens a sentence.
_POINT = re.compile(
    rf"(?<=[.!?;:]\s)\d{{1,3}}(?:\.\d{{1,3}}){{0,3}}\.?(?=\s+[A-Z{CAPITAL}][{SMALL}])"
)
# Two times of a day, or one: "8.45-9.30", "14.00".
_LIKE_CLOCK = re.compile(r"\d[.:][0-5]\d")
_CLOCK = r"(?<![\d.,])(?:[01]?\d|2[0-4])[.:][0-5]\d(?![\d.,%]|\s*%)"


class NotFigures(Frozen):
    """A language's patterns for digits that are no quantity (not_figures.toml).

    `numbers` are tried where digits begin, `words` where a word or sign does;
    `ordinals` are what a hyphen ties to the digits of an ordinal. `clock_links` stand
    between two times of a day, `clock_before` or `clock_after` beside a single one.
    """

    numbers: tuple[PatternSource, ...] = ()
    words: tuple[PatternSource, ...] = ()
    ordinals: frozenset[str] = frozenset()
    clock_links: PatternSource = ""
    clock_before: PatternSource = ""
    clock_after: PatternSource = ""


def mask(text: str, language: Language) -> list[bool]:
    """Return for each character whether it belongs to something that is no figure."""
    masked = [False] * len(text)
    spans = [
        *_matches(text, language), *_names(text), *_ordinals(text, language), *_markers(text),
        *_points(text), *_clock_times(text, language),
    ]  # fmt: skip
    for start, end in spans:
        masked[start:end] = [True] * (end - start)
    return masked


def _matches(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """What the lexicon's patterns match: where digits begin, where words begin, at the start."""
    numbers, words = _compiled(language)
    opening = _OPENING.match(text)
    if opening and not is_capital_unit_at(text, opening.end()):
        yield opening.span()
    for digit in _FIRST_DIGIT.finditer(text):
        found = numbers.match(text, digit.start())
        if found:
            yield found.span()
    for found in matches_near(words, text):
        yield found.span()


def _points(text: str) -> Iterator[tuple[int, int]]:
    for match in _POINT.finditer(text):
        if not is_capital_unit_at(text, match.end()):
            yield match.span()


def _clock_times(text: str, language: Language) -> Iterator[tuple[int, int]]:
    if _LIKE_CLOCK.search(text):
        for match in _clock_pattern(language).finditer(text):
            yield match.span()


@cache
def _clock_pattern(language: Language) -> re.Pattern[str]:
    """Times of a day with what tells them from decimals: two of them, or a word beside one."""
    forms, never = _forms(language), NEVER.pattern
    links = forms.clock_links or never
    return re.compile(
        rf"{_CLOCK}(?:\s*[-–—]\s*|{links}){_CLOCK}"
        rf"|(?:{forms.clock_before or never}){_CLOCK}|{_CLOCK}(?={forms.clock_after or never})",
        re.IGNORECASE,
    )


@cache
def _forms(language: Language) -> NotFigures:
    return LANGUAGES[language].data("not_figures", NotFigures)


@cache
def _compiled(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    forms = _forms(language)
    numbers = "|".join(f"(?:{form})" for form in (*_CODES, *forms.numbers))
    words = "|".join(f"(?:{form})" for form in (*forms.words, *_ADDRESSES))
    return re.compile(numbers), re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)


def _markers(text: str) -> list[tuple[int, int]]:
    """Numbers of list items inside the text: "1)" whose bracket nothing opens."""
    found, depth = [], 0
    for match in _BRACKET.finditer(text):
        if match[0] == "(":
            depth += 1
        elif depth:
            depth -= 1
        else:
            found.append(match.span())
    return found


def _names(text: str) -> list[tuple[int, int]]:
    """Quoted names: short, and no sentence."""
    spans = [match.span() for match in _QUOTED.finditer(text)]
    marks = [match.start() for match in _STRAIGHT.finditer(text)]
    spans += [(a, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    return [(a, b) for a, b in spans if _is_name(text[a + 1 : b - 1])]


def _is_name(quoted: str) -> bool:
    return len(quoted.split()) <= _LONGEST_NAME and not re.search(r"[.!?;]\s", quoted)


def _ordinals(text: str, language: Language) -> list[tuple[int, int]]:
    """Digits that a hyphen ties to an ordinal ending, or to a word that is no ending of a case."""
    return [
        match.span() for match in _COMPOUND.finditer(text)
        if _makes_ordinal(match[1].casefold(), language)
    ]  # fmt: skip


def _makes_ordinal(tail: str, language: Language) -> bool:
    endings = LANGUAGES[language].numeral_endings()
    return tail in _forms(language).ordinals or (bool(endings) and tail not in endings)
