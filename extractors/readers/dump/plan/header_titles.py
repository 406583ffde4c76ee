"""The titles of a plan's header: what a run of its words may be, and how likely.

What belongs here: words, titles, how well the plans' lexica know a title. What does
not: which of them there are (`header_search`), where they stand (`printer.headers`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from extractors.languages import data_of_all
from extractors.languages.alphabet import CAPITAL
from extractors.plan_vocabulary.fields import FIELDS, Field
from extractors.plan_vocabulary.titles import TitleMatch, match_title, squash, titles_of
from extractors.readers.dump.lines import DumpLine
from extractors.readers.dump.plan.printer.headers import HeaderLevel
from extractors.readers.dump.plan.tokens import TableLine
from schemas.document import Frozen

TitleRole = Field | Literal["year", "other"]

# Log-odds, by hand, that words are one title.
_FIELD_TITLE = 3.0  # the lexicon has them as a field's
_WEAK_TITLE = 1.2  # the same, of those that another column may have a better claim to
_OTHER_TITLE = 1.8  # the lexicon has them as that of a column which is no field; or a year
_UNKNOWN_TITLE = -1.2  # no lexicon has them
_GROUP_TITLE = -0.2  # the lexicon has them as a title over several columns: few headers have one
_FIELD_OVER_YEARS = -1.5  # a field's title stands over a column for each year
_UNEXPLAINED = -2.0  # times the share of letters that no title of the field has
_SMALL_FIRST = -3.0  # they begin with a small letter
_CAPITAL_INSIDE = -2.0  # each word after the first that begins with a capital
_UNBALANCED = -2.0  # half of a pair of brackets, or a comma at the end

_LONGEST_ENDING = 4  # letters that may follow a known word without being unexplained
_CAPITALS = rf"A-Z{CAPITAL}"
_JOINED_WORDS = re.compile(
    rf"(?<=[^\s{_CAPITALS}(«\"/-]) ?(?=[{_CAPITALS}] ?[^\W\d_{_CAPITALS}])"
    r"|(?<=[^\W\d])(?=20\d\d)|(?<=№) (?=\w)"
)
_REMARK = re.compile(r"[(,].*")  # a unit of measure, say
_YEARS: frozenset[TitleRole] = frozenset({"year"})


class HeaderTitle(NamedTuple):
    """A header cell: its lines' texts with their line, and the field that it names.

    `parts` are the lines with what they have of the title. `role` is the field even if
    another column has it, or says that the column is known to hold something else;
    `under` are the roles of columns that may stand under it.
    """

    parts: tuple[tuple[DumpLine, str], ...]
    field: Field | None
    level: HeaderLevel = HeaderLevel.WHOLE
    role: TitleRole | None = None
    under: frozenset[TitleRole] = frozenset()


class HeaderWord(NamedTuple):
    """A word of the header, or a part of one: where on which line it stands."""

    line: DumpLine
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the word without the spaces between its letters."""
        return self.line.raw[self.start : self.end].replace(" ", "")


class TitleReading(NamedTuple):
    """What a title may be, and the log-odds of that; `under` are the roles it may stand over."""

    score: float
    role: TitleRole | None = None
    under: frozenset[TitleRole] = frozenset()


class _Group(Frozen):
    """Titles that stand over columns of such roles."""

    columns: tuple[TitleRole, ...]
    titles: tuple[str, ...]


class _Groups(Frozen):
    """A language's titles over several columns."""

    groups: tuple[_Group, ...] = ()


class _OtherTitles(Frozen):
    """A language's titles of columns that are no field; `year` may follow a year's number."""

    titles: tuple[str, ...] = ()
    year: tuple[str, ...] = ()


def words_in(lines: Sequence[DumpLine]) -> list[HeaderWord]:
    """Return the words of lines: a letter-spaced one as one, two that run together as two."""
    return [
        HeaderWord(line, start, end)
        for line in lines
        for token in TableLine(line).tokens
        for start, end in _split_joined(line.raw, token.start, token.end)
    ]


