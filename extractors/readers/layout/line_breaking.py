"""How a printer breaks the lines of a cell or column, and what of that shows in the text.

A printer sets words until the next one has no room. It cuts a word only where it
is wider than a line by itself, and then at the last letter that fits. Some print
the space at which a line breaks where it fits, some wherever a line breaks, some
never. So the room that a line leaves tells whether its author ended it, whether
it was broken between two words, or in the middle of one.

What belongs here: that model, for lines that a PDF measures and for stripped text
whose widths are estimated. What does not: words (`extractors.text.joining`), and
how lines stand above one another.
"""

from collections.abc import Iterable
from itertools import pairwise
from math import erf, log
from typing import NamedTuple, Protocol

from extractors.text.joining import Break, Piece, first_word, join_lines
from extractors.text.normalise import tidy
from extractors.text.vocabulary import Vocabulary
from extractors.text.widths import text_width
from schemas.document import SourcedText

_BLANK = text_width(" ")
_TOLERANCE = 0.08  # share of the width by which an estimate may be wrong
_BLUR = 0.03  # share of the width by which it is usually wrong
_STRAY = 0.02  # lines per em of room that end where they do for another reason


def leaves_room(line: float, word: float, width: float) -> bool:
    """Whether a word would have fitted a line, after a space; all are widths in ems."""
    return line + _BLANK + word < width


class SetLine(Protocol):
    """A line as set, in any unit: what it takes, its first word and letter, and a space."""

    width: float
    first_width: float
    first_letter: float
    blank: float


class LineBreaker(NamedTuple):
    """What broke some lines: a width, and a habit with spaces.

    The widest of the lines takes `taken`; a line may take up to `free`, if that is
    known better. A width measured between glyphs errs by up to `exact`, one that
    a cell's rules leave by up to `rough`. `prints_spaces` says that the space at
    which a line breaks is printed if it fits, `hangs` that it is even if not.
    """

    taken: float
    free: float
    prints_spaces: bool
    hangs: bool
    exact: float
    rough: float

    def break_between(self, before: SetLine, line: SetLine) -> Break:
        """What the break between two lines tells."""
        shows = self.would_show_space(before)
        return Break(
            measured=True,
            ended=self.had_room(before, line),
            unspaced=shows,
            hardly_spaced=shows,
            full=before.width + line.first_letter > self.free - self.rough,
        )

    def had_room(self, before: SetLine, line: SetLine) -> bool:
        """Whether the first word of a line would have fitted the line before."""
        return before.width + before.blank + line.first_width <= self.taken - self.exact

    def would_show_space(self, line: SetLine) -> bool:
        """Whether a line would end in a space if it were broken at one."""
        fits = line.width + line.blank <= self.taken - self.exact
        return self.hangs or (self.prints_spaces and fits)


def join_stripped(
    pieces: Iterable[Piece],
    vocabulary: Vocabulary,
    limit: float | None = None,
    *,
    spaces_tell: bool = False,
) -> SourcedText:
    """Join lines of stripped text, whose widths are estimated.

    `limit` is the width in ems of the cell or column that broke the lines; None
    where lines are long enough for every word, so that none is cut. `spaces_tell`
    says that the source prints the space at which a line breaks, if there is room
    for it: a line that ends without one is cut, more likely than not.
    """
    tidied = [piece._replace(text=tidy(piece.text)) for piece in pieces]
    filled = [piece for piece in tidied if piece.text]
    breaks = [
        _estimated(before, line.text, limit, spaces_tell) for before, line in pairwise(filled)
    ]
    return join_lines(filled, breaks, vocabulary)


def _estimated(before: Piece, line: str, limit: float | None, spaces_tell: bool) -> Break:
    """What the break between two stripped lines tells.

    Estimates are too rough to tell whether one more letter had room: a line is
    full if the whole of the next word had none, and the room goes into the score.
    """
    if limit is None or before.soft:
        return Break(hardly_spaced=spaces_tell)
    word, room = first_word(line), limit - text_width(before.text)
    if text_width(word) <= room - _TOLERANCE * limit:
        return Break(hardly_spaced=spaces_tell)
    gap = _BLANK if spaces_tell else _BLANK + text_width(word.split("-", 1)[0])
    score = _cut_score(room, text_width(line[0]), gap, limit)
    return Break(hardly_spaced=spaces_tell, full=True, score=score)


def _cut_score(room: float, letter: float, gap: float, limit: float) -> float:
    """The log-odds of a cut by the room that a line leaves.

    A cut leaves less than the next letter takes, a space less than the `gap`
    that was to be printed.
    """
    blur = _BLUR * limit
    cut, whole = (_STRAY + _density(room, most, blur) for most in (letter, gap))
    return log(cut / whole)


def _density(room: float, most: float, blur: float) -> float:
    """How likely a room is that lies between none and `most`, measured with an error."""
    return (erf(room / blur) - erf((room - most) / blur)) / (2 * most)
