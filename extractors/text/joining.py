"""Lines joined into running text: where a space goes, where none, and why.

A line ends between two words or in the middle of one. A word is cut only where
it does not fit its line by itself, so a cut line is one unbroken fragment that
fills the width. What else is weighed: whether the halves and the whole are
words, and whether the second half is an ending that Kazakh allows there.

What belongs here: the joint between two lines. What does not: which lines
belong together, and letter-spacing (`spacing`).
"""

import re
from collections.abc import Sequence
from math import exp, log
from typing import NamedTuple

from extractors.text.endings import is_ending
from extractors.text.normalise import tidy
from extractors.text.vocabulary import Vocabulary
from extractors.text.widths import text_width
from schemas.document import Join, Place, SourcedText, Span

_CLOSING = ",.;:!?)]»”…"
_OPENING = "([«„“"
_FIRST_WORD = re.compile(r"[\w-]*\w")
_LAST_WORD = re.compile(r"\w[\w-]*$")
_HANGING = re.compile(r"\w[-‑‐]$")
_SUFFIX_AFTER_HYPHEN = re.compile(r"[-‑‐]\w")
_SHORT_HALF = 3
_LONG_HALF = 5  # letters; ends of words are rarely longer
_CHANCE = 2  # an ending may stand alone so often by a slip
_TOLERANCE = 0.08  # share of the width by which an estimate may err
_MOST_ROOM, _DOUBT = 0.15, 25.0
_NUMBER_CONFIDENCE = 0.8
_NO_SPACE = 2.5  # what it says for a cut that no space is printed, where others are


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
    if last.soft or limit is None or not _may_be_cut(last.text, piece.text, limit):
        return _Joint(" ")
    left = _match(_LAST_WORD, text).rsplit("-", 1)[-1]
    right = _match(_FIRST_WORD, piece.text).split("-", 1)[0]
    rest = ""
    if len(around) > 2 and not piece.soft and _may_be_cut(piece.text, around[2].text, limit):
        rest = _match(_FIRST_WORD, around[2].text).split("-", 1)[0]
    if right.isdigit():
        return _Joint("", _NUMBER_CONFIDENCE, "number")
    doubt = _DOUBT * max(0.0, _room(last.text, piece.text, limit) - _TOLERANCE)
    if ends_tell and len(right) <= _LONG_HALF + 1 and not vocabulary.knows(right):
        doubt -= _NO_SPACE
    return _weigh(left, right, rest, doubt, vocabulary)


def _clings(text: str, soft: bool, words: str) -> bool:
    """Whether punctuation leaves no room for a space."""
    return (
        words[0] in _CLOSING
        or text[-1] in _OPENING
        or (text[-1] == '"' and _opens(text))
        or (words[0] == '"' and _closes(words, text))
        or bool(_SUFFIX_AFTER_HYPHEN.match(words))
        or bool(not soft and _HANGING.search(text) and words[0].isalnum())
        or (not soft and "/" in (text[-1], words[0]))
    )


def _opens(text: str) -> bool:
    """Whether the quotation mark at the end of `text` stands before a word, not after one."""
    return len(text) == 1 or not (text[-2].isalnum() or text[-2] in ".!?)")


def _closes(words: str, text: str) -> bool:
    """Whether the quotation mark that `words` begins with stands after a word."""
    return not words[1:2].isalnum() or (text.count('"') % 2 == 1 and words.count('"') % 2 == 1)


def _may_be_cut(line: str, words: str, limit: float) -> bool:
    """Whether a line can end in mid-word: one fragment that fills it, and more than fits in all."""
    if " " in line or words[0].isupper():
        return False
    letters = line[-1].isalpha() and words[0].isalpha()
    digits = line[-1].isdigit() and words[0].isdigit()
    whole = line + _match(_FIRST_WORD, words)
    fits = text_width(whole) <= limit * (1 - _TOLERANCE)
    return (letters or digits) and not fits and _room(line, words, limit) <= _MOST_ROOM


def _room(line: str, words: str, limit: float) -> float:
    """Share of the width that a line leaves free once the next letter is added."""
    return 1 - text_width(line + words[0]) / limit


def _weigh(left: str, right: str, rest: str, doubt: float, vocabulary: Vocabulary) -> _Joint:
    """Weigh the word that a cut would make against the words that a space would.

    `right` may go on with `rest`, if it is cut itself; `doubt` is what the room
    that the line leaves says against a cut.
    """
    evidence: list[str] = []
    score = -doubt
    score += _whole_score(left, right, rest, vocabulary, evidence)
    ending = is_ending(left, right)
    if ending:
        score += 1.5
        evidence.append("ending")
    score += _right_score(right, rest, ending, vocabulary, evidence)
    score += -1.5 if vocabulary.knows(left) else 3.0
    if score <= 0:
        return _Joint(" ")
    return _Joint("", round(1 / (1 + exp(-score)), 2), ", ".join(evidence) or "width")


def _whole_score(
    left: str, right: str, rest: str, vocabulary: Vocabulary, evidence: list[str]
) -> float:
    """What it says for a cut that the halves make a word."""
    word, longer = left + right, left + right + rest
    if vocabulary.count(word) or vocabulary.count(longer):
        evidence.append("own text")
        return 4.0
    if vocabulary.in_dictionary(word) or vocabulary.in_dictionary(longer):
        evidence.append("dictionary")
        return 3.0
    if vocabulary.continues(left, right):
        evidence.append("own stem")
        return 2.5
    return 0.0 if len(right) <= _SHORT_HALF else -1.5


def _right_score(
    right: str, rest: str, ending: bool, vocabulary: Vocabulary, evidence: list[str]
) -> float:
    """What it says against a cut that the second half is a word: longer and commoner, more."""
    count = vocabulary.count(right)
    if vocabulary.may_stand(right):
        if count > (_CHANCE if ending else 0) or (not ending and vocabulary.in_dictionary(right)):
            return -min(4.5, 0.5 * len(right) + 0.5 * log(1 + count))
        if not ending and rest and vocabulary.knows(right + rest):
            return -2.5
    evidence.append("no word")
    return 2.5 if len(right) <= _LONG_HALF else 1.0


def _match(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text) if pattern is _LAST_WORD else pattern.match(text)
    return found.group() if found else ""
