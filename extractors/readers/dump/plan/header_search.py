"""The words of a plan's header made titles, by a beam search.

A dump prints the header's cells one after another, each on one or more lines, sometimes
two on one line. They are found by dividing the words into runs: best is the division of
which the lexica know most titles and whose lines stand as a printer would set them.

What belongs here: that search, and which titles stand under a common one. What does
not: what a title may be (`header_titles`), how its lines stand (`printer.headers`),
where a header is (`header`).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from extractors.plan_vocabulary.fields import FIELDS, Field
from extractors.readers.dump.lines import DumpLine
from extractors.readers.dump.plan.header_titles import (
    HeaderTitle,
    HeaderWord,
    TitleReading,
    TitleRole,
    text_by_line,
    title_readings,
)
from extractors.readers.dump.plan.printer.headers import (
    NO_EVIDENCE,
    HeaderLevel,
    PrintStyle,
    TitlePosition,
    WordGap,
    height_of,
    line_break_score,
    part_heights,
    position_score,
    word_gap,
)
from extractors.readers.layout import Beam
from extractors.text.spacing import width_unspaced

# Log-odds, by hand, so that the headers of real plans and of generated ones come out right.
_SAME_LINE = -0.3  # a title begins on the line of the one before
_TAKEN = -1.8  # a title names a field that another column has
_OWN_GROUP, _OTHER_GROUP = 0.6, -0.8  # a title stands under a common one of its role, or of others
_CRAMPED = -2.0  # a title over several columns is broken into lines that are too short
_OUT_OF_ORDER = -0.4  # two neighbours stand against the usual order of columns
_ROW_SMALL = -1.5  # the first row begins with a small letter
_ROW_CLOSE = -1.0  # the first row begins without a blank line before it
_EARLY = -5.0  # the rows begin before words end that seem to be the header's
_HOPELESS = -8.0  # of a title: what is less likely is not tried

_BEAM_WIDTH = 24  # states; more change no header of the documents we have
_BEAM_MARGIN = 8.0  # log-odds that a state may be behind the best

_MOST_WORDS = 12  # of one title
_MOST_UNDER = 6  # titles under a common one


class TitleLayout(NamedTuple):
    """A header's titles left to right, without those over several columns.

    These are given by the first of their columns, with how many columns they cover;
    `score` is the log-odds of the layout.
    """

    columns: tuple[HeaderTitle, ...]
    groups: dict[int, tuple[HeaderTitle, int]]
    score: float = 0.0


class _TitleCandidate(NamedTuple):
    """Words that may make a title, the gap before them, and what they may be.

    `lines` counts an empty one at the title's end; `score` is the log-odds of the title,
    wherever it stands.
    """

    gap: WordGap
    parts: tuple[tuple[DumpLine, str], ...]
    lines: int
    score: float
    reading: TitleReading


class _HeaderState(NamedTuple):
    """Titles that the words up to some point make, with the gap before each.

    Of the titles so many stand in the `upper` and the `lower` part; the former are
    `height` half lines high, and those under them may have the roles `under`.
    """

    score: float = 0.0
    titles: tuple[HeaderTitle, ...] = ()
    positions: tuple[TitlePosition, ...] = ()
    gaps: tuple[WordGap, ...] = ()
    fields: frozenset[Field] = frozenset()
    upper: int = 0
    lower: int = 0
    height: float = 0.0
    under: frozenset[TitleRole] = frozenset()

    @property
    def columns(self) -> int:
        """How many columns the titles name."""
        return len(self.titles) - self.upper

    def key(self) -> tuple[int, int, int, frozenset[Field], TitlePosition]:
        """Return what the state's future depends on."""
        return (len(self.titles), self.upper, self.lower, self.fields, self.positions[-1])


def search_titles(
    words: Sequence[HeaderWord], count: int | None, *, whole: bool, empty_line_after: bool
) -> TitleLayout:
    """Return the best layout of titles, by its score, of all ways to print a header.

    `count` is the number of columns if it is known; `whole` says that all words seem to
    belong to the header, else it may end before any row; `empty_line_after` that an empty
    paragraph follows them.
    """
    styles = [
        PrintStyle(middle, centred) for middle, centred in product((True, False), (False, True))
    ]
    layouts = [
        layout
        for style in styles
        for state in _search(words, style, whole=whole, empty_line_after=empty_line_after)
        if count in (None, state.columns)
        for layout in _layouts(state, style)
    ]
    return max(layouts, key=lambda layout: layout.score, default=TitleLayout((), {}))


