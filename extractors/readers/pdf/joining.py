"""Lines joined into running text, by what their geometry tells.

A word is cut only where it does not fit its line by itself: so a cut line is one
word that fills the room to within a letter. Where the PDF ends its wrapped lines
in spaces, that says the rest; where not, dictionaries and the document's own
words are weighed.

What belongs here: what goes between two lines. What does not: which lines
belong together (`tables`, `paragraphs`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import exp
from typing import NamedTuple

from extractors.readers.pdf.lines import Line
from extractors.text import Vocabulary, tidy
from extractors.text.endings import is_ending
from schemas.document import Join, SourcedText, Span

_CLOSING = tuple(",.;:!?)]»”…")
_OPENING = tuple("([«„“")
_BREAKS = "/\\@_+=*№"  # marks inside a token, at which a long one may be broken
_FIRST_WORD = re.compile(r"[^\W_](?:[\w-]*\w)?")
_LAST_WORD = re.compile(r"[^\W_](?:[\w-]*\w)?$")
_HANGING = re.compile(r"[\w.][-‑‐]$")
_YEARS = re.compile(r"\d[–—]$")
_SUFFIX = re.compile(r"[-‑‐]\w")
_SLACK = 1.0  # points by which a measured width may err
_BLANK = 0.25  # of the size: a space
_SPACED_SHARE = 0.6  # of wrapped lines that end in a space where the PDF keeps them


class Words(NamedTuple):
    """What a document tells of words: those it prints, and whether wrapped lines end in spaces."""

    vocabulary: Vocabulary
    ends_spaced: bool


class _Joint(NamedTuple):
    """What goes between two lines; `evidence` is given where a cut word is made whole."""

    space: str
    confidence: float = 1.0
    evidence: str = ""
    drop_hyphen: bool = False


def learn_words(stacks: Iterable[Sequence[Line]]) -> Words:
    """Learn from stacks of lines: words that are whole for sure, and how lines end."""
    own: Counter[str] = Counter()
    wrapped = spaced = 0
    for lines in stacks:
        room = max((line.x1 - line.x0 for line in lines), default=0.0)
        for index, line in enumerate(lines):
            tokens = line.text.split(" ")
            inner = tokens[(index > 0) : len(tokens) - (index + 1 < len(lines))]
            own.update(m.casefold() for token in inner for m in _FIRST_WORD.findall(token))
        for line, following in pairwise(lines):
            if not (line.one_word or _fits(line, following, room)):
                wrapped += 1
                spaced += line.spaced or following.lead > 0
    languages = Vocabulary.of(own.elements()).languages
    return Words(Vocabulary(own, languages), wrapped > 0 and spaced >= _SPACED_SHARE * wrapped)


def join_lines(lines: Sequence[Line], room: float, words: Words) -> SourcedText:
    """Join lines into one text; `room` is the width in points that broke them."""
    text = ""
    spans: list[Span] = []
    joins: list[Join] = []
    before: Line | None = None
    for line in lines:
        joint = _joint(text, before, line, room, words) if before is not None else _Joint("")
        if joint.drop_hyphen:
            text = text[:-1]
        if joint.evidence:
            joins.append(_join(text, line.text, joint))
        start = len(text) + len(joint.space)
        text += joint.space + tidy(line.text)
        spans.append(Span(start=start, place=line.place))
        before = line
    return SourcedText(text=text, spans=tuple(spans), joins=tuple(joins))


def _join(text: str, following: str, joint: _Joint) -> Join:
    left, right = _last_word(text), _first_word(following)
    return Join(
        start=len(text) - len(left),
        left=left,
        right=right,
        confidence=joint.confidence,
        evidence=joint.evidence,
    )


def _joint(text: str, before: Line, line: Line, room: float, words: Words) -> _Joint:
    """Decide what goes between `text`, whose last line is `before`, and `line`."""
    following = line.text
    if _clings(text, following):
        return _Joint("")
    parted = before.spaced or line.lead > 0
    if _HANGING.search(text) and following[0].isalnum() and not parted:
        return _hyphenated(text, following, words)
    if parted or _fits(before, line, room):
        return _Joint(" ")
    if words.ends_spaced and (text[-1] in _BREAKS + "\"'-" or following[0] in _BREAKS):
        return _Joint("")
    if text[-1] == "/" or following[0] == "/":
        return _Joint("")
    if not _may_be_cut(before, line, room):
        return _Joint(" ")
    if words.ends_spaced:
        return _Joint("", 0.97, "no space")
    return _weigh(_last_word(text), _first_word(following), words.vocabulary)


def _clings(text: str, following: str) -> bool:
    """Whether punctuation leaves no room for a space, whatever the PDF has there."""
    quotes = text.count('"') % 2 == 1
    return bool(
        following.startswith(_CLOSING)
        or text.endswith(_OPENING)
        or (quotes and text[-1] == '"' and (len(text) == 1 or text[-2] in ' (["«'))
        or (quotes and following[0] == '"')
        or (_SUFFIX.match(following) and text[-1].isalnum())
        or (_YEARS.search(text) and following[0].isdigit())
    )


def _fits(before: Line, line: Line, room: float) -> bool:
    """Whether the next word would have fitted: then the author ended the line there."""
    return before.width + _BLANK * before.size + line.first_width <= room - _SLACK


def _may_be_cut(before: Line, line: Line, room: float) -> bool:
    """Whether a line ends in mid-word: one word, and not a letter more has room."""
    if not before.one_word or not (before.text[-1].isalpha() and line.text[0].isalpha()):
        return False
    if line.text[0].isupper() and not before.text[-2:].isupper():
        return False
    return before.width + line.first_letter > room - _SLACK


def _hyphenated(text: str, following: str, words: Words) -> _Joint:
    """Keep a hyphen at a line's end, unless the word is known only without it."""
    left, right = _last_word(text[:-1]), _first_word(following)
    vocabulary = words.vocabulary
    if not (left.isalpha() and right.isalpha() and right.islower()):
        return _Joint("")
    if vocabulary.count(f"{left}-{right}") or not vocabulary.knows(left + right):
        return _Joint("")
    if vocabulary.knows(left) and vocabulary.knows(right):
        return _Joint("")
    return _Joint("", 0.9, "hyphenation", drop_hyphen=True)


def _weigh(left: str, right: str, vocabulary: Vocabulary) -> _Joint:
    """Weigh the word that a join would make against those that a space would."""
    evidence = []
    score = 0.0
    if vocabulary.count(left + right):
        score += 4
        evidence.append("own text")
    elif vocabulary.in_dictionary(left + right):
        score += 3
        evidence.append("dictionary")
    if is_ending(left, right):
        score += 1.5
        evidence.append("ending")
    if not vocabulary.knows(right):
        score += 2.5
        evidence.append("no word")
    else:
        score -= 2.5 if len(right) > 1 else 0.5
    score += -1.5 if vocabulary.knows(left) else 2
    if score <= 0:
        return _Joint(" ")
    return _Joint("", round(1 / (1 + exp(-score)), 2), ", ".join(evidence) or "width")


def _last_word(text: str) -> str:
    found = _LAST_WORD.search(text[-80:])
    return found.group() if found else ""


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found.group() if found else ""
