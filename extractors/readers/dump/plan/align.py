"""Lines of a plan given to rows and columns: a beam search over the ways to read them.

Cells come in the order of the columns, row after row, but a row that a page break splits
comes in two goes, its number may stand in the middle of its text, and cells on one
height may share a line. Each way to read the lines so far is a `RowState`; order, blank
lines, widths and words give it its score.

What belongs here: the steps of the search and their scores. What does not: states
(`states`), which of them are kept (`beam`), what columns look like (`columns`), cells
made whole (`rebuild`).
"""

from collections.abc import Iterator, Mapping, Sequence

from extractors.readers.dump.plan.columns import ColumnModel
from extractors.readers.dump.plan.phrases import kept_with_previous
from extractors.readers.dump.plan.printer.distances import (
    ANY_DISTANCE,
    BLANK,
    INLINE,
    LINE,
    PAGE,
    distance_to_next,
    gap_between,
)
from extractors.readers.dump.plan.printer.rows import allowed_distance, misplaced_groups, with_part
from extractors.readers.dump.plan.row_numbers import RowNumber
from extractors.readers.dump.plan.sections import opens_section
from extractors.readers.dump.plan.states import (
    OUTSIDE,
    SECTION,
    START,
    Assignment,
    RowState,
    assignments_of,
    begin_row,
    continue_row,
    first_state,
)
from extractors.readers.dump.plan.tokens import CellPart, TableLine, trailing_spaces_printed
from extractors.readers.layout import Beam, leaves_room

# All scores are log-odds, added to those that the columns have learnt. They are set by
# hand, so that rows of generated and real plans come out right. A tuple has one score for
# each gap before a part: words of the same line, a line break, a blank line, a page break.

# A cell goes on, or the next begins in the same row.
_NEXT_COLUMN = (-1.2, -0.5, 0.0, -0.3)  # printers part cells by a blank line, mostly
_SAME_COLUMN = (-9.0, 0.0, -14.0, 0.0)  # a cell's lines follow one another without a blank
_SAME_COLUMN_ASIDE = (-9.0, -6.0, 0.0, 0.0)  # but for one to the side of where its first began
_UNMARKED_COLUMN = -5.0  # a column begun after a plain line break that should be a blank line
_EMPTY_PARAGRAPH = -2.0  # a cell goes on over a blank line and an empty paragraph
_REVISITED = -1.5  # a cell gets more text after a later one has begun
_REOPENED = -3.0  # the same, though its last line shows that it has ended
_OPEN_CELL = -5.0  # a cell left at a line that ends in a space, or is letter-spaced
_ENDED_CELL = -1.5  # a cell goes on after a line that ends early and without a space
_WORD_WOULD_FIT = -2.0  # a cell goes on with a word that the line before had room for
_SPLIT_PHRASE = -4.0  # a cell ends inside a date, a period or an amount
_MISPLACED = -4.0  # a cell that cannot stand where it does
_UNEVENLY_SPLIT = -4.0  # the same in a row that a page splits, for each cell

# What stands in a cell.
_PER_WORD = 0.7  # weight of a word's log-odds; those of a cell are no independent witnesses
_DASH_AMONG_WORDS = -5.0  # a dash that marks an empty cell stands alone
_TOO_WIDE, _PER_EXCESS_EM = -2.0, -2.5  # a part wider than its column, and each em of that

# A row begins.
_NEXT_ROW = (-5.0, -1.5, 0.0, 0.0)  # on a line of its own, mostly after a blank line
_NUMBER_INSIDE = (-2.0, -0.5, -0.5, 0.0)  # its number comes after the first of its text
_LATE_START = -4.0  # its first text is not that of the first column
_BEFORE_NUMBER = -12.0  # text comes before the row's number on the same page
_BEFORE_NUMBER_ON_PAGE_BEFORE = -0.5  # text of a row whose number a page break has moved on
_IMPOSSIBLE = -99.0  # a row without a number after the last number

