"""What the geometry of a PDF tells of the breaks between its lines.

Where the PDF ends its wrapped lines in spaces, that tells which breaks cut a
word; where not, only the lines that leave no room may.

What belongs here: learning a document's habits, and joining lines by them. What
does not: what words tell (`extractors.text.joining`), and which lines belong
together (`tables`, `paragraphs`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.languages.words import WORD_PATTERN
from extractors.readers.layout.line_breaking import LineBreaker
from extractors.readers.pdf.lines import PageLine
from extractors.text import Piece, Vocabulary, join_lines
from extractors.text.joining import is_fragment
from schemas.document import SourcedText

_AROUND = '.,:;!?()[]"«»“”„…'
_EXACT = 0.15  # points by which a measured width may err
_ROUGH = 0.6  # points by which a cell's room, guessed from its rules, may err
_SPACED_SHARE = 0.7  # of wrapped lines that end in a space where the PDF keeps them
_SAMPLE = 3  # fewer lines do not tell a PDF's habits


class Room(NamedTuple):
    """The width that breaks lines, in points: `taken` by the widest of them, or up to `free`."""

    taken: float
    free: float


class Habits(NamedTuple):
    """What a document tells of its words, and of how its lines end.

    `prints_spaces` says that a wrapped line ends in a space if that fits, `hangs`
    that it does even where none fits.
    """

    vocabulary: Vocabulary
    prints_spaces: bool
    hangs: bool

    def breaker(self, room: Room) -> LineBreaker:
        """Return the model that tells why lines of that width end where they do."""
        return LineBreaker(*room, self.prints_spaces, self.hangs, _EXACT, _ROUGH)


def learn_habits(stacks: Iterable[tuple[Sequence[PageLine], Room]]) -> Habits:
    """Learn from stacks of lines and their rooms: which words are whole, and how lines end."""
    stacks = list(stacks)
    fitting: list[bool] = []
    hanging: list[bool] = []
    for lines, room in stacks:
        for line, after in pairwise(lines):
            if not _is_wrapped(line, after, room):
                continue
            if line.width + line.blank <= room.taken - _EXACT:
                fitting.append(_is_soft(line, after))
            elif line.width + line.blank > room.free + _EXACT:
                hanging.append(_is_soft(line, after))
    prints_spaces = _mostly(fitting) or (len(fitting) < _SAMPLE and _mostly(hanging))
    own: Counter[str] = Counter()
    habits = Habits(Vocabulary(own), prints_spaces, prints_spaces and _mostly(hanging))
    for lines, room in stacks:
        own.update(word.casefold() for word in _whole_words(lines, habits.breaker(room)))
    languages = Vocabulary.of(own.elements()).languages
    return habits._replace(vocabulary=Vocabulary(own, languages))


def _mostly(facts: Sequence[bool]) -> bool:
    return len(facts) >= _SAMPLE and sum(facts) >= _SPACED_SHARE * len(facts)


def _is_soft(line: PageLine, after: PageLine) -> bool:
    """Whether the PDF draws a space between two lines."""
    return line.spaced or after.lead > 0


def _is_wrapped(line: PageLine, after: PageLine, room: Room) -> bool:
    """Whether a line ends between two words because the next one had no room."""
    if line.one_word or not (line.text[-1].isalnum() and after.text[0].isalnum()):
        return False
    return line.width + line.blank + after.first_width > room.free - _EXACT


def _whole_words(lines: Sequence[PageLine], breaker: LineBreaker) -> Iterator[str]:
    """The words of a stack that no line's end may cut, and those that are cut for sure."""
    open_word = ""  # the beginning of a word that the line before may cut
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        ends = after is None or _is_soft(line, after)
        first, *others = tokens = line.text.split(" ")
        starts = index == 0 or _is_soft(lines[index - 1], line)
        if not starts and open_word and (others or ends):
            others.append(open_word + first)
        elif starts:
            others = tokens
        open_word = ""
        if after is not None and not ends:
            others = [token for token in others if token is not tokens[-1]]
            certain = breaker.would_show_space(line) and _may_be_cut(line, after, breaker)
            open_word = tokens[-1] if certain and starts else ""
        yield from filter(None, map(_whole_word, others))


def _whole_word(token: str) -> str:
    """The word of a token, "" for a number, a mark or an initial."""
    bare = token.strip(_AROUND)
    initial = len(bare) == 1 and token.endswith(".")
    return bare if WORD_PATTERN.fullmatch(bare) and not initial else ""


def _may_be_cut(line: PageLine, after: PageLine, breaker: LineBreaker) -> bool:
    """Whether a line may end in mid-word: one fragment, and not a letter more has room."""
    return is_fragment(line.text, after.text) and breaker.break_between(line, after).full


def join_by_room(lines: Sequence[PageLine], room: Room, habits: Habits) -> SourcedText:
    """Join lines into one text; `room` is what broke them."""
    breaker = habits.breaker(room)
    breaks = [breaker.break_between(before, line) for before, line in pairwise(lines)]
    soft = [*(_is_soft(before, line) for before, line in pairwise(lines)), False]
    pieces = [Piece(line.text, line.place, s) for line, s in zip(lines, soft, strict=True)]
    return join_lines(pieces, breaks, habits.vocabulary)
