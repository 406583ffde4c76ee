"""Traits of a cell: what its text looks like, whatever its column is called.

What belongs here: telling each trait of one text. What does not: patterns of a
language (`plan_columns.toml` of its folder) and what traits mean for a column.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache

from extractors.bodies.names import looks_like_body
from extractors.bodies.resolve import body_of_name
from extractors.languages import data_of_all
from extractors.languages.data import NEVER, Pattern
from extractors.languages.lookalikes import as_cyrillic
from extractors.plan_vocabulary.deadline_tokens import tokens
from extractors.plan_vocabulary.funding import NUMBER_SOURCE, funding_lexicon
from extractors.plan_vocabulary.headings import ROMAN
from extractors.text.folding import fold_in_place, fold_ye
from schemas.document import Frozen

MOSTLY = 0.6  # of the letters of a cell that says little but a time
LONGEST_SOURCE = 6  # words of a cell that does nothing but name where money comes from
LONGEST_READ = 300  # characters from which readers of deadlines and money are not asked

_ROW_NUMBER = re.compile(rf"\W*(?:\d{{1,3}}(?:\.\d{{1,3}})*|[{ROMAN}]+)\s*[.)]?\W*")
_FIGURE = re.compile(r"[-–—\s.,%/+]*+\d[-–—\d\s.,%/+]*")
_PERSON = re.compile(
    r"(?:^|[\s,;])[^\W\d_]\.\s?(?:[^\W\d_]\.)?\s?[^\W\d_]{3}"
    r"|[^\W\d_]{3}\s[^\W\d_]\."
)
_MONEY_NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+[.,]\d+|\d{3,}")
_ACRONYM = re.compile(r"[^\W\d_]{2,8}")


# Kinds of tokens that say when; the others stand between them.
_TELLING = frozenset(
    {"years", "period", "day", "every", "always", "need", "following", "whole_year", "within"}
)


class CellPatterns(Frozen):
    """A language's patterns of cells; the head of its file says what they mean."""

    act: Pattern = NEVER
    office: Pattern = NEVER
    document: Pattern = NEVER
    time: Pattern = NEVER
    clock: Pattern = NEVER
    place: Pattern = NEVER


@cache
def _patterns() -> tuple[CellPatterns, ...]:
    return data_of_all("plan_columns", CellPatterns)


@lru_cache(maxsize=16384)  # a table's cells are asked for by each step that looks at it
def traits_of(text: str) -> frozenset[str]:
    """Return the traits of a cell's text, which has single spaces."""
    return frozenset(name for name, holds in _TRAITS.items() if holds(text))


def _worded(kind: str) -> Callable[[str], bool]:
    """Whether any language's pattern of a kind is found."""
    return lambda text: any(
        getattr(p, kind).search(fold_ye(as_cyrillic(text))) for p in _patterns()
    )


def _words(text: str) -> int:
    return len(text.split())


@lru_cache(maxsize=16384)
def _time_share(text: str) -> float:
    """Return which share of a text's letters and digits names a time, 0 where none is named."""
    if len(text) > LONGEST_READ or not _may_name_time(text):
        return 0.0
    found = tokens(text)
    if not any(token.kind in _TELLING for token in found):
        return 0.0
    covered = sum(_signs(text[t.start : t.end]) for t in found if t.kind != "words")
    return min(covered / _signs(text), 1.0)


def _signs(text: str) -> int:
    return sum(letter.isalnum() for letter in text)


def _may_name_time(text: str) -> bool:
    """A number alone is a time only if it is a year or a date."""
    return bool(re.search(r"[^\W\d_]|\d\d?\.\d\d\b|^\W*20\d\d\W*$", text))


def _bodies_in(text: str) -> bool:
    pieces = [piece.strip() for piece in re.split(r"[,;\n()]", text)]
    return len(text) <= LONGEST_READ and any(
        looks_like_body(piece) or body_of_name(piece) is not None for piece in pieces if piece
    )


def _is_acronyms(text: str) -> bool:
    words = _ACRONYM.findall(text)
    return bool(words) and sum(w[1:] != w[1:].lower() for w in words) > len(words) / 2


def _says_funding(text: str) -> bool:
    """Whether a cell says that nothing is needed, or that it is there."""
    return len(text) <= LONGEST_READ and bool(_funding_kinds().search(fold_ye(text)))


def _is_amount(text: str) -> bool:
    """Whether a cell names money: a number with its scale or currency, or one of money's form."""
    if len(text) > LONGEST_READ or _time_share(text):
        return False
    return bool(_money().search(fold_in_place(text)) or _MONEY_NUMBER.fullmatch(text.strip()))


def _names_source(text: str) -> bool:
    if _words(text) > LONGEST_SOURCE:
        return False
    return bool(_source_words().search(fold_ye(text)) or _source_names().search(text))


@cache
def _funding_kinds() -> re.Pattern[str]:
    kinds = funding_lexicon().kinds
    return _any_of(form for name in type(kinds).model_fields for form in getattr(kinds, name))


@cache
def _money() -> re.Pattern[str]:
    words = (*funding_lexicon().scales, *funding_lexicon().currencies)
    return re.compile(rf"(?<!\d)(?:{NUMBER_SOURCE})\s?(?:{'|'.join(words)})")


@cache
def _source_words() -> re.Pattern[str]:
    return _any_of(word for source in funding_lexicon().sources.values() for word in source.words)


@cache
def _source_names() -> re.Pattern[str]:
    names = (name for source in funding_lexicon().sources.values() for name in source.short)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)")


def _any_of(forms: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms))


_TRAITS: Mapping[str, Callable[[str], bool]] = {
    "row_number": lambda text: bool(_ROW_NUMBER.fullmatch(text)),
    "figure": lambda text: bool(_FIGURE.fullmatch(text)),
    "time": lambda text: _time_share(text) >= MOSTLY,
    "time_in_more": lambda text: 0 < _time_share(text) < MOSTLY,
    "worded_time": _worded("time"),
    "clock": _worded("clock"),
    "body": _bodies_in,
    "office": _worded("office"),
    "document": _worded("document"),
    "act": _worded("act"),
    "place": _worded("place"),
    "person": lambda text: bool(_PERSON.search(text)),
    "acronym": _is_acronyms,
    "funding": _says_funding,
    "amount": _is_amount,
    "source": _names_source,
    "one_word": lambda text: _words(text) == 1,
    "few_words": lambda text: 1 < _words(text) <= 3,
    "some_words": lambda text: 3 < _words(text) <= 8,
    "many_words": lambda text: _words(text) > 8,
    "capital": lambda text: text[:1].isupper(),
    "comma": lambda text: "," in text,
    "digits": lambda text: any(letter.isdigit() for letter in text),
}