# A section's heading or other text in place of a row.
_SECTION_OPENING, _SECTION_WIDE, _SECTION_NARROW = 6.0, -1.0, -9.0  # by its words, else width
_SECTION_GOES_ON = (-9.0, 0.5, -4.0, -2.0)  # it goes on for another line
_OUTSIDE = -2.5  # text after the table begins
_OUTSIDE_WIDE, _OUTSIDE_NARROW = 0.5, -1.5  # each further line of it, by its width

_BEAM_WIDTH = 24  # states; more change no row of the documents we have
_BEAM_MARGIN = 11.0  # log-odds that a state may be behind the best

# Shares of the widest column, or of a part's own.
_FULL_LINE = 0.85  # from which on a line may end for want of room
_EARLY_END = 0.6  # up to which a line that does not end in a space has ended its cell
_MEASURING_ERROR = 1.03  # by which a part may be wider than its column: fonts differ
_WIDE_OPENING, _WIDE_OUTSIDE, _WIDE_SECTION = 1.05, 1.3, 1.5  # wider than any cell's line

_MOST_SPLIT_WORDS = 16  # words of a line that is tried as several cells
_PHRASE = 3  # words on each side of a cell's end that may belong to one phrase
_COMMON_QUANTILE = 0.75  # of all lines' widths: a guess at the widest column
_CONTINUATION_MARKS = frozenset(",;:–-(")  # a cell does not end in them

_Leaving = tuple[RowState, float]  # a state, and the score of its cell's end


