"""A plan's header in a dump: where it stands and which columns it names.

What belongs here: finding the header, its repetitions and its end. What does
not: how its words make titles (`header_search`), the rows under it (`rebuild`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractors.plan_vocabulary.fields import FIELDS, Field
from extractors.plan_vocabulary.titles import squash, titles_of
from extractors.readers.dump.lines import DumpLine
from extractors.readers.dump.plan.header_search import search_titles
from extractors.readers.dump.plan.header_titles import HeaderTitle, HeaderWord, words_in
from extractors.readers.dump.plan.sections import opens_section
from extractors.readers.dump.plan.tokens import parse_row_number

_MOST_LINES = 50  # of a header; more are no header that plans have
_MOST_WORDS = 70  # of a header whose end is not known
_FIRST_TITLE = 4  # lines on which a narrow column may break the first title
_WIDEST = 120  # characters of a header's line; prose has wider ones
_FEWEST_NUMBERS = 3  # "1 2 3": fewer may be anything
_FEWEST_FIELDS = 3  # of a plan; other tables share one or two with it
# Titles for each one that the lexica know, if something ends the header for certain or not.
_SURE_SHARE, _UNSURE_SHARE = 2, 4 / 3


class DumpHeader(NamedTuple):
    """A plan's header: the columns' titles, and the lines from `start` to before `end`.

    `groups` gives titles over several columns, by the first of these, with their number;
    `score` is the log-odds of the titles.
    """

    titles: tuple[HeaderTitle, ...]
    groups: dict[int, tuple[HeaderTitle, int]]
    start: int
    end: int
    score: float

    @property
    def fields(self) -> tuple[Field | None, ...]:
        """Return the field of each column, None for one that is no field."""
        return tuple(title.field for title in self.titles)


class _HeaderExtent(NamedTuple):
    """Where a header's titles end and its rows begin; the columns that "1 2 3 …" counts.

    `sure` says that something ends the titles for certain: that row, a first
    row's number, or a section's heading.
    """

    end: int
    after: int
    columns: int | None
    sure: bool


def find_header(lines: Sequence[DumpLine], start: int) -> DumpHeader | None:
    """Return the next header at or after line `start`, None if there is none."""
    found = next(_headers(lines, range(start, len(lines))), None)
    if found is None or found.fields[0] == "number":
        return found
    later = range(found.start + 1, min(found.start + _FIRST_TITLE, len(lines)))
    return max((found, *_headers(lines, later)), key=lambda header: header.score)


def _headers(lines: Sequence[DumpLine], starts: Iterable[int]) -> Iterator[DumpHeader]:
    """Yield what can be read as a header from each line; a caption's end may look like one."""
    for index in starts:
        header = _read_header(lines, index) if _may_begin(lines, index) else None
        if header:
            yield header


def _may_begin(lines: Sequence[DumpLine], index: int) -> bool:
    """Whether a header may begin at a line: after a gap, short, with a title's first word."""
    line = lines[index]
    short = len(line.text) <= _WIDEST and not line.indented
    first_lines = lines[index : index + _FIRST_TITLE]
    return _stands_apart(lines, index) and short and _begins_like_header(first_lines)


def _stands_apart(lines: Sequence[DumpLine], index: int) -> bool:
    """Whether a line follows a gap, or a line that does: then the gap between is not printed."""
    line, before = lines[index], lines[max(0, index - 1)]
    gap = line.blank_lines or line.empty_paragraph_before or line.page != before.page
    return index == 0 or bool(gap) or before.blank_lines > 0


def _begins_like_header(lines: Sequence[DumpLine]) -> bool:
    """Whether lines begin with the first word of a header, which narrow columns may break."""
    return bool(_first_word_pattern().match(squash("".join(line.text for line in lines))))


def _read_header(lines: Sequence[DumpLine], start: int) -> DumpHeader | None:
    """Return the header that begins at a line, None if its titles are no plan's."""
    extent = _extent(lines, start)
    words = words_in(lines[start : extent.end])
    whole = extent.sure and len(words) <= _MOST_WORDS
    words = words[:_MOST_WORDS]
    if not _may_be_plan(words):
        return None
    gap_after = extent.end < len(lines) and lines[extent.end].empty_paragraph_before
    layout = search_titles(words, extent.columns, whole=whole, empty_line_after=gap_after)
    printed = [*layout.columns, *(title for title, _ in layout.groups.values())]
    last = max((line.number for title in printed for line, _ in title.parts), default=0)
    whole = whole and last == words[-1].line.number
    if not _is_plan(layout.columns, whole=whole):
        return None
    after = next(i for i in range(start, extent.end) if lines[i].number == last) + 1
    return DumpHeader(
        layout.columns, layout.groups, start, extent.after if whole else after, layout.score
    )


