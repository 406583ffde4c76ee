"""Paragraphs of a dump, rejoined from its lines.

What belongs here: which lines make one paragraph, and lines that the exporter
has printed out of order. What does not: tables (`passport`, `plan`), and what a
paragraph is about.
"""

import re
from collections.abc import Iterator, Sequence

from extractors.readers.dump.lines import Layout, Line
from extractors.text import Piece, Vocabulary, join_pieces, text_width
from schemas.document import Block

_TERMINAL = ".!?:;"
_MARKER = re.compile(r"(?:\d+(?:\.\d+)*\)|[–—•-]\s|[а-яa-z]\)\s)")
_GLUED = re.compile(r"^(.*[.!?;:,)»\"])([^\W\d_][\w-]*)$")
_STRAY_MARK = re.compile(r"(?<=\s)([:;])(?=[^\W\d_])")
_HANGING = re.compile(r"\w-$")
_LONGEST_HEADING = 300  # characters


def read_prose(lines: Sequence[Line], layout: Layout, vocabulary: Vocabulary) -> list[Block]:
    """Rejoin the paragraphs of some lines of a dump, in order."""
    return [read_paragraph(part, layout, vocabulary) for part in paragraphs(lines, layout)]


def paragraphs(lines: Sequence[Line], layout: Layout) -> Iterator[list[Line]]:
    """Part lines into paragraphs."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not _continues(paragraph, line, layout):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _continues(paragraph: Sequence[Line], line: Line, layout: Layout) -> bool:
    """Whether `line` goes on with a paragraph."""
    last = paragraph[-1]
    if layout.spread and line.apart:
        return False
    if line.text[0] in ".,;:)" or _HANGING.search(last.text):
        return True
    if line.indented or (_MARKER.match(line.text) and last.text[-1] in _TERMINAL):
        return False
    if line.blanks == 0 and not layout.spread:
        return last.soft or not _ends_early(last, line, layout.width)
    if not layout.spread and not _is_open(paragraph, line, layout):
        return False
    if last.text[-1] in _TERMINAL:
        return layout.spread and line.text[0].islower()
    return not line.text[0].isupper() or not _ends_early(last, line, layout.width)


def _is_open(paragraph: Sequence[Line], line: Line, layout: Layout) -> bool:
    """Whether a paragraph waits for more after blank lines: its last line is full or soft."""
    last = paragraph[-1]
    if line.page == last.page and line.indent != 1:
        return False  # blank lines within a page part blocks, save before a displaced line
    return last.soft or not _ends_early(last, line, layout.width)


def _ends_early(last: Line, line: Line, width: float) -> bool:
    """Whether the author ended `last` himself: no space, and the next word would have fitted."""
    first = line.text.split()[0]
    indent = text_width(" " * last.indent) if last.indented else 0.0
    return indent + text_width(f"{last.text} {first}") < 0.9 * width


def read_paragraph(lines: Sequence[Line], layout: Layout, vocabulary: Vocabulary) -> Block:
    """Join lines that make one paragraph."""
    pieces = [Piece(_restore(line, i), line.place, line.soft) for i, line in enumerate(lines)]
    joined = join_pieces(pieces, vocabulary)
    return Block(
        text=joined.text,
        spans=joined.spans,
        joins=joined.joins,
        kind=_kind(lines, joined.text, layout),
        indent=None if layout.spread else lines[0].indented,
    )


def _restore(line: Line, position: int) -> str:
    """Put right what the exporter printed out of order in a line.

    A bold or linked word comes at the line's end though it stands first (" of
    theword" for "word of the"), and a colon before the bold word that it follows.
    """
    text = line.text
    glued = _GLUED.match(text) if position and line.indent == 1 and line.blanks else None
    if glued:
        text = f"{glued[2]} {glued[1]}"
    stray = _STRAY_MARK.search(text)
    if stray and text[-1] not in _TERMINAL:
        text = f"{text[: stray.start()].rstrip()} {text[stray.end() :]}{stray[1]}"
    return text


def _kind(lines: Sequence[Line], text: str, layout: Layout) -> str:
    """Tell list items by their marker, headings by standing alone without an end mark."""
    if _MARKER.match(text):
        return "list_item"
    first = lines[0]
    alone = (
        not first.indented
        and (first.blanks > 0 or first.apart or first.indent == 1)
        and not layout.spread
    )
    if alone and len(text) <= _LONGEST_HEADING and text[-1] not in ".;:," and not text[0].islower():
        return "heading"
    return "paragraph"
