"""Titles of a plan's columns: which field a title names.

What belongs here: matching one title with those known. What does not: the titles
themselves (`plan_headers.toml` of each language), and which of a table's rows are
its header.
"""

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import cache, lru_cache

from extractors.languages import data_of_all
from extractors.plan_vocabulary.fields import FIELDS, Field
from extractors.text import folding
from schemas.document import Frozen

LONGEST_TITLE = 160  # characters without spaces; longer text is no title
SMALLEST_SHARE = 0.3  # of a title that the phrase found in it makes up


class Titles(Frozen):
    """A language's titles of one field; the head of its file says what the lists mean."""

    exact: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()


class _FieldTitles(Frozen):
    """A language's titles of every field."""

    number: Titles = Titles()
    name: Titles = Titles()
    form: Titles = Titles()
    deadline: Titles = Titles()
    responsible: Titles = Titles()
    funding: Titles = Titles()
    funding_source: Titles = Titles()


# Titles of no language: signs that numbers of rows stand under.
_SIGNS = _FieldTitles(number=Titles(exact=("№", "№№", "N")))


class TitleRank(IntEnum):
    """How sure a title names its field; of two columns for one field the surer has it."""

    SURE = 0
    GENERIC = 1  # tables of any kind have such columns
    WEAK = 2


class TitleMatch(Frozen):
    """The field that a title says its column holds, and by how many letters."""

    field: Field
    rank: TitleRank
    length: int

    @property
    def weak(self) -> bool:
        """Whether another column may know better."""
        return self.rank == TitleRank.WEAK


squash = lru_cache(maxsize=4096)(folding.squash)  # titles are asked for again and again


def match_title(text: str) -> TitleMatch | None:
    """Return the field that a title names: exactly, else by the longest phrase found in it."""
    key = squash(text)
    if not key or len(key) > LONGEST_TITLE:
        return None
    exact = _whole_titles().get(key)
    if exact:
        return TitleMatch(field=exact[0], rank=exact[1], length=len(key))
    return _longest_phrase(key, TitleRank.SURE) or _longest_phrase(key, TitleRank.WEAK)


def titles_of(field: Field) -> Iterator[str]:
    """Yield the titles of a field, of all kinds and languages."""
    for kind in Titles.model_fields:
        yield from _titles(field, kind)


def _longest_phrase(key: str, rank: TitleRank) -> TitleMatch | None:
    """Return the field of the longest known phrase in a squashed title."""
    matches = [
        TitleMatch(field=field, rank=rank, length=len(found.group()))
        for field, pattern in _phrases(rank)
        if (found := pattern.search(key)) and len(found.group()) >= SMALLEST_SHARE * len(key)
    ]
    return max(matches, key=lambda match: match.length, default=None)


@cache
def _whole_titles() -> dict[str, tuple[Field, TitleRank]]:
    generic = {squash(t): (f, TitleRank.GENERIC) for f in FIELDS for t in _titles(f, "generic")}
    return generic | {squash(t): (f, TitleRank.SURE) for f in FIELDS for t in _titles(f, "exact")}


@cache
def _phrases(rank: TitleRank) -> tuple[tuple[Field, re.Pattern[str]], ...]:
    kind = "weak" if rank == TitleRank.WEAK else "phrases"
    return tuple((field, _pattern(phrase)) for field in FIELDS for phrase in _titles(field, kind))


def _titles(field: Field, kind: str) -> Iterator[str]:
    """Yield the titles of a field that stand in the list `kind` of any language."""
    for titles in (_SIGNS, *data_of_all("plan_headers", _FieldTitles)):
        yield from getattr(getattr(titles, field), kind)


def _pattern(phrase: str) -> re.Pattern[str]:
    """Make a pattern over squashed titles; "*" stands for any letters."""
    return re.compile(r"\w{0,40}?".join(re.escape(squash(part)) for part in phrase.split("*")))
