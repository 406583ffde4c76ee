"""A passage's text laid out: its words, sentences, brackets and masked characters.

What belongs here: looking up what stands where. What does not: any rule of
what is a figure.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from extractors.figures.model import PassageToken, Period
from extractors.languages import LANGUAGES
from schemas.tables import Language

_BRACKETS = re.compile(r"[()]")


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
        self._sentences = list(sentence_starts) or [0]

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
        inside = [span for span in self.brackets if span[0] < offset < span[1]]
        return max(inside, default=None)

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
        start = offset + len(self.text[offset:]) - len(self.text[offset:].lstrip())
        return next((end for begin, end in self.brackets if begin == start), offset)

    def without_brackets(self, start: int, end: int) -> str:
        """The text from `start` to `end` without the remarks in brackets."""
        text, at = "", start
        for begin, finish in self.brackets:
            if begin >= at and finish <= end:
                text, at = text + self.text[at:begin], finish
        return text + self.text[at:end]
