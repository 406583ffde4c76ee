"""Lines joined into running text: where a space goes, where none, and why.

A line ends between two words or in the middle of one. A word is cut only where
it does not fit its line by itself, so a cut line is one unbroken fragment.
Whether such a line is cut, its reader and its words tell together: the reader
gives the evidence of the page as a `Break`, and of the words that a cut makes
and those that a space makes the likelier ones are taken.

What belongs here: what goes between two lines of one text. What does not: which
lines belong together and how a page breaks them (the readers), and
letter-spacing (`spacing`).
"""

import re
from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from extractors.languages import is_conjunction, is_ending
from extractors.text.normalise import tidy
from extractors.text.vocabulary import Vocabulary
from schemas.document import Join, Place, SourcedText, Span

SOFT_HYPHEN = "\xad"
_HYPHENS = ("-", "‑", "‐")
_CLOSING = tuple(",.;:!?)]»”…")
_OPENING = tuple("([«„“")
_IN_TOKENS = "/\\@_+=*№"  # marks inside a token, at which a long one may be broken
_FIRST_WORD = re.compile(r"[^\W_](?:[\w-]*\w)?")
_LAST_WORD = re.compile(r"(?<![\w-])[_-]*([^\W_](?:[\w-]*\w)?)$")
_LONGEST_WORD = 80  # letters
# These look at the last two characters of what is joined so far, which may be very long:
_HANGING = re.compile(r"\w[-‑‐]$")
_HANGING_AFTER_MARK = re.compile(r"[.%][-‑‐]$")
_OUTLINE_NUMBER = re.compile(r"(?:\d+\.)+")
_RANGE_OF_YEARS = re.compile(r"\d[–—]$")
_DECIMAL_COMMA = re.compile(r"\d,$")
_SUFFIX_AFTER_HYPHEN = re.compile(r"[-‑‐]\w")
_YEAR = re.compile(r"(?:19|20)\d\d")
# In favour of a cut, as logarithms of likelihoods:
_CUT = 1.0  # that more full lines of one fragment are cut than not
_OWN_STEM = 13.0  # cost of a word that goes on like one that the document prints
# And against it:
_RARE = 8.0  # cost of words below which the rest of a cut word is like one only by chance
_CONJUNCTION = 4.0  # that such a word joins two nouns oftener than it ends one
_SUREST, _NUMBER_CONFIDENCE, _LETTER_CONFIDENCE = 0.99, 0.8, 0.9


class Piece(NamedTuple):
    """A line of running text, and where it stands.

    `soft` says that the source shows a space after it, so that it ends between
    two words; without one it may end anywhere.
    """

    text: str
    place: Place
    soft: bool = False


class Break(NamedTuple):
    """What a page tells of the break between two lines of a text.

    `ended`: what follows had room, so that the author broke the line. `unspaced`:
    a space would show, and none does; `hardly_spaced`: so it is at most breaks.
    `full`: there is no room to go on, so that a word may be cut. `score` is the
    log-odds of a cut word by the room that the line leaves; 0.0 where that is not
    known. `measured`: a space would be seen wherever there is one; from stripped
    text a space after a dash or a per cent sign may be gone.
    """

    measured: bool = False
    ended: bool = False
    unspaced: bool = False
    hardly_spaced: bool = False
    full: bool = False
    score: float = 0.0


class _Joint(NamedTuple):
    """What goes between two lines; `evidence` is given where a cut word is made whole.

    `drop_hyphen` says that the hyphen at the end of the first was the printer's.
    """

    space: str
    confidence: float = 1.0
    evidence: str = ""
    drop_hyphen: bool = False


def join_lines(
    pieces: Sequence[Piece], breaks: Sequence[Break], vocabulary: Vocabulary
) -> SourcedText:
    """Join lines into one text, words whole; `breaks` are those between neighbours."""
    joiner = _Joiner(pieces, [tidy(piece.text) for piece in pieces], breaks, vocabulary)
    text = ""
    spans: list[Span] = []
    joins: list[Join] = []
    for at, (piece, line) in enumerate(zip(pieces, joiner.lines, strict=True)):
        joint = joiner.joint(text, at) if at else _Joint("")
        if joint.drop_hyphen:
            text = text[:-1]
        if joint.evidence:
            joins.append(_join(text, line, joint))
        text += joint.space
        spans.append(Span(start=len(text), place=piece.place))
        text += line
    return SourcedText(text=text, spans=tuple(spans), joins=tuple(joins))


