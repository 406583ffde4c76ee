"""Lists of abbreviations that were tables, their cells run together without a dash.

So a dump leaves them. Only the letters tell where an entry ends and which
words belong to it, so that entries whose letters fit nothing are lost. What
does not belong here: lists with dashes, and real tables (`listing`).
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate, takewhile

from extractors.abbreviations.entries import Entry
from extractors.abbreviations.letters import best_fit
from extractors.languages.words import words_of
from extractors.outline.abbreviation_lists import ACRONYM, QUOTED
from extractors.parsed import Passage
from extractors.text.patterns import ends_clause

# A proper name stands before the acronym in Kazakh, after it in Russian.
LEADING = re.compile(
    rf"(?:(?<=^)|(?<=\s))(?P<short>(?:\"[^–—]{{1,60}}?\"\s*)?{ACRONYM}(?:\s«[^»]+»)?)\s+(?=\S)"
)
LONGEST_CELL = 200
SHARE = 0.6  # of the pieces that must fit for the run to be a list


def read_run_together(passages: Sequence[Passage], index: int) -> tuple[list[Entry], int]:
    """Read the list that begins at `index`, just after its title; return where it ends too."""
    cells = list(takewhile(_may_be_cell, passages[index:]))
    texts = [cell.row.text for cell in cells]
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    joined = " ".join(texts)
    pieces = _pieces(joined)
    entries = []
    for short, full, place in pieces:
        if _stands_for(short, full):
            cell = bisect_right(starts, place) - 1
            passage_id = cells[cell].row.passage_id
            entries.append(
                Entry(
                    short=short, expansion=full, passage_id=passage_id, start=place - starts[cell]
                )
            )
    if len(entries) < max(1, len(pieces) * SHARE):
        return [], index
    return entries, index + len(cells)


def _may_be_cell(passage: Passage) -> bool:
    text = passage.row.text
    return len(text) <= LONGEST_CELL and not ends_clause(text)


def _pieces(text: str) -> list[tuple[str, str, int]]:
    """Cut a text before each short name: its name, what follows, and its place."""
    matches = list(LEADING.finditer(text))
    ends = [*(match.start() for match in matches[1:]), len(text)]
    return [
        (match["short"], text[match.end() : end].strip(), match.start())
        for match, end in zip(matches, ends, strict=False)
    ]


def _stands_for(short: str, full: str) -> bool:
    """Tell whether the letters of a short name, its quoted part aside, fit the words."""
    words = [word.text for word in words_of(full)]
    fit = best_fit(re.sub(QUOTED, "", short), words)
    return fit is not None and fit.cost <= len(short) / 2
