"""Loose lines made into headings, paragraphs and list items.

What belongs here: where a block ends and the next begins, and what its look
says. What does not: the outline's levels (`extractors.outline`).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from extractors.languages.alphabet import SMALL
from extractors.readers.pdf.line_breaks import Habits, Room, join_by_room
from extractors.readers.pdf.lines import PageLine
from extractors.readers.pdf.parts import PageParts
from extractors.text.joining import SOFT_HYPHEN
from schemas.document import Block

_OPENING = ("(", "«", "„", ' "', "№", "-", SOFT_HYPHEN)  # no line of a paragraph's end
_INDENT = 0.8  # of the size: a first line set in by more begins a paragraph
_LOOSE = 1.45  # of the usual pitch: lines farther apart are of two blocks
_SAME_SIZE = 0.6  # points
_CENTRED = 6.0  # points by which the two margins of a centred line may differ
_RAGGED = 1.5  # of the size: room left at the end of a line that the author did not end
_HEADING_LENGTH = 400
_FEW_INDENTS = 3
_FEW_LINES = 8
_FULL = 3.0  # of the size: a line that ends so near the margin is a full one
_REACHES = 0.7  # share of the page's width that running text reaches at least
_NEAR = 5.0  # of the size: lines that end so near the margin tell whether it is kept
_AT_MARGIN = 1.5  # points by which a justified line may miss the margin
_JUSTIFIED = 0.6  # share of the lines near the margin that end at it in justified text
_ENDS = (".", ";", ":", "!", "?", "»")  # what a paragraph ends in
_WIDE = 0.7  # share of the measure: a set-in line that long is no centred one
_MARKER = re.compile(
    rf"(?:\d{{1,3}}(?:[.-]\d{{1,3}})*[.)]|\(?\d{{1,3}}\)|[a-z{SMALL}]\)|[IVXLC]{{1,6}}[.)]|[-–—•▪●○*])\s",
    re.IGNORECASE,
)
_LIST_MARKER = re.compile(
    rf"(?:\d{{1,3}}(?:-\d{{1,2}})?\)|[a-z{SMALL}]\)|[-–—•▪●○*])\s", re.IGNORECASE
)

Kind = Literal["heading", "paragraph", "list_item"]


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
    indents = Counter(round(line.x0 - left) for line in lines if line.x0 > left + _INDENT * size)
    usual, count = max(indents.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    indent = usual if count >= _FEW_INDENTS else 0
    pitch = median(pitches or [1.2 * size])
    return Measure(left, right, size, pitch, indent, _is_justified(lines, right, size))


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


def split_blocks(
    lines: Sequence[PageLine], measures: Mapping[int, Measure]
) -> list[list[PageLine]]:
    """Group the lines between two tables into blocks; `measures` are by page."""
    blocks: list[list[PageLine]] = []
    for line in lines:
        if blocks and _continues_block(blocks[-1], line, measures[line.place.page or 0]):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def make_block(lines: Sequence[PageLine], page: Measure, habits: Habits) -> Block:
    """Make a block of its lines."""
    text = join_by_room(lines, page.room, habits)
    bold = all(line.bold for line in lines)
    centred = all(page.is_centred(line) for line in lines)
    size = max(line.size for line in lines)
    large = min(line.size for line in lines) > page.size + 2 * _SAME_SIZE
    return Block(
        text=text.text,
        spans=text.spans,
        joins=text.joins,
        kind=_kind(text.text, bold, centred, large),
        bold=bold,
        centred=centred,
        indent=not centred and page.is_set_in(lines[0]),
        size=round(size, 1),
    )


def _kind(text: str, bold: bool, centred: bool, large: bool) -> Kind:
    if _LIST_MARKER.match(text):
        return "list_item"
    if len(text) > _HEADING_LENGTH or not any(char.isalpha() for char in text):
        return "paragraph"
    if text[0].islower() and not centred:  # the middle of a sentence, however it is set
        return "paragraph"
    if (bold or large) and not text.endswith((";", ",")):
        return "heading"
    return "heading" if centred and text.isupper() else "paragraph"


def _continues_block(block: list[PageLine], line: PageLine, page: Measure) -> bool:
    """Whether a line goes on with a block."""
    before = block[-1]
    if line.text[0] in ".,;:)»”" or before.text.endswith(_OPENING):
        return True
    if _runs_on(before, line, page):
        return True
    if abs(before.size - line.size) > _SAME_SIZE or _is_looser(before, line, page):
        return False
    if before.bold != line.bold and (block[0].bold or line.bold):
        return False
    if page.is_centred(line) or page.is_centred(before):
        return _continues_centred(block, line, page)
    if _is_aside(before, page) and _is_aside(line, page):
        return abs(before.centre - line.centre) <= _CENTRED or abs(before.x0 - line.x0) <= 2
    return not _begins(block, line, page)


def _runs_on(before: PageLine, line: PageLine, page: Measure) -> bool:
    """Whether a line goes on in mid-sentence, however it looks: last words may be set bold."""
    room = page.right - before.x1
    if room > line.first_width + _RAGGED * line.size or before.text.endswith(_ENDS):
        return False
    if _is_looser(before, line, page) or page.is_centred(before) or _MARKER.match(line.text):
        return False
    return line.text[0].islower() or line.text[0].isdigit() or line.text.endswith((".", ";"))


def _continues_centred(block: list[PageLine], line: PageLine, page: Measure) -> bool:
    """Whether a line goes on with centred ones; the first of those may fill the measure."""
    before = block[-1]
    if _MARKER.match(line.text) or not (page.is_even(line) and page.is_even(before)):
        return False
    return page.is_centred(before) or before.text[-1] not in ".;:"


def _is_looser(before: PageLine, line: PageLine, page: Measure) -> bool:
    """Whether the gap between two lines is wider than the text's usual one."""
    if before.place.page != line.place.page:
        return False
    pitch = max(page.pitch * line.size / page.size, line.size)
    return line.baseline - before.baseline > _LOOSE * pitch


def _is_aside(line: PageLine, page: Measure) -> bool:
    """Whether a line stands in the right part of the page, as an approval stamp does."""
    return line.x0 > page.centre - 3 * line.size


def _was_ended(block: Sequence[PageLine], line: PageLine, page: Measure) -> bool:
    """Whether the author ended a block's last line, though no further word had room."""
    before = block[-1]
    room = page.right - before.x1
    unspaced = page.prints_spaces and not (before.spaced or line.lead)
    ended = before.text.endswith(_ENDS) and not line.text[0].islower()
    if ended and unspaced and room > _AT_MARGIN:
        return True
    if room <= _RAGGED * line.size:
        return False
    if unspaced and before.text[-1].isalnum():
        return True
    above = block[:-1]
    kept = above and all(abs(page.right - other.x1) <= _AT_MARGIN for other in above)
    return ended and bool(page.justified or kept)


def _begins(block: list[PageLine], line: PageLine, page: Measure) -> bool:
    """Whether a line begins a paragraph: set in, marked, or after a line that ended early."""
    before = block[-1]
    room = page.right - before.x1
    if room > line.first_width + _RAGGED * line.size:
        return True
    if _was_ended(block, line, page):
        return True
    hanging = len(block) > 1 and abs(line.x0 - before.x0) <= 2
    return page.is_set_in(line) and not hanging and (len(block) > 1 or line.x0 > before.x0 - 2)
