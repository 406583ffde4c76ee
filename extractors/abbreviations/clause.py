"""The clause that leads up to a definition.

What does not belong here: where in the clause the phrase begins, which is a
matter of letters and grammar.
"""

import re

from extractors.abbreviations.lexicon import any_words
from extractors.languages.alphabet import CAPITAL
from extractors.languages.words import Word, words_of

LONGEST_CLAUSE = 60  # words
BOUNDARY = re.compile(
    rf"(?<=[^\W\d_]{{3}})[.!?]\W?\s+(?=[\"«“]?[A-Z{CAPITAL}])|;\s|^\s*\d+(?:-\d+)?[.)]\s|^\s*[-–•]\s"
)


def clause_before(text: str, end: int, floor: int = 0) -> tuple[int, list[Word]]:
    """Return where the clause that `end` closes begins, and its words (places in `text`).

    `floor` is where an earlier definition ended: the clause begins after it.
    """
    start = floor
    for match in BOUNDARY.finditer(text, 0, end):
        start = max(start, match.end())
    words = [word for word in words_of(text[:end]) if word.start >= start]
    return start, words[-LONGEST_CLAUSE:]


def after_pointers(words: list[Word]) -> list[Word]:
    """Return the words after the last one that merely points at the phrase ("прилагаемый")."""
    folded = [word.text.casefold() for word in words]
    for index in range(len(words) - 1, 0, -1):
        for pointer in any_words().pointers:
            parts = pointer.split()
            if folded[max(0, index - len(parts)) : index] == parts:
                return words[index:]
    return words


def outside_quotes(text: str, words: list[Word]) -> list[Word]:
    """Return the words that stand in no quoted title and in no brackets."""
    if not words:
        return []
    start = words[0].start - (words[0].start > 0 and text[words[0].start - 1] in '"«“')
    return [word for word in words if _is_outside(text[start : word.start])]


def _is_outside(before: str) -> bool:
    pairs = (("«", "»"), ("“", "”"), ("(", ")"))
    straight = before.count('"') % 2 == 0
    return straight and all(before.count(a) <= before.count(b) for a, b in pairs)
