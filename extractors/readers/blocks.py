"""From the lines of a source to blocks of clean text, for all readers but PDF's and dumps'.

What belongs here: clean characters, whole words, where paragraphs and list items
begin. What does not: how a form marks its paragraphs (the readers), and words that
a page cuts without a hyphen (the dump and PDF readers).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.readers.list_numbers import BULLETS
from extractors.text import Vocabulary
from extractors.text.joining import hyphen_marks_cut
from extractors.text.normalise import plain
from extractors.text.patterns import ends_sentence
from extractors.text.spacing import close_typed_spacing
from schemas.document import Block, Furniture, FurnitureRole, Place, SourcedText, Span, Table

NOWHERE = Place()

_CUT_AT_HYPHEN = re.compile(r"[^\W\d_]-$")
_LIST_ITEM = re.compile(r"(?:\d{1,3}(?:[.)]|(?:\.\d{1,3})+[.)]?)|[^\W\d_]\)|[-–—•▪●·*]|§)(?=\s|$)")


class SourceLine(NamedTuple):
    """A piece of text as it stands on one line of the source."""

    text: str
    place: Place = NOWHERE


def clean_text(text: str) -> str:
    """Return text in NFC with single spaces, whole words and no invisible characters."""
    return " ".join(close_typed_spacing(plain(text)).split())


def sourced_text(
    lines: Iterable[SourceLine], vocabulary: Vocabulary | None = None, *, forced: bool = False
) -> SourcedText:
    """Join lines into one clean text that remembers where each line stands.

    A word cut at a hyphen is made whole. The hyphen goes if the word is in the
    `vocabulary` without it only, else it stays. Lines that the author `forced` are
    remembered as breaks of the text.
    """
    text, spans, breaks = "", list[Span](), list[int]()
    for line in lines:
        piece = clean_text(line.text)
        if not piece:
            continue
        soft = line.text.rstrip().endswith("\u00ad")
        text = _ready_to_append(text, piece, vocabulary)
        if not spans or spans[-1].place != line.place:
            spans.append(Span(start=len(text), place=line.place))
        if forced and text.endswith(" "):
            breaks.append(len(text))
        text += piece + ("\u00ad" if soft else "")
    return SourcedText(
        text=text.removesuffix("\u00ad"),
        spans=tuple(spans) or (Span(start=0, place=NOWHERE),),
        breaks=tuple(breaks),
    )


def _ready_to_append(text: str, piece: str, vocabulary: Vocabulary | None) -> str:
    """Return `text` ready for `piece`: with a space at its end, or without a cut word's hyphen."""
    if not text:
        return text
    if text.endswith("\u00ad"):
        return text[:-1]
    if not (_CUT_AT_HYPHEN.search(text) and piece[0].isalpha()):
        return text + " "
    cut = vocabulary is not None and hyphen_marks_cut(text, piece, vocabulary)
    return text[:-1] if cut else text


def starts_list_item(text: str) -> bool:
    """Tell whether a line begins with a list's number, letter or bullet."""
    return _LIST_ITEM.match(clean_text(text)) is not None


def cell_texts(parts: Iterable[Block | Table]) -> Iterator[str]:
    """Yield the lines that a table's cell holds, items of lists with their numbers."""
    for part in parts:
        if isinstance(part, Table):
            yield from (line for cell in part.cells for line in cell.lines)
            continue
        first, *others = part.lines
        numbered = part.marker and part.marker not in BULLETS
        yield f"{part.marker} {first}" if numbered else first
        yield from others


_SUPERSCRIPT = str.maketrans("0123456789)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁾")
_RAISED = re.compile(r"\d+\)?")


def superscript(text: str) -> str:
    """Return digits, a note's bracket too, as raised ones: what is left of "м²" in plain text."""
    return text.translate(_SUPERSCRIPT) if _RAISED.fullmatch(text) else text


_LONG_LINE = 120  # a line that nobody wrapped: its end is the paragraph's
_TYPED_INDENT = re.compile(r"[ \t]*(?:[\u00a0\u2002\u2003\u3000][ \t]*){3,}(?=\S)")


def breaks_paragraph(before: str, line: str) -> bool:
    """Tell whether a forced line break begins a paragraph.

    It does before an indent, and after a sentence's end before a list item or
    where the line before was too long to have been wrapped by hand.
    """
    if _TYPED_INDENT.match(line):
        return True
    return ends_sentence(before) and (starts_list_item(line) or len(before) > _LONG_LINE)


def is_indented(text: str) -> bool:
    """Tell whether a text opens with an indent made of space glyphs."""
    return _TYPED_INDENT.match(text) is not None


def split_paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text whose forced breaks are "\\n"; two breaks part them too."""
    paragraph: list[str] = []
    for line in text.split("\n"):
        if paragraph and (not clean_text(line) or breaks_paragraph(paragraph[-1], line)):
            yield "\n".join(paragraph)
            paragraph = []
        if clean_text(line):
            paragraph.append(line)
    if paragraph:
        yield "\n".join(paragraph)


def as_furniture(blocks: Iterable[Block], role: FurnitureRole) -> tuple[Furniture, ...]:
    """Return blocks as furniture of a role."""
    return tuple(Furniture(**dict(block), role=role) for block in blocks)


def make_block(source: SourcedText, **hints: object) -> Block:
    """Return a block of text; `hints` are fields of `Block`: what the form says of its look."""
    own = {"text": source.text, "spans": source.spans, "breaks": source.breaks}
    return Block.model_validate({**own, **hints})


def join_cut_paragraphs(parts: Sequence[Block | Table]) -> tuple[Block | Table, ...]:
    """Join paragraphs that a page break of the original cut in the middle of a sentence."""
    mended: list[Block | Table] = []
    for part in parts:
        before = mended[-1] if mended else None
        if isinstance(before, Block) and isinstance(part, Block) and _is_continued(before, part):
            mended[-1] = _joined_blocks(before, part)
        else:
            mended.append(part)
    return tuple(mended)


_SHORTEST_CUT = 60  # shorter blocks that end without a stop are titles, names and the like


def _is_continued(before: Block, after: Block) -> bool:
    return (
        before.kind != "heading"
        and after.kind == "paragraph"
        and len(before.text) >= _SHORTEST_CUT
        and not ends_sentence(before.text)
        and after.text[:1].islower()
        and not before.text[:1].islower()  # else both are items of a list without marks
        and not starts_list_item(after.text)
        and not (before.bold and not after.bold)
    )


def _joined_blocks(before: Block, after: Block) -> Block:
    text = before.text + " "
    moved = (Span(start=s.start + len(text), place=s.place) for s in after.spans)
    return before.model_copy(update={"text": text + after.text, "spans": (*before.spans, *moved)})