class RowAligner:
    """Reads the lines of a table; `row_numbers` gives the lines that begin with one."""

    def __init__(
        self,
        lines: Sequence[TableLine],
        columns: ColumnModel,
        row_numbers: Mapping[int, RowNumber],
        *,
        centred: bool = True,
    ) -> None:
        self.lines = lines
        self.columns = columns
        self.row_numbers = row_numbers
        self.numbered = bool(row_numbers)
        self.centred = centred  # whether cells stand in the middle of their row, or at its top
        self.number_lengths = dict(_number_lengths(lines, row_numbers))
        self.last_number = max(row_numbers, default=-1)
        self.widest = max(columns.widths) or _common_width(lines)
        self.spaces_printed = trailing_spaces_printed(lines)
        self.first_column = 1 if self.numbered else 0
        self.before_number = self._before_number_scores()
        self.split_by_page = self._rows_split_by_page()
        # Of the line and the part of it that are being read:
        self.in_split_row = False  # whether the line is of a row that a page splits
        self.after_blank = True  # whether the line before it follows a blank line
        self.start_scores: list[float] = []  # of a cell that begins with the part, by column
        self.may_continue: list[bool] = []  # whether such a cell may go on after it, by column

    def read(self) -> tuple[float, list[Assignment]]:
        """Return the score of the best way to read the lines, and each part's row and column."""
        states = [first_state()]
        for index in range(len(self.lines)):
            states = self._read_line(states, index)
        best = max(states, key=lambda state: state.score)
        return best.score, assignments_of(best)

    def _read_line(self, states: list[RowState], index: int) -> list[RowState]:
        """Return the best ways to read one line more, from those to read the lines before."""
        line = self.lines[index]
        gap = self._gap_before(index)
        self.in_split_row = self.split_by_page[index]
        self.after_blank = index > 0 and self._gap_before(index - 1) != LINE
        if gap == PAGE:
            for state in states:
                state.on_page = 0
        length = len(line.tokens)
        starts = self._part_starts(index)
        beams = {at: Beam[RowState](_BEAM_WIDTH, _BEAM_MARGIN) for at in (*starts, length)}
        for state in states:
            beams[0].add(state)
        for position, start in enumerate(starts):
            before = gap if start == 0 else INLINE
            leaving = [(s, self._cell_end_score(s, before)) for s in beams[start].best()]
            for end in (*starts[position + 1 :], length):
                self._read_part(leaving, line.part(start, end), before, index, beams[end])
        return beams[length].best() or states

    def _read_part(
        self, leaving: list[_Leaving], part: CellPart, gap: int, index: int, out: Beam[RowState]
    ) -> None:
        """Add to `out` all ways to read one part of a line."""
        if part.start == 0 and index in self.number_lengths:
            self._read_number(leaving, part, gap, index, out)
            return
        if gap in (BLANK, PAGE) and self._is_section(part):
            for state, end_score in leaving:
                self._read_across(state, part, gap, index, out, end_score)
            if out:
                return
        scores = self._part_scores(part)
        self.start_scores = self.columns.start_scores(part)
        self.may_continue = [self._may_continue(part, width) for width in self.columns.widths]
        for state, end_score in leaving:
            split = gap != INLINE and state.column >= 0 and _splits_phrase(state.part, part)
            if state.column != OUTSIDE:
                leave = end_score + (_SPLIT_PHRASE if split else 0.0)
                self._read_into_columns(state, part, scores, gap, index, out, leave)
            if part.whole_line:
                self._read_across(state, part, gap, index, out, end_score)

    def _read_number(
        self, leaving: list[_Leaving], part: CellPart, gap: int, index: int, out: Beam[RowState]
    ) -> None:
        """Read a row's number, or what of it a line holds: it is a part by itself."""
        if part.end != self.number_lengths[index]:
            return
        for state, end_score in leaving:
            if index in self.row_numbers and state.column != OUTSIDE:
                out.add(self._with_number(state, part, gap, end_score))
            elif state.column == 0:
                more = continue_row(state, part, 0, 0.0, may_continue=False)
                out.add(self._with_position(more, gap))

    def _gap_before(self, index: int) -> int:
        """Return what lies between a line and the one before."""
        if index == 0:
            return BLANK
        return gap_between(self.lines[index - 1].line, self.lines[index].line)

    def _part_starts(self, index: int) -> list[int]:
        """Return the tokens at which a part of a line may begin, if it may hold several cells."""
        line = self.lines[index]
        length = len(line.tokens)
        starts = [0]
        if self.number_lengths.get(index, length) < length:
            starts.append(self.number_lengths[index])
        if 1 < length <= _MOST_SPLIT_WORDS and not opens_section(line.line.text):
            words = (i for i in range(starts[-1], length) if self._may_begin_cell(line, i))
            starts = sorted({*starts, *words})
        return starts

    @staticmethod
    def _may_begin_cell(line: TableLine, index: int) -> bool:
        """Whether a cell may begin at a token: no mark, not inside a phrase.

        A mark that begins a line goes on with a cell, and so does what follows it.
        """
        mark = line.tokens[index].shape == "mark" or (index == 1 and line.tokens[0].shape == "mark")
        return not mark and index not in line.kept_with_previous

    def _part_scores(self, part: CellPart) -> list[float]:
        """Return for each column the log-odds that a part's words and width are of its cells."""
        totals = [0.0] * self.columns.count
        for token in part.tokens:
            for column, score in enumerate(self.columns.scores(token)):
                totals[column] += score
        width = part.width
        dash = "dash" in (part.tokens[0].shape, part.tokens[-1].shape)
        mixed = _DASH_AMONG_WORDS if dash and len(part.tokens) > 1 else 0.0
        return [
            mixed + _PER_WORD * total + self._width_score(width, limit)
            for total, limit in zip(totals, self.columns.widths, strict=True)
        ]

    @staticmethod
    def _width_score(width: float, limit: float) -> float:
        """Return the log-odds of a part's width in a column `limit` ems wide (0 if unknown)."""
        excess = width - limit * _MEASURING_ERROR
        return 0.0 if limit == 0 or excess <= 0 else _TOO_WIDE + _PER_EXCESS_EM * excess

    def _read_into_columns(
        self,
        state: RowState,
        part: CellPart,
        scores: list[float],
        gap: int,
        index: int,
        out: Beam[RowState],
        leave: float,
    ) -> None:
        """Give a part to each column of the same row that may follow, and of a new row.

        `scores` are the part's by column, `leave` is that of the cell's end before it.
        """
        may_continue = self.may_continue
        if state.column >= 0:
            for column in range(self._next_column(state, gap), self.columns.count):
                gain = scores[column] + self._same_row_score(state, part, column, gap, leave)
                if state.score + gain > out.floor:
                    more = continue_row(
                        state, part, column, gain, may_continue=may_continue[column]
                    )
                    out.add(self._with_position(more, gap))
        if state.number_seen and gap != INLINE:
            base = self._row_end_score(state, leave) + _NEXT_ROW[gap] + self.before_number[index]
            for column in range(self.first_column, self.columns.count):
                late = _LATE_START if column > self.first_column else 0.0
                gain = base + late + scores[column] + self.start_scores[column]
                if state.score + gain > out.floor:
                    begun = begin_row(
                        state,
                        part,
                        column,
                        gain,
                        may_continue=may_continue[column],
                        number_seen=not self.numbered,
                    )
                    begun.split_by_page = self.in_split_row
                    out.add(begun)

    def _next_column(self, state: RowState, gap: int) -> int:
        """Return the first column that may follow: they come in order, but after a page break."""
        return self.first_column if gap == PAGE or state.column == 0 else state.column

    def _with_number(
        self, state: RowState, number: CellPart, gap: int, end_score: float
    ) -> RowState:
        """Return a state with a number that begins a row, or comes in the middle of one."""
        if state.number_seen:
            gain = self._row_end_score(state, end_score) + _NEXT_ROW[gap]
            begun = begin_row(state, number, 0, gain, number_seen=True)
            begun.split_by_page = self.in_split_row
            return begun
        inside = continue_row(state, number, 0, _NUMBER_INSIDE[gap], may_continue=False)
        inside.number_seen = True
        return self._with_position(inside, gap)

    def _same_row_score(
        self, state: RowState, part: CellPart, column: int, gap: int, leave: float
    ) -> float:
        """Return the log-odds that a part of a column comes next in the same row."""
        bit = 1 << column
        if column == state.column and gap != PAGE:
            score = self._same_column_score(state, part, gap)
            score += self.columns.same_cell_score(state.part, part) if state.part else 0.0
            return score + self.columns.stay[column] + self._line_end_score(state.part, part, gap)
        score = _NEXT_COLUMN[gap] + leave
        if gap == LINE and not self.after_blank:
            score += _UNMARKED_COLUMN
        if not state.filled & bit:
            score += self.start_scores[column]
        elif gap == PAGE or not state.on_page & bit:
            score += 0.0 if state.open & bit else _REOPENED
        if gap == PAGE:
            return score
        return score + (_REVISITED if state.on_page & bit else 0.0)

    def _same_column_score(self, state: RowState, part: CellPart, gap: int) -> float:
        """Return the log-odds of what lies between two lines of one cell."""
        if gap == INLINE or state.part is None:
            return _SAME_COLUMN[gap]
        if part.line.line.empty_paragraph_before:
            return _EMPTY_PARAGRAPH if gap == BLANK else 0.0
        aside = state.part.start > 0 and not self.after_blank
        return _SAME_COLUMN_ASIDE[gap] if aside else _SAME_COLUMN[gap]

    def _with_position(self, state: RowState, gap: int) -> RowState:
        """Complete a state by where its last part stands on paper, with the score of that."""
        last = state.parent
        if last is None or last.column < 0 or state.part is None:
            return state
        unprinted = int(state.part.start == 0 and state.part.line.line.empty_paragraph_before)
        allowed = ANY_DISTANCE if unprinted else allowed_distance(gap, after_blank=self.after_blank)
        state.groups = with_part(last.groups, state.column, gap, unprinted, allowed)
        if gap == PAGE:
            state.score -= last.penalty
            state.lines, state.split_by_page = 1, True
            return state
        state.penalty = last.penalty
        state.split_by_page = last.split_by_page or self.in_split_row
        if state.column == last.column:
            state.lines_before, state.allowed = last.lines_before, last.allowed
            state.penalised = last.penalised
            state.lines = last.lines + (gap != INLINE) + unprinted
            too_long = self._is_too_long(state) and not self._is_too_long(last)
        else:
            too_short = self._is_too_short(last)
            if too_short:
                state.penalise(_MISPLACED)
            state.lines_before, state.lines = last.lines + unprinted, 1
            state.allowed = ANY_DISTANCE if too_short or last.penalised else allowed
            too_long = self._is_too_long(state)
        if too_long:
            state.penalise(_MISPLACED)
            state.penalised = True
        return state

    def _is_too_long(self, state: RowState) -> bool:
        """Whether a cell has too many lines to stand where it does."""
        if not state.lines_before or state.split_by_page:
            return False
        apart = distance_to_next(state.lines_before, state.lines, centred=self.centred)
        return apart > state.allowed.most

    def _is_too_short(self, state: RowState) -> bool:
        """Whether a cell that has ended has too few lines to stand where it does."""
        if not state.lines_before or state.split_by_page:
            return False
        apart = distance_to_next(state.lines_before, state.lines, centred=self.centred)
        return apart < state.allowed.least

    def _cell_end_score(self, state: RowState, gap: int) -> float:
        """Return the log-odds that a state's cell ends before a gap."""
        if gap == PAGE or state.column < 0:
            return 0.0
        score = self.columns.leave[state.column]
        score += self.columns.whole_cell_score(state.column, state.words)
        if state.column > 0 and gap != INLINE and state.part and self._is_open(state.part):
            score += _OPEN_CELL
        return score + (self.columns.end_score(state.part, state.column) if state.part else 0.0)

    def _is_open(self, part: CellPart) -> bool:
        """Whether a line shows that its cell goes on: it ends in a space, or is letter-spaced."""
        if part.end < len(part.line.tokens):
            return False
        return (self.spaces_printed and part.ends_in_space) or part.letter_spaced

    def _line_end_score(self, last: CellPart | None, part: CellPart, gap: int) -> float:
        """Return the log-odds that a cell whose last line ends like `last` goes on with `part`."""
        if last is None or last.may_end_early(part):
            return 0.0
        score = 0.0
        short = last.width < _EARLY_END * self.widest
        if self.spaces_printed and not last.ends_in_space and short and gap != INLINE:
            score += _ENDED_CELL
        word = part.line.width(part.start, part.start + 1)
        if gap == LINE and leaves_room(last.width, word, _FULL_LINE * self.widest):
            score += _WORD_WOULD_FIT
        return score

    def _may_continue(self, part: CellPart, limit: float) -> bool:
        """Whether a cell may go on after a part: it ends in a space or mid-list, or is full."""
        if part.text[-1] in _CONTINUATION_MARKS:
            return True
        if part.ends_in_space and self.spaces_printed:
            return True
        return part.width > _FULL_LINE * limit and part.text[-1] != "."

    def _row_end_score(self, state: RowState, end_score: float) -> float:
        """Return the log-odds that a state's row ends; `end_score` is its cell's."""
        if state.column in (START, SECTION):
            return 0.0
        end_score += _MISPLACED if self._is_too_short(state) else 0.0
        if state.split_by_page:
            end_score += _UNEVENLY_SPLIT * misplaced_groups(state.groups, centred=self.centred)
        return self.columns.missing_score(state.filled) + end_score

    def _before_number_scores(self) -> list[float]:
        """Return for each line the log-odds that a row begins there, before its number."""
        if not self.numbered:
            return [0.0] * len(self.lines)
        scores = [_IMPOSSIBLE] * len(self.lines)
        following: int | None = None
        for index in range(self.last_number, -1, -1):
            if following is not None:
                same = self.lines[following].line.page == self.lines[index].line.page
                scores[index] = _BEFORE_NUMBER if same else _BEFORE_NUMBER_ON_PAGE_BEFORE
            if index in self.row_numbers:
                following = index
        return scores

    def _rows_split_by_page(self) -> list[bool]:
        """Return for each line whether a page splits its row, as far as row numbers tell."""
        split = [False] * len(self.lines)
        start = 0
        for index in range(1, len(self.lines) + 1):
            if index < len(self.lines) and index not in self.row_numbers:
                continue
            pages = {line.line.page for line in self.lines[start:index]}
            if self.numbered and len(pages) > 1:
                split[start:index] = [True] * (index - start)
            start = index
        return split

    def _read_across(
        self,
        state: RowState,
        part: CellPart,
        gap: int,
        index: int,
        out: Beam[RowState],
        end_score: float,
    ) -> None:
        """Take a whole line for a section's heading, or for what follows the table."""
        if state.column == SECTION:
            broken = state.part is not None and state.part.width > self.widest
            more = _SECTION_GOES_ON[gap] + (0.0 if broken else _SECTION_NARROW)
            out.add(continue_row(state, part, SECTION, more, may_continue=False))
        if state.column == OUTSIDE:
            more = self._outside_score(part)
            out.add(continue_row(state, part, OUTSIDE, more, may_continue=False))
            return
        if not state.number_seen or gap == INLINE:
            return
        ended = self._row_end_score(state, end_score)
        section = ended + _NEXT_ROW[gap] + self._section_score(part)
        out.add(begin_row(state, part, SECTION, section, number_seen=True))
        if index > self.last_number and gap in (BLANK, PAGE):
            out.add(begin_row(state, part, OUTSIDE, ended + _OUTSIDE, number_seen=True))

    def _outside_score(self, part: CellPart) -> float:
        """Return the log-odds that a line goes on with text after the table."""
        return _OUTSIDE_WIDE if part.width > _WIDE_OUTSIDE * self.widest else _OUTSIDE_NARROW

    def _is_section(self, part: CellPart) -> bool:
        """Whether a part is certain to head a group: by its words, and too wide for a column."""
        wide = part.width > _WIDE_OPENING * self.widest
        return part.whole_line and wide and opens_section(part.line.line.text)

    def _section_score(self, part: CellPart) -> float:
        """Return the log-odds that a line begins a section's heading."""
        if opens_section(part.line.line.text):
            return _SECTION_OPENING
        return _SECTION_WIDE if part.width > _WIDE_SECTION * self.widest else _SECTION_NARROW


def _splits_phrase(before: CellPart | None, part: CellPart) -> bool:
    """Whether a part goes on with a phrase that the part before it begins."""
    if before is None:
        return False
    words = [token.text for token in (*before.tokens[-_PHRASE:], *part.tokens[:_PHRASE])]
    return min(_PHRASE, len(before.tokens)) in kept_with_previous(tuple(words))


def _number_lengths(
    lines: Sequence[TableLine], row_numbers: Mapping[int, RowNumber]
) -> Iterator[tuple[int, int]]:
    """Yield the lines that hold a row's number or a piece of it, and how many tokens that takes."""
    for at, number in row_numbers.items():
        last = at + number.lines - 1
        yield from ((index, len(lines[index].tokens)) for index in range(at, last))
        yield last, 1


def _common_width(lines: Sequence[TableLine]) -> float:
    """Return a guess, in ems, at the widest column where no width is known yet."""
    widths = sorted(line.width(0, len(line.tokens)) for line in lines)
    return widths[int(_COMMON_QUANTILE * len(widths))] if widths else 1.0
