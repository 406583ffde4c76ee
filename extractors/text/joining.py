"""Lines joined into running text: where a space goes, where none, and why.

A line ends between two words or in the middle of one. A word is cut only where
it does not fit its line by itself, so a cut line is one unbroken fragment that
fills the width. Whether such a line is cut, two things tell: the room that it
leaves (none for the next letter if it is cut; if not, none for the space that
would have been printed), and which words the text is likelier to hold, those
that a cut makes or those that a space makes.

What belongs here: the joint between two lines. What does not: which lines
belong together, and letter-spacing (`spacing`).
"""

import re
from collections.abc import Sequence
from math import erf, exp, log
from typing import NamedTuple

from extractors.languages import is_conjunction, is_ending
from extractors.text.normalise import tidy
from extractors.text.vocabulary import Vocabulary
from extractors.text.widths import text_width
from schemas.document import Join, Place, SourcedText, Span

_CLOSING = ",.;:!?)]»”…"
_OPENING = "([«„“"
_FIRST_WORD = re.compile(r"[\w-]*\w")
_DECIMAL = re.compile(r"\d,$")  # a number broken after its comma
_LAST_WORD = re.compile(r"\w[\w-]*$")
_HANGING = re.compile(r"\w[-‑‐]$")
_SUFFIX_AFTER_HYPHEN = re.compile(r"[-‑‐]\w")
_SPACE = text_width(" ")
_TOLERANCE = 0.08  # share of the width by which it may be wrong
_BLUR = 0.03  # share of the width by which it is usually wrong
_STRAY = 0.02  # lines per em of room that end where they do for another reason
# In favour of a cut, as logarithms of likelihoods:
_CUT = 1.0  # that more full lines of one fragment are cut than not
_OWN_STEM = 13.0  # cost of a word that goes on like one that the document prints
# And against it:
_RARE = 8.0  # cost of words below which the rest of a cut word is like one only by chance
_CONJUNCTION = 4.0  # that such a word joins two nouns oftener than it ends one
_SUREST, _NUMBER_CONFIDENCE, _LETTER_CONFIDENCE = 0.99, 0.8, 0.9


class Piece(NamedTuple):
    """A line of running text.

    `soft` says that the source prints a space at its end, so that it ends
    between two words; without one it may end anywhere. `hard` says that the
    author's own line ends here.
    """

    text: str
    place: Place
    soft: bool = False
    hard: bool = False


class _Joint(NamedTuple):
    """What goes between two lines, and the cut word's evidence if a word is made whole."""

    space: str
    confidence: float = 1.0
    evidence: str = ""


def join_pieces(
    pieces: Sequence[Piece],
    vocabulary: Vocabulary,
    limit: float | None = None,
    *,
    ends_tell: bool = False,
) -> SourcedText:
    """Join lines into one text, words whole.

    `ends_tell` says that the source prints the space at which a line breaks, if
    there is room for it: a line that ends without one is cut, more likely than not.

    `limit` is the width in ems of the cell or column that broke the lines; None
    where lines are long enough for every word, so that none is cut.
    """
    pieces = [piece._replace(text=tidy(piece.text)) for piece in pieces]
    pieces = [piece for piece in pieces if piece.text]
    text = ""
    spans: list[Span] = []
    joins: list[Join] = []
    for at, piece in enumerate(pieces):
        around = pieces[max(0, at - 1) : at + 2]
        joint = _joint(text, around, vocabulary, limit, ends_tell) if at else _Joint("")
        if joint.evidence:
            joins.append(_join(text, piece.text, joint))
        text += joint.space
        spans.append(Span(start=len(text), place=piece.place))
        text += piece.text
    if not spans:
        return SourcedText(text="")
    return SourcedText(text=text, spans=tuple(spans), joins=tuple(joins))


def _join(text: str, words: str, joint: _Joint) -> Join:
    left = _match(_LAST_WORD, text)
    return Join(
        start=len(text) - len(left),
        left=left,
        right=_match(_FIRST_WORD, words),
        confidence=joint.confidence,
        evidence=joint.evidence,
    )


def _joint(
    text: str,
    around: Sequence[Piece],
    vocabulary: Vocabulary,
    limit: float | None,
    ends_tell: bool,
) -> _Joint:
    """Decide what goes between `text` and a line; `around` is the line before it, it, and the next.

    `text` ends in the line before.
    """
    last, piece = around[:2]
    if _clings(text, last.soft, piece.text):
        return _Joint("")
    if ends_tell and not last.soft and _DECIMAL.search(text) and piece.text[0].isdigit():
        return _Joint("", _NUMBER_CONFIDENCE, "number")
    if last.soft or limit is None or not _may_be_cut(last.text, piece.text, limit):
        return _Joint(" ")
    left = _match(_LAST_WORD, text).rsplit("-", 1)[-1]
    right = _match(_FIRST_WORD, piece.text).split("-", 1)[0]
    rest = ""
    if len(around) > 2 and not piece.soft and _may_be_cut(piece.text, around[2].text, limit):
        rest = _match(_FIRST_WORD, around[2].text).split("-", 1)[0]
    if right.isdigit():
        return _Joint("", _NUMBER_CONFIDENCE, "number")
    if len(right) == 1 and _ends_phrase(around):
        return _Joint("", _LETTER_CONFIDENCE, "no word")
    gap = _SPACE if ends_tell else _SPACE + text_width(right)
    room = _room_score(limit - text_width(last.text), text_width(right[0]), gap, limit)
    return _weigh(left, right, rest, room, vocabulary)


