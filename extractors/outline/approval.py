"""The mark "approved by …": in the front matter, and where it ends an act's text.

What belongs here: which lines are the mark. What does not: the number and date
in it (`extractors.metadata.plain`).
"""

import re
from collections.abc import Sequence

from extractors.outline.headings import is_approval_mark
from extractors.outline.lexicon import outline_words
from extractors.text.patterns import ACT_NUMBER_SIGN

NUMBER = re.compile(rf"{ACT_NUMBER_SIGN}\s*[^\s,;]+")
YEAR = re.compile(r"\b20(?:\d\d|_+)")
LONGEST_STAMP = 6  # lines of a head's approval: word, office, name, year
LONGEST_MARK = 200


def approval_lines(lines: Sequence[str]) -> range:
    """Return which lines of a front are the mark, down to the one with the act's number."""
    for index, line in enumerate(lines):
        if _approves(line):
            dated = _first(YEAR, lines[: index + LONGEST_STAMP], index)
            return range(index, dated + 1)
        if is_approval_mark(line) or _is_annex_mark(line):
            numbered = _first(NUMBER, lines, index)
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


def _is_annex_mark(line: str) -> bool:
    """Tell whether a line says to which act this is an annex: "Приложение к приказу …"."""
    return bool(outline_words().approval.annex.search(line)) and not line.isupper()


def _first(pattern: re.Pattern[str], lines: Sequence[str], start: int) -> int:
    """Return the first line from `start` on that the pattern is found in, else `start`."""
    return next((i for i in range(start, len(lines)) if pattern.search(lines[i])), start)