def _search(
    words: Sequence[HeaderWord], style: PrintStyle, *, whole: bool, empty_line_after: bool
) -> Iterator[_HeaderState]:
    """Yield the best divisions of the words into titles, up to each place where rows may begin."""
    best = [[_HeaderState()]]
    for end in range(1, len(words) + 1):
        beam = Beam[_HeaderState](_BEAM_WIDTH, _BEAM_MARGIN)
        for begin in range(max(0, end - _MOST_WORDS), end):
            for candidate in _candidates(words, begin, end, style, empty_line_after):
                for state in best[begin]:
                    for longer in _with_title(state, candidate, style):
                        beam.add(longer)
        best.append(beam.best())
        if end == len(words):
            yield from best[end]
        elif words[end].line is not words[end - 1].line:
            row = _row_start_score(words, end) + _EARLY * whole
            yield from (state._replace(score=state.score + row) for state in best[end])


def _row_start_score(words: Sequence[HeaderWord], at: int) -> float:
    """Return the log-odds that the first row begins at a word that begins a line."""
    line, before = words[at].line, words[at - 1].line
    gap = line.blank_lines > 0 or before.blank_lines > 0 or line.empty_paragraph_before
    return _ROW_SMALL * words[at].text[0].islower() + _ROW_CLOSE * (not gap)


def _candidates(
    words: Sequence[HeaderWord], begin: int, end: int, style: PrintStyle, empty_line_after: bool
) -> Iterator[_TitleCandidate]:
    """Yield the titles that the words from `begin` to before `end` may make."""
    own = words[begin:end]
    parts = text_by_line(own)
    before, first = words[max(0, begin - 1)], words[begin]
    shared = begin > 0 and before.line is first.line
    unspaced = shared and before.end == first.start
    gap = word_gap(before.line, first.line, unspaced=unspaced) if begin else NO_EVIDENCE
    following = words[end].line if end < len(words) else None
    ends_before_gap = following is None or following is not own[-1].line
    empty = following.empty_paragraph_before if following else empty_line_after
    lines = len(parts) + (ends_before_gap and empty)
    score = line_break_score(parts, style, shares_first_line=shared) + _SAME_LINE * shared
    for reading in title_readings(" ".join(word.text for word in own)):
        if score + reading.score > _HOPELESS:
            yield _TitleCandidate(gap, parts, lines, score + reading.score, reading)


def _with_title(
    state: _HeaderState, candidate: _TitleCandidate, style: PrintStyle
) -> Iterator[_HeaderState]:
    """Yield a state with a title added, in every part of the header where it may stand."""
    score, role, under = candidate.score, candidate.reading.role, candidate.reading.under
    field = next((field for field in FIELDS if field == role), None)
    if field in state.fields:
        score, field = min(score, 0.0) + _TAKEN, None
    for level in _possible_levels(state, candidate.reading):
        position = TitlePosition(level, candidate.lines)
        grouped = _group_score(role, state.under) if level == HeaderLevel.LOWER else 0.0
        height = height_of(candidate.lines) if level == HeaderLevel.UPPER else 0.0
        yield _HeaderState(
            state.score + score + grouped + _position_score(state, candidate.gap, position, style),
            (*state.titles, HeaderTitle(candidate.parts, field, level, role, under)),
            (*state.positions, position),
            (*state.gaps, candidate.gap),
            state.fields | {field} if field else state.fields,
            state.upper + (level == HeaderLevel.UPPER),
            state.lower + (level == HeaderLevel.LOWER),
            max(state.height, height),
            state.under | under,
        )


def _position_score(
    state: _HeaderState, gap: WordGap, position: TitlePosition, style: PrintStyle
) -> float:
    """Return the log-odds of a title's position, as far as the titles before it tell."""
    if not state.positions:
        return 0.0
    before = state.positions[-1]
    if style.vertically_centred and HeaderLevel.UPPER in (position.level, before.level):
        return 0.0  # the height of the lower part is not known yet
    return position_score(gap, before, position, (state.height, 0.0), style)