def _ends_phrase(around: Sequence[Piece]) -> bool:
    """Whether the first word of the second line ends a phrase, as no word of one letter does."""
    word, *others = around[1].text.split(" ")
    return word.endswith(tuple(_CLOSING)) or not (others or len(around) > 2)


def _clings(text: str, soft: bool, words: str) -> bool:
    """Whether punctuation leaves no room for a space."""
    return (
        words[0] in _CLOSING
        or text[-1] in _OPENING
        or (text[-1] == '"' and _opens(text))
        or (words[0] == '"' and not soft and _closes(words, text))
        or bool(_SUFFIX_AFTER_HYPHEN.match(words))
        or bool(not soft and _HANGING.search(text) and words[0].isalnum())
        or (not soft and "/" in (text[-1], words[0]))
    )


def _opens(text: str) -> bool:
    """Whether the quotation mark at the end of `text` stands before a word, not after one."""
    return len(text) == 1 or not (text[-2].isalnum() or text[-2] in ".!?)")


def _closes(words: str, text: str) -> bool:
    """Whether the quotation mark that `words` begins with stands after a word."""
    if len(words) == 1:
        return text[-1] not in ",;:" and text.count('"') % 2 == 1
    return not words[1].isalnum()


def _may_be_cut(line: str, words: str, limit: float) -> bool:
    """Whether a line can end in mid-word: one fragment that fills it, and more than fits in all."""
    if " " in line or words[0].isupper():
        return False
    letters = line[-1].isalpha() and words[0].isalpha()
    digits = line[-1].isdigit() and words[0].isdigit()
    whole = line + _match(_FIRST_WORD, words)
    fits = text_width(whole) <= limit * (1 - _TOLERANCE)
    return (letters or digits) and not fits


def _room_score(room: float, letter: float, gap: float, limit: float) -> float:
    """What the room that a line leaves says for a cut.

    A cut leaves less than the next letter takes, a space less than the `gap`
    that was to be printed.
    """
    blur = _BLUR * limit
    cut, whole = (_STRAY + _density(room, most, blur) for most in (letter, gap))
    return log(cut / whole)


def _density(room: float, most: float, blur: float) -> float:
    """How likely a room is that lies between none and `most`, measured with an error."""
    return (erf(room / blur) - erf((room - most) / blur)) / (2 * most)


def _weigh(left: str, right: str, rest: str, room: float, vocabulary: Vocabulary) -> _Joint:
    """Weigh the word that a cut would make against the words that a space would.

    `right` may go on with `rest`, if it is cut itself; `room` is what the room
    that the line leaves says for a cut.
    """
    cost, word = vocabulary.cost, left + right
    apart = cost(left) + _cost(right, rest, vocabulary)
    whole = _cost(word, rest, vocabulary)
    evidence = _evidence(left, right, rest, vocabulary)
    if "own stem" in evidence:
        whole = min(whole, _OWN_STEM)
    chance = max(0.0, _RARE - cost(right)) + _CONJUNCTION * is_conjunction(right)
    score = _CUT + room + apart - whole - chance
    if score <= 0:
        return _Joint(" ")
    confidence = min(_SUREST, round(1 / (1 + exp(-score)), 2))
    return _Joint("", confidence, ", ".join(evidence) or "width")


def _cost(word: str, rest: str, vocabulary: Vocabulary) -> float:
    """The cost of a word and what may be the rest of it, or another."""
    if not rest:
        return vocabulary.cost(word)
    return min(vocabulary.cost(word) + vocabulary.cost(rest), vocabulary.cost(word + rest))


def _evidence(left: str, right: str, rest: str, vocabulary: Vocabulary) -> list[str]:
    """Why the pieces are taken for one word, where words tell it."""
    word = left + right
    found = {
        "own text": vocabulary.count(word) > 0 or vocabulary.count(word + rest) > 0,
        "dictionary": vocabulary.in_dictionary(word),
        "own stem": vocabulary.continues(left, right),
        "ending": is_ending(left, right),
    }
    return [name for name, holds in found.items() if holds]


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text) if pattern is _LAST_WORD else pattern.match(text)
    return found.group() if found else ""
