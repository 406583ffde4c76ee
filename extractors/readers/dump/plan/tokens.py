"""Lines of a table as tokens: words, letter-spaced words taken as one.

What belongs here: tokens and what kind of word each is. What does not: which
column a token belongs to.
"""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.readers.dump.lines import DumpLine
from extractors.readers.dump.plan.phrases import kept_with_previous
from extractors.text import text_width

_LETTER_SPACED = re.compile(r"(?<!\S)\S(?: \S)+(?!\S)")
_CASE_CHANGE = re.compile(rf"(?<=[A-Z{CAPITAL}]) (?=[{SMALL}] [{SMALL}])")
_UPPER_PAIR = re.compile(rf"[A-Z{CAPITAL}] [A-Z{CAPITAL}]$")
_NUMBER_BEFORE = re.compile(r"(\d|-) (?=[^\W\d]|[\"«(]|(?<=- )[\d–-])")
_DASHES = re.compile(r"[-–—](?: [-–—])+")  # each an empty cell's
_PRINTED_SHARE = 0.2  # of lines that end in a space, from which on the dump keeps them
_WORD = re.compile(r"\S+")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?")
_SHAPES = (
    ("year", re.compile(r"(?:19|20)\d\d(?:[-–]\S*)?")),
    ("roman", re.compile(r"[IVX]+")),
    ("dash", re.compile(r"[-—]+")),
    ("range", re.compile(r"–")),
    ("mark", re.compile(r"\W+")),
    ("marker", re.compile(r"\d{1,2}\)\S*")),
    ("number", re.compile(r"[\d.,%]+")),
    (
        "abbreviation",
        re.compile(rf"\"?[(]?[A-Z{CAPITAL}]{{2,}}[^\w\s]*(?:[{SMALL}]{{0,3}})[^\w\s]*"),
    ),
    ("capital", re.compile(rf"\W*[A-Z{CAPITAL}].*")),
)


class TableToken(NamedTuple):
    """A word of a line, from character `start` to before `end`.

    `text` is the word without letter-spacing, `word` also in lower case and without
    outer punctuation, `shape` its kind (a year, a number, capitalised, …).
    """

    start: int
    end: int
    text: str
    word: str
    shape: str


class TableLine:
    """A line of a table with its tokens."""

    def __init__(self, line: DumpLine) -> None:
        self.line = line
        self.tokens = tuple(_tokens(line.raw))
        self._parts: dict[tuple[int, int], CellPart] = {}

    def part(self, start: int, end: int) -> "CellPart":
        """Return the tokens from `start` to before `end`."""
        key = (start, end)
        if key not in self._parts:
            self._parts[key] = CellPart(self, start, end)
        return self._parts[key]

    def split_at(self, at: int) -> tuple["TableLine", "TableLine"]:
        """Return two lines: up to character `at`, and from there on."""
        raw = self.line.raw
        first = self.line._replace(raw=raw[:at], text=raw[:at].strip())
        rest = self.line._replace(
            raw=raw[at:], text=raw[at:].strip(), blank_lines=0, empty_paragraph_before=False
        )
        return TableLine(first), TableLine(rest)

    def text(self, start: int, end: int) -> str:
        """Return the raw text of tokens `start` to before `end`, at a line's end with its space."""
        stop = self.tokens[end - 1].end if end < len(self.tokens) else len(self.line.raw)
        return self.line.raw[self.tokens[start].start : stop]

    def width(self, start: int, end: int) -> float:
        """Return the width in ems of tokens `start` to before `end`, without letter-spacing."""
        return width_unspaced(self.text(start, end).strip())

    @cached_property
    def kept_with_previous(self) -> frozenset[int]:
        """Return the tokens, by index, that stand in one cell with the token before them."""
        return kept_with_previous(tuple(token.text for token in self.tokens))


class CellPart:
    """Tokens `start` to before `end` of a line: what one cell has of it.

    `text` is as printed, without outer spaces; `width` is in ems; `whole_line` says
    that the line holds nothing else; `words` are those of its tokens, run together.
    """

    __slots__ = ("end", "line", "start", "text", "tokens", "whole_line", "width", "words")

    def __init__(self, line: TableLine, start: int, end: int) -> None:
        self.line, self.start, self.end = line, start, end
        self.text = line.text(start, end).strip()
        self.width = line.width(start, end)
        self.tokens: Sequence[TableToken] = line.tokens[start:end]
        self.whole_line = start == 0 and end == len(line.tokens)
        self.words = "".join(token.word for token in self.tokens)

    @property
    def ends_in_space(self) -> bool:
        """Whether the part ends its line, and that ends in a space: at a word's end."""
        return self.end == len(self.line.tokens) and self.line.line.ends_in_space

    @property
    def letter_spaced(self) -> bool:
        """Whether words are letter-spaced: where text is justified, a cell's last line is not."""
        raw = self.line.line.raw
        return any(" " in raw[token.start : token.end].strip() for token in self.tokens)

    def may_end_early(self, following: "CellPart") -> bool:
        """Whether this line may end early: before an item of a list, or after a stop."""
        return following.tokens[0].shape == "marker" or self.text.endswith((":", ";", "–", "-"))


def trailing_spaces_printed(lines: Sequence[TableLine]) -> bool:
    """Whether the dump keeps the spaces at which lines break: enough lines end in one."""
    return sum(line.line.ends_in_space for line in lines) > _PRINTED_SHARE * len(lines)


@lru_cache(maxsize=65536)
def width_unspaced(raw: str) -> float:
    """Return the width in ems of text as it would be without letter-spacing."""
    closed = _LETTER_SPACED.sub(lambda run: run.group().replace(" ", ""), raw)
    return text_width(" ".join(closed.split()))


def parse_row_number(text: str) -> tuple[int, ...] | None:
    """Return "12", "12." or "1.2.3." as a row's number, None for other text."""
    match = _NUMBER.fullmatch(text)
    return tuple(map(int, match[1].split("."))) if match else None


def _tokens(raw: str) -> list[TableToken]:
    return [_token(raw, start, end) for start, end in _extents(raw)]


def _extents(raw: str) -> list[tuple[int, int]]:
    """Return the start and end of each word, a letter-spaced one taken whole."""
    out: list[tuple[int, int]] = []
    position = 0
    for run in _LETTER_SPACED.finditer(raw):
        out.extend(_words(raw, position, run.start()))
        out.extend(_split_run(raw, run.start(), run.end()))
        position = run.end()
    out.extend(_words(raw, position, len(raw)))
    return out


def _words(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(raw, start, end)]


def _split_run(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the words of letters with spaces between them, which may be several words.

    A row's number, a dash or an abbreviation may stand before a letter-spaced word.
    """
    if _DASHES.fullmatch(raw, start, end):
        return _words(raw, start, end)
    number = _NUMBER_BEFORE.match(raw, start, end)
    if number:
        return [number.span(1), *_split_run(raw, number.end(), end)]
    boundary = _CASE_CHANGE.search(raw, start, end)
    if boundary and _UPPER_PAIR.search(raw[start : boundary.start()]):
        return [(start, boundary.start()), (boundary.end(), end)]
    return [(start, end)]


def _token(raw: str, start: int, end: int) -> TableToken:
    text = raw[start:end].replace(" ", "")
    return TableToken(start, end, text, text.casefold().strip('.,;:!?()[]"«»'), _shape(text))


@lru_cache(maxsize=65536)
def _shape(text: str) -> str:
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(text)), "lower")
