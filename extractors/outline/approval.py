"""The mark "approved by …": in the front matter, and where it ends an act's text.

What belongs here: which lines are the mark. What does not: the number and date
in it (`extractors.metadata.plain`).
"""

import re
from collections.abc import Sequence

from extractors.languages.alphabet import LETTER
from extractors.outline.headings import BLANK, is_approval_mark
from extractors.outline.lexicon import outline_words
from extractors.text.patterns import ACT_NUMBER_SIGN

NUMBER = re.compile(rf"{ACT_NUMBER_SIGN}\s*[^\s,;]+")
# A line that is a date: day and month filled in or not, and a year, but no more.
YEAR = re.compile(
    rf"^\W*(?:\d{{1,2}}\W+)?(?:[\d_]+\W+|[{LETTER}]+\W+)?\b20(?:\d\d|_+)"
    rf"(?:\W*[{LETTER}]{{1,7}}){{0,2}}\W*$"
)
LONGEST_STAMP = 6  # lines of a head's approval: word, office, name, year
LONGEST_MARK = 200


def approval_lines(lines: Sequence[str]) -> range:
    """Return which lines of a front are the mark, down to the one with the act's number."""
    for index, line in enumerate(lines):
        if _approves(line):
            stamp = lines[: index + LONGEST_STAMP]
            return range(index, max(_first(YEAR, stamp, index), _blanks_end(stamp, index)) + 1)
        if is_approval_mark(line) or is_annex_mark(line):
            numbered = max(_first(NUMBER, lines, index), _mark_end(lines, index))
            return range(
                index if outline_words().approval.first_line.match(line) else 0, numbered + 1
            )
    return range(0)


def closes_act(text: str) -> bool:
    """Tell whether what follows is no part of the act: approvals and agreements."""
    return len(text) < LONGEST_MARK and (
        is_approval_mark(text)
        or text.casefold().startswith(outline_words().approval.agreement_marks)
    )


def _approves(line: str) -> bool:
    """Tell whether a line opens with the word that the head of an office writes: "approved"."""
    word = re.split(r"[\s:]", line.casefold().strip(' «»"'))[0]
    return word in outline_words().approval.approving_marks


def is_annex_mark(line: str) -> bool:
    """Tell whether a line says to which act this is an annex: "Приложение к приказу …"."""
    return bool(outline_words().approval.annex.search(line)) and not line.isupper()


def _blanks_end(lines: Sequence[str], index: int) -> int:
    """Return the last line from `index` on that has a blank to sign in, else `index`."""
    return max((i for i in range(index, len(lines)) if BLANK.search(lines[i])), default=index)


def _mark_end(lines: Sequence[str], index: int) -> int:
    """Return the last line of a mark that goes on in lower case: "Приложение 5 | к Правилам …"."""
    while index + 1 < len(lines) and lines[index + 1][:1].islower():
        index += 1
    return index


def _first(pattern: re.Pattern[str], lines: Sequence[str], start: int) -> int:
    """Return the first line from `start` on that the pattern is found in, else `start`."""
    return next((i for i in range(start, len(lines)) if pattern.search(lines[i])), start)
