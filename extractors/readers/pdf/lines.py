"""From runs of glyphs to lines of text.

What belongs here: baselines, words by the PDF's own spaces (or by its gaps,
where it has none), and what a line's geometry tells of its ends. What does
not: which cell or paragraph a line is in.
"""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.readers.layout.columns import Column
from extractors.readers.layout.page_model import Word
from extractors.readers.pdf.page import Frame, Glyph, GlyphRun
from extractors.text.joining import SOFT_HYPHEN
from extractors.text.spacing import is_spelt_out
from schemas.document import BoundingBox, Place

_SAME_BASELINE = 0.25  # of the size: how far apart glyphs of one line may stand
_SCRIPT_SIZE = 0.86  # of the size: smaller glyphs beside a line are its super- or subscripts
_SCRIPT_SHIFT = 0.6  # of the size: how far those stand off the baseline
_WORD_GAP = 0.22  # of the size: a gap between words where the PDF draws no spaces
_TAB_GAP = 1.0  # of the size: a gap that parts words even where the PDF draws spaces
_LIKE_SPACE = 0.75  # of the usual gap at a line's drawn spaces: one so wide is a space, too
_VOID = 0.3  # of its width: a space or hyphen that the next glyph leaves no more of is not seen
_PRINTERS_HYPHEN = "‐"  # nobody types it: browsers draw it where they cut a word
_DESCENT = 0.22  # of the size: from the baseline to a line's bottom
_DOUBLE = 0.2  # of the width: a glyph drawn again this near is boldness, not text
_BOLD_SHARE = 0.8
_BLANK = 0.25  # of the size: a space, where the line shows none


@dataclass(slots=True)
class PageLine:
    """A line of text: single spaces, none at its ends; widths are natural ones, in points.

    `box` is in the frame of the text, `place` on the page. `width` is what the
    line would take unstretched, `first_width` and `first_letter` its first word
    and letter, `blank` a space. `spaced` says that it ends in a space glyph, `lead` how many
    space glyphs it starts with.
    """

    text: str
    box: BoundingBox
    place: Place
    size: float
    baseline: float
    width: float
    first_width: float
    first_letter: float
    blank: float
    bold: bool
    spaced: bool
    lead: int
    column: Column | None = None  # in which it stands, where a page has several

    @property
    def reading_place(self) -> tuple[float, int, float]:
        """What lines of a page are read in the order of: columns one after the other."""
        if self.column is None:
            return self.baseline, 0, self.baseline
        return self.column.top, self.column.order, self.baseline

    @property
    def x0(self) -> float:
        """Left edge of the first letter."""
        return self.box[0]

    @property
    def x1(self) -> float:
        """Right edge of the last letter."""
        return self.box[2]

    @property
    def centre(self) -> float:
        """Half way between the line's ends."""
        return (self.box[0] + self.box[2]) / 2

    @property
    def one_word(self) -> bool:
        """Whether the line has no space inside."""
        return " " not in self.text


def build_lines(
    runs: Iterable[GlyphRun], frame: Frame, page: int, *, spaces: bool
) -> list[PageLine]:
    """Gather runs of one frame into lines, from the top down.

    `spaces` says that the document draws its spaces, so that gaps mean little.
    """
    lines = []
    for row in _baselines([run for run in runs if run.glyphs]):
        line = _line(row, frame, page, spaces)
        if line is not None:
            lines.append(line)
    return lines


def build_words(runs: Iterable[GlyphRun]) -> list[Word]:
    """The words of runs of one frame; wherever a gap could be a space, it is taken for one."""
    words = []
    for row in _baselines([run for run in runs if run.glyphs]):
        main = max(row, key=lambda run: (run.size, len(run.glyphs)))
        glyphs, _ = _in_order(row)
        for word in _words(glyphs, main.size, spaces=False) if glyphs else ():
            words.append(Word(_text(word), word[0].x0, word[-1].x1, main.y, main.size))
    return words


