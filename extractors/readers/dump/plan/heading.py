"""A plan's header in a dump: where it stands and which columns it names.

A dump prints the header's cells one after another, each on one or more lines,
sometimes two on one line. The cells are found by cutting the words into runs
of which as many as possible are titles that the plans' lexicon knows.

What belongs here: the header. What does not: the rows under it (`rebuild`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from extractors.lexica import load_toml
from extractors.plans.header import FIELDS, Field, TitleLexicon, match_title, squash
from extractors.readers.dump.lines import Line
from extractors.readers.dump.plan.tokens import row_number

_MOST_LINES = 45
_MOST_TOKENS = 12  # of one title
_WIDEST = 60  # characters of a header's line
_BEAM = 40
_UNKNOWN = -1.2
_INSIDE_BLANK = -1.5
_NO_BLANK = -0.3
_SAME_LINE = -0.5


class Title(NamedTuple):
    """A header cell: its lines' texts with their line, and the field that it names."""

    parts: tuple[tuple[Line, str], ...]
    field: Field | None


class Heading(NamedTuple):
    """A plan's header: its titles and the lines from `start` to before `end`."""

    titles: tuple[Title, ...]
    start: int
    end: int


class _Word(NamedTuple):
    """A word of the header: its line, and which line that is."""

    text: str
    line: Line
    at: int


def find_heading(lines: Sequence[Line], start: int) -> Heading | None:
    """Find the next header at or after line `start`, None if there is none."""
    for index in range(start, len(lines)):
        if _may_begin(lines, index):
            heading = _read(lines, index)
            if heading:
                return heading
    return None


def _may_begin(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    apart = line.blanks > 0 or line.apart or index == 0 or line.page != lines[index - 1].page
    return apart and len(line.text) <= 2 * _WIDEST and bool(_opening().match(line.text.casefold()))


def _read(lines: Sequence[Line], start: int) -> Heading | None:
    """Cut the words from `start` into titles, up to the row of numbers or the first row."""
    numbers, end, after = _numbers(lines, start)
    words = [
        _Word(text, line, index)
        for index, line in enumerate(lines[start:end], start=start)
        for text in line.raw.split()
    ]
    titles = _cut(words, numbers)
    fields = {title.field for title in titles}
    known = len(fields - {None})
    if "name" not in fields or not fields & {"deadline", "responsible"} or known < 3:
        return None
    if numbers is None:
        last = titles[-1].parts[-1][0]
        after = next(i for i in range(start, end) if lines[i] is last) + 1
    return Heading(tuple(titles), start, after)


def _numbers(lines: Sequence[Line], start: int) -> tuple[int | None, int, int]:
    """How many columns the row "1 2 3 …" counts, if any; the header's end; the rows' start."""
    limit = min(start + _MOST_LINES, len(lines))
    for index in range(start + 1, limit):
        if lines[index].indented or len(lines[index].text) > _WIDEST:
            return None, index, index
        counted, after = _count(lines, index)
        if counted >= 3:
            return counted, index, after
        if row_number(lines[index].text) in ((1,), (1, 1)):
            return None, index, index
    return None, limit, limit


def _count(lines: Sequence[Line], index: int) -> tuple[int, int]:
    """Count "1 2 3 …" over one line or several."""
    expected = 1
    while index < len(lines):
        tokens = lines[index].text.split()
        numbers = [str(n) for n in range(expected, expected + len(tokens))]
        if tokens != numbers:
            break
        expected += len(tokens)
        index += 1
    return expected - 1, index


def _cut(words: Sequence[_Word], count: int | None) -> list[Title]:
    """Cut words into titles, the best by score; where `count` is known, that many."""
    best: dict[tuple[int, int, frozenset[Field]], tuple[float, list[Title]]] = {
        (0, 0, frozenset()): (0.0, [])
    }
    finished: list[tuple[float, list[Title]]] = []
    for end in range(1, len(words) + 1):
        for begin in range(max(0, end - _MOST_TOKENS), end):
            title, value = _title(words[begin:end])
            value += _gap(words, end)
            for (at, cells, fields), (score, titles) in list(best.items()):
                if at != begin or (title.field and title.field in fields):
                    continue
                used = fields | {title.field} if title.field else fields
                key = (end, cells + 1, used)
                if key not in best or best[key][0] < score + value:
                    best[key] = (score + value, [*titles, title])
        best = {k: v for k, v in best.items() if k[0] > end - _MOST_TOKENS}
        best = dict(sorted(best.items(), key=lambda item: -item[1][0])[:_BEAM])
        finished += [
            v for k, v in best.items() if k[0] == end and _complete(k[1], count, end, words)
        ]
    return max(finished, key=lambda item: item[0], default=(0.0, []))[1]


def _complete(cells: int, count: int | None, end: int, words: Sequence[_Word]) -> bool:
    """Whether a cut may end here: at the end with the right count, or at any blank without one."""
    if count is not None:
        return end == len(words) and cells == count
    return end == len(words) or words[end].line.blanks > 0


def _title(words: Sequence[_Word]) -> tuple[Title, float]:
    text = " ".join(word.text for word in words)
    match = match_title(text)
    inside = sum(_INSIDE_BLANK for a, b in pairwise(words) if a.at != b.at and b.line.blanks)
    if match is None:
        return Title(_parts(words), None), _UNKNOWN + inside
    coverage = match.length / max(1, len(squash(text)))
    value = (1.5 if match.weak else 3.0) * coverage
    return Title(_parts(words), match.field), value + inside


def _parts(words: Sequence[_Word]) -> tuple[tuple[Line, str], ...]:
    parts: dict[int, list[_Word]] = {}
    for word in words:
        parts.setdefault(word.at, []).append(word)
    return tuple((run[0].line, " ".join(word.text for word in run)) for run in parts.values())


def _gap(words: Sequence[_Word], end: int) -> float:
    """What it costs to part titles before word `end`."""
    if end == len(words) or words[end].line.blanks:
        return 0.0
    return _SAME_LINE if words[end].at == words[end - 1].at else _NO_BLANK


@cache
def _opening() -> re.Pattern[str]:
    """First words of the titles that a header may begin with: number's or name's."""
    return re.compile(rf"(?:{'|'.join(sorted(set(_first_words()), reverse=True))})")


def _first_words() -> Iterator[str]:
    lexicon = load_toml("plan_headers.toml", TitleLexicon)
    for field in FIELDS[:2]:
        titles = getattr(lexicon, field)
        for title in (*titles.exact, *titles.phrases, *titles.weak):
            yield re.escape(title.casefold().split()[0].strip("*"))


def repeats(heading: Heading, lines: Sequence[Line], index: int) -> int:
    """How many lines a repetition of the header takes at `index`; 0 if there is none there."""
    own = lines[heading.start : heading.end]
    length = len(own)
    for skip in range(length - 2):
        texts = [line.text for line in own[skip:]]
        if skip and len(texts) < 3:
            break
        if [line.text for line in lines[index : index + length - skip]] == texts:
            return length - skip
        break
    return 0
