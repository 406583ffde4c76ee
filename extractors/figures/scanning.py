"""Finding quickly where in a text a slow pattern need be tried.

What belongs here: patterns of many words, and windows around digits. What does
not: what the patterns mean.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

_DIGITS = re.compile(r"\d+")
_BEFORE, _AFTER = 70, 90  # characters around digits that a pattern may reach over
_LONGEST_WORD = 40  # characters: a window's end moves so far to stand between words


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first, by a tree of letters."""
    return _branch(sorted(set(words)))


def _branch(words: list[str]) -> str:
    """The words, which are sorted, grouped by their first letter."""
    branches: list[str] = []
    for first, group in groupby((word for word in words if word), key=lambda word: word[0]):
        rest = _branch([word[1:] for word in group])
        branches.append(re.escape(first) + rest)
    if not branches:
        return ""
    optional = "?" if "" in words else ""
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(branches)}){optional}"


def matches_near(
    pattern: re.Pattern[str], text: str, places: re.Pattern[str] = _DIGITS
) -> Iterator[re.Match[str]]:
    """Yield the matches of `pattern`, tried only around what `places` finds (digits)."""
    for start, end in _windows(text, places):
        yield from pattern.finditer(text, start, end)


def _windows(text: str, places: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Stretches around the places, those that meet made one, cut between words."""
    start = end = -1
    for match in places.finditer(text):
        if match.start() - _BEFORE > end:
            if end >= 0:
                yield start, end
            start = _word_start(text, max(0, match.start() - _BEFORE))
        end = _word_end(text, min(len(text), match.end() + _AFTER))
    if end >= 0:
        yield start, end


def _word_start(text: str, offset: int) -> int:
    space = text.rfind(" ", 0, offset)
    return space + 1 if offset - space < _LONGEST_WORD else offset


def _word_end(text: str, offset: int) -> int:
    space = text.find(" ", offset, offset + _LONGEST_WORD)
    return len(text) if space < 0 and len(text) - offset < _LONGEST_WORD else max(space, offset)
