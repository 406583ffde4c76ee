"""Which words an abbreviation's letters stand for.

What belongs here: the fit of letters to the beginnings of words, best first.
What does not: grammar (`extractors.languages`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.abbreviations.lexicon import any_words
from schemas.document import Frozen

# What it costs that a word has no letter, or that a letter stands inside a word, where 1 is
# an ordinary word without its letter: names of states and function words often have none.
SKIP, SKIP_STATE, SKIP_FUNCTION = 1.0, 0.3, 0.15
INSIDE_NEXT, INSIDE = 0.2, 0.6
IMPOSSIBLE = 99.0


class Fit(Frozen):
    """The words from `start` to `end` fit the letters, at a cost that grows with what is left over.

    Words that follow `end` have no letter and no part in the cost.
    """

    start: int
    end: int
    cost: float


def letters_of(short: str) -> str:
    """Return the letters of an abbreviation, folded."""
    return "".join(letter for letter in short.casefold() if letter.isalpha())


def best_fit(short: str, words: Sequence[str]) -> Fit | None:
    """Return which of `words`, which all lead up to the abbreviation, its letters stand for.

    All letters must be taken up in order. Words after the last letter count as
    left over in the choice of the start; of two alike the nearer wins.
    """
    letters, words = letters_of(short), [word.casefold() for word in words]
    starts = [
        (_cost(letters, words[index:]), -index)
        for index, word in enumerate(words)
        if word not in any_words().function_words
    ]
    total, start = min(starts, default=(IMPOSSIBLE, 0))
    if total >= IMPOSSIBLE:
        return None
    _, end = min(
        (_cost(letters, words[-start:end]) + sum(map(_skip_cost, words[end:])), end)
        for end in range(1 - start, len(words) + 1)
    )
    return Fit(start=-start, end=end, cost=_cost(letters, words[-start:end]))


def _cost(letters: str, words: Sequence[str]) -> float:
    """Cost of matching all the letters, the first with the first word."""
    parts = [part for word in words for part in _parts(word)]
    return _Costs(letters, parts).matched(0, 0) if letters and parts else IMPOSSIBLE


def _parts(word: str) -> list[str]:
    return [part for part in re.split(r"[-‑’']", word) if part]


class _Costs:
    """Least costs of matching the letters from one on with the parts from one on."""

    def __init__(self, letters: str, parts: list[str]) -> None:
        self._letters = letters
        self._parts = parts
        self._memo: dict[tuple[int, int], float] = {}

    def matched(self, letter: int, part: int) -> float:
        """Cost if `letter` stands for the beginning of `part`."""
        word = self._parts[part]
        if word[0] != self._letters[letter]:
            return IMPOSSIBLE
        best, cost, place = self._rest(letter + 1, part + 1), 0.0, 0
        for taken in range(letter + 1, len(self._letters)):
            found = word.find(self._letters[taken], place + 1)
            if found < 0:
                break
            cost += INSIDE_NEXT if found == place + 1 else INSIDE
            place = found
            best = min(best, cost + self._rest(taken + 1, part + 1))
        return best

    def _rest(self, letter: int, part: int) -> float:
        key = (letter, part)
        if key not in self._memo:
            self._memo[key] = self._cheapest(letter, part)
        return self._memo[key]

    def _cheapest(self, letter: int, part: int) -> float:
        done = letter == len(self._letters)
        if part == len(self._parts):
            return 0.0 if done else IMPOSSIBLE
        skipped = _skip_cost(self._parts[part]) + self._rest(letter, part + 1)
        return skipped if done else min(skipped, self.matched(letter, part))


@cache
def _skip_cost(part: str) -> float:
    if part in any_words().function_words:
        return SKIP_FUNCTION
    return SKIP_STATE if part in any_words().state_words else SKIP
