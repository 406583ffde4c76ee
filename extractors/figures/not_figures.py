"""Digits that are no quantity: numbers of acts, articles, lists, phones, names and classes.

What belongs here: marking the characters of a passage that figures must leave
alone. What does not: dates and years, which `extractors.figures.periods` finds.
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.figures.numbers import KAZAKH_ENDINGS
from extractors.figures.scanning import matches_near
from extractors.lexica import load_toml
from schemas.document import Frozen
from schemas.tables import Language

_QUOTED = re.compile(r"«[^«»]{1,160}»|“[^“”]{1,160}”|„[^„“”]{1,160}[“”]")
_STRAIGHT = re.compile(r'"')
_BRACKET = re.compile(r"\(|(?:(?<![\w.])\d{1,2})?\)")
_FIRST_DIGIT = re.compile(r"(?<!\d)(?<!\d[.,])\d")
_LONGEST_NAME = 12  # words; what is longer is speech or a text, and may state quantities
_COMPOUND = re.compile(r"(?<![\w-])\d+(?:[.,]\d+)?\s?-\s?([^\W\d_]+)")


class _Forms(Frozen):
    """Forms in either language and in one of them."""

    both: tuple[str, ...] = ()
    kk: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()

    def of(self, language: Language) -> tuple[str, ...]:
        """Those that hold in a language."""
        return (*self.both, *(self.kk if language == "kk" else self.ru))


class NotFigures(Frozen):
    """Regular expressions for digits that are no quantity (not_figures.toml)."""

    numbers: _Forms
    words: _Forms
    openings: _Forms
    ordinals: _Forms


def mask(text: str, language: Language) -> list[bool]:
    """Return for each character whether it belongs to something that is no figure."""
    masked = [False] * len(text)
    spans = [
        *_matches(text, language), *_names(text), *_ordinals(text, language), *_markers(text),
    ]  # fmt: skip
    for start, end in spans:
        masked[start:end] = [True] * (end - start)
    return masked


def _matches(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """What the lexicon's patterns match: where digits begin, where words begin, at the start."""
    numbers, words, openings = _patterns(language)
    opening = openings.match(text)
    if opening:
        yield opening.span()
    for digit in _FIRST_DIGIT.finditer(text):
        found = numbers.match(text, digit.start())
        if found:
            yield found.span()
    for found in matches_near(words, text):
        yield found.span()


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    lexicon = load_toml("not_figures.toml", NotFigures)
    numbers, words, openings = (
        "|".join(f"(?:{form})" for form in forms.of(language))
        for forms in (lexicon.numbers, lexicon.words, lexicon.openings)
    )
    return (
        re.compile(numbers), re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE),
        re.compile(openings),
    )  # fmt: skip


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
    """Digits that a hyphen ties to an ordinal ending or, in Kazakh, to any whole word."""
    lexicon = load_toml("not_figures.toml", NotFigures)
    found = []
    for match in _COMPOUND.finditer(text):
        tail = match[1].casefold()
        if language == "ru":
            ordinal = tail in lexicon.ordinals.ru
        else:
            ordinal = tail in lexicon.ordinals.kk or not re.fullmatch(KAZAKH_ENDINGS, tail)
        if ordinal:
            found.append((match.start(), match.end()))
    return found
