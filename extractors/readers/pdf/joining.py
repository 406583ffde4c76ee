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
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import exp
from typing import NamedTuple

from extractors.languages import is_ending
from extractors.readers.pdf.lines import SOFT_HYPHEN, Line
from extractors.text import Vocabulary, tidy
from schemas.document import Join, SourcedText, Span

_CLOSING = tuple(",.;:!?)]»”…")
_OPENING = tuple("([«„“")
_BREAKS = "/\\@_+=*№"  # marks inside a token, at which a long one may be broken
_FIRST_WORD = re.compile(r"[^\W_](?:[\w-]*\w)?")
_LAST_WORD = re.compile(r"[^\W_](?:[\w-]*\w)?$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_AROUND = '.,:;!?()[]"«»“”„…'
_HANGING = re.compile(r"[\w.%][-‑‐]$")
_OUTLINE = re.compile(r"(?:\d+\.)+")
_YEARS = re.compile(r"\d[–—]$")
_HYPHENS = ("-", "‑", "‐")
_SUFFIX = re.compile(r"[-‑‐]\w")
_EXACT = 0.15  # points by which a measured width may err
_ROUGH = 0.6  # points by which a cell's room, guessed from its rules, may err
_SPACED_SHARE = 0.7  # of wrapped lines that end in a space where the PDF keeps them
_LIKELY = 0.9
_CERTAIN = 0.99  # no join is surer than this
_SAMPLE = 3  # fewer lines do not tell a PDF's habits
_SHORT = 3  # letters: dictionaries take shorter pieces for words too easily
_NO_KAZAKH = re.compile(  # beginnings of no word, neither native nor borrowed
    r"[ьъң]|ы(?!қ|нт|ст|дыс|рғ|ғыс)|[рлнмй][бвгғдзкқлмнңпрстфхцчшщй]|[бгғдкқптхц][бгғдзкқмнңптфхцчшщ]",
    re.IGNORECASE,
)
_NO_RUSSIAN = re.compile(r"[ьъы]", re.IGNORECASE)
_RUSSIAN_END = re.compile(r"(?:[ыи]й|[оеая]го|[ыи]х|[ыия]ми|ами|ая|ост[ьи]|ени[ея]|аци[яию])$")
_MINISTRY = re.compile(r"(\w{3,})мині\w{0,4}$")  # "Қаржымині": how Kazakh shortens ministries
_LETTER_WORDS = "авикосуя"  # the Russian words of one letter
_YEAR = re.compile(r"(?:19|20)\d\d")


class Room(NamedTuple):
    """The width that breaks lines, in points: `taken` by the widest of them, or up to `free`."""

    taken: float
    free: float


class Words(NamedTuple):
    """What a document tells of words, and of how its lines end.

    `ends_spaced` says that a wrapped line ends in a space if that fits, `hangs`
    that it does even where none fits.
    """

    vocabulary: Vocabulary
    ends_spaced: bool
    hangs: bool


class _Joint(NamedTuple):
    """What goes between two lines; `evidence` is given where a cut word is made whole."""

    space: str
    confidence: float = 1.0
    evidence: str = ""
    drop_hyphen: bool = False


def learn_words(stacks: Iterable[tuple[Sequence[Line], Room]]) -> Words:
    """Learn from stacks of lines and their rooms: which words are whole, and how lines end."""
    stacks = list(stacks)
    fitting: list[bool] = []
    hanging: list[bool] = []
    for lines, room in stacks:
        for line, after in pairwise(lines):
            if not _is_wrapped(line, after, room):
                continue
            if line.width + line.blank <= room.taken - _EXACT:
                fitting.append(line.spaced or after.lead > 0)
            elif line.width + line.blank > room.free + _EXACT:
                hanging.append(line.spaced or after.lead > 0)
    ends_spaced = _mostly(fitting) or (len(fitting) < _SAMPLE and _mostly(hanging))
    own: Counter[str] = Counter()
    words = Words(Vocabulary(own), ends_spaced, ends_spaced and _mostly(hanging))
    for lines, room in stacks:
        own.update(word.casefold() for word in _whole_words(lines, room, words))
    languages = Vocabulary.of(own.elements()).languages
    return words._replace(vocabulary=Vocabulary(own, languages))


def _mostly(facts: Sequence[bool]) -> bool:
    return len(facts) >= _SAMPLE and sum(facts) >= _SPACED_SHARE * len(facts)


def _whole_words(lines: Sequence[Line], room: Room, words: Words) -> Iterator[str]:
    """The words of a stack that no line's end may cut, and those that are cut for sure."""
    open_word = ""  # the beginning of a word that the line before may cut
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        ends = after is None or line.spaced or after.lead > 0
        first, *others = tokens = line.text.split(" ")
        starts = index == 0 or lines[index - 1].spaced or line.lead > 0
        if not starts and open_word and (others or ends):
            others.append(open_word + first)
        elif starts:
            others = tokens
        open_word = ""
        if after is not None and not ends:
            others = [token for token in others if token is not tokens[-1]]
            certain = _has_no_space(line, room, words) and _may_be_cut(line, after, room)
            open_word = tokens[-1] if certain and starts else ""
        for token in others:
            bare = token.strip(_AROUND)
            if _WORD.fullmatch(bare) and not (len(bare) == 1 and token.endswith(".")):
                yield bare


def _has_no_space(line: Line, room: Room, words: Words) -> bool:
    """Whether a line that ends without a space is not followed by one."""
    return words.hangs or (words.ends_spaced and line.width + line.blank <= room.taken - _EXACT)


def _is_wrapped(line: Line, after: Line, room: Room) -> bool:
    """Whether a line ends between two words because the next one had no room."""
    if line.one_word or not (line.text[-1].isalnum() and after.text[0].isalnum()):
        return False
    return line.width + line.blank + after.first_width > room.free - _EXACT


def join_lines(lines: Sequence[Line], room: Room, words: Words) -> SourcedText:
    """Join lines into one text; `room` is what broke them."""
    text = ""
    spans: list[Span] = []
    joins: list[Join] = []
    for index, line in enumerate(lines):
        joint = _joint(text, lines, index, room, words) if text else _Joint("")
        if joint.drop_hyphen:
            text = text[:-1]
        if joint.evidence:
            joins.append(_join(text, line.text, joint))
        start = len(text) + len(joint.space)
        text += joint.space + tidy(line.text)
        spans.append(Span(start=start, place=line.place))
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


def _joint(text: str, lines: Sequence[Line], index: int, room: Room, words: Words) -> _Joint:
    """Decide what goes between `text`, whose last line is the one before `index`, and that one."""
    before, line = lines[index - 1], lines[index]
    following = line.text
    if _clings(text, following):
        return _Joint("")
    if before.text.endswith(SOFT_HYPHEN):
        compound = f"{_last_word(text)}-{_first_word(following)}"
        hard = words.vocabulary.count(compound)
        return _Joint("-") if hard else _Joint("", _CERTAIN, "hyphenation")
    if before.spaced or line.lead > 0:
        return _Joint(" ")
    if _HANGING.search(text) and following[0].isalnum():
        return _hyphenated(text, following, words)
    if following in _HYPHENS and text[-1].isalnum() and not _has_room(before, line, room):
        return _Joint("")
    if before.width + before.blank + line.first_width <= room.taken - _EXACT:
        return _Joint(" ")  # the word would have fitted: the author ended the line there
    spaceless = _has_no_space(before, room, words)
    if "/" in (text[-1], following[0]) or (spaceless and _in_token(text, following)):
        return _Joint("")
    if not _may_be_cut(before, line, room):
        return _Joint(" ")
    return _cut(text, lines, index, room, words)


def _cut(text: str, lines: Sequence[Line], index: int, room: Room, words: Words) -> _Joint:
    """Decide whether a line that may be cut in mid-word is."""
    following = lines[index].text
    if _has_no_space(lines[index - 1], room, words):
        return _Joint("", _CERTAIN, "no space")
    if text[-1].isdigit():
        return _join_digits(text, following)
    if text[-1] == ".":
        return _Joint("", _LIKELY, "number")
    pieces = _rest_of_word(lines, index, room)
    if len(pieces[0]) == 1 and _ends_phrase(lines, index):
        return _Joint("", _LIKELY, "no word")
    return _weigh(_last_word(text), pieces, words.vocabulary)


def _ends_phrase(lines: Sequence[Line], index: int) -> bool:
    """Whether the first token of a line ends a phrase, as no conjunction or preposition does."""
    token, *others = lines[index].text.split(" ")
    return token[-1] in _CLOSING or not (others or index + 1 < len(lines))


def _rest_of_word(lines: Sequence[Line], index: int, room: Room) -> list[str]:
    """The pieces of a word from line `index` on: the first, and those that may belong to it."""
    pieces = [_first_word(lines[index].text)]
    for before, line in pairwise(lines[index : index + 3]):
        if before.spaced or not _may_be_cut(before, line, room):
            break
        pieces.append(_first_word(line.text))
    return pieces


def _join_digits(text: str, following: str) -> _Joint:
    """Join the digits of one number; two years, and groups of thousands, stay apart."""
    left, right = re.split(r"\D", text)[-1], re.split(r"\D", following)[0]
    if _YEAR.fullmatch(left) or (len(right) == 3 and not _YEAR.fullmatch(left + right)):
        return _Joint(" ")
    return _Joint("", _LIKELY, "number")


def _in_token(text: str, following: str) -> bool:
    """Whether a break without a space is beside a mark inside of a token, as in "№ 3⏎/15"."""
    left, right = text[-1], following[0]
    if left in ".," and text[-2:-1].isdigit():
        return right.isdigit()
    if left.isalnum():
        return not (right.isalnum() or right in _OPENING)
    return left in _BREAKS and right.isalnum()


def _clings(text: str, following: str) -> bool:
    """Whether punctuation leaves no room for a space, whatever the PDF has there."""
    return bool(
        following.startswith(_CLOSING)
        or text.endswith(_OPENING)
        or (text[-1] == '"' and (len(text) == 1 or text[-2] in ' (["«'))
        or (following[0] == '"' and _closes(text, following))
        or (_SUFFIX.match(following) and text[-1].isalnum())
        or (_YEARS.search(text) and following[0].isdigit())
    )


def _closes(text: str, following: str) -> bool:
    """Whether the quotation mark that begins `following` is a closing one."""
    if len(following) == 1:
        return text.count('"') % 2 == 1
    return not following[1].isalnum() and following[1] not in _OPENING


def _may_be_cut(before: Line, line: Line, room: Room) -> bool:
    """Whether a line ends in mid-word: one word, and not a letter more has room."""
    left, right = before.text[-1], line.text[0]
    numbers = right.isdigit() and (left.isdigit() or bool(_OUTLINE.fullmatch(before.text)))
    alike = (left.isalpha() and right.isalpha()) or numbers
    if not (before.one_word and alike) or (right.isupper() and not before.text[-2:].isupper()):
        return False
    return not _has_room(before, line, room)


def _has_room(before: Line, line: Line, room: Room) -> bool:
    """Whether the first letter of `line` would have fitted the line before."""
    return before.width + line.first_letter <= room.free - _ROUGH


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
    return _Joint("", _LIKELY, "hyphenation", drop_hyphen=True)


def _weigh(left: str, pieces: Sequence[str], vocabulary: Vocabulary) -> _Joint:
    """Weigh the word that a join would make against those that a space would.

    `pieces` are what follows `left`: the next line's first word, and more where
    that may be cut in its turn.
    """
    evidence, score = _whole(left, pieces, vocabulary)
    if is_ending(left, pieces[0]) and not vocabulary.count(pieces[0]):
        score += 3.0
        evidence.append("ending")
    else:
        score += _right(pieces, vocabulary)
    score += _left(left, vocabulary)
    if _has_ending(left + pieces[0], vocabulary) and not _has_ending(left, vocabulary):
        score += 1.0
    if score < 0:
        return _Joint(" ")
    confidence = min(_CERTAIN, round(1 / (1 + exp(-score)), 2))
    return _Joint("", confidence, ", ".join(evidence) or "no word")


def _whole(left: str, pieces: Sequence[str], vocabulary: Vocabulary) -> tuple[list[str], float]:
    """Evidence that the pieces make a known word, whole or up to one of them."""
    wholes = [left + "".join(pieces[: end + 1]) for end in range(len(pieces))]
    if any(vocabulary.count(whole) for whole in wholes):
        return ["own text"], 6.0
    head = left.rfind("-") + 1  # a dictionary has the parts of a compound
    if any(_is_word(whole[head:], vocabulary) for whole in wholes):
        return ["dictionary"], 5.5 if len(pieces[0]) > 1 else 3.0
    return [], 0.0


def _right(pieces: Sequence[str], vocabulary: Vocabulary) -> float:
    """How little what follows is a word by itself; a long one is no rest of a word."""
    first = pieces[0]
    if len(first) == 1 and not vocabulary.count(first):
        return -1.0 if first in _LETTER_WORDS and "ru" in vocabulary.languages else 4.0
    if not _may_begin(first, vocabulary):
        return 4.0
    words = ["".join(pieces[: end + 1]) for end in range(len(pieces))]
    if any(vocabulary.count(word) for word in words):
        return -3.5
    known = max((len(word) for word in words if _is_word(word, vocabulary)), default=0)
    if known:
        return -1.0 if known <= _SHORT else -2.5 - (known > _SHORT + 1)
    return 1.5 - 0.4 * max(0, len(first) - 4)


def _left(left: str, vocabulary: Vocabulary) -> float:
    """How little the beginning is a word by itself."""
    part = left.rsplit("-", 1)[-1]
    if vocabulary.count(left) or vocabulary.count(part):
        return -2.5
    if len(part) > _SHORT and _is_word(part, vocabulary):
        return -1.5
    return 0.5 if _has_ending(part, vocabulary) else 3.0


def _is_word(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a dictionary has a word, or its stem where the rest is a Kazakh ending."""
    if not _may_begin(word, vocabulary):
        return False
    if vocabulary.in_dictionary(word):
        return True
    return any(vocabulary.in_dictionary(stem) for stem in _stems(word, vocabulary))


def _has_ending(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word that nobody knows ends as a whole word does."""
    if "ru" in vocabulary.languages and _RUSSIAN_END.search(word):
        return True
    return any(len(word) - len(stem) >= _SHORT for stem in _stems(word, vocabulary))


def _stems(word: str, vocabulary: Vocabulary) -> list[str]:
    """What is left of a Kazakh word without an ending that may follow it."""
    if "kk" not in vocabulary.languages:
        return []
    ministry = _MINISTRY.match(word)
    if ministry:
        return [ministry[1]]
    splits = ((word[:at], word[at:]) for at in range(_SHORT + 1, len(word)))
    return [stem for stem, end in splits if stem[-1].isalpha() and is_ending(stem, end)]


def _may_begin(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word of the language can begin so."""
    return not (_NO_KAZAKH if "kk" in vocabulary.languages else _NO_RUSSIAN).match(word)


def _last_word(text: str) -> str:
    found = _LAST_WORD.search(text[-80:])
    return found.group() if found else ""


def _first_word(text: str) -> str:
    found = _FIRST_WORD.match(text)
    return found.group() if found else ""
