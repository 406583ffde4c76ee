"""The words of a plan's header cut into titles.

A dump prints the header's cells one after another, each on one or more lines,
sometimes two on one line. They are found by cutting the words into runs of
which as many as possible are titles that the plans' lexicon knows.

What belongs here: that cut, and titles over several columns. What does not:
where a header stands (`heading`).
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractors.lexica import load_toml
from extractors.plans.header import FIELDS, Field, TitleMatch, match_title, squash
from extractors.readers.dump.lines import Line
from extractors.readers.dump.plan.geometry import BLANK, FREE, INLINE, LINE, Seam, distance, seam
from extractors.readers.dump.plan.tokens import TableLine
from schemas.document import Frozen

_MOST_WORDS = 12  # of one title
_BEAM = 40
_KNOWN, _WEAK = 3.0, 1.2
_EXACT = 0.3  # for several words that are known as a whole
_UNKNOWN, _UNKNOWN_LOOSE = -0.8, -1.5  # between blank lines or not
_TAKEN = -1.8  # a title of a field that another column has
_GROUP = -0.2
_INSIDE_BLANK, _AFTER_SHARED = -2.2, -0.2  # the latter where the title begins on a shared line
_AFTER_OPENING, _NO_BLANK, _SAME_LINE = -0.2, -2.0, -0.5
_MOST_CHILDREN = 3
_MISPLACED = -2.0
_SMALL = -1.5  # a title that begins with a small letter
_CAPITAL = -1.2  # a word in it that does not
_HALVED = -2.0  # half of a pair of brackets


class Title(NamedTuple):
    """A header cell: its lines' texts with their line, and the field that it names.

    `group` marks a title over several columns.
    """

    parts: tuple[tuple[Line, str], ...]
    field: Field | None
    group: bool = False


class Word(NamedTuple):
    """A word of the header: its line, and which line that is."""

    text: str
    line: Line
    at: int


class _Cut(NamedTuple):
    """Titles that the words up to some point make: the columns among them, and their fields.

    `lines` is how many the last title has.
    """

    score: float
    titles: tuple[Title, ...]
    columns: int
    fields: frozenset[Field]
    lines: int = 0


class _Groups(Frozen):
    titles: tuple[str, ...]


def words_of(lines: Sequence[Line]) -> list[Word]:
    """The words of some lines, letter-spaced ones as one."""
    return [
        Word(line.raw[token.start : token.end], line, at)
        for at, line in enumerate(lines)
        for token in TableLine(line).tokens
    ]


def cut_titles(words: Sequence[Word], count: int | None, *, whole: bool) -> list[Title]:
    """Cut words into titles, the best by score, in the middle of their row or at its top."""
    ways = [_cut(words, count, whole=whole, centred=centred) for centred in (True, False)]
    return list(max(ways, key=lambda cut: cut.score).titles)


def _cut(words: Sequence[Word], count: int | None, *, whole: bool, centred: bool) -> _Cut:
    """Cut words into titles, the best by score.

    `count` is the number of columns if it is known; `whole` says that all words
    belong to the header, else it may end before any blank line.
    """
    cuts: list[list[_Cut]] = [[_Cut(0.0, (), 0, frozenset())]]
    finished: list[_Cut] = []
    for end in range(1, len(words) + 1):
        grown = [
            _grow(cut, title, value + _stand(cut, title, place, centred=centred))
            for begin in range(max(0, end - _MOST_WORDS), end)
            for place in [_seam(words, begin)]
            for title, value in _options(words, begin, end)
            for cut in cuts[begin]
        ]
        cuts.append(_best(grown))
        if end == len(words) or (not whole and words[end].line.blanks):
            finished += [cut for cut in cuts[end] if count in (None, cut.columns)]
    return max(finished, key=lambda cut: cut.score, default=cuts[0][0])


def _seam(words: Sequence[Word], at: int) -> Seam:
    """What lies before word `at` tells of how the cells on both sides stand."""
    if at == 0 or words[at].line.apart:
        return FREE
    if words[at].at == words[at - 1].at:
        return seam(INLINE, opened=True)
    opened = words[at - 1].at == 0 or words[at - 1].line.blanks > 0
    return seam(BLANK if words[at].line.blanks else LINE, opened=opened)


def _stand(cut: _Cut, title: Title, place: Seam, *, centred: bool) -> float:
    """What it costs that a title cannot stand beside the one before."""
    if not cut.lines or title.group or any(other.group for other in cut.titles):
        return 0.0  # what stands under a group is printed after all others
    apart = distance(cut.lines, len(title.parts), centred=centred)
    return 0.0 if place.least <= apart <= place.most else _MISPLACED


def _grow(cut: _Cut, title: Title, value: float) -> _Cut:
    """Add a title to a cut; one whose field is taken names none."""
    fields = cut.fields
    if title.field and title.field in fields:
        value = min(value, 0.0) + _TAKEN
        title = title._replace(field=None)
    elif title.field:
        fields |= {title.field}
    columns = cut.columns + (not title.group)
    return _Cut(cut.score + value, (*cut.titles, title), columns, fields, len(title.parts))


def _best(cuts: Sequence[_Cut]) -> list[_Cut]:
    """Of the cuts with as many columns and the same fields the best, in a beam."""
    best: dict[tuple[int, frozenset[Field], int], _Cut] = {}
    for cut in cuts:
        key = (cut.columns, cut.fields, cut.lines)
        if key not in best or best[key].score < cut.score:
            best[key] = cut
    return sorted(best.values(), key=lambda cut: -cut.score)[:_BEAM]


def _options(words: Sequence[Word], begin: int, end: int) -> list[tuple[Title, float]]:
    """What a run of words may be, and what that is worth."""
    run = words[begin:end]
    text = " ".join(word.text for word in run)
    inside = _inside(words, begin, end)
    edges = inside + _edge(words, begin) + _edge(words, end)
    parts = _parts(run)
    match = _match(text)
    edges += _form(text)
    grouping = text[0].isupper() and squash(text) in _groups()
    group = [(Title(parts, None, group=True), _GROUP + edges)] if grouping else []
    if match is None and group:
        return group
    if match is None:
        loose = not (_blank(words, begin) and _blank(words, end))
        options = [(Title(parts, None), (_UNKNOWN_LOOSE if loose else _UNKNOWN) + edges)]
    else:
        options = [(Title(parts, match.field), _worth(match, text, several=len(run) > 1) + edges)]
    return options + group


def _form(text: str) -> float:
    """What it costs that a text does not look like one title, whatever its words."""
    capitals = sum(word[0].isupper() and word[1:].islower() for word in text.split()[1:])
    halved = text.count("(") != text.count(")")
    return _SMALL * text[0].islower() + _CAPITAL * capitals + _HALVED * halved


def _inside(words: Sequence[Word], begin: int, end: int) -> float:
    """What the blank lines inside a title cost: little after a first line that it shares."""
    shared = begin > 0 and words[begin - 1].at == words[begin].at
    total = 0.0
    for before, after in pairwise(words[begin:end]):
        if before.at != after.at and after.line.blanks:
            first = shared and before.at == words[begin].at
            total += _AFTER_SHARED if first else _INSIDE_BLANK
    return total


def _worth(match: TitleMatch, text: str, *, several: bool) -> float:
    """What a title is worth: the more, the more of its words the lexicon knows."""
    if match.weak:
        return _WEAK
    coverage = match.length / max(1, len(squash(text)))
    return _KNOWN * coverage + (_EXACT if coverage == 1 and several else 0.0)


def _blank(words: Sequence[Word], at: int) -> bool:
    """Whether a blank line, or the header's edge, lies before word `at`."""
    return at in (0, len(words)) or (words[at].at != words[at - 1].at and words[at].line.blanks > 0)


