"""Lines of a plan given to rows and columns: a beam search over all ways to read them.

Cells come in the order of the columns, row after row, but a row cut by a page
comes in two goes, its number may stand in the middle of its text, and cells on
one height may share a line. Each way to read the lines so far is a `State`;
order, blank lines, widths and words give it its score.

What belongs here: the steps of the search and what they cost. What does not:
states (`beam`), what columns look like (`columns`), cells made whole (`rebuild`).
"""

from collections.abc import Iterator, Mapping, Sequence

from extractors.readers.dump.plan.anchors import Anchor
from extractors.readers.dump.plan.beam import (
    OUTSIDE,
    SECTION,
    START,
    Assignment,
    State,
    Wave,
    open_row,
    step,
    trace,
    with_number,
)
from extractors.readers.dump.plan.columns import Columns
from extractors.readers.dump.plan.geometry import (
    BLANK,
    FREE,
    INLINE,
    LINE,
    PAGE,
    contradictions,
    distance,
    gap_between,
    grow,
    seam,
)
from extractors.readers.dump.plan.phrases import held_words
from extractors.readers.dump.plan.sections import opens_section
from extractors.readers.dump.plan.tokens import Part, TableLine, spaces_tell

_MISFIT = -4.0  # two cells that cannot both stand where they do
_UNEVEN = -4.0  # a cell that cannot stand where it does in a row that a page cuts
_NEVER = -99.0
_GOES_ON = frozenset(",;:–-(")

# By what lies before a part: a word of the same line, a line, a blank line, a page's end.
_NEXT_COLUMN = (-1.2, -0.5, 0.0, -0.3)
_UNMARKED = -5.0  # a column begun without a blank line, though the line before follows none
_SAME_COLUMN = (-9.0, 0.0, -14.0, 0.0)
_AFTER_SHARED = (-9.0, -6.0, 0.0, 0.0)  # set in against the first cell of a line of several
_SPLIT_CELL = -2.0  # over a blank line: after an empty paragraph
_NEXT_ROW = (-5.0, -1.5, 0.0, 0.0)
_NUMBER_INSIDE = (-2.0, -0.5, -0.5, 0.0)
_REVISIT = -1.5
_REOPENED = -3.0  # a cell that has ended on the page before
_HEADLESS = -12.0  # a row that begins before its number without a page break between
_HEADLESS_PAGE = -0.5
_LATE_START = -4.0
_OPEN_CELL = -5.0  # left at a line that ends in a space or is spread to the cell's width
_CLOSED_CELL = -1.5  # gone on with after a line that has ended early
_FITTED = -2.0  # gone on with though the word would have fitted the line before
_WORDS = 0.7  # weight of words; those of a cell are no independent witnesses
_MANY = 16  # words of a line that is not tried as several cells
_PHRASE, _HELD = 3, -4.0  # words of a phrase; what it costs to part them
_DASHED = -5.0  # a dash that marks an empty cell stands alone
_TOO_WIDE = -2.0
_PER_EM = -2.5
_SECTION_MARK, _SECTION_WIDE, _SECTION_NARROW = 6.0, -1.0, -9.0
_SECTION_MORE = (-9.0, 0.5, -4.0, -2.0)
_OUTSIDE = -2.5
_OUTSIDE_WIDE, _OUTSIDE_NARROW = 0.5, -1.5

Left = tuple[State, float]  # a state and what it costs to leave its cell


