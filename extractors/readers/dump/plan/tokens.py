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
from extractors.text.spacing import width_unspaced, word_extents

_PRINTED_SHARE = 0.2  # of lines that end in a space, from which on the dump keeps them
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


def parse_row_number(text: str) -> tuple[int, ...] | None:
    """Return "12", "12." or "1.2.3." as a row's number, None for other text."""
    match = _NUMBER.fullmatch(text)
    return tuple(map(int, match[1].split("."))) if match else None


def _tokens(raw: str) -> list[TableToken]:
    return [_token(raw, start, end) for start, end in word_extents(raw)]


def _token(raw: str, start: int, end: int) -> TableToken:
    text = raw[start:end].replace(" ", "")
    return TableToken(start, end, text, text.casefold().strip('.,;:!?()[]"«»'), _shape(text))


@lru_cache(maxsize=65536)
def _shape(text: str) -> str:
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(text)), "lower")
