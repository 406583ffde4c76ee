"""Paragraphs of a dump, rejoined from its lines.

What belongs here: which lines make one paragraph, and lines that the exporter
has printed out of order. What does not: tables (`passport`, `plan`), and what a
paragraph is about.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.languages.alphabet import SMALL
from extractors.readers.dump.lines import DumpLayout, DumpLine
from extractors.readers.layout import join_stripped, leaves_room
from extractors.text import Piece, Vocabulary, text_width
from schemas.document import Block

_TERMINAL = ".!?:;"
_MARKER = re.compile(rf"(?:\d+(?:\.\d+)*\)|[–—•-]\s|[a-z{SMALL}]\)\s)")
_MISPLACED_WORD = re.compile(r"^(.*[.!?;:,)»\"])([^\W\d_][\w-]*)$")
_MISPLACED_MARK = re.compile(r"(?<=\s)([:;])(?=[^\W\d_])")
_HANGING = re.compile(r"\w-$")
_LONGEST_HEADING = 300  # characters
_FULL_LINE = 0.9  # of a full line's width: a line that could have been so wide is full


def read_prose(
    lines: Sequence[DumpLine], layout: DumpLayout, vocabulary: Vocabulary
) -> list[Block]:
    """Return the paragraphs of some lines of a dump, in order."""
    return [read_paragraph(part, layout, vocabulary) for part in paragraphs(lines, layout)]


def paragraphs(lines: Sequence[DumpLine], layout: DumpLayout) -> Iterator[list[DumpLine]]:
    """Yield the lines of each paragraph."""
    paragraph: list[DumpLine] = []
    for line in lines:
        if paragraph and not _continues(paragraph, line, layout):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _continues(paragraph: Sequence[DumpLine], line: DumpLine, layout: DumpLayout) -> bool:
    """Whether `line` goes on with a paragraph."""
    last = paragraph[-1]
    if layout.double_spaced and line.empty_paragraph_before:
        return False
    if line.text[0] in ".,;:)" or _HANGING.search(last.text):
        return True
    if line.indented or (_MARKER.match(line.text) and last.text[-1] in _TERMINAL):
        return False
    if line.blank_lines == 0 and not layout.double_spaced:
        return last.ends_in_space or not _ends_early(last, line, layout.width)
    if not layout.double_spaced and not _is_open(paragraph, line, layout):
        return False
    if last.text[-1] in _TERMINAL:
        return layout.double_spaced and line.text[0].islower()
    return not line.text[0].isupper() or not _ends_early(last, line, layout.width)


def _is_open(paragraph: Sequence[DumpLine], line: DumpLine, layout: DumpLayout) -> bool:
    """Whether a paragraph may go on after blank lines: its last line is full or ends in a space."""
    last = paragraph[-1]
    if line.page == last.page and line.indent != 1:
        return False  # blank lines within a page part blocks, save before a displaced line
    return last.ends_in_space or not _ends_early(last, line, layout.width)


def _ends_early(last: DumpLine, line: DumpLine, width: float) -> bool:
    """Whether the author ended `last` himself: no space, and the next word would have fitted."""
    first = line.text.split()[0]
    indent = text_width(" " * last.indent) if last.indented else 0.0
    return leaves_room(indent + last.width, text_width(first), _FULL_LINE * width)


def read_paragraph(lines: Sequence[DumpLine], layout: DumpLayout, vocabulary: Vocabulary) -> Block:
    """Return one paragraph, its lines joined."""
    pieces = [
        Piece(_restore(line, i), line.place, line.ends_in_space) for i, line in enumerate(lines)
    ]
    joined = join_stripped(pieces, vocabulary)
    return Block(
        text=joined.text,
        spans=joined.spans,
        joins=joined.joins,
        kind=_kind(lines, joined.text, layout),
        indent=None if layout.double_spaced else lines[0].indented,
    )


def _restore(line: DumpLine, position: int) -> str:
    """Return a line's text with what the exporter printed out of order put right.

    A bold or linked word comes at the line's end though it stands first (" of
    theword" for "word of the"), and a colon before the bold word that it follows.
    """
    text = line.text
    misplaced = (
        _MISPLACED_WORD.match(text) if position and line.indent == 1 and line.blank_lines else None
    )
    if misplaced:
        text = f"{misplaced[2]} {misplaced[1]}"
    mark = _MISPLACED_MARK.search(text)
    if mark and text[-1] not in _TERMINAL:
        text = f"{text[: mark.start()].rstrip()} {text[mark.end() :]}{mark[1]}"
    return text


def _kind(lines: Sequence[DumpLine], text: str, layout: DumpLayout) -> str:
    """Return the kind: list items have a marker, headings stand alone without an end mark."""
    if _MARKER.match(text):
        return "list_item"
    first = lines[0]
    alone = (
        not first.indented
        and (first.blank_lines > 0 or first.empty_paragraph_before or first.indent == 1)
        and not layout.double_spaced
    )
    if alone and len(text) <= _LONGEST_HEADING and text[-1] not in ".;:," and not text[0].islower():
        return "heading"
    return "paragraph"