def _join(text: str, following: str, joint: _Joint) -> Join:
    left = last_word(text)
    return Join(
        start=len(text) - len(left),
        left=left,
        right=first_word(following),
        confidence=joint.confidence,
        evidence=joint.evidence,
    )


class _Joiner(NamedTuple):
    """The lines of one text, as given and tidy, the breaks between them, and a vocabulary."""

    pieces: Sequence[Piece]
    lines: Sequence[str]
    breaks: Sequence[Break]
    vocabulary: Vocabulary

    def joint(self, text: str, at: int) -> _Joint:
        """Decide what goes between `text`, which ends in the line before `at`, and that line."""
        return self._by_marks(text, at) or self._by_page(text, at)

    def _by_marks(self, text: str, at: int) -> _Joint | None:
        """What goes between them if punctuation, a printed space or a hyphen decides it."""
        before, line, page = self.pieces[at - 1], self.lines[at], self.breaks[at - 1]
        if _clings(text, line):
            return _Joint("")
        if page.measured and _RANGE_OF_YEARS.search(text[-2:]) and line[0].isdigit():
            return _Joint("")
        if before.text.endswith(SOFT_HYPHEN):
            return _after_soft_hyphen(text, line, self.vocabulary)
        if before.soft:
            return _Joint(" ")
        if _HANGING.search(text[-2:]) and line[0].isalnum():
            return _after_hyphen(text, line, self.vocabulary)
        if page.measured and _HANGING_AFTER_MARK.search(text[-2:]) and line[0].isalnum():
            return _Joint("")
        return None

    def _by_page(self, text: str, at: int) -> _Joint:
        """What goes between them by the room that the first line leaves, else by the words."""
        line, page = self.lines[at], self.breaks[at - 1]
        if line in _HYPHENS and text[-1].isalnum() and page.full:
            return _Joint("")
        if page.hardly_spaced and _DECIMAL_COMMA.search(text[-2:]) and line[0].isdigit():
            return _Joint("", _NUMBER_CONFIDENCE, "number")
        if page.ended:
            return _Joint(" ")
        if "/" in (text[-1], line[0]) or (page.unspaced and _in_token(text, line)):
            return _Joint("")
        return self._cut(text, at) if self._may_be_cut(at) else _Joint(" ")

    def _may_be_cut(self, at: int) -> bool:
        """Whether the line before `at` may end in mid-word."""
        before, after = self.lines[at - 1 : at + 1]
        full = self.breaks[at - 1].full and not self.pieces[at - 1].soft
        return full and is_fragment(before, after)

    def _cut(self, text: str, at: int) -> _Joint:
        """Decide whether a full line of one fragment ends in mid-word."""
        line, page = self.lines[at], self.breaks[at - 1]
        if page.unspaced:
            return _Joint("", _SUREST, "no space")
        if text[-1].isdigit():
            return _between_digits(text, line)
        if text[-1] == ".":
            return _Joint("", _NUMBER_CONFIDENCE, "number")
        left, right = last_word(text).rsplit("-", 1)[-1], _head(line)
        if len(right) == 1 and self._ends_phrase(at):
            return _Joint("", _LETTER_CONFIDENCE, "no word")
        more = at + 1 < len(self.lines) and self._may_be_cut(at + 1)
        rest = _head(self.lines[at + 1]) if more else ""
        return _weigh(left, right, rest, page.score, self.vocabulary)

    def _ends_phrase(self, at: int) -> bool:
        """Whether the first token of a line ends a phrase, as no word of one letter does."""
        token, *others = self.lines[at].split(" ")
        return token.endswith(_CLOSING) or not (others or at + 1 < len(self.lines))


def _head(line: str) -> str:
    """The first word of a line, or what of it stands before a hyphen."""
    return first_word(line).split("-", 1)[0]


def _clings(text: str, line: str) -> bool:
    """Whether punctuation leaves no room for a space between two lines, whatever is printed."""
    return bool(
        line.startswith(_CLOSING)
        or text.endswith(_OPENING)
        or (text[-1] == '"' and _opens(text))
        or (line[0] == '"' and _closes(line, text))
        or _SUFFIX_AFTER_HYPHEN.match(line)
    )