def _edge(words: Sequence[Word], at: int) -> float:
    """Half of what it costs to part titles before word `at`."""
    if _blank(words, at):
        return 0.0
    if words[at].at == words[at - 1].at:
        return _SAME_LINE / 2
    opening = words[at - 1].line.blanks > 0  # then no blank line shows where a cell begins
    return (_AFTER_OPENING if opening else _NO_BLANK) / 2


def _parts(words: Sequence[Word]) -> tuple[tuple[Line, str], ...]:
    parts: dict[int, list[Word]] = {}
    for word in words:
        parts.setdefault(word.at, []).append(word)
    return tuple((run[0].line, " ".join(word.text for word in run)) for run in parts.values())


def under_groups(titles: Sequence[Title]) -> tuple[list[Title], dict[int, tuple[Title, int]]]:
    """Put the titles under a group, which a dump prints last, in their place.

    Returns the columns' titles left to right, and the groups by the first
    column that they cover, with how many they cover.
    """
    at = next((i for i, title in enumerate(titles) if title.group), None)
    columns = [title for title in titles if not title.group]
    if at is None or len(columns) - at < 2:
        return columns, {}
    moved = [
        (size, [*columns[:at], *columns[-size:], *columns[at:-size]])
        for size in range(2, min(_MOST_CHILDREN, len(columns) - at) + 1)
    ]
    size, ordered = min(moved, key=lambda option: (_disorder(option[1]), option[0]))
    return ordered, {at: (titles[at], size)}


def _disorder(titles: Sequence[Title]) -> int:
    """How many neighbours stand against the usual order of a plan's columns."""
    ranks = [FIELDS.index(title.field) for title in titles if title.field]
    return sum(a > b for a, b in pairwise(ranks))


@lru_cache(maxsize=8192)
def _match(text: str) -> TitleMatch | None:
    return match_title(text)


@cache
def _groups() -> frozenset[str]:
    return frozenset(map(squash, load_toml("plan_groups.toml", _Groups).titles))
