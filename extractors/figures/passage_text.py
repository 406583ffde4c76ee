"""A passage's text laid out: its words, sentences, brackets and masked characters.

What belongs here: looking up what stands where. What does not: any rule of
what is a figure.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from extractors.figures.model import PassageToken, Period
from extractors.languages import LANGUAGES
from extractors.text.cutting import cuts
from schemas.tables import Language

_BRACKETS = re.compile(r"[()]")
_SPACE = re.compile(r"\s*")
# Characters of a sentence: people's longest have some 900. In a longer one, which is a list or
# lacks its stops, what stands further off than this says nothing of a figure.
_LONGEST_SENTENCE = 1000


def _bounded(text: str, sentence_starts: Sequence[int]) -> Iterator[int]:
    """Yield where sentences start, those that are too long cut."""
    starts = list(sentence_starts) or [0]
    for start, end in pairwise((*starts, len(text))):
        yield from cuts(text, _LONGEST_SENTENCE, start, end)[:-1]


class PassageText:
    """A passage's text with its tokens; offsets are into `text`."""

    def __init__(
        self,
        text: str,
        language: Language,
        words: Sequence[PassageToken],
        sentence_starts: Sequence[int],
        periods: Sequence[Period] = (),
    ) -> None:
        self.text = text
        self.language = language
        self.grammar = LANGUAGES[language]
        self.words = words
        self.periods = periods
        self.rate_bases: list[tuple[int, int]] = []  # where words of rates' bases stand
        self._starts = [word.start for word in words]
        self._sentences = list(_bounded(text, sentence_starts))

    def word_index(self, offset: int) -> int:
        """Index of the first word that starts at `offset` or after it."""
        return bisect_left(self._starts, offset)

    def sentence(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence that holds `offset`."""
        index = bisect_right(self._sentences, offset)
        end = self._sentences[index] if index < len(self._sentences) else len(self.text)
        return self._sentences[index - 1] if index else 0, end

    def bracket(self, offset: int) -> tuple[int, int] | None:
        """Start and end of the innermost brackets around `offset`, marks included."""
        borders, innermost = self._innermost
        index = bisect_right(borders, offset) - 1
        return innermost[index] if index >= 0 else None

    @cached_property
    def _innermost(self) -> tuple[list[int], list[tuple[int, int] | None]]:
        """Offsets, in order, and the innermost brackets around what stands from each on."""
        borders: list[int] = []
        innermost: list[tuple[int, int] | None] = []
        opened: list[tuple[int, int] | None] = [None]
        for span in (*self.brackets, (len(self.text) + 1, len(self.text) + 1)):
            while (last := opened[-1]) and last[1] <= span[0]:
                opened.pop()
                borders.append(last[1])
                innermost.append(opened[-1])
            opened.append(span)
            borders.append(span[0] + 1)
            innermost.append(span)
        return borders, innermost

    @cached_property
    def brackets(self) -> list[tuple[int, int]]:
        """All pairs of round brackets."""
        pairs, open_at = [], []
        for match in _BRACKETS.finditer(self.text):
            if match[0] == "(":
                open_at.append(match.start())
            elif open_at:
                pairs.append((open_at.pop(), match.end()))
        return sorted(pairs)

    def skip_bracket(self, offset: int) -> int:
        """Past a bracketed remark that begins at `offset`, spaces aside; else `offset`."""
        start = _SPACE.match(self.text, offset).end()  # type: ignore[union-attr]
        index = bisect_left(self.brackets, (start, start))
        found = self.brackets[index] if index < len(self.brackets) else (-1, -1)
        return found[1] if found[0] == start else offset

    def without_brackets(self, start: int, end: int) -> str:
        """The text from `start` to `end` without the remarks in brackets."""
        text, at = "", start
        first, last = (bisect_left(self.brackets, (place, place)) for place in (start, end))
        for begin, finish in self.brackets[first:last]:
            if begin >= at and finish <= end:
                text, at = text + self.text[at:begin], finish
        return text + self.text[at:end]
