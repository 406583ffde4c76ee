"""Which words an abbreviation's letters stand for.

What belongs here: the fit of letters to the beginnings of words, best first.
What does not: grammar (`extractors.abbreviations.russian`, `.kazakh`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.abbreviations.lexicon import marks
from schemas.document import Frozen

# What it costs that a word has no letter, or that a letter stands inside a word.
SKIP, SKIP_STATE, SKIP_FUNCTION = 1.0, 0.3, 0.15
INSIDE_NEXT, INSIDE = 0.2, 0.6
IMPOSSIBLE = 99.0


class Fit(Frozen):
    """The words from `start` on fit the letters, at a cost that grows with what is left over."""

    start: int
    cost: float


def letters_of(short: str) -> str:
    """Return the letters of an abbreviation, folded."""
    return "".join(letter for letter in short.casefold() if letter.isalpha())


def best_fit(short: str, words: Sequence[str]) -> Fit | None:
    """Return where among `words`, which all lead up to the abbreviation, its phrase begins.

    The words after the start must take up all letters in order; the cheapest
    start wins, and of two alike the nearer.
    """
    letters = letters_of(short)
    parts = [(i, part) for i, word in enumerate(words) for part in _parts(word)]
    costs = _Costs(letters, [part for _, part in parts])
    starts = [
        Fit(start=word, cost=costs.matched(0, index))
        for index, (word, _) in enumerate(parts)
        if index == 0 or parts[index - 1][0] != word
    ]
    best = min(reversed(starts), key=lambda fit: fit.cost, default=None)
    return best if best and best.cost < IMPOSSIBLE else None


def _parts(word: str) -> list[str]:
    return [part for part in re.split(r"[-‑’']", word.casefold()) if part]


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
        if part == len(self._parts):
            return 0.0 if letter == len(self._letters) else IMPOSSIBLE
        skipped = _skip_cost(self._parts[part]) + self._rest(letter, part + 1)
        if letter == len(self._letters):
            return skipped
        return min(skipped, self.matched(letter, part))


@cache
def _skip_cost(part: str) -> float:
    if part in marks().function_words:
        return SKIP_FUNCTION
    return SKIP_STATE if part in marks().state_words else SKIP
