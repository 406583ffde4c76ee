"""Lines of a table cut into tokens: words, letter-spaced words taken as one.

What belongs here: tokens and what kind of word each is. What does not: which
column a token belongs to.
"""

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from extractors.readers.dump.lines import Line
from extractors.readers.dump.plan.phrases import held_words
from extractors.text import text_width

_SPACED = re.compile(r"(?<!\S)\S(?: \S)+(?!\S)")
_CASE_CHANGE = re.compile(r"(?<=[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]) (?=[а-яёәғқңөұүһі] [а-яёәғқңөұүһі])")
_UPPER_PAIR = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z] [А-ЯЁӘҒҚҢӨҰҮҺІA-Z]$")
_NUMBER_BEFORE = re.compile(r"(\d|-) (?=[^\W\d]|[\"«(]|(?<=- )[\d–-])")
_DASHES = re.compile(r"[-–—](?: [-–—])+")  # each an empty cell's
_SOFT_SHARE = 0.2
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
        re.compile(r"\"?[(]?[А-ЯЁӘҒҚҢӨҰҮҺІA-Z]{2,}[^\w\s]*(?:[а-яёәғқңөұүһі]{0,3})[^\w\s]*"),
    ),
    ("capital", re.compile(r"\W*[А-ЯЁӘҒҚҢӨҰҮҺІA-Z].*")),
)


class Token(NamedTuple):
    """A word of a line: `text` closed, `word` also in lower case, without outer punctuation."""

    start: int
    end: int
    text: str
    word: str
    shape: str


class TableLine:
    """A line of a table with its tokens."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.tokens = tuple(_tokens(line.raw))
        self._parts: dict[tuple[int, int], Part] = {}

    def part(self, start: int, end: int) -> "Part":
        """Tokens `start` to before `end`."""
        key = (start, end)
        if key not in self._parts:
            self._parts[key] = Part(self, start, end)
        return self._parts[key]

    def parted(self, at: int) -> tuple["TableLine", "TableLine"]:
        """The line up to character `at` and from there on, as two."""
        raw = self.line.raw
        first = self.line._replace(raw=raw[:at], text=raw[:at].strip())
        rest = self.line._replace(raw=raw[at:], text=raw[at:].strip(), blanks=0, apart=False)
        return TableLine(first), TableLine(rest)

    def text(self, start: int, end: int) -> str:
        """The raw text of tokens `start` to before `end`; the last keeps its trailing space."""
        stop = self.tokens[end - 1].end if end < len(self.tokens) else len(self.line.raw)
        return self.line.raw[self.tokens[start].start : stop]

    def width(self, start: int, end: int) -> float:
        """Width in ems of tokens `start` to before `end`, letter-spacing closed."""
        return closed_width(self.text(start, end).strip())

    @cached_property
    def held(self) -> frozenset[int]:
        """The tokens, by index, that stand in one cell with the token before them."""
        return held_words(tuple(token.text for token in self.tokens))


class Part:
    """Tokens `start` to before `end` of a line: what one cell has of it.

    `text` is as printed, without outer spaces; `width` is in ems; `whole` says
    that the line holds nothing else.
    """

    __slots__ = ("end", "line", "start", "text", "tokens", "whole", "width", "words")

    def __init__(self, line: TableLine, start: int, end: int) -> None:
        self.line, self.start, self.end = line, start, end
        self.text = line.text(start, end).strip()
        self.width = line.width(start, end)
        self.tokens: Sequence[Token] = line.tokens[start:end]
        self.whole = start == 0 and end == len(line.tokens)
        self.words = "".join(token.word for token in self.tokens)

    @property
    def soft(self) -> bool:
        """Whether the part ends its line, and the line ends at a word's end."""
        return self.end == len(self.line.tokens) and self.line.line.soft

    @property
    def spread(self) -> bool:
        """Whether the line's letters are spread, as those of a paragraph's last line are not."""
        raw = self.line.line.raw
        return any(" " in raw[token.start : token.end].strip() for token in self.tokens)

    def ends_item(self, following: "Part") -> bool:
        """Whether this line may end early: before an item of a list, or after a stop."""
        return following.tokens[0].shape == "marker" or self.text.endswith((":", ";", "–", "-"))


def spaces_tell(lines: Sequence[TableLine]) -> bool:
    """Whether the spaces at which lines break are printed: enough lines end in one."""
    return sum(line.line.soft for line in lines) > _SOFT_SHARE * len(lines)


@lru_cache(maxsize=65536)
def closed_width(raw: str) -> float:
    """Width in ems of text as it would be without letter-spacing."""
    closed = _SPACED.sub(lambda run: run.group().replace(" ", ""), raw)
    return text_width(" ".join(closed.split()))


def row_number(text: str) -> tuple[int, ...] | None:
    """Read "12", "12." or "1.2.3." as a row's number, else None."""
    match = _NUMBER.fullmatch(text)
    return tuple(map(int, match[1].split("."))) if match else None


def _tokens(raw: str) -> list[Token]:
    return [_token(raw, start, end) for start, end in _extents(raw)]


def _extents(raw: str) -> list[tuple[int, int]]:
    """Start and end of each word, a letter-spaced one taken whole."""
    out: list[tuple[int, int]] = []
    position = 0
    for run in _SPACED.finditer(raw):
        out.extend(_words(raw, position, run.start()))
        out.extend(_split_run(raw, run.start(), run.end()))
        position = run.end()
    out.extend(_words(raw, position, len(raw)))
    return out


def _words(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(raw, start, end)]


def _split_run(raw: str, start: int, end: int) -> list[tuple[int, int]]:
    """A row's number, a dash or an abbreviation and a spread word may run into one another."""
    if _DASHES.fullmatch(raw, start, end):
        return _words(raw, start, end)
    number = _NUMBER_BEFORE.match(raw, start, end)
    if number:
        return [number.span(1), *_split_run(raw, number.end(), end)]
    cut = _CASE_CHANGE.search(raw, start, end)
    if cut and _UPPER_PAIR.search(raw[start : cut.start()]):
        return [(start, cut.start()), (cut.end(), end)]
    return [(start, end)]


def _token(raw: str, start: int, end: int) -> Token:
    text = raw[start:end].replace(" ", "")
    return Token(start, end, text, text.casefold().strip('.,;:!?()[]"«»'), _shape(text))


@lru_cache(maxsize=65536)
def _shape(text: str) -> str:
    return next((name for name, pattern in _SHAPES if pattern.fullmatch(text)), "lower")
