"""A plan's header in a dump: where it stands and which columns it names.

What belongs here: finding the header, its repetitions and its end. What does
not: how its words are parted (`titles`), the rows under it (`rebuild`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from extractors.plan_vocabulary.fields import FIELDS, Field
from extractors.plan_vocabulary.titles import squash, titles_of
from extractors.readers.dump.lines import Line
from extractors.readers.dump.plan.cutting import cut_titles
from extractors.readers.dump.plan.sections import opens_section
from extractors.readers.dump.plan.titles import Title, Word, words_of
from extractors.readers.dump.plan.tokens import row_number

_MOST_LINES = 50
_MOST_WORDS = 70
_FIRST_TITLE = 4  # lines
_WIDEST = 120  # characters of a header's line


class Heading(NamedTuple):
    """A plan's header: the columns' titles, and the lines from `start` to before `end`.

    `groups` gives titles over several columns: by the first column, with their number.
    """

    titles: tuple[Title, ...]
    groups: dict[int, tuple[Title, int]]
    start: int
    end: int
    score: float

    @property
    def fields(self) -> tuple[Field | None, ...]:
        """What the columns hold."""
        return tuple(title.field for title in self.titles)


class _Extent(NamedTuple):
    """Where a header's titles end and its rows begin; the columns that "1 2 3 …" counts.

    `sure` says that something ends the titles for certain: that row, a first
    row's number, or a section's heading.
    """

    end: int
    after: int
    columns: int | None
    sure: bool


def find_heading(lines: Sequence[Line], start: int) -> Heading | None:
    """Find the next header at or after line `start`, None if there is none."""
    found = next(_headings(lines, range(start, len(lines))), None)
    if found is None or found.fields[0] == "number":
        return found
    later = range(found.start + 1, min(found.start + _FIRST_TITLE, len(lines)))
    return max((found, *_headings(lines, later)), key=lambda heading: heading.score)


def _headings(lines: Sequence[Line], starts: Iterable[int]) -> Iterator[Heading]:
    """What can be read as a header, by its first line; a caption's end may look like one."""
    for index in starts:
        heading = _read(lines, index) if _may_begin(lines, index) else None
        if heading:
            yield heading


def _may_begin(lines: Sequence[Line], index: int) -> bool:
    line, before = lines[index], lines[max(0, index - 1)]
    apart = line.blanks > 0 or line.apart or index == 0 or line.page != before.page
    short = len(line.text) <= _WIDEST and not line.indented
    return (apart or before.blanks > 0) and short and _opens(lines[index : index + _FIRST_TITLE])


def _opens(lines: Sequence[Line]) -> bool:
    """Whether lines begin with the first word of a header, which narrow columns may cut."""
    return bool(_opening().match(squash("".join(line.text for line in lines))))


def _read(lines: Sequence[Line], start: int) -> Heading | None:
    """Cut the words from `start` into titles, and take them if they make a plan's header."""
    extent = _extent(lines, start)
    words = words_of(lines[start : extent.end])
    whole = extent.sure and len(words) <= _MOST_WORDS
    words = words[:_MOST_WORDS]
    if not _promises(words):
        return None
    hanging = extent.end < len(lines) and lines[extent.end].apart
    cut = cut_titles(words, extent.columns, whole=whole, hanging=hanging)
    printed = [*cut.columns, *(title for title, _ in cut.groups.values())]
    last = max((line.number for title in printed for line, _ in title.parts), default=0)
    whole = whole and last == words[-1].line.number
    if not _is_plan(cut.columns, whole=whole):
        return None
    after = next(i for i in range(start, extent.end) if lines[i].number == last) + 1
    return Heading(cut.columns, cut.groups, start, extent.after if whole else after, cut.score)


def _is_plan(titles: Sequence[Title], *, whole: bool) -> bool:
    """Whether titles name a plan's columns: fewer unknown ones where the end is not certain."""
    fields = {title.field for title in titles} - {None}
    known = sum(title.role is not None for title in titles)
    first = bool(titles) and titles[0].field in FIELDS[:2]
    dated = "name" in fields and bool(fields & {"deadline", "responsible"})
    enough = len(titles) <= (2 if whole else 4 / 3) * known
    return first and dated and enough and len(fields) >= min(3, len(titles))


def _promises(words: Sequence[Word]) -> bool:
    """Whether words can hold titles of a name, of a date or body, and of three fields in all."""
    text = squash(" ".join(word.text for word in words))
    found = {field for field, pattern in _titles().items() if pattern.search(text)}
    return len(found) >= 3 and "name" in found and bool(found & {"deadline", "responsible"})


def _extent(lines: Sequence[Line], start: int) -> _Extent:
    limit = min(start + _MOST_LINES, len(lines))
    for index in range(start + 1, limit):
        if lines[index].indented or len(lines[index].text) > _WIDEST:
            return _Extent(index, index, None, False)
        counted, after = _count(lines, index)
        if counted >= 3:
            return _Extent(index, after, counted, True)
        if _first_row(lines[index].text):
            return _Extent(index, index, None, True)
    return _Extent(limit, limit, None, False)


def _first_row(text: str) -> bool:
    """Whether a line begins a plan's first row, or a row that heads others."""
    number = row_number(text.split()[0])
    return number in ((1,), (1, 1), (1, 1, 1)) or (not text[0].islower() and opens_section(text))


def _count(lines: Sequence[Line], index: int) -> tuple[int, int]:
    """Count "1 2 3 …" over one line or several; return also the line after it."""
    expected = 1
    while index < len(lines):
        tokens = lines[index].text.split()
        if tokens != [str(n) for n in range(expected, expected + len(tokens))]:
            break
        expected += len(tokens)
        index += 1
    return expected - 1, index


def repetition(heading: Heading, lines: Sequence[Line], index: int) -> int:
    """How many lines a repetition of the header takes at `index`; 0 if there is none there.

    Its lines may be broken otherwise, and the row "1 2 3 …" may be left out.
    """
    key = _squashed(lines[heading.start : heading.end])
    bare = key.removesuffix("".join(str(n + 1) for n in range(len(heading.titles))))
    here = ""
    for after in range(index, min(index + _MOST_LINES, len(lines))):
        here += _squashed(lines[after : after + 1])
        if here == key or (here == bare and not _count(lines, after + 1)[0]):
            return after + 1 - index
        if not key.startswith(here):
            return 0
    return 0


def _squashed(lines: Sequence[Line]) -> str:
    return "".join("".join(line.text.split()) for line in lines)


@cache
def _titles() -> dict[Field, re.Pattern[str]]:
    """For each field its titles as beginnings of squashed words."""
    return {
        field: re.compile("|".join(re.escape(squash(t.split("*")[0])) for t in titles_of(field)))
        for field in FIELDS
    }


@cache
def _opening() -> re.Pattern[str]:
    """First words of the titles that a header may begin with: number's or name's."""
    words = sorted(set(_first_words()), reverse=True)
    return re.compile(rf"(?:{'|'.join(words)})")


def _first_words() -> Iterator[str]:
    for field in FIELDS[:2]:
        for title in titles_of(field):
            yield re.escape(squash(title.split()[0]))