class Aligner:
    """Reads the lines of a table; `anchors` gives the lines that begin with a row's number."""

    def __init__(
        self,
        lines: Sequence[TableLine],
        columns: Columns,
        anchors: Mapping[int, Anchor],
        *,
        centred: bool = True,
    ) -> None:
        self.lines = lines
        self.columns = columns
        self.anchors = anchors
        self.numbered = bool(anchors)
        self.centred = centred
        self.numbers = dict(_numbers(lines, anchors))
        self.last_anchor = max(anchors, default=-1)
        self.widest = max(columns.widths) or _common_width(lines)
        self.soft_tells = spaces_tell(lines)
        first = 1 if self.numbered else 0
        self.first_column = first
        self.headless = self._headless()
        self.torn = self._torn()
        self.torn_here = False  # whether the line being read is of a row that a page cuts
        self.starts: list[float] = []  # of the part being read, by column
        self.going: list[bool] = []
        self.opens = True  # the line before follows a blank one: the next has none, whatever it is

    def read(self) -> tuple[float, list[Assignment]]:
        """Return every part of every line with its row and column, in the lines' order.

        The score before them is higher the better the lines fit.
        """
        beam = [State(0.0, START, None, True, 0, 0, 0, -1, None)]
        for index in range(len(self.lines)):
            beam = self._advance(beam, index)
        best = max(beam, key=lambda state: state.score)
        return best.score, trace(best)

    def _advance(self, beam: list[State], index: int) -> list[State]:
        """Read one line in all ways."""
        line = self.lines[index]
        gap = self._gap(index)
        self.torn_here = self.torn[index]
        self.opens = index > 0 and self._gap(index - 1) != LINE
        if gap == PAGE:
            for state in beam:
                state.here = 0
        length = len(line.tokens)
        cuts = self._cuts(index)
        waves = {cut: Wave() for cut in (*cuts, length)}
        for state in beam:
            waves[0].add(state)
        for position, start in enumerate(cuts):
            states = waves[start].best()
            before = gap if start == 0 else INLINE
            left = [(state, self._leaving(state, before)) for state in states]
            for end in (*cuts[position + 1 :], length):
                self._spread(left, line.part(start, end), before, index, waves[end])
        return waves[length].best() or beam

    def _spread(self, states: list[Left], part: Part, gap: int, index: int, out: Wave) -> None:
        """Read one part of a line in all ways."""
        if part.start == 0 and index in self.numbers:
            self._read_number(states, part, gap, index, out)
            return
        if gap in (BLANK, PAGE) and self._is_section(part):
            for state, leaving in states:
                self._apart(state, part, gap, index, out, leaving)
            if out.states:
                return
        scores = self._part_scores(part)
        self.starts = self.columns.start_scores(part)
        self.going = [self._may_go_on(part, limit) for limit in self.columns.widths]
        for state, leaving in states:
            held = gap != INLINE and state.column >= 0 and _holds(state.part, part)
            apart = leaving + (_HELD if held else 0.0)
            if state.column != OUTSIDE:
                self._moves(state, part, scores, gap, index, out, apart)
            if part.whole:
                self._apart(state, part, gap, index, out, leaving)

    def _read_number(self, states: list[Left], part: Part, gap: int, index: int, out: Wave) -> None:
        """Read a row's number, or what of it a line holds: it is a part by itself."""
        if part.end != self.numbers[index]:
            return
        for state, leaving in states:
            if index in self.anchors and state.column != OUTSIDE:
                out.add(self._number_moves(state, part, gap, leaving))
            elif state.column == 0:
                out.add(self._stand(step(state, part, 0, 0.0, may_go_on=False), gap))

    def _gap(self, index: int) -> int:
        if index == 0:
            return BLANK
        return gap_between(self.lines[index - 1].line, self.lines[index].line)

    def _cuts(self, index: int) -> list[int]:
        """Tokens at which a part may begin: where a line may hold more than one cell."""
        line = self.lines[index]
        length = len(line.tokens)
        cuts = [0]
        if self.numbers.get(index, length) < length:
            cuts.append(self.numbers[index])
        if 1 < length <= _MANY and not opens_section(line.line.text):
            words = (i for i in range(cuts[-1], length) if self._may_begin(line, i))
            cuts = sorted({*cuts, *words})
        return cuts

    @staticmethod
    def _may_begin(line: TableLine, index: int) -> bool:
        """Whether a cell may begin at a token: no mark, not inside a phrase.

        A mark that begins a line goes on with a cell, and so does what follows it.
        """
        mark = line.tokens[index].shape == "mark" or (index == 1 and line.tokens[0].shape == "mark")
        return not mark and index not in line.held

    def _part_scores(self, part: Part) -> list[float]:
        """How well a part's words and width go with each column."""
        totals = [0.0] * self.columns.count
        for token in part.tokens:
            for column, score in enumerate(self.columns.scores(token)):
                totals[column] += score
        count = len(part.tokens)
        width = part.width
        dashed = count > 1 and "dash" in (part.tokens[0].shape, part.tokens[-1].shape)
        mixed = _DASHED if dashed else 0.0
        return [
            mixed + _WORDS * total + self._width_score(width, limit)
            for total, limit in zip(totals, self.columns.widths, strict=True)
        ]

    @staticmethod
    def _width_score(width: float, limit: float) -> float:
        excess = width - limit * 1.03
        return 0.0 if limit == 0 or excess <= 0 else _TOO_WIDE + _PER_EM * excess

    def _moves(
        self,
        state: State,
        part: Part,
        scores: list[float],
        gap: int,
        index: int,
        out: Wave,
        leaving: float,
    ) -> None:
        """Give `part` to each column after `state`, in the same row and in a new one."""
        going = self.going
        if state.column >= 0:
            for column in range(self._next_column(state, gap), self.columns.count):
                gain = scores[column] + self._stay_cost(state, part, column, gap, leaving)
                if state.score + gain > out.floor:
                    out.add(self._stand(step(state, part, column, gain, going[column]), gap))
        if state.seen and gap != INLINE:
            base = self._close_cost(state, leaving) + _NEXT_ROW[gap] + self.headless[index]
            for column in range(self.first_column, self.columns.count):
                late = _LATE_START if column > self.first_column else 0.0
                gain = base + late + scores[column] + self.starts[column]
                if state.score + gain > out.floor:
                    opened = open_row(state, part, column, gain, going[column])
                    opened.cut = self.torn_here
                    out.add(opened if self.numbered else with_number(opened))

    def _next_column(self, state: State, gap: int) -> int:
        """The first column that may follow: cells come in order, but for a row that goes on."""
        return self.first_column if gap == PAGE or state.column == 0 else state.column

    def _number_moves(self, state: State, part: Part, gap: int, leaving: float) -> State:
        """A row's number begins a row, or comes in the middle of one that lacks it."""
        if state.seen:
            cost = self._close_cost(state, leaving) + _NEXT_ROW[gap]
            opened = with_number(open_row(state, part, 0, cost, may_go_on=False))
            opened.cut = self.torn_here
            return opened
        inside = step(state, part, 0, _NUMBER_INSIDE[gap], may_go_on=False)
        return self._stand(with_number(inside), gap)

    def _stay_cost(self, state: State, part: Part, column: int, gap: int, leaving: float) -> float:
        """What it costs to go on in the same row."""
        bit = 1 << column
        if column == state.column and gap != PAGE:
            cost = self._same_column(state, part, gap)
            cost += self.columns.bond(state.part, part) if state.part else 0.0
            return cost + self.columns.stay[column] + self._continuation(state.part, part, gap)
        cost = _NEXT_COLUMN[gap] + leaving
        if gap == LINE and not self.opens:
            cost += _UNMARKED
        if not state.filled & bit:
            cost += self.starts[column]
        elif gap == PAGE or not state.here & bit:
            cost += 0.0 if state.open & bit else _REOPENED
        if gap == PAGE:
            return cost
        return cost + (_REVISIT if state.here & bit else 0.0)

    def _same_column(self, state: State, part: Part, gap: int) -> float:
        """What it costs that a cell goes on, by what lies between its lines."""
        if gap == INLINE or state.part is None:
            return _SAME_COLUMN[gap]
        if part.line.line.apart:
            return _SPLIT_CELL if gap == BLANK else 0.0
        expected = BLANK if state.part.start > 0 and not self.opens else LINE
        return _SAME_COLUMN[gap] if expected == LINE else _AFTER_SHARED[gap]

    def _stand(self, state: State, gap: int) -> State:
        """Hold a step against where the lines of cells can stand."""
        last = state.parent
        if last is None or last.column < 0 or state.part is None:
            return state
        stray = int(state.part.start == 0 and state.part.line.line.apart)
        space = FREE if stray else seam(gap, opened=self.opens)
        state.runs = grow(last.runs, state.column, gap, stray, space)
        if gap == PAGE:
            state.score -= last.misfit
            state.lines, state.cut = 1, True
            return state
        state.misfit, state.cut = last.misfit, last.cut or self.torn_here
        if state.column == last.column:
            state.before, state.seam, state.askew = last.before, last.seam, last.askew
            state.lines = last.lines + (gap != INLINE) + stray
            crossed = self._beyond(state) and not self._beyond(last)
        else:
            short = self._short(last)
            if short:
                _blame(state)
            state.before, state.lines = last.lines + stray, 1
            state.seam = FREE if short or last.askew else space
            crossed = self._beyond(state)
        if crossed:
            _blame(state)
            state.askew = True
        return state

    def _beyond(self, state: State) -> bool:
        """Whether a cell has too many lines to stand where it does."""
        if not state.before or state.cut:
            return False
        return distance(state.before, state.lines, centred=self.centred) > state.seam.most

    def _short(self, state: State) -> bool:
        """Whether a cell that has ended has too few lines to stand where it does."""
        if not state.before or state.cut:
            return False
        return distance(state.before, state.lines, centred=self.centred) < state.seam.least

    def _leaving(self, state: State, gap: int) -> float:
        """What it costs to leave a cell, the more if its last line ends in a space."""
        if gap == PAGE or state.column < 0:
            return 0.0
        cost = self.columns.leave[state.column]
        cost += self.columns.whole_score(state.column, state.words)
        if state.column > 0 and gap != INLINE and state.part and self._goes_on(state.part):
            cost += _OPEN_CELL
        return cost + (self.columns.end_score(state.part, state.column) if state.part else 0.0)

    def _goes_on(self, part: Part) -> bool:
        """Whether a line shows that its cell goes on: it ends in a space, or is spread."""
        if part.end < len(part.line.tokens):
            return False
        return (self.soft_tells and part.soft) or part.spread

    def _continuation(self, last: Part | None, part: Part, gap: int) -> float:
        """What the end of a cell's last line says against going on in the same cell."""
        if last is None or last.ends_item(part):
            return 0.0
        limit = self.widest
        fits = last.width + 0.25 + part.line.width(part.start, part.start + 1)
        cost = 0.0
        if self.soft_tells and not last.soft and last.width < 0.6 * limit and gap != INLINE:
            cost += _CLOSED_CELL
        if fits < 0.85 * limit and gap == LINE:
            cost += _FITTED
        return cost

    def _may_go_on(self, part: Part, limit: float) -> bool:
        """Whether a cell may go on after a part: it ends in a space or mid-list, or is full."""
        if part.text[-1] in _GOES_ON:
            return True
        if part.soft and self.soft_tells:
            return True
        return part.width > 0.85 * limit and part.text[-1] != "."

    def _close_cost(self, state: State, leaving: float) -> float:
        """What it costs to end the row that `state` is in."""
        if state.column in (START, SECTION):
            return 0.0
        leaving += _MISFIT if self._short(state) else 0.0
        if state.cut:
            leaving += _UNEVEN * contradictions(state.runs, centred=self.centred)
        return self.columns.missing_cost(state.filled) + leaving

    def _headless(self) -> list[float]:
        """What it costs a row to begin at each line before its number."""
        if not self.numbered:
            return [0.0] * len(self.lines)
        costs = [_NEVER] * len(self.lines)
        following: int | None = None
        for index in range(self.last_anchor, -1, -1):
            if following is not None:
                same = self.lines[following].line.page == self.lines[index].line.page
                costs[index] = _HEADLESS if same else _HEADLESS_PAGE
            if index in self.anchors:
                following = index
        return costs

    def _torn(self) -> list[bool]:
        """Which lines belong to a row that a page cuts, as far as the rows' numbers tell."""
        torn = [False] * len(self.lines)
        start = 0
        for index in range(1, len(self.lines) + 1):
            if index < len(self.lines) and index not in self.anchors:
                continue
            pages = {line.line.page for line in self.lines[start:index]}
            if self.numbered and len(pages) > 1:
                torn[start:index] = [True] * (index - start)
            start = index
        return torn

    def _apart(
        self, state: State, part: Part, gap: int, index: int, out: Wave, leaving: float
    ) -> None:
        """Take a whole line for a section's heading, or for what follows the table."""
        if state.column == SECTION:
            broken = state.part is not None and state.part.width > self.widest
            more = _SECTION_MORE[gap] + (0.0 if broken else _SECTION_NARROW)
            out.add(step(state, part, SECTION, more, may_go_on=False))
        if state.column == OUTSIDE:
            out.add(step(state, part, OUTSIDE, self._outside_score(part), may_go_on=False))
            return
        if not state.seen or gap == INLINE:
            return
        close = self._close_cost(state, leaving)
        section = close + _NEXT_ROW[gap] + self._section_score(part)
        out.add(with_number(open_row(state, part, SECTION, section, may_go_on=False)))
        if index > self.last_anchor and gap in (BLANK, PAGE):
            out.add(with_number(open_row(state, part, OUTSIDE, close + _OUTSIDE, may_go_on=False)))

    def _outside_score(self, part: Part) -> float:
        return _OUTSIDE_WIDE if part.width > 1.3 * self.widest else _OUTSIDE_NARROW

    def _is_section(self, part: Part) -> bool:
        """Whether a part is certain to head a group: by its words, and too wide for a column."""
        wide = part.width > 1.05 * self.widest
        return part.whole and wide and opens_section(part.line.line.text)

    def _section_score(self, part: Part) -> float:
        text = part.line.line.text
        if opens_section(text):
            return _SECTION_MARK
        return _SECTION_WIDE if part.width > 1.5 * self.widest else _SECTION_NARROW


def _holds(before: Part | None, part: Part) -> bool:
    """Whether a part goes on with a phrase that the part before it begins."""
    if before is None:
        return False
    words = [token.text for token in (*before.tokens[-_PHRASE:], *part.tokens[:_PHRASE])]
    return min(_PHRASE, len(before.tokens)) in held_words(tuple(words))


def _numbers(
    lines: Sequence[TableLine], anchors: Mapping[int, Anchor]
) -> Iterator[tuple[int, int]]:
    """The lines that hold a row's number or a piece of it, and how many tokens that takes."""
    for at, anchor in anchors.items():
        last = at + anchor.lines - 1
        yield from ((index, len(lines[index].tokens)) for index in range(at, last))
        yield last, 1


def _common_width(lines: Sequence[TableLine]) -> float:
    """A guess at the widest column where no width is known yet."""
    widths = sorted(line.width(0, len(line.tokens)) for line in lines)
    return widths[int(0.75 * len(widths))] if widths else 1.0


def _blame(state: State) -> None:
    state.score += _MISFIT
    state.misfit += _MISFIT
