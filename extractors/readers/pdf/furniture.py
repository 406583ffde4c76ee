"""What pages repeat around the text: running headers, footers and page numbers.

What belongs here: telling furniture from text by place and repetition. What
does not: the text itself (`paragraphs`, `tables`).
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from functools import cache
from statistics import median

from extractors.languages.data import choice
from extractors.readers.lexicon import reader_words
from extractors.readers.pdf.lines import PageLine
from extractors.readers.pdf.parts import PageParts, PartCell
from extractors.text.folding import fold_closed
from schemas.document import FurnitureRole

_MARGIN = 0.1  # share of the page's height in which furniture stands, at top and bottom
_EDGE = 44.0  # points: a small line so near the page's edge is no text
_DEPTH = 4  # no running header or footer has more lines
_REPEATED = 0.4  # share of the pages on which a running line stands (left and right may differ)
_LEVEL = 8.0  # points: how far a running line may move from page to page
_CLEAR = 2.0  # of the size: what a page prints into a table stands so far from its text
_DIGITS = re.compile(r"\d+")
_DATABASE_MARK = "©"  # begins the closing line of a legal database's export


def split_furniture(pages: Sequence[PageParts]) -> list[tuple[PageLine, FurnitureRole]]:
    """Take furniture out of the pages' loose lines and return it with its role, in page order."""
    running = _running(pages) | _running_in_rows(pages)
    numbers, closing = _page_numbers(pages, running), _closing(pages)
    captions = _continuations(pages)
    roles: dict[int, FurnitureRole] = dict.fromkeys(running | _far_out(pages), "footer")
    roles |= dict.fromkeys(captions, "caption")
    roles |= dict.fromkeys(closing, "copyright")
    roles |= dict.fromkeys(numbers, "page_number")
    furniture: list[tuple[PageLine, FurnitureRole]] = []
    for page in pages:
        stacks = [page.lines, *(cell.lines for part in page.parts for cell in part.cells)]
        for lines in stacks:
            furniture += [(x, _at_edge(x, roles[id(x)], page)) for x in lines if id(x) in roles]
            lines[:] = [line for line in lines if id(line) not in roles]
    return furniture


def _at_edge(line: PageLine, role: FurnitureRole, page: PageParts) -> FurnitureRole:
    """Return the role of a line: what runs along the upper edge is a header."""
    return "header" if role == "footer" and line.baseline < page.height / 2 else role


def _edges(page: PageParts, skip: Set[int] = frozenset()) -> tuple[list[PageLine], list[PageLine]]:
    """Outermost lines of a page in its margins, outermost first: top ones and bottom ones."""
    lines = [line for line in page.top_down if id(line) not in skip]
    first = min((part.top for part in page.parts), default=page.height)
    last = max((part.bottom for part in page.parts), default=0.0)
    top = [x for x in lines if x.box[3] <= _MARGIN * page.height and x.box[1] < first]
    low = (1 - _MARGIN) * page.height
    bottom = [x for x in lines if x.box[1] >= low and x.box[3] > last]
    return top[:_DEPTH], bottom[::-1][:_DEPTH]


def _running(pages: Sequence[PageParts]) -> set[int]:
    """Lines that stand at the same height on many pages and differ in digits at most."""
    seen: dict[tuple[bool, str, int, bool], list[PageLine]] = defaultdict(list)
    for page in pages:
        for is_top, lines in zip((True, False), _edges(page), strict=True):
            for line in lines:
                key = _DIGITS.sub("0", fold_closed(line.text))
                if any(char.isalpha() for char in key):  # a title that is repeated is set larger
                    seen[is_top, key, round(line.size), line.bold].append(line)
    found: set[int] = set()
    for alike in seen.values():
        last = alike[-1].baseline
        level = [line for line in alike if abs(line.baseline - last) <= _LEVEL]
        if len(level) >= max(2, _REPEATED * len(pages)):
            found |= {id(line) for line in level}
    return found


def _page_numbers(pages: Sequence[PageParts], running: set[int]) -> set[int]:
    """Numbers at the edge of pages, also in a table's rows, that count as the pages do."""
    candidates: list[tuple[int, list[PageLine]]] = []
    alone: set[int] = set()  # lines that are a page's number though no other page has one
    for page in pages:
        ends = (*_edges(page), *_edges(page, running))  # a number may stand inside of running lines
        edges = [[line] for line in {id(lines[0]): lines[0] for lines in ends if lines}.values()]
        printed = [lines for _, lines in _printed_in_rows(page)]
        for lines in edges + printed:
            match = _page_number().fullmatch(_joined(lines))
            if match is not None:
                candidates.append((int(match.group(1)) - page.number, lines))
        alone |= {id(line) for lines in edges for line in lines}
    offsets = [offset for offset, _ in candidates]
    return {
        id(line)
        for offset, lines in candidates
        for line in lines
        if offsets.count(offset) > 1 or (offset == 0 and id(line) in alone)
    }


