"""The titles of a plan's header: what a run of its words may be, and what that is worth.

What belongs here: words, titles, how well the plans' lexica know a title. What
does not: which of them there are (`cutting`), where they stand (`standing`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from extractors.lexica import load_toml
from extractors.plan_vocabulary.fields import FIELDS, Field
from extractors.plan_vocabulary.titles import TitleMatch, match_title, squash, titles_of
from extractors.readers.dump.lines import Line
from extractors.readers.dump.plan.standing import Level
from extractors.readers.dump.plan.tokens import TableLine
from schemas.document import Frozen

Role = Field | Literal["year", "other"]

_KNOWN, _WEAK, _OTHER, _UNKNOWN = 3.0, 1.2, 1.8, -1.2
_UNEXPLAINED = -2.0  # for all of a title's letters
_GROUP = -0.2
_OVER = -1.5  # a column's title that stands over others
_SMALL = -3.0  # a title that begins with a small letter
_CAPITAL = -2.0  # a word in it that does not
_HALVED = -2.0  # half of a pair of brackets, or what goes before a comma
_ENDING = 4  # letters at most
_CAPITALS = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_SEAMLESS = re.compile(
    rf"(?<=[^\s{_CAPITALS}(«\"/-]) ?(?=[{_CAPITALS}] ?[^\W\d_{_CAPITALS}])"
    r"|(?<=[^\W\d])(?=20\d\d)|(?<=№) (?=\w)"
)
_ASIDE = re.compile(r"[(,].*")  # a unit of measure, say
_YEARS: frozenset[Role] = frozenset({"year"})
_YEAR = re.compile(r"20\d\d(?:ж(?:ыл)?|г(?:од)?)?")


class Title(NamedTuple):
    """A header cell: its lines' texts with their line, and the field that it names.

    `role` is that field even if another column has it, or that the column is known to
    hold something else; `under` are the roles of columns that may stand under it.
    """

    parts: tuple[tuple[Line, str], ...]
    field: Field | None
    level: Level = Level.WHOLE
    role: Role | None = None
    under: frozenset[Role] = frozenset()


class Word(NamedTuple):
    """A word of the header, or a part of one: where on which line it stands."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The word without the spaces between its letters."""
        return self.line.raw[self.start : self.end].replace(" ", "")


class Reading(NamedTuple):
    """What a title may be, and what that is worth; `under` are the roles that it may stand over."""

    worth: float
    role: Role | None = None
    under: frozenset[Role] = frozenset()


class _Group(Frozen):
    columns: tuple[Role, ...]
    titles: tuple[str, ...]


class _Groups(Frozen):
    groups: tuple[_Group, ...]


class _Others(Frozen):
    kk: tuple[str, ...]
    ru: tuple[str, ...]


def words_of(lines: Sequence[Line]) -> list[Word]:
    """The words of some lines: a letter-spaced one as one, two that run together as two."""
    return [
        Word(line, start, end)
        for line in lines
        for token in TableLine(line).tokens
        for start, end in _parted(line.raw, token.start, token.end)
    ]


def _parted(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a token where a capital follows a small letter, or a year any letter."""
    for seam in _SEAMLESS.finditer(raw, start):
        if seam.start() >= end:
            break
        yield start, seam.start()
        start = seam.end()
    yield start, end


def parts_of(words: Sequence[Word]) -> tuple[tuple[Line, str], ...]:
    """The words' lines, each with the text from the first to the last of the words on it."""
    runs: dict[int, list[Word]] = {}
    for word in words:
        runs.setdefault(word.line.number, []).append(word)
    return tuple((run[0].line, _closed(run)) for run in runs.values())


def _closed(run: Sequence[Word]) -> str:
    """Words of one line with the spaces that part them, without those in them."""
    text, end = "", run[0].start
    for word in run:
        text += word.line.raw[end : word.start] + word.text
        end = word.end
    return text


@lru_cache(maxsize=8192)
def readings(text: str) -> tuple[Reading, ...]:
    """What a text may be as a title."""
    key, form = squash(text), _form(text)
    found: list[Reading] = []
    group, under = _GROUP, _groups().get(key, frozenset()) if text[0].isupper() else frozenset()
    bare = _ASIDE.sub("", text)
    named = bare if match_title(bare) else text
    match = match_title(named)
    if match:
        worth = _WEAK if match.weak else _KNOWN
        worth += _UNEXPLAINED * (1 - _explained(named, match))
        found.append(Reading(worth + form, match.field))
        if match.field == "funding":  # which may be given year by year
            group, under = (group if under else worth + _OVER), under | _YEARS
    if key in _others():
        found.append(Reading(_OTHER + form, "other"))
    if _YEAR.fullmatch(key):
        found.append(Reading(_OTHER, "year"))
    if not found:
        found.append(Reading(_UNKNOWN + form))
    if under:
        found.append(Reading(group + form, under=under))
    return tuple(found)


def _form(text: str) -> float:
    """What it costs that a text does not look like one title, whatever its words."""
    capitals = sum(word[0].isupper() and not word[1:].isupper() for word in text.split()[1:])
    halved = text.count("(") != text.count(")") or text[-1] == ","
    return _SMALL * text[0].islower() + _CAPITAL * capitals + _HALVED * halved


def _explained(text: str, match: TitleMatch) -> float:
    """The share of a title's letters that belong to words of its field's titles.

    Few letters after one are an ending or a word of grammar.
    """
    key = squash(text)
    before, *rests = _words_of_titles()[match.field].split(key)
    left = len(before) + sum(len(rest) for rest in rests if len(rest) > _ENDING)
    return max(match.length, len(key) - left) / len(key)


@cache
def _words_of_titles() -> dict[Field, re.Pattern[str]]:
    """For each field the words of its titles."""
    return {field: re.compile("|".join(_longest_first(field))) for field in FIELDS}


def _longest_first(field: Field) -> list[str]:
    words = {squash(word) for title in titles_of(field) for word in title.split()} - {""}
    return [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]


@cache
def title_words() -> tuple[str, ...]:
    """Titles that the lexica have whole: words that a header may hold."""
    groups = load_toml("plan_groups.toml", _Groups).groups
    over = (title for group in groups for title in group.titles)
    known = (title for field in FIELDS for title in titles_of(field) if "*" not in title)
    return (*_other_titles(), *over, *known)


def _other_titles() -> tuple[str, ...]:
    lexicon = load_toml("plan_other_titles.toml", _Others)
    return (*lexicon.kk, *lexicon.ru)


@cache
def _others() -> frozenset[str]:
    return frozenset(map(squash, _other_titles()))


@cache
def _groups() -> dict[str, frozenset[Role]]:
    """The titles, squashed, that stand over several columns, with the roles of these."""
    groups = load_toml("plan_groups.toml", _Groups).groups
    return {squash(title): frozenset(group.columns) for group in groups for title in group.titles}
