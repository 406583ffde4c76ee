"""The lines of a dump, with what their blanks tell.

What belongs here: numbering lines and pages, telling a dump from other text.
What does not: what the lines say.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from extractors.text import text_width
from schemas.document import Place

_PAGE_GAP = 3  # empty lines
_INDENT = 3  # spaces
_WRAPPED_SHARE = 0.12
_FOOT, _FEWEST_PAGES = 2, 3
_PAGE_NUMBER = re.compile(r"[-–—\s]*(\d{1,4})[-–—\s]*")
_MARKDOWN = re.compile(r"^\s*(?:#{1,6} |\*\*|[-*] )|\*\*\s*$")


class Line(NamedTuple):
    """A line with text.

    `text` has no outer spaces; `raw` has all. `blanks` counts the empty lines
    right before it, `number` and `page` count from 1; `apart` says that one of the
    lines before it held nothing but a space, or this one begins with it: an empty
    paragraph.
    """

    number: int
    page: int
    raw: str
    text: str
    blanks: int
    apart: bool = False

    @property
    def soft(self) -> bool:
        """Whether the line's end is a word's end."""
        return self.raw[-1].isspace()

    @property
    def indent(self) -> int:
        """Number of spaces before the text."""
        return len(self.raw) - len(self.raw.lstrip())

    @property
    def indented(self) -> bool:
        """Whether the line is set in like a paragraph's first."""
        return self.indent >= _INDENT

    @property
    def place(self) -> Place:
        """Where the line stands."""
        return Place(page=self.page, line=self.number)

    @property
    def width(self) -> float:
        """Width of the text in ems."""
        return text_width(self.text)


class Layout(NamedTuple):
    """A dump's lines; `spread` where an empty line follows each, so that it tells nothing.

    `width` is that of a full line in ems.
    """

    lines: tuple[Line, ...]
    spread: bool
    width: float
    page_count: int


def is_dump(text: str) -> bool:
    """Whether a text is what a PDF extractor left of paged text: lines broken by width.

    Form feeds tell it, or many lines that go on in the next one.
    """
    if "\f" in text.strip():
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) < 10 or sum(bool(_MARKDOWN.search(line)) for line in lines) > len(lines) / 20:
        return False
    wrapped = sum(_goes_on(a.strip(), b.strip()) for a, b in itertools.pairwise(lines))
    return wrapped > _WRAPPED_SHARE * len(lines)


def _goes_on(line: str, following: str) -> bool:
    return following[0].islower() and (line[-1].isalpha() or line[-1] == ",")


def lay_out(text: str) -> Layout:
    """Number the lines and pages of a dump."""
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    spread = _is_spread(raws)
    lines: list[Line] = []
    page, blanks, apart = 1, 0, False
    for number, raw in enumerate(raws, start=1):
        page += raw.count("\f") + ("\f" not in raw and _starts_page(raw, blanks, spread, lines))
        bare = raw.replace("\f", "")
        if not bare.strip():
            blanks = 0 if bare else blanks + 1
            apart |= bool(bare)
            if _is_rule(bare):
                lines.append(Line(number, page, bare, "", blanks))
            continue
        apart |= not spread and bare[0] == " " and bare[:_INDENT].strip() != ""
        lines.append(Line(number, page, bare, bare.strip(), blanks, apart))
        blanks, apart = 0, False
    return Layout(tuple(lines), spread, _full_width(lines), lines[-1].page if lines else 1)


def _starts_page(raw: str, blanks: int, spread: bool, lines: list[Line]) -> bool:
    """Whether a line begins a page: after a wide gap, or set close to the page before."""
    if not raw.strip() or not lines:
        return False
    close = spread and blanks == 0 and raw[0] == " " and raw[1] != " "
    return blanks >= _PAGE_GAP or close


def _is_rule(raw: str) -> bool:
    """Whether a line is the rule over footnotes: nothing but many spaces."""
    return len(raw) >= 20


def _is_spread(raws: list[str]) -> bool:
    filled = [i for i, raw in enumerate(raws) if raw.strip()]
    apart = sum(b - a > 1 for a, b in itertools.pairwise(filled))
    return apart > 0.7 * len(filled)


def _full_width(lines: list[Line]) -> float:
    """Width of a full line of prose: that of the wider lines."""
    widths = sorted(line.width for line in lines)
    return widths[int(0.95 * len(widths))] if widths else 0.0


def page_furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of the lines that pages repeat: running headers and footers, page numbers.

    They stand at a page's edge on most pages; a line that also stands inside a
    page is a table's header, not a page's.
    """
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        pages.setdefault(line.page, []).append(index)
    edges = {i for own in pages.values() for i in (own[0], *own[-_FOOT:])}
    inside = {line.text for i, line in enumerate(lines) if i not in edges}
    keys = {i: _edge_key(lines[i]) for i in edges}
    counts = Counter(keys.values())
    least = max(_FEWEST_PAGES, len(pages) / 2)
    often = {key for key, count in counts.items() if count >= least}
    return frozenset(i for i, key in keys.items() if key in often and key not in inside)


def _edge_key(line: Line) -> str | int:
    """What a line at a page's edge says: of a number, how far it is from the page's."""
    number = _PAGE_NUMBER.fullmatch(line.text)
    return int(number[1]) - line.page if number else line.text