def _running_in_rows(pages: Sequence[PageParts]) -> set[int]:
    """Lines in a table's first or last row that stand at the same height on many pages."""
    seen: dict[tuple[bool, str], list[list[PageLine]]] = defaultdict(list)
    for page in pages:
        for is_top, lines in _printed_in_rows(page):
            key = _DIGITS.sub("0", fold_closed(_joined(lines)))
            if any(char.isalpha() for char in key):
                seen[is_top, key].append(lines)
    repeated = [a for a in seen.values() if len(a) >= max(2, _REPEATED * len(pages))]
    return {id(line) for alike in repeated if _is_level(alike) for lines in alike for line in lines}


def _is_level(alike: Sequence[Sequence[PageLine]]) -> bool:
    levels = [lines[0].baseline for lines in alike]
    return max(levels) - min(levels) <= _LEVEL


def _joined(lines: Sequence[PageLine]) -> str:
    return " ".join(line.text for line in lines)


def _printed_in_rows(page: PageParts) -> Iterator[tuple[bool, list[PageLine]]]:
    """Lines that a page prints into a table's first or last row, level by level from outside."""
    for part in page.parts:
        for is_top, row in ((True, 0), (False, part.row_count - 1)):
            cells = [c for c in part.cells if row in (c.row, c.last_row) and c.lines and c.extent]
            apart = [line for cell in cells for line in _set_apart(cell, page, is_top)]
            lines = [line for cell in cells for line in cell.lines]
            if len(apart) < len(lines) or len(apart) == 1:
                for level in _levels(lines, is_top):
                    if any(line not in apart for line in level):
                        break
                    yield is_top, level


def _levels(lines: list[PageLine], is_top: bool) -> list[list[PageLine]]:
    """Group lines by baseline, outermost first, each level from left to right."""
    levels: list[list[PageLine]] = []
    for line in sorted(lines, key=lambda line: line.baseline, reverse=not is_top):
        if levels and abs(line.baseline - levels[-1][0].baseline) < line.size / 2:
            levels[-1].append(line)
        else:
            levels.append([line])
    return [sorted(level, key=lambda line: line.x0) for level in levels]


def _set_apart(cell: PartCell, page: PageParts, is_top: bool) -> list[PageLine]:
    """A cell's lines in the page's margin that stand far from its text, or from its other end."""
    assert cell.extent is not None
    lines = cell.lines if is_top else cell.lines[::-1]
    for count, (line, inner) in enumerate(zip(lines, [*lines[1:], None], strict=True), 1):
        if is_top:
            gap = (inner.box[1] if inner else cell.extent[1]) - line.box[3]
            within = line.box[3] <= _MARGIN * page.height
        else:
            gap = line.box[1] - (inner.box[3] if inner else cell.extent[0])
            within = line.box[1] >= (1 - _MARGIN) * page.height
        if not within or count > _DEPTH:
            break
        if gap >= _CLEAR * line.size:
            return lines[:count]
    return []


def _far_out(pages: Sequence[PageParts]) -> set[int]:
    """Small lines at the very edge of a page, far from its text."""
    found: set[int] = set()
    for page in pages:
        size = median([line.size for line in page.lines] or [0.0])
        for line in (*page.top_down[:1], *page.top_down[-1:]):
            others = [other for other in page.lines if other is not line]
            away = min((abs(line.baseline - o.baseline) for o in others), default=page.height)
            away = min([away, *(abs(line.baseline - edge) for edge in _part_edges(page))])
            edge = min(line.box[3], page.height - line.box[1])
            if edge < _EDGE and away > 3 * line.size and line.size < size - 0.5:
                found.add(id(line))
    return found


def _continuations(pages: Sequence[PageParts]) -> set[int]:
    """Captions that say only that the table below them goes on."""
    found: set[int] = set()
    for page in pages[1:]:
        first = min((part.top for part in page.parts), default=0.0)
        above = [line for line in page.lines if line.baseline < first]
        found |= {id(line) for line in above if _continued_table().fullmatch(line.text)}
    return found


def _part_edges(page: PageParts) -> list[float]:
    return [edge for part in page.parts for edge in (part.top, part.bottom)]


def _closing(pages: Sequence[PageParts]) -> set[int]:
    """The legal database's closing line, down to the end of the document."""
    lines = pages[-1].lines if pages else []
    for index, line in enumerate(lines):
        if line.text.startswith(_DATABASE_MARK) and len(lines) - index <= _DEPTH:
            return {id(later) for later in lines[index:]}
    return set()


@cache
def _page_number() -> re.Pattern[str]:
    """A line that says a page's number, with the word for a page or the number of pages."""
    page, out_of = _in_any_language("page_words", "page"), _in_any_language("out_of", "/", "of")
    return re.compile(
        rf"[-–—\s]*(?:(?:{page})\s*)?(\d{{1,4}})"
        rf"(?:\s*[-–]?\s*(?:{page}))?(?:\s*(?:{out_of})\s*\d{{1,4}})?[-–—.\s]*",
        re.IGNORECASE,
    )


@cache
def _continued_table() -> re.Pattern[str]:
    """A caption above a piece of a table that runs over pages."""
    caption = _in_any_language("continued_table")
    return re.compile(rf"\W*(?:{caption})(?:\s+№?\s*\d+(?:\.\d+)*)?\W*", re.IGNORECASE)


def _in_any_language(name: str, *others: str) -> str:
    """The patterns of all languages, and others, as one."""
    return choice([*(getattr(words, name) for words in reader_words()), *others])
