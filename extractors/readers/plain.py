"""Plain text: lines, some wrapped, into paragraphs and list items.

What belongs here: text without mark-up. What does not: dumps of paged documents
(`dump`), Markdown (`markdown`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from extractors.readers.accounting import source_lines
from extractors.readers.blocks import (
    SourceLine,
    clean_text,
    join_cut_paragraphs,
    make_block,
    sourced_text,
    starts_list_item,
)
from extractors.readers.web_page import split_article, split_closing
from extractors.text import Vocabulary
from extractors.text.patterns import ends_sentence
from schemas.document import Block, Document, Place

_RULED_LINE = re.compile(r"[-_=*~.·\s]{3,}$")
_WIDEST = 132  # columns of the widest page that people wrap text for
_NARROWEST = 40
_SLACK = 3  # columns by which a wrapped line may end early


def read_plain(path: str, text: str, *, sha256: str, encoding: str) -> Document:
    """Read text without mark-up; each block keeps the numbers of its lines."""
    body, closing = split_closing(join_cut_paragraphs(tuple(_blocks(text))))
    body, furniture = split_article(body)
    return Document(
        path=path,
        form="txt",
        sha256=sha256,
        encoding=encoding,
        body=body,
        furniture=(*furniture, *closing),
        source=source_lines(text),
    )


def _blocks(text: str) -> Iterator[Block]:
    lines = [SourceLine(line, Place(line=i)) for i, line in enumerate(text.split("\n"), 1)]
    width = wrap_width([line.text for line in lines])
    words = Vocabulary.of([text]) if width else None
    for group in _groups(lines):
        for paragraph in _paragraphs(group, width):
            source = sourced_text(paragraph, words)
            if source.text:
                yield make_block(source, kind=_kind(source.text), **_hints(paragraph))


def _kind(text: str) -> str:
    return "list_item" if starts_list_item(text) else "paragraph"


def _hints(paragraph: Sequence[SourceLine]) -> dict[str, object]:
    first = paragraph[0].text
    return {"indent": len(first) - len(first.lstrip()) >= 2}


def _groups(lines: Iterable[SourceLine]) -> Iterator[list[SourceLine]]:
    """Yield runs of lines between blank lines and lines of dashes or dots."""
    group: list[SourceLine] = []
    for line in lines:
        if clean_text(line.text) and not _RULED_LINE.match(line.text):
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the column at which a text's lines are wrapped, None if they are not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if len(lengths) < 3:
        return None
    width = lengths[int(0.97 * (len(lengths) - 1))]
    full = sum(0.8 * width <= length <= width for length in lengths)
    fits = width >= _NARROWEST and lengths[-1] <= max(_WIDEST, width) and width <= _WIDEST
    return width if fits and full >= 0.3 * len(lengths) else None


def line_paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of text that has nothing but line ends: lines, unless it is wrapped."""
    lines = [SourceLine(line) for line in text.split("\n")]
    width = wrap_width([line.text for line in lines]) if is_column_wrapped(text) else None
    for group in _groups(lines):
        for paragraph in _paragraphs(group, width):
            yield "\n".join(line.text for line in paragraph)


def is_column_wrapped(text: str) -> bool:
    """Tell whether a text was wrapped at a column, as people and programs do by characters.

    What a page's layout left is wrapped by the width of its type: there, many a
    word would have fitted the line before.
    """
    lines = [line.rstrip() for line in text.split("\n") if line.strip()]
    goes_on = [
        len(a) + 1 + len(b.split(maxsplit=1)[0])
        for a, b in pairwise(lines)
        if b.lstrip()[0].islower() and (a[-1].isalpha() or a[-1] == ",")
    ]
    if "\f" in text or len(goes_on) < 3:
        return False
    width = max(map(len, lines))
    full = sum(length + _SLACK > width for length in goes_on)
    return width <= _WIDEST and full >= 0.95 * len(goes_on)


def _paragraphs(group: Sequence[SourceLine], width: int | None) -> Iterator[list[SourceLine]]:
    """Join wrapped lines; without wrapping each line is a paragraph."""
    paragraph = [group[0]]
    for before, line in pairwise(group):
        if width is None or _breaks(before.text, line.text, width):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _breaks(before: str, line: str, width: int) -> bool:
    """Tell whether a line begins a paragraph.

    It does if it is set in, if it is a list item after a sentence's end, or if its first
    word would have fitted on the line before.
    """
    indented = len(line) - len(line.lstrip()) >= 2 + len(before) - len(before.lstrip())
    if indented or (starts_list_item(line) and ends_sentence(before)):
        return True
    word = line.split(maxsplit=1)[0]
    return len(before.rstrip()) + 1 + len(word) + _SLACK <= width
