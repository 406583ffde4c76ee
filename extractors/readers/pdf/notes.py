"""Footnotes: where a page's notes begin, and the marks in its text that refer to them.

What belongs here: the short rule near a page's foot, the marked lines below it,
and the raised marks above. What does not: furniture below the notes
(`furniture`), joining a note's lines (`joining`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from extractors.readers.blocks import superscript
from extractors.readers.layout.grid import Grid, merge_rules
from extractors.readers.lexicon import reader_words
from extractors.readers.pdf.lines import PageLine
from extractors.readers.pdf.page import GlyphRun, PageContent

_SHORTEST, _LONGEST = 30.0, 0.5  # points, share of the page's width: the rule above notes
_RAISED = 0.86  # of the size: marks that refer to notes are no larger
_SHIFT = 0.6  # of the size: how far such a mark stands above the baseline at most
_CLING = 0.1  # of the size: how far such a mark may overlap the word that it clings to
_NEAR = 0.5  # of the size: how far it stands from that word at most
_MARK = re.compile(r"\d{1,3}|\*{1,3}")
_NOTE = re.compile(r"(\d{1,3}|\*{1,3})\s*(?![.):;,\d*])(?=\S)")


class FootnoteArea(NamedTuple):
    """Where a page's notes begin, in its frame, and the runs that refer to them."""

    top: float
    references: list[GlyphRun]


def find_notes(
    content: PageContent, grids: Sequence[Grid], lines: Sequence[PageLine]
) -> FootnoteArea | None:
    """Find the rule below which the first line bears a mark that the text refers to."""
    references: list[GlyphRun] | None = None
    for rule in merge_rules(content.horizontals):
        length = rule.end - rule.start
        if not _SHORTEST < length < _LONGEST * content.frame.extent[0]:
            continue
        below = [line for line in lines if line.baseline > rule.at]
        if not below or any(grid.ys[-1] > rule.at - 1 for grid in grids):
            continue
        note = _NOTE.match(below[0].text)
        if note is None:
            continue
        if references is None:
            references = _references(content.runs)
        marks = {match[1] for line in below if (match := _NOTE.match(line.text))}
        known = [run for run in references if run.y < rule.at and _text(run) in marks]
        if note[1] in {_text(run) for run in known}:
            return FootnoteArea(rule.at, known)
    return None


def with_raised_marks(runs: Sequence[GlyphRun]) -> list[GlyphRun]:
    """Give marks that refer to notes as raised digits, so that they are no part of numbers."""
    marks = {id(run) for run in _references(runs)}
    return [_raised(run) if id(run) in marks else run for run in runs]


def _raised(run: GlyphRun) -> GlyphRun:
    glyphs = [glyph._replace(text=superscript(glyph.text)) for glyph in run.glyphs]
    return run._replace(glyphs=glyphs)


def without(runs: Iterable[GlyphRun], references: Sequence[GlyphRun]) -> list[GlyphRun]:
    """Leave out the marks that refer to notes."""
    left_out = {id(run) for run in references}
    return [run for run in runs if id(run) not in left_out]


def split_notes(lines: Sequence[PageLine]) -> list[tuple[str, list[PageLine]]]:
    """Group lines of a page's notes: each note's mark and its lines, the mark left out."""
    notes: list[tuple[str, list[PageLine]]] = []
    for line in lines:
        match = _NOTE.match(line.text)
        if match is not None and _follows(notes[-1][0] if notes else "", match[1]):
            notes.append((match[1], [replace(line, text=line.text[match.end() :])]))
        elif notes:
            notes[-1][1].append(line)
    return notes


def _follows(last: str, mark: str) -> bool:
    """Whether a mark is the next one: a number in a note's text is none."""
    if not (last.isdigit() and mark.isdigit()):
        return True
    return int(mark) == int(last) + 1


def _references(runs: Sequence[GlyphRun]) -> list[GlyphRun]:
    """Raised marks that cling to the end of a larger run, but for those of square metres."""
    small = [run for run in runs if _MARK.fullmatch(_text(run))]
    return [run for run in small if any(_refers(run, other) for other in runs)]


def _refers(mark: GlyphRun, run: GlyphRun) -> bool:
    if mark.size > _RAISED * run.size or not 0 < run.y - mark.y <= _SHIFT * run.size:
        return False
    start = mark.glyphs[0].x0
    before = [glyph for glyph in run.glyphs if glyph.x1 <= start + _CLING * run.size]
    if not before or start - before[-1].x1 > _NEAR * run.size:
        return False
    return not _raised_power().search("".join(glyph.text for glyph in before))


def _text(run: GlyphRun) -> str:
    return "".join(glyph.text for glyph in run.glyphs).strip()


@cache
def _raised_power() -> re.Pattern[str]:
    """A unit at the end of a text, of which a raised 2 or 3 is the power."""
    units = "|".join(words.raised_power_units for words in reader_words())
    return re.compile(rf"(?:^|[^\w])(?:{units})\s*$")