def _split_joined(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the words of a token: a capital after a small letter begins one, a year does, too."""
    for joint in _JOINED_WORDS.finditer(raw, start):
        if joint.start() >= end:
            break
        yield start, joint.start()
        start = joint.end()
    yield start, end


def text_by_line(words: Sequence[HeaderWord]) -> tuple[tuple[DumpLine, str], ...]:
    """Return the words' lines, each with the text from the first to the last of the words on it."""
    by_line: dict[int, list[HeaderWord]] = {}
    for word in words:
        by_line.setdefault(word.line.number, []).append(word)
    return tuple((own[0].line, _unspaced(own)) for own in by_line.values())


def _unspaced(words: Sequence[HeaderWord]) -> str:
    """Return words of one line with the spaces between them, without those in them."""
    text, end = "", words[0].start
    for word in words:
        text += word.line.raw[end : word.start] + word.text
        end = word.end
    return text


@lru_cache(maxsize=8192)
def title_readings(text: str) -> tuple[TitleReading, ...]:
    """Return what a text may be as a title."""
    key, shape = squash(text), _shape_score(text)
    found: list[TitleReading] = []
    group, under = (
        _GROUP_TITLE,
        _groups().get(key, frozenset()) if text[0].isupper() else frozenset(),
    )
    bare = _REMARK.sub("", text)
    named = bare if match_title(bare) else text
    match = match_title(named)
    if match:
        score = _WEAK_TITLE if match.weak else _FIELD_TITLE
        score += _UNEXPLAINED * (1 - _explained_share(named, match))
        found.append(TitleReading(score + shape, match.field))
        if match.field == "funding":  # which may be given year by year
            group, under = (group if under else score + _FIELD_OVER_YEARS), under | _YEARS
    if key in _other_keys():
        found.append(TitleReading(_OTHER_TITLE + shape, "other"))
    if _year().fullmatch(key):
        found.append(TitleReading(_OTHER_TITLE, "year"))
    if not found:
        found.append(TitleReading(_UNKNOWN_TITLE + shape))
    if under:
        found.append(TitleReading(group + shape, under=under))
    return tuple(found)


def _shape_score(text: str) -> float:
    """Return the log-odds that a text is one title by its letters' case and its brackets."""
    capitals = sum(word[0].isupper() and not word[1:].isupper() for word in text.split()[1:])
    unbalanced = text.count("(") != text.count(")") or text[-1] == ","
    first = _SMALL_FIRST * text[0].islower()
    return first + _CAPITAL_INSIDE * capitals + _UNBALANCED * unbalanced


def _explained_share(text: str, match: TitleMatch) -> float:
    """Return the share of a title's letters that belong to words of its field's titles.

    Few letters after one are an ending or a word of grammar.
    """
    key = squash(text)
    before, *rests = _words_of_titles()[match.field].split(key)
    left = len(before) + sum(len(rest) for rest in rests if len(rest) > _LONGEST_ENDING)
    return max(match.length, len(key) - left) / len(key)


@cache
def _words_of_titles() -> dict[Field, re.Pattern[str]]:
    """Return for each field a pattern of the words of its titles."""
    return {field: re.compile("|".join(_longest_first(field))) for field in FIELDS}


def _longest_first(field: Field) -> list[str]:
    """Return the words of a field's titles as patterns, the longest first."""
    words = {squash(word) for title in titles_of(field) for word in title.split()} - {""}
    return [re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))]


@cache
def known_titles() -> tuple[str, ...]:
    """Return the titles that the lexica have whole: words that a header may hold."""
    over = (title for group in _title_groups() for title in group.titles)
    known = (title for field in FIELDS for title in titles_of(field) if "*" not in title)
    return (*_other_titles(), *over, *known)


def _other_titles() -> tuple[str, ...]:
    """Return the titles of columns that are no field."""
    lexica = data_of_all("plan_other_titles", _OtherTitles)
    return tuple(title for lexicon in lexica for title in lexicon.titles)


@cache
def _year() -> re.Pattern[str]:
    """Return a pattern for a squashed title that is a year."""
    lexica = data_of_all("plan_other_titles", _OtherTitles)
    words = "|".join(squash(word) for lexicon in lexica for word in lexicon.year)
    return re.compile(rf"20\d\d(?:{words})?")


def _title_groups() -> tuple[_Group, ...]:
    """Return the titles over several columns, of all languages."""
    lexica = data_of_all("plan_groups", _Groups)
    return tuple(group for lexicon in lexica for group in lexicon.groups)


@cache
def _other_keys() -> frozenset[str]:
    """Return the titles of columns that are no field, squashed."""
    return frozenset(map(squash, _other_titles()))


@cache
def _groups() -> dict[str, frozenset[TitleRole]]:
    """Return the titles, squashed, that stand over several columns, with the roles of these."""
    return {
        squash(title): frozenset(group.columns)
        for group in _title_groups()
        for title in group.titles
    }