def _opens(text: str) -> bool:
    """Whether the quotation mark at the end of `text` stands before a word, not after one."""
    return len(text) == 1 or not (text[-2].isalnum() or text[-2] in ".!?)")


def _closes(line: str, text: str) -> bool:
    """Whether the quotation mark that a line begins with stands after a word."""
    if len(line) == 1:
        return text[-1] not in ",;:" and text.count('"') % 2 == 1
    return not line[1].isalnum() and line[1] not in _OPENING


def is_fragment(line: str, following: str) -> bool:
    """Whether a line can end in mid-word or mid-number, by its text: it is one fragment."""
    left, right = line[-1], following[0]
    numbers = right.isdigit() and (left.isdigit() or bool(_OUTLINE_NUMBER.fullmatch(line)))
    alike = (left.isalpha() and right.isalpha()) or numbers
    if " " in line or not alike:
        return False
    return not right.isupper() or line[-2:].isupper()


def _in_token(text: str, line: str) -> bool:
    """Whether a break without a space is beside a mark inside of a token, as in "№ 3⏎/15"."""
    left, right = text[-1], line[0]
    if left in ".," and text[-2:-1].isdigit():
        return right.isdigit()
    if left.isalnum():
        return not (right.isalnum() or right in _OPENING)
    return left in _IN_TOKENS and right.isalnum()


def _between_digits(text: str, line: str) -> _Joint:
    """Join the digits of one number; two years, and groups of thousands, stay apart."""
    left, right = re.split(r"\D", text)[-1], re.split(r"\D", line)[0]
    if _YEAR.fullmatch(left) or (len(right) == 3 and not _YEAR.fullmatch(left + right)):
        return _Joint(" ")
    return _Joint("", _NUMBER_CONFIDENCE, "number")


def _after_soft_hyphen(text: str, line: str, vocabulary: Vocabulary) -> _Joint:
    """A soft hyphen goes, unless the document prints it as a hard one elsewhere."""
    hard = vocabulary.count(f"{last_word(text)}-{first_word(line)}")
    return _Joint("-") if hard else _Joint("", _SUREST, "hyphenation")


def _after_hyphen(text: str, line: str, vocabulary: Vocabulary) -> _Joint:
    """Keep a hyphen at a line's end, unless it only marks where the word was cut."""
    if not hyphen_marks_cut(text, line, vocabulary):
        return _Joint("")
    return _Joint("", _LETTER_CONFIDENCE, "hyphenation", drop_hyphen=True)


def hyphen_marks_cut(text: str, line: str, words: Vocabulary) -> bool:
    """Tell whether the hyphen that ends `text` is the printer's: the word is known without it.

    Of a compound the last part may be cut ("social-eco-" and "nomic").
    """
    left, right = last_word(text[:-1]), first_word(line)
    part = left.rpartition("-")[2]
    if not (part.isalpha() and right.isalpha() and right.islower()):
        return False
    if words.count(f"{left}-{right}"):
        return False
    if words.count(left + right) or words.count(part + right):
        return True
    halves = words.knows(part) and words.knows(right)
    return words.in_dictionary(part + right) and not halves


def _weigh(left: str, right: str, rest: str, page: float, vocabulary: Vocabulary) -> _Joint:
    """Weigh the word that a cut would make against the words that a space would.

    `right` may go on with `rest`, if it is cut itself; `page` is the log-odds of a
    cut by what the page tells.
    """
    evidence = _evidence(left, right, rest, vocabulary)
    apart = vocabulary.cost(left) + _cost(right, rest, vocabulary)
    whole = _cost(left + right, rest, vocabulary)
    if "own stem" in evidence:
        whole = min(whole, _OWN_STEM)
    chance = max(0.0, _RARE - vocabulary.cost(right)) + _CONJUNCTION * is_conjunction(right)
    score = _CUT + page + apart - whole - chance
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


def last_word(text: str) -> str:
    """The word that a text ends in, "" if it ends in none."""
    found = _LAST_WORD.search(text[-_LONGEST_WORD:])
    return found[1] if found else ""


def first_word(text: str) -> str:
    """The word that a text begins with, "" if it begins with none."""
    found = _FIRST_WORD.match(text)
    return found.group() if found else ""
