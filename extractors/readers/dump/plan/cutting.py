"""The words of a plan's header cut into titles.

A dump prints the header's cells one after another, each on one or more lines,
sometimes two on one line. They are found by cutting the words into runs: the
best cut is that of which the lexica know most titles and whose lines stand as
print would have them.

What belongs here: that search, and the places of titles under a common one.
What does not: what a title is worth (`titles`), how its lines stand
(`standing`), where a header is (`heading`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from extractors.plan_vocabulary.fields import FIELDS, Field
from extractors.readers.dump.lines import Line
from extractors.readers.dump.plan.standing import (
    FREE,
    Gap,
    Level,
    Stand,
    Way,
    disjointed,
    height_of,
    misplaced,
    row_heights,
    word_gap,
)
from extractors.readers.dump.plan.titles import (
    Reading,
    Role,
    Title,
    Word,
    parts_of,
    readings,
)
from extractors.readers.dump.plan.tokens import closed_width

_MOST_WORDS = 12  # of one title
_MOST_UNDER = 6  # titles under a common one
_SMALL_ROW = -1.5  # a row that begins with a small letter
_CLOSE_ROW = -1.0  # one without a blank line before it
_EARLY = -5.0  # one before the words end that seem to be the header's
_BEAM = 24
_BEHIND = 8.0  # the best by so much a cut may be
_HOPELESS = -8.0  # worth of a title
_TAKEN = -1.8  # a title of a field that another column has
_HOME, _FOREIGN = 0.6, -0.8  # a title under a common one of its role, or of others
_CRAMPED = -2.0  # a title over several columns in lines that are too short
_DISORDER = -0.4  # two neighbours against the usual order of columns
_INLINE = -0.3  # two titles on one line


class CutHeader(NamedTuple):
    """A header's titles left to right, without those over several columns.

    These are given by the first of their columns, with how many columns they cover.
    """

    columns: tuple[Title, ...]
    groups: dict[int, tuple[Title, int]]
    score: float = 0.0


class _Run(NamedTuple):
    """Words that may make a title, the gap before them, and what they may be.

    `lines` counts an empty one at the title's end.
    """

    gap: Gap
    parts: tuple[tuple[Line, str], ...]
    lines: int
    worth: float
    reading: Reading


class _Cut(NamedTuple):
    """Titles that the words up to some point make, with the gap before each.

    Of the titles so many stand in the `upper` and the `lower` part; the former are
    `height` half lines high, and those under them may have the roles `under`.
    """

    score: float = 0.0
    titles: tuple[Title, ...] = ()
    stands: tuple[Stand, ...] = ()
    gaps: tuple[Gap, ...] = ()
    fields: frozenset[Field] = frozenset()
    upper: int = 0
    lower: int = 0
    height: float = 0.0
    under: frozenset[Role] = frozenset()

    @property
    def columns(self) -> int:
        """How many columns the titles name."""
        return len(self.titles) - self.upper


def cut_titles(
    words: Sequence[Word], count: int | None, *, whole: bool, hanging: bool
) -> CutHeader:
    """Cut words into titles, the best by score of all ways to print a header.

    `count` is the number of columns if it is known; `whole` says that all words
    seem to belong to the header, else it may end before any row; `hanging` that an
    empty line follows them.
    """
    ways = [Way(middle, centred) for middle, centred in product((True, False), (False, True))]
    headers = [
        header
        for way in ways
        for cut in _cuts(words, way, whole=whole, hanging=hanging)
        if count in (None, cut.columns)
        for header in _finished(cut, way)
    ]
    return max(headers, key=lambda header: header.score, default=CutHeader((), {}))


def _cuts(words: Sequence[Word], way: Way, *, whole: bool, hanging: bool) -> Iterator[_Cut]:
    """The best cuts of the words for a way to print."""
    cuts: list[list[_Cut]] = [[_Cut()]]
    for end in range(1, len(words) + 1):
        grown = [
            after
            for begin in range(max(0, end - _MOST_WORDS), end)
            for run in _runs(words, begin, end, way, hanging=hanging)
            for cut in cuts[begin]
            for after in _grow(cut, run, way)
        ]
        cuts.append(_best(grown))
        if end == len(words):
            yield from cuts[end]
        elif words[end].line is not words[end - 1].line:
            row = _row(words, end) + _EARLY * whole
            yield from (cut._replace(score=cut.score + row) for cut in cuts[end])


def _row(words: Sequence[Word], at: int) -> float:
    """What it costs that a row begins at a word that begins a line."""
    line, before = words[at].line, words[at - 1].line
    parted = line.blanks > 0 or before.blanks > 0 or line.apart
    return _SMALL_ROW * words[at].text[0].islower() + _CLOSE_ROW * (not parted)


def _runs(
    words: Sequence[Word], begin: int, end: int, way: Way, *, hanging: bool
) -> Iterator[_Run]:
    """What the words from `begin` to before `end` may be."""
    run = words[begin:end]
    parts = parts_of(run)
    before, first = words[max(0, begin - 1)], words[begin]
    shared = begin > 0 and before.line is first.line
    glued = shared and before.end == first.start
    gap = word_gap(before.line, first.line, glued=glued) if begin else FREE
    following = words[end].line if end < len(words) else None
    empty = following.apart and following is not run[-1].line if following else hanging
    worth = disjointed(parts, shared, way) + _INLINE * shared
    for reading in readings(" ".join(word.text for word in run)):
        if worth + reading.worth > _HOPELESS:
            yield _Run(gap, parts, len(parts) + empty, worth + reading.worth, reading)


def _grow(cut: _Cut, run: _Run, way: Way) -> Iterator[_Cut]:
    """Add a title to a cut, in every part of the header where it may stand."""
    worth, role, under = run.worth, run.reading.role, run.reading.under
    field = next((field for field in FIELDS if field == role), None)
    if field in cut.fields:
        worth, field = min(worth, 0.0) + _TAKEN, None
    for level in _levels(cut, run.reading):
        stand = Stand(level, run.lines)
        placed = _at_home(role, cut.under) if level == Level.LOWER else 0.0
        yield _Cut(
            cut.score + worth + placed + _seam(cut, run.gap, stand, way),
            (*cut.titles, Title(run.parts, field, level, role, under)),
            (*cut.stands, stand),
            (*cut.gaps, run.gap),
            cut.fields | {field} if field else cut.fields,
            cut.upper + (level == Level.UPPER),
            cut.lower + (level == Level.LOWER),
            max(cut.height, height_of(run.lines)) if level == Level.UPPER else cut.height,
            cut.under | under,
        )


def _seam(cut: _Cut, gap: Gap, stand: Stand, way: Way) -> float:
    """What a title's place costs, as far as it can be told from those before."""
    if not cut.stands or (way.middle and Level.UPPER in (stand.level, cut.stands[-1].level)):
        return 0.0
    return misplaced(gap, cut.stands[-1], stand, (cut.height, 0.0), way)


