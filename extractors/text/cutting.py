"""Where a text is cut that is too long to be taken as one.

What belongs here: the borders at which a text may be cut, the best first. What does
not: blocks and their places (`extractors.readers.long_blocks`).
"""

import re

from extractors.languages.alphabet import CAPITAL

# The longest paragraphs that people write, footnotes and lists run together included, have
# some 3,500 characters; extractors look a passage through many times over.
LONGEST = 4000
# After a sentence (a stop after a whole word, so no abbreviation's, before a capital or a
# number), an item of a list, a part of a clause, a word.
_OPENS = rf"[«“„\"(]?[A-Z{CAPITAL}\d]"
_BORDERS = (
    re.compile(rf"(?:(?<=[^\W\d_]{{4}})|(?<=[»”\"%)\]]))[.!?…][»”\")\]]? (?={_OPENS})"),
    re.compile(r"; "),
    re.compile(r", "),
    re.compile(r" "),
)


def cuts(text: str, longest: int = LONGEST, start: int = 0, end: int | None = None) -> list[int]:
    """Return the offsets between which the pieces of `text[start:end]` stand, both included.

    No piece has more characters than `longest`, the space at its end included, but for one
    that is a single word: half of a number would be another number.
    """
    end = len(text) if end is None else end
    offsets = [start]
    while end - offsets[-1] > longest and (cut := _cut(text, offsets[-1], longest)) < end:
        offsets.append(cut)
    return [*offsets, end]


def _cut(text: str, start: int, longest: int) -> int:
    """Return where the next piece begins: if it can, in the second half of the longest."""
    half, end = start + longest // 2, start + longest
    for border in _BORDERS:
        found = [match.end() for match in border.finditer(text, half, end)]
        if found:
            return found[-1]
    return _word_end(text, start, half)


def _word_end(text: str, start: int, half: int) -> int:
    """Return where the word begins that reaches over `half`, or the one after it, if it opens."""
    before = text.rfind(" ", start, half) + 1
    after = text.find(" ", half) + 1
    return before or after or len(text)
