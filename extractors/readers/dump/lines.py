"""The lines of a dump, with what the blank lines and spaces around them tell.

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

_PAGE_GAP = 3  # empty lines, which part pages
_INDENT = 3  # spaces, with which a paragraph begins
_WRAPPED_SHARE = 0.12  # of lines that go on in the next, from which on a text is a dump
_FEWEST_LINES = 10  # that tell whether a text is a dump
_MARKDOWN_LINES = 20  # if one line in so many has Markdown, a text is no dump
_DOUBLE_SPACED_SHARE = 0.7  # of lines with an empty one before, from which on all have
_FULL_QUANTILE = 0.95  # of the lines' widths: lines of prose end for want of room
_RULE = 20  # spaces, from which on they are the rule over footnotes
_FOOT = 2  # last lines of a page that may be its footer
_FEWEST_PAGES = 3  # on which a running header or footer stands
_PAGE_NUMBER = re.compile(r"[-–—\s]*(\d{1,4})[-–—\s]*")
_MARKDOWN = re.compile(r"^\s*(?:#{1,6} |\*\*|[-*] )|\*\*\s*$")


class DumpLine(NamedTuple):
    """A line with text.

    `text` has no outer spaces; `raw` has all. `blank_lines` is the number of empty lines
    right before it, `number` and `page` count from 1. `empty_paragraph_before` says that
    one of the lines before it held nothing but a space, or that this one begins with it.
    """

    number: int
    page: int
    raw: str
    text: str
    blank_lines: int
    empty_paragraph_before: bool = False

    @property
    def ends_in_space(self) -> bool:
        """Whether the line ends in a space, so that its end is a word's end."""
        return self.raw[-1].isspace()

    @property
    def indent(self) -> int:
        """Return the number of spaces before the text."""
        return len(self.raw) - len(self.raw.lstrip())

    @property
    def indented(self) -> bool:
        """Whether the line is indented like a paragraph's first."""
        return self.indent >= _INDENT

    @property
    def place(self) -> Place:
        """Return where the line stands in the document."""
        return Place(page=self.page, line=self.number)

    @property
    def width(self) -> float:
        """Return the width of the text in ems."""
        return text_width(self.text)


class DumpLayout(NamedTuple):
    """A dump's lines; `double_spaced` where an empty line follows each, so that it tells nothing.

    `width` is that of a full line of prose, in ems.
    """

    lines: tuple[DumpLine, ...]
    double_spaced: bool
    width: float
    page_count: int


def is_dump(text: str) -> bool:
    """Whether a text is what a PDF extractor left of paged text: lines broken by width.

    Form feeds tell it, or many lines that go on in the next one.
    """
    if "\f" in text.strip():
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    marked = sum(bool(_MARKDOWN.search(line)) for line in lines)
    if len(lines) < _FEWEST_LINES or marked > len(lines) / _MARKDOWN_LINES:
        return False
    wrapped = sum(_runs_on_into(a.strip(), b.strip()) for a, b in itertools.pairwise(lines))
    return wrapped > _WRAPPED_SHARE * len(lines)


def _runs_on_into(line: str, following: str) -> bool:
    """Whether a sentence goes on from one line to the next."""
    return following[0].islower() and (line[-1].isalpha() or line[-1] == ",")


def read_layout(text: str) -> DumpLayout:
    """Return the lines of a dump, numbered, each with its page."""
    raws = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    double_spaced = _is_double_spaced(raws)
    lines: list[DumpLine] = []
    page, blank, empty_paragraph = 1, 0, False
    for number, raw in enumerate(raws, start=1):
        page += raw.count("\f")
        page += "\f" not in raw and _starts_page(raw, blank, double_spaced, lines)
        bare = raw.replace("\f", "")
        if not bare.strip():
            blank = 0 if bare else blank + 1
            empty_paragraph |= bool(bare)
            if _is_rule(bare):
                lines.append(DumpLine(number, page, bare, "", blank))
            continue
        empty_paragraph |= not double_spaced and _begins_with_space(bare)
        lines.append(DumpLine(number, page, bare, bare.strip(), blank, empty_paragraph))
        blank, empty_paragraph = 0, False
    pages = lines[-1].page if lines else 1
    return DumpLayout(tuple(lines), double_spaced, _full_width(lines), pages)


def _begins_with_space(raw: str) -> bool:
    """Whether a line begins with a space that is no indent: an empty paragraph's."""
    return raw[0] == " " and raw[:_INDENT].strip() != ""


def _starts_page(raw: str, blank_lines: int, double_spaced: bool, lines: list[DumpLine]) -> bool:
    """Whether a line begins a page: after a wide gap, or right after the page before."""
    if not raw.strip() or not lines:
        return False
    close = double_spaced and blank_lines == 0 and raw[0] == " " and raw[1] != " "
    return blank_lines >= _PAGE_GAP or close


def _is_rule(raw: str) -> bool:
    """Whether a line is the rule over footnotes: nothing but many spaces."""
    return len(raw) >= _RULE


def _is_double_spaced(raws: list[str]) -> bool:
    """Whether an empty line follows nearly every line."""
    filled = [i for i, raw in enumerate(raws) if raw.strip()]
    followed = sum(b - a > 1 for a, b in itertools.pairwise(filled))
    return followed > _DOUBLE_SPACED_SHARE * len(filled)


def _full_width(lines: list[DumpLine]) -> float:
    """Return the width in ems of a full line of prose: that of the wider lines."""
    widths = sorted(line.width for line in lines)
    return widths[int(_FULL_QUANTILE * len(widths))] if widths else 0.0


def page_furniture(lines: Sequence[DumpLine]) -> frozenset[int]:
    """Return the lines, by index, that pages repeat: running headers and footers, page numbers.

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


def _edge_key(line: DumpLine) -> str | int:
    """Return a line's text; of a page number, how far it is from the page's count."""
    number = _PAGE_NUMBER.fullmatch(line.text)
    return int(number[1]) - line.page if number else line.text
