"""Loose lines made into headings, paragraphs and list items.

What belongs here: where a block ends and the next begins, and what its look
says. What does not: the outline's levels (`extractors.outline`).
"""

import re
from collections.abc import Sequence
from typing import Literal

from extractors.languages.alphabet import SMALL
from extractors.readers.pdf.line_breaks import Habits, join_by_room
from extractors.readers.pdf.lines import PageLine
from extractors.readers.pdf.measures import Measure
from extractors.text.joining import SOFT_HYPHEN
from schemas.document import Block

_OPENING = ("(", "«", "„", ' "', "№", "-", SOFT_HYPHEN)  # no line of a paragraph's end
_LOOSE = 1.45  # of the usual pitch: lines farther apart are of two blocks
_SAME_SIZE = 0.6  # points
_CENTRED = 6.0  # points by which the two margins of a centred line may differ
_RAGGED = 1.5  # of the size: room left at the end of a line that the author did not end
_HEADING_LENGTH = 400
_AT_MARGIN = 1.5  # points by which a justified line may miss the margin
_ENDS = (".", ";", ":", "!", "?", "»")  # what a paragraph ends in
_MARKER = re.compile(
    rf"(?:\d{{1,3}}(?:[.-]\d{{1,3}})*[.)]|\(?\d{{1,3}}\)|[a-z{SMALL}]\)|[IVXLC]{{1,6}}[.)]|[-–—•▪●○*])\s",
    re.IGNORECASE,
)
_LIST_MARKER = re.compile(
    rf"(?:\d{{1,3}}(?:-\d{{1,2}})?\)|[a-z{SMALL}]\)|[-–—•▪●○*])\s", re.IGNORECASE
)
_ITEM = re.compile(r"(\d{1,3})([.)])\s")
_IN_CONTENTS = re.compile(r"[.…·_]{3}\s*\d{1,4}$")  # a line of a table of contents

Kind = Literal["heading", "paragraph", "list_item"]


def split_blocks(
    lines: Sequence[PageLine], measures: Sequence[Measure]
) -> list[tuple[list[PageLine], Measure]]:
    """Group the lines between two tables into blocks; `measures` are those of the lines."""
    blocks: list[tuple[list[PageLine], Measure]] = []
    above: Measure | None = None  # that of the line before
    for line, own in zip(lines, measures, strict=True):
        if above is not None and _continues_block(blocks[-1][0], line, above, own):
            blocks[-1][0].append(line)
        else:
            blocks.append(([line], own))
        above = own
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


def _continues_block(block: list[PageLine], line: PageLine, above: Measure, own: Measure) -> bool:
    """Whether a line goes on with a block, whose last line is set in the measure `above`."""
    before = block[-1]
    if line.text[0] in ".,;:)»”" or before.text.endswith(_OPENING):
        return True
    if _runs_on(before, line, above):
        return True
    if abs(before.size - line.size) > _SAME_SIZE or _is_looser(before, line, own):
        return False
    if before.column != line.column and _ends_sentence(before, line):
        return False
    if before.bold != line.bold and (block[0].bold or line.bold):
        return False
    if own.is_centred(line) or above.is_centred(before):
        return above == own and _continues_centred(block, line, own)
    if _is_aside(before, above) and _is_aside(line, own):
        return abs(before.centre - line.centre) <= _CENTRED or abs(before.x0 - line.x0) <= 2
    return not _begins(block, line, above, own)


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


def _ends_sentence(before: PageLine, line: PageLine) -> bool:
    return before.text.endswith(_ENDS) and not line.text[0].islower()


def _was_ended(block: Sequence[PageLine], line: PageLine, page: Measure) -> bool:
    """Whether the author ended a block's last line, though no further word had room."""
    before = block[-1]
    if _IN_CONTENTS.search(before.text):
        return True
    room = page.right - before.x1
    unspaced = page.prints_spaces and not (before.spaced or line.lead)
    ended = _ends_sentence(before, line)
    if ended and unspaced and room > _AT_MARGIN:
        return True
    if room <= _RAGGED * line.size:
        return False
    if unspaced and before.text[-1].isalnum():
        return True
    above = block[:-1]
    kept = above and all(abs(page.right - other.x1) <= _AT_MARGIN for other in above)
    return ended and bool(page.justified or kept)


def _is_next_item(first: PageLine, line: PageLine) -> bool:
    """Whether a line bears the number that follows on that of a block's first line."""
    one, other = _ITEM.match(first.text), _ITEM.match(line.text)
    return bool(one and other and one[2] == other[2] and int(other[1]) == int(one[1]) + 1)


def _begins(block: list[PageLine], line: PageLine, above: Measure, own: Measure) -> bool:
    """Whether a line begins a paragraph: set in, marked, or after a line that ended early."""
    before = block[-1]
    room = above.right - before.x1
    if room > line.first_width + _RAGGED * line.size:
        return True
    if _was_ended(block, line, above) or _is_next_item(block[0], line):
        return True
    moved = (line.x0 - own.left) - (before.x0 - above.left)
    hanging = len(block) > 1 and abs(moved) <= 2
    return own.is_set_in(line) and not hanging and (len(block) > 1 or moved > -2)