def _possible_levels(state: _HeaderState, reading: TitleReading) -> tuple[HeaderLevel, ...]:
    """Return the parts of the header where a title may stand after those of a state."""
    if reading.under:
        return () if state.lower else (HeaderLevel.UPPER,)
    if state.lower:
        return (HeaderLevel.LOWER,)
    return (HeaderLevel.WHOLE, HeaderLevel.LOWER) if state.upper else (HeaderLevel.WHOLE,)


def _layouts(state: _HeaderState, style: PrintStyle) -> Iterator[TitleLayout]:
    """Yield the layouts that a state's titles may have."""
    score = state.score + _upper_part_score(state, style)
    for layout in _arrangements(state.titles):
        order = _OUT_OF_ORDER * _out_of_order(layout.columns)
        yield layout._replace(score=score + order + _groups_score(layout))


def _upper_part_score(state: _HeaderState, style: PrintStyle) -> float:
    """Return the log-odds of where upper titles stand, which all titles together tell."""
    if not style.vertically_centred or not state.upper:
        return 0.0
    heights = part_heights(state.positions)
    return sum(
        position_score(gap, before, after, heights, style)
        for (before, after), gap in zip(pairwise(state.positions), state.gaps[1:], strict=True)
        if HeaderLevel.UPPER in (before.level, after.level)
    )


def _arrangements(titles: Sequence[HeaderTitle]) -> Iterator[TitleLayout]:
    """Yield the ways to put the lower part's titles, printed last, under those of the upper."""
    first_level = [title for title in titles if title.level != HeaderLevel.LOWER]
    lower = [title for title in titles if title.level == HeaderLevel.LOWER]
    upper = sum(title.level == HeaderLevel.UPPER for title in first_level)
    for sizes in product(range(2, _MOST_UNDER + 1), repeat=upper):
        if sum(sizes) == len(lower):
            yield _arranged(first_level, iter(lower), iter(sizes))


def _arranged(
    first_level: Sequence[HeaderTitle], lower: Iterator[HeaderTitle], sizes: Iterator[int]
) -> TitleLayout:
    """Return a layout in which each upper title stands over so many lower ones, in order."""
    columns: list[HeaderTitle] = []
    groups: dict[int, tuple[HeaderTitle, int]] = {}
    for title in first_level:
        if title.level == HeaderLevel.UPPER:
            size = next(sizes)
            groups[len(columns)] = (title, size)
            columns += [next(lower) for _ in range(size)]
        else:
            columns.append(title)
    return TitleLayout(tuple(columns), groups)


def _group_score(role: TitleRole | None, under: frozenset[TitleRole]) -> float:
    """Return the log-odds that a title stands under one that may stand over such roles."""
    return _OWN_GROUP if role in under else _OTHER_GROUP


def _groups_score(layout: TitleLayout) -> float:
    """Return what the log-odds change once it is known which title stands under which."""
    groups = [
        (title, layout.columns[at : at + size]) for at, (title, size) in layout.groups.items()
    ]
    under = frozenset[TitleRole]().union(*(title.under for title, _ in groups))
    return sum(
        _CRAMPED * _is_cramped(title, columns)
        + sum(_group_score(c.role, title.under) - _group_score(c.role, under) for c in columns)
        for title, columns in groups
    )


def _is_cramped(title: HeaderTitle, columns: Sequence[HeaderTitle]) -> bool:
    """Whether a title is broken into shorter lines than the columns under it have room for."""
    room = sum(max(width_unspaced(text) for _, text in column.parts) for column in columns)
    return any(
        width_unspaced(f"{text} {below.split()[0]}") < room
        for (_, text), (_, below) in pairwise(title.parts)
    )


def _out_of_order(titles: Sequence[HeaderTitle]) -> int:
    """Return how many neighbours stand against the usual order of a plan's columns."""
    ranks = [FIELDS.index(title.field) for title in titles if title.field]
    return sum(a > b for a, b in pairwise(ranks))
