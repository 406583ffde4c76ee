"""Whether all of a file's text was taken up: what is in no block, cell, note or furniture.

What belongs here: comparing a file's text, as it stands there, with the document made of it.
What does not: that text itself, which each reader gives (`Document.source`); leaving
out contacts, which comes after.

Letters and digits are compared, since readers mend spaces, hyphens and signs. Text is
taken up where all windows over it, of a few letters, occur in the document; so it may stand
in any order, and once what pages repeat. It takes time linear in the text's length.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from unicodedata import normalize

from schemas.document import Block, Document, Place, SourcedText, SourceText

_WINDOW = 6  # letters and digits: short enough for a word, too long to occur by chance
_WORD = re.compile(r"[^\W_]+")


def source_lines(text: str) -> tuple[SourceText, ...]:
    """Return the lines of a text that hold letters or digits, with their numbers."""
    lines = enumerate(text.split("\n"), 1)
    return tuple(SourceText(text=line, place=Place(line=n)) for n, line in lines if line.strip())


def with_accounting(document: Document) -> Document:
    """Return a document that says how much text its file holds, and what of it is nowhere."""
    source = "".join(_letters(piece.text) for piece in document.source)
    missing = Counter(source)
    for text in _texts(document):
        missing.subtract(_letters(text))
    lost = tuple(_lost(document, source)) if +missing else ()
    return document.model_copy(
        update={"source": (), "characters": len(source), "unaccounted": lost}
    )


def count_characters(texts: Iterable[str]) -> int:
    """Return how many letters and digits texts hold, counted as `Document.characters` is."""
    return sum(len(_letters(text)) for text in texts)


def _letters(text: str) -> str:
    return "".join(word.text for word in _words(SourceText(text=text)))


class _Word(NamedTuple):
    """A word of the source, folded, and where it stands in its piece."""

    text: str
    piece: SourceText
    start: int
    end: int


def _words(piece: SourceText) -> Iterator[_Word]:
    """Yield a text's words; folding some signs gives others, of which letters count."""
    composed = piece.model_copy(update={"text": normalize("NFKC", piece.text)})
    for match in _WORD.finditer(composed.text):
        text = "".join(_WORD.findall(match[0].casefold()))
        yield _Word(text, composed, match.start(), match.end())


def _texts(document: Document) -> Iterator[str]:
    """All that was taken up, a text each."""
    blocks: list[SourcedText] = [*document.notes, *document.furniture]
    for part in document.body:
        blocks += [part] if isinstance(part, Block) else part.cells
    for block in blocks:
        marker = block.marker if isinstance(block, Block) else None
        yield f"{marker or ''} {block.text}"


def _lost(document: Document, source: str) -> Iterator[SourceText]:
    """Yield the words that were not taken up, those that follow each other in a piece together."""
    taken_up = [SourceText(text=text) for text in _texts(document)]
    known = {word.text for text in taken_up for word in _words(text)}
    covered = _covered(source, _windows(_letters(text.text) for text in taken_up))
    run: list[_Word] = []
    position = 0
    for word in (word for piece in document.source for word in _words(piece)):
        end = position + len(word.text)
        lost = word.text not in known and 0 in covered[position:end]
        if run and not (lost and run[-1].piece is word.piece):
            yield _together(run)
            run = []
        run += [word] if lost else []
        position = end
    if run:
        yield _together(run)


def _together(run: Sequence[_Word]) -> SourceText:
    piece = run[0].piece
    return SourceText(text=piece.text[run[0].start : run[-1].end], place=piece.place)


def _windows(texts: Iterable[str]) -> set[str]:
    starts = ((text, range(len(text) - _WINDOW + 1)) for text in texts)
    return {text[i : i + _WINDOW] for text, indices in starts for i in indices}


def _covered(source: str, windows: set[str]) -> bytearray:
    """Return for each character of the source whether a known window covers it."""
    covered = bytearray(len(source))
    for start in range(len(source) - _WINDOW + 1):
        if source[start : start + _WINDOW] in windows:
            covered[start : start + _WINDOW] = b"\1" * _WINDOW
    return covered
