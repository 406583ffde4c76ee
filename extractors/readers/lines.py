"""Text repair that every reader needs: clean characters, whole words, lines made one.

What belongs here: what is true of text in any form. What does not: how a form
marks its paragraphs (the readers), and words that a page cuts without a hyphen
(the dump and PDF readers).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from schemas.document import Block, Place, SourcedText, Span, Table

NOWHERE = Place()

# Soft hyphens, zero-width and direction marks, the BOM, control characters.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_SPACED_WORD = re.compile(r"(?<![^\W_])[^\W\d_](?:[ \u00a0][^\W\d_]){3,}(?![^\W_])")
_SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\]]*$")
_CUT_AT_HYPHEN = re.compile(r"[^\W\d_]-$")
_ITEM = re.compile(r"(?:\d{1,3}(?:[.)]|(?:\.\d{1,3})+[.)]?)|[^\W\d_]\)|[-–—•▪●·*]|§)(?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Line(NamedTuple):
    """A piece of text as it stands on one line of the source."""

    text: str
    place: Place = NOWHERE


def clean(text: str) -> str:
    """Return text in NFC with single spaces, whole words and no invisible characters."""
    return " ".join(_close_up(_INVISIBLE.sub("", unicodedata.normalize("NFC", text))).split())


def _close_up(text: str) -> str:
    """Undo letter-spacing: "П Р И К А З" is one word; wider gaps part words."""
    return _SPACED_WORD.sub(_closed, text)


def _closed(match: re.Match[str]) -> str:
    letters = re.split(r"[ \u00a0]", match[0])
    one_case = all(map(str.isupper, letters)) or all(map(str.islower, letters[1:]))
    codes = [ord(letter) for letter in letters]
    in_a_row = all(b - a == 1 for a, b in pairwise(codes))  # columns А Б В Г
    return "".join(letters) if one_case and not in_a_row else match[0]


def assemble(lines: Iterable[Line], vocabulary: frozenset[str] = frozenset()) -> SourcedText:
    """Join lines into one clean text that remembers where each line stands.

    A word cut at a hyphen is made whole. The hyphen goes if `vocabulary` (folded
    words of the document) holds the word without it, else it stays.
    """
    text, spans = "", list[Span]()
    for line in lines:
        piece = clean(line.text)
        if not piece:
            continue
        soft = line.text.rstrip().endswith("\u00ad")
        text = _ready_for(text, piece, vocabulary)
        if not spans or spans[-1].place != line.place:
            spans.append(Span(start=len(text), place=line.place))
        text += piece + ("\u00ad" if soft else "")
    return SourcedText(
        text=text.removesuffix("\u00ad"), spans=tuple(spans) or (Span(start=0, place=NOWHERE),)
    )


def _ready_for(text: str, piece: str, vocabulary: frozenset[str]) -> str:
    """Return `text` so that `piece` can follow at once."""
    if not text:
        return text
    if text.endswith("\u00ad"):
        return text[:-1]
    if not (_CUT_AT_HYPHEN.search(text) and piece[0].isalpha()):
        return text + " "
    left, right = _WORD.findall(text[:-1])[-1], _WORD.findall(piece)[0]
    wholes = (left + right, left.rpartition("-")[2] + right)  # "social-eco-" "nomic" too
    return text[:-1] if any(w.casefold() in vocabulary for w in wholes) else text


def vocabulary_of(text: str) -> frozenset[str]:
    """Return the folded words of a text."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def starts_item(text: str) -> bool:
    """Tell whether a line opens a numbered point or a bullet."""
    return _ITEM.match(clean(text)) is not None


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends a sentence or a clause of a list."""
    return _SENTENCE_END.search(text.rstrip()) is not None


_LONG_LINE = 120  # a line that nobody wrapped: its end is the paragraph's
_GLYPH_INDENT = re.compile(r"[ \t]*(?:[\u00a0\u2002\u2003\u3000][ \t]*){3,}(?=\S)")


def breaks_paragraph(before: str, line: str) -> bool:
    """Tell whether a forced line break parts paragraphs: points, unwrapped lines, set-in lines."""
    if _GLYPH_INDENT.match(line):
        return True
    return ends_sentence(before) and (starts_item(line) or len(before) > _LONG_LINE)


def is_set_in(text: str) -> bool:
    """Tell whether a text opens with an indent made of space glyphs."""
    return _GLYPH_INDENT.match(text) is not None


def split_breaks(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text whose forced breaks are "\\n"; two breaks part them too."""
    paragraph: list[str] = []
    for line in text.split("\n"):
        if paragraph and (not clean(line) or breaks_paragraph(paragraph[-1], line)):
            yield "\n".join(paragraph)
            paragraph = []
        if clean(line):
            paragraph.append(line)
    if paragraph:
        yield "\n".join(paragraph)


def make_block(source: SourcedText, **hints: object) -> Block:
    """Return a block of text with what the form says of it."""
    return Block.model_validate({"text": source.text, "spans": source.spans, **hints})


def mend_paragraphs(parts: Sequence[Block | Table]) -> tuple[Block | Table, ...]:
    """Join paragraphs that a page break of the original cut in the middle of a sentence."""
    mended: list[Block | Table] = []
    for part in parts:
        before = mended[-1] if mended else None
        if isinstance(before, Block) and isinstance(part, Block) and _is_cut(before, part):
            mended[-1] = _joined(before, part)
        else:
            mended.append(part)
    return tuple(mended)


_LONG = 60  # shorter blocks that end without a stop are titles, names and the like


def _is_cut(before: Block, after: Block) -> bool:
    return (
        before.kind != "heading"
        and after.kind == "paragraph"
        and len(before.text) >= _LONG
        and not ends_sentence(before.text)
        and after.text[:1].islower()
        and not before.text[:1].islower()  # else both are items of a list without marks
        and not starts_item(after.text)
        and not (before.bold and not after.bold)
    )


def _joined(before: Block, after: Block) -> Block:
    text = before.text + " "
    moved = (Span(start=s.start + len(text), place=s.place) for s in after.spans)
    return before.model_copy(update={"text": text + after.text, "spans": (*before.spans, *moved)})