def draws_spaces(runs: Iterable[GlyphRun]) -> bool:
    """Tell whether a page draws its spaces: of Kazakh or Russian letters one in eight is one."""
    letters = spaces = 0
    for run in runs:
        for glyph in run.glyphs:
            if glyph.text.isspace():
                spaces += 1
            else:
                letters += 1
    return spaces >= letters / 40


def _baselines(runs: list[GlyphRun]) -> list[list[GlyphRun]]:
    """Group runs that stand on one baseline; super- and subscripts go with their line."""
    rows: list[list[GlyphRun]] = []
    for run in sorted(runs, key=lambda run: run.y):
        if rows and _same_line(rows[-1][0], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return _with_scripts(rows)


def _same_line(first: GlyphRun, run: GlyphRun) -> bool:
    return run.y - first.y <= _SAME_BASELINE * min(first.size, run.size)


def _with_scripts(rows: list[list[GlyphRun]]) -> list[list[GlyphRun]]:
    """Merge rows of small glyphs into the neighbouring row whose glyphs they touch."""
    merged: list[list[GlyphRun]] = []
    for row in rows:
        if merged and _is_script(row, merged[-1]):
            merged[-1].extend(row)
        elif merged and _is_script(merged[-1], row):
            merged[-1] = row + merged[-1]
        else:
            merged.append(row)
    return merged


def _is_script(small: list[GlyphRun], row: list[GlyphRun]) -> bool:
    size = max(run.size for run in row)
    if max(run.size for run in small) > _SCRIPT_SIZE * size:
        return False
    if abs(small[0].y - row[0].y) > _SCRIPT_SHIFT * size:
        return False
    edges = [(run.glyphs[0].x0, run.glyphs[-1].x1) for run in row]
    start, end = min(r.glyphs[0].x0 for r in small), max(r.glyphs[-1].x1 for r in small)
    return any(end > left - size and start < right + size for left, right in edges)


def _line(row: list[GlyphRun], frame: Frame, page: int, spaces: bool) -> PageLine | None:
    """Make a line of the runs of one row, or None where it is blank."""
    main = max(row, key=lambda run: (run.size, len(run.glyphs)))
    glyphs, bold = _in_order(row)
    inked = [index for index, glyph in enumerate(glyphs) if not glyph.text.isspace()]
    if not inked:
        return None
    first, last = inked[0], inked[-1]
    inner = glyphs[first : last + 1]
    spaces = spaces and any(glyph.text.isspace() for glyph in inner)  # some lines have gaps instead
    words = _words(inner, main.size, spaces)
    text = unicodedata.normalize("NFC", " ".join(_text(word) for word in words))
    text = text[:-1].replace(SOFT_HYPHEN, "-") + text[-1]  # one that is drawn in a line is hard
    text = text[:-1] + text[-1].replace(_PRINTERS_HYPHEN, SOFT_HYPHEN)
    left, right = glyphs[first].x0, glyphs[last].x1
    bottom = main.y + _DESCENT * main.size
    box = (left, bottom - main.size, right, bottom)
    blank = _blank(glyphs) or _BLANK * main.size
    widths = [sum(glyph.x1 - glyph.x0 for glyph in word) for word in words]
    return PageLine(
        text=text,
        box=box,
        place=frame.place(page, box),
        size=main.size,
        baseline=main.y,
        width=sum(widths) + blank * (len(words) - 1),
        first_width=widths[0],
        first_letter=words[0][0].x1 - words[0][0].x0,
        blank=blank,
        bold=bold,
        spaced=last + 1 < len(glyphs),
        lead=first,
    )


def _blank(glyphs: Sequence[Glyph]) -> float:
    """The usual width of the spaces that a line draws, 0 where it draws none."""
    widths = [glyph.x1 - glyph.x0 for glyph in glyphs if glyph.text.isspace()]
    return median(widths) if widths else 0.0


def _text(word: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in word)


def _in_order(row: list[GlyphRun]) -> tuple[list[Glyph], bool]:
    """Order a row's glyphs from left to right and tell whether they are bold.

    Glyphs drawn twice are given once: that is a way to fake boldness.
    """
    runs = sorted(row, key=lambda run: run.glyphs[0].x0)
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    inked = sum(_ink(run) for run in runs)
    bold = sum(_ink(run) for run in runs if run.bold) >= _BOLD_SHARE * max(1, inked)
    if len(runs) > 1:
        glyphs.sort(key=lambda glyph: glyph.x0)
    single = [
        glyph
        for before, glyph in zip([None, *glyphs], glyphs, strict=False)
        if before is None or not _drawn_again(before, glyph)
    ]
    doubled = len(glyphs) - len(single)
    return _without_void(single), bold or 2 * doubled >= _BOLD_SHARE * len(glyphs)


def _without_void(glyphs: list[Glyph]) -> list[Glyph]:
    """Leave out spaces and soft hyphens over which the next letter is drawn.

    Browsers draw them so where a soft hyphen stands in a word that they do not cut.
    """
    starts = [glyph.x0 for glyph in glyphs if not _may_be_void(glyph)]
    return [g for g in glyphs if not (_may_be_void(g) and _is_drawn_over(g, starts))]


def _may_be_void(glyph: Glyph) -> bool:
    return glyph.text.isspace() or glyph.text == SOFT_HYPHEN


def _is_drawn_over(glyph: Glyph, starts: Sequence[float]) -> bool:
    """Whether one of the sorted `starts` of letters is where the glyph's own start is."""
    near = _VOID * (glyph.x1 - glyph.x0)
    at = bisect_left(starts, glyph.x0 - near)
    return at < len(starts) and starts[at] < glyph.x0 + near


def _ink(run: GlyphRun) -> int:
    return sum(not glyph.text.isspace() for glyph in run.glyphs)


def _drawn_again(before: Glyph, glyph: Glyph) -> bool:
    if before.text != glyph.text or glyph.text.isspace():
        return False
    return glyph.x0 - before.x0 < _DOUBLE * (glyph.x1 - glyph.x0)


def _words(glyphs: list[Glyph], size: float, spaces: bool) -> list[list[Glyph]]:
    """Part a line's glyphs into words at spaces, and at gaps that can be nothing else."""
    gaps = [
        after.x0 - before.x1
        for before, after in pairwise(glyphs)
        if not (before.text.isspace() or after.text.isspace())
    ]
    usual = min(max(0.0, median(gaps)), size) if gaps else 0.0
    widest = usual + (_like_space(glyphs, size) if spaces else _WORD_GAP * size)
    words: list[list[Glyph]] = [[]]
    for before, glyph in zip([None, *glyphs], glyphs, strict=False):
        if glyph.text.isspace():
            words.append([])
            continue
        if before is not None and glyph.x0 - before.x1 > widest:
            words.append([])
        words[-1].append(glyph)
    whole = [word for word in words if word]
    return _closed(words) if _is_spelt_out(whole) else whole


def _like_space(glyphs: Sequence[Glyph], size: float) -> float:
    """How wide a gap is in a line that draws spaces if it is one, too, that was left undrawn."""
    drawn = []
    for before, space, after in zip(glyphs, glyphs[1:], glyphs[2:], strict=False):
        if space.text.isspace() and not (before.text.isspace() or after.text.isspace()):
            drawn.append(after.x0 - before.x1)
    usual = median(drawn) if drawn else size
    return min(_TAB_GAP * size, max(_WORD_GAP * size, _LIKE_SPACE * usual))


def _is_spelt_out(words: Sequence[Sequence[Glyph]]) -> bool:
    """Tell a heading that its author spaced out by typing spaces: "Е С Е П"."""
    letters = [_text(word).strip(".,:;!") for word in words]
    single = len(words) > 2 and all(len(text) == 1 and text.isupper() for text in letters)
    return single and is_spelt_out(letters)


def _closed(words: Sequence[Sequence[Glyph]]) -> list[list[Glyph]]:
    """Close single spaces between letters; where more than one stand, words part."""
    closed: list[list[Glyph]] = [[]]
    for word in words:
        if word:
            closed[-1].extend(word)
        elif closed[-1]:
            closed.append([])
    return [word for word in closed if word]