def _is_plan(titles: Sequence[HeaderTitle], *, whole: bool) -> bool:
    """Whether titles name a plan's columns: fewer unknown ones where the end is not certain."""
    fields = {title.field for title in titles} - {None}
    known = sum(title.role is not None for title in titles)
    first = bool(titles) and titles[0].field in FIELDS[:2]
    dated = "name" in fields and bool(fields & {"deadline", "responsible"})
    enough = len(titles) <= (_SURE_SHARE if whole else _UNSURE_SHARE) * known
    return first and dated and enough and len(fields) >= min(_FEWEST_FIELDS, len(titles))


def _may_be_plan(words: Sequence[HeaderWord]) -> bool:
    """Whether words can hold titles of a name, of a date or body, and of three fields in all."""
    text = squash(" ".join(word.text for word in words))
    found = {field for field, pattern in _title_patterns().items() if pattern.search(text)}
    return (
        len(found) >= _FEWEST_FIELDS
        and "name" in found
        and bool(found & {"deadline", "responsible"})
    )


def _extent(lines: Sequence[DumpLine], start: int) -> _HeaderExtent:
    """Return how far a header that begins at a line may reach."""
    limit = min(start + _MOST_LINES, len(lines))
    for index in range(start + 1, limit):
        if lines[index].indented or len(lines[index].text) > _WIDEST:
            return _HeaderExtent(index, index, None, False)
        counted, after = _count_columns(lines, index)
        if counted >= _FEWEST_NUMBERS:
            return _HeaderExtent(index, after, counted, True)
        if _begins_rows(lines[index].text):
            return _HeaderExtent(index, index, None, True)
    return _HeaderExtent(limit, limit, None, False)


def _begins_rows(text: str) -> bool:
    """Whether a line begins a plan's first row, or a row that heads others."""
    number = parse_row_number(text.split()[0])
    return number in ((1,), (1, 1), (1, 1, 1)) or (not text[0].islower() and opens_section(text))


def _count_columns(lines: Sequence[DumpLine], index: int) -> tuple[int, int]:
    """Return how far "1 2 3 …" counts from a line on, and the line after it."""
    expected = 1
    while index < len(lines):
        tokens = lines[index].text.split()
        if tokens != [str(n) for n in range(expected, expected + len(tokens))]:
            break
        expected += len(tokens)
        index += 1
    return expected - 1, index


def repeated_lines(header: DumpHeader, lines: Sequence[DumpLine], index: int) -> int:
    """Return how many lines a repetition of the header takes at `index`; 0 if there is none there.

    Its lines may be broken otherwise, and the row "1 2 3 …" may be left out.
    """
    key = _squashed(lines[header.start : header.end])
    bare = key.removesuffix("".join(str(n + 1) for n in range(len(header.titles))))
    here = ""
    for after in range(index, min(index + _MOST_LINES, len(lines))):
        here += _squashed(lines[after : after + 1])
        if here == key or (here == bare and not _count_columns(lines, after + 1)[0]):
            return after + 1 - index
        if not key.startswith(here):
            return 0
    return 0


def _squashed(lines: Sequence[DumpLine]) -> str:
    """Return the text of lines without spaces."""
    return "".join("".join(line.text.split()) for line in lines)


@cache
def _title_patterns() -> dict[Field, re.Pattern[str]]:
    """Return for each field a pattern of its titles as beginnings of squashed words."""
    return {
        field: re.compile("|".join(re.escape(squash(t.split("*")[0])) for t in titles_of(field)))
        for field in FIELDS
    }


@cache
def _first_word_pattern() -> re.Pattern[str]:
    """Return a pattern of the first words of titles that a header may begin with."""
    words = sorted(set(_first_words()), reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})")


def _first_words() -> Iterator[str]:
    """Yield the first words of the number's and the name's titles, squashed, as patterns."""
    for field in FIELDS[:2]:
        for title in titles_of(field):
            yield re.escape(squash(title.split()[0]))
