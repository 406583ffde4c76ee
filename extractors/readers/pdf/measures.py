"""How a PDF sets its text: margins, pitch of lines, indents.

What belongs here: measuring pages, and text that is set narrower than its page.
What does not: where blocks end (`paragraphs`), how lines are joined (`line_breaks`).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from extractors.readers.layout.wrapping import is_wrapped
from extractors.readers.pdf.line_breaks import Room
from extractors.readers.pdf.lines import PageLine
from extractors.readers.pdf.parts import PageParts

_INDENT = 0.8  # of the size: a first line set in by more begins a paragraph
_CENTRED = 6.0  # points by which the two margins of a centred line may differ
_FEW_INDENTS = 3
_FEW_LINES = 8
_FULL = 3.0  # of the size: a line that ends so near the margin is a full one
_REACHES = 0.7  # share of the page's width that running text reaches at least
_NEAR = 5.0  # of the size: lines that end so near the margin tell whether it is kept
_AT_MARGIN = 1.5  # points by which a justified line may miss the margin
_JUSTIFIED = 0.6  # share of the lines near the margin that end at it in justified text
_WIDE = 0.7  # share of the measure: a set-in line that long is no centred one
_CLOSE = 2.0  # of the size: lines of one text are no farther apart
_ALIGNED = 2.0  # points by which their left ends may differ
_NARROWER = 2.0  # of the size: by how much a text with a measure of its own is narrower


@dataclass(frozen=True)
class Measure:
    """How a document sets its text, in points: margins, size, pitch of lines, usual indent."""

    left: float
    right: float
    size: float
    pitch: float
    indent: float
    justified: bool = False  # wrapped lines end at the right margin
    prints_spaces: bool = False  # wrapped lines that end before it end in a space

    @property
    def room(self) -> Room:
        """The room for a line between the margins."""
        return Room(self.right - self.left, self.right - self.left)

    @property
    def centre(self) -> float:
        """Half way between the margins."""
        return (self.left + self.right) / 2

    def is_centred(self, line: PageLine) -> bool:
        """Whether a line stands in the middle, clear of both margins."""
        left, right = line.x0 - self.left, self.right - line.x1
        wide = line.x1 - line.x0 > _WIDE * (self.right - self.left)
        if line.lead > 2 or (wide and abs(left - self.indent) <= 2):
            return False
        return self.is_even(line) and min(left, right) > self.size

    def is_even(self, line: PageLine) -> bool:
        """Whether a line leaves as much room on its left as on its right."""
        return abs(line.x0 - self.left - (self.right - line.x1)) <= 2 * _CENTRED

    def is_set_in(self, line: PageLine) -> bool:
        """Whether a line starts to the right of the margin."""
        return line.x0 > self.left + _INDENT * line.size


def measure(pages: Sequence[PageParts]) -> Measure:
    """Measure how pages of one size set their text."""
    lines = [line for page in pages for line in page.lines]
    edges = [edge for page in pages for part in page.parts for edge in part.edges]
    starts = sorted([line.x0 for line in lines] + edges[::2])
    pitches = [
        pitch
        for high, low in pairwise(lines)
        if 0 < (pitch := low.baseline - high.baseline) < 3 * high.size
    ]
    size = median([line.size for line in lines] or [1.0])
    left = starts[len(starts) // 20] if starts else 0.0
    right = _right_margin(lines, left, pages[0].width, edges[1::2])
    if len(starts) < _FEW_LINES:  # too few to show the margins: take them to be alike
        left = min(left, pages[0].width - right)
        right = pages[0].width - left
    indent = _usual_indent(lines, left, size)
    pitch = median(pitches or [1.2 * size])
    return Measure(left, right, size, pitch, indent, _is_justified(lines, right, size))


def _usual_indent(lines: Sequence[PageLine], left: float, size: float) -> float:
    """How far most of the lines are set in that are, 0 where hardly any is."""
    indents = Counter(round(line.x0 - left) for line in lines if line.x0 > left + _INDENT * size)
    usual, count = max(indents.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    return usual if count >= _FEW_INDENTS else 0


def _right_margin(
    lines: Sequence[PageLine], left: float, width: float, edges: Sequence[float]
) -> float:
    """Where running text ends; tables, which may stick out, are asked where there is little."""
    middle = left + (width - 2 * left) / 2
    ends = sorted(line.x1 for line in lines if line.x0 < middle)
    if ends:
        right = ends[-1 - len(ends) // 50]
        full = [line for line in lines if right - line.x1 < _FULL * line.size and line.x0 < middle]
        if right > _REACHES * width and len(full) >= _FEW_LINES:
            return right
    ends = sorted([line.x1 for line in lines] + list(edges))
    return ends[-1 - len(ends) // 50] if ends else width


def _is_justified(lines: Sequence[PageLine], right: float, size: float) -> bool:
    """Whether most of the lines that come near the right margin end at it."""
    near = [line for line in lines if abs(right - line.x1) < _NEAR * size]
    at = [line for line in near if abs(right - line.x1) <= _AT_MARGIN]
    return len(at) >= _FEW_LINES and len(at) > _JUSTIFIED * len(near)


def measure_pages(pages: Sequence[PageParts]) -> dict[int, Measure]:
    """Measure the text of the pages of each size; give it by page number."""
    measures: dict[int, Measure] = {}
    by_size = sorted(pages, key=lambda page: (page.width, page.height))
    for _, group in groupby(by_size, key=lambda page: (page.width, page.height)):
        alike = list(group)
        found = measure(alike)
        measures.update((page.number, found) for page in alike)
    return measures


def measure_lines(lines: Sequence[PageLine], pages: Mapping[int, Measure]) -> list[Measure]:
    """For each line the measure that it is set in: its page's, its column's or a narrower one."""
    measures: list[Measure] = []
    for run in _runs(lines):
        page = pages[run[0].place.page or 0]
        measures += [_own_measure(run, page)] * len(run)
    return measures


def _runs(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Group lines that one margin may have wrapped: of a column, or close below each other."""
    runs: list[list[PageLine]] = []
    for line in lines:
        if runs and _is_of_run(runs[-1], line):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _is_of_run(run: Sequence[PageLine], line: PageLine) -> bool:
    before = run[-1]
    if before.place.page != line.place.page or before.column != line.column:
        return False
    if line.column is not None:
        return True
    near = 0 < line.baseline - before.baseline <= _CLOSE * line.size
    aligned = abs(line.x0 - before.x0) <= _ALIGNED or (len(run) == 1 and line.x0 < before.x0)
    return near and aligned and round(line.size) == round(before.size)


def _own_measure(run: Sequence[PageLine], page: Measure) -> Measure:
    """The measure of a run of lines that is narrower than the page's, else that of the page."""
    left, right = min(line.x0 for line in run), max(line.x1 for line in run)
    in_column = run[0].column is not None
    narrow = page.right - right > _NARROWER * page.size and is_wrapped(run)
    if not (in_column or narrow):
        return page
    indent = _usual_indent(run, left, page.size)
    justified = _is_justified(run, right, page.size)
    return replace(page, left=left, right=right, indent=indent, justified=justified)