def _levels(cut: _Cut, reading: Reading) -> tuple[Level, ...]:
    """The parts of the header where a title may stand after those of a cut."""
    if reading.under:
        return () if cut.lower else (Level.UPPER,)
    if cut.lower:
        return (Level.LOWER,)
    return (Level.WHOLE, Level.LOWER) if cut.upper else (Level.WHOLE,)


def _best(cuts: Sequence[_Cut]) -> list[_Cut]:
    """Of the cuts with as many columns and the same fields the best, in a beam."""
    best: dict[tuple[object, ...], _Cut] = {}
    for cut in cuts:
        key = (len(cut.titles), cut.upper, cut.lower, cut.fields, cut.stands[-1])
        if key not in best or best[key].score < cut.score:
            best[key] = cut
    ranked = sorted(best.values(), key=lambda cut: -cut.score)[:_BEAM]
    return [cut for cut in ranked if cut.score > ranked[0].score - _BEHIND]


def _finished(cut: _Cut, way: Way) -> Iterator[CutHeader]:
    """The headers that a cut makes."""
    score = cut.score + _upper_misplaced(cut, way)
    for header in _arrangements(cut.titles):
        order = _DISORDER * _disorder(header.columns)
        yield header._replace(score=score + order + _misled(header))


def _upper_misplaced(cut: _Cut, way: Way) -> float:
    """What is not known before all titles are: how the upper ones stand beside others."""
    if not way.middle or not cut.upper:
        return 0.0
    rows = row_heights(cut.stands)
    return sum(
        misplaced(gap, before, after, rows, way)
        for (before, after), gap in zip(pairwise(cut.stands), cut.gaps[1:], strict=True)
        if Level.UPPER in (before.level, after.level)
    )


def _arrangements(titles: Sequence[Title]) -> Iterator[CutHeader]:
    """The ways to put the titles of the lower part, printed last, under those of the upper."""
    first_level = [title for title in titles if title.level != Level.LOWER]
    lower = [title for title in titles if title.level == Level.LOWER]
    upper = sum(title.level == Level.UPPER for title in first_level)
    for sizes in product(range(2, _MOST_UNDER + 1), repeat=upper):
        if sum(sizes) == len(lower):
            yield _arranged(first_level, iter(lower), iter(sizes))


def _arranged(
    first_level: Sequence[Title], lower: Iterator[Title], sizes: Iterator[int]
) -> CutHeader:
    columns: list[Title] = []
    groups: dict[int, tuple[Title, int]] = {}
    for title in first_level:
        if title.level == Level.UPPER:
            size = next(sizes)
            groups[len(columns)] = (title, size)
            columns += [next(lower) for _ in range(size)]
        else:
            columns.append(title)
    return CutHeader(tuple(columns), groups)


def _at_home(role: Role | None, under: frozenset[Role]) -> float:
    """What it is worth that a title stands under one that stands over such roles."""
    return _HOME if role in under else _FOREIGN


def _misled(header: CutHeader) -> float:
    """What it costs that titles stand under another common one than they should."""
    groups = [
        (title, header.columns[at : at + size]) for at, (title, size) in header.groups.items()
    ]
    under = frozenset[Role]().union(*(title.under for title, _ in groups))
    return sum(
        _CRAMPED * _cramped(title, columns)
        + sum(_at_home(c.role, title.under) - _at_home(c.role, under) for c in columns)
        for title, columns in groups
    )


def _cramped(title: Title, columns: Sequence[Title]) -> bool:
    """Whether a title is broken into shorter lines than the columns under it have room for."""
    room = sum(max(closed_width(text) for _, text in column.parts) for column in columns)
    return any(
        closed_width(f"{text} {below.split()[0]}") < room
        for (_, text), (_, below) in pairwise(title.parts)
    )


def _disorder(titles: Sequence[Title]) -> int:
    """How many neighbours stand against the usual order of a plan's columns."""
    ranks = [FIELDS.index(title.field) for title in titles if title.field]
    return sum(a > b for a, b in pairwise(ranks))
