"""Which figures state the same quantity: of one subject, in one unit, at one time.

What belongs here: telling that, and whether two values can both be right. What does not: the
findings made of it, within a document (`repeated`) and between several (`across_documents`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from extractors.findings.relations import relations
from extractors.languages import LANGUAGES
from schemas.tables import FigureRow, Language, PassageRow

FEWEST_WORDS = 2  # of a subject, besides those that only say that something is there
FEWEST_UNTIMED = 3  # where no time is named that would tell two quantities apart
LIKE = 0.5  # share of their words that two sentences have in common that name no time
_STATED = ("count", "money", "measure", "percent", "score")
_FAR = 400  # characters around a figure in which its sentence ends
_END = re.compile(r"[.!?;]\s+(?=\W?[^\W\d_a-z])|\n")
_WORD = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)*")
_DECIMALS = re.compile(r"\d[.,](\d+)")
_ZEROS = 2  # so many zeros at the end of a whole number make it a rounded one

Key = tuple[str, str | None, str | None, frozenset[str]]


class Stated(NamedTuple):
    """A figure and the text that states it."""

    figure: FigureRow
    text: str
    language: Language
    listed: bool = False

    @property
    def sentence(self) -> str:
        """The sentence around the figure."""
        low = max(0, self.figure.char_start - _FAR)
        high = self.figure.char_end + _FAR
        starts = [match.end() for match in _END.finditer(self.text, low, self.figure.char_start)]
        end = _END.search(self.text, self.figure.char_end, high)
        return self.text[max(starts, default=low) : end.start() if end else high].strip()


def stated_in(figure: FigureRow, passage: PassageRow) -> Stated:
    """Return a figure with the text of its passage."""
    return Stated(figure, passage.text, passage.language, passage.kind == "list_item")


def subject_of(stated: Stated) -> str:
    """Return what a figure is of, and when, as its row has it."""
    when = f", {stated.figure.period}" if stated.figure.period else ""
    return f"{stated.figure.subject}{when}"


def contradictions(stated: Iterable[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Yield pairs of figures of one quantity whose values cannot both be right, in order.

    Where three values are given, they are of things that the subject does not tell apart.
    """
    by_key: dict[Key, list[Stated]] = defaultdict(list)
    for item in stated:
        if (key := key_of(item.figure, item.language)) and _is_plain(item):
            by_key[key].append(item)
    for items in by_key.values():
        values = {item.figure.value for item in items}
        if len(values) == 2:
            yield from _pairs(items)


def _pairs(items: list[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """The first pair of items that contradict each other."""
    first = items[0]
    other = next((i for i in items if i.figure.value != first.figure.value), None)
    if other and _same_quantity(first, other) and not _rounds(first.figure, other.figure):
        yield first, other


def key_of(figure: FigureRow, language: Language) -> Key | None:
    """Return what figures of one quantity share; None of what cannot be compared."""
    stated = figure.kind in _STATED and figure.value is not None and figure.value_max is None
    if not stated or figure.qualifier or not figure.subject:
        return None
    words = _content(figure.subject, language)
    fewest = FEWEST_WORDS if figure.period else FEWEST_UNTIMED
    return (figure.kind, figure.unit, figure.period, words) if len(words) >= fewest else None


def _content(text: str, language: Language) -> frozenset[str]:
    """The stems of the words of a text that say what it is of."""
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(stem for word in words if (stem := _stem(word, language)))


@cache
def _stem(word: str, language: Language) -> str:
    """The stem of a word, nothing of one that only says that something is there."""
    exists = relations(language).existence.fullmatch(word)
    return "" if exists else LANGUAGES[language].stem(word)


def _is_plain(stated: Stated) -> bool:
    """Whether a sentence says of all, not of others, of some, or of what is to be.

    Items of lists name the things of a case, which their head tells apart.
    """
    if stated.listed and not stated.figure.period:
        return False
    return relations(stated.language).another.search(stated.sentence) is None


def _same_quantity(first: Stated, second: Stated) -> bool:
    """Whether the sentences name the same places and say much the same."""
    if first.text == second.text and first.sentence == second.sentence:
        return False
    words = [_content(item.sentence, item.language) for item in (first, second)]
    if not (_names(first) <= _names(second, 0) and _names(second) <= _names(first, 0)):
        return False
    common = len(words[0] & words[1]) / max(1, len(words[0] | words[1]))
    return first.figure.period is not None or common >= LIKE


def _names(stated: Stated, first: int = 1) -> frozenset[str]:
    """The stems of words with a capital inside a sentence: places and bodies.

    Its first word has one in any case: it counts with `first` as 0.
    """
    inner = (w for w in _WORD.findall(stated.sentence)[first:] if w[0].isupper())
    return frozenset(LANGUAGES[stated.language].stem(word) for word in inner)


def _rounds(first: FigureRow, second: FigureRow) -> bool:
    """Whether one value is the other, rounded."""
    coarse = max(_step(first), _step(second))
    apart = (first.value or 0.0) - (second.value or 0.0)
    return abs(apart) <= coarse / 2 * (1 + 1e-9)


def _step(figure: FigureRow) -> float:
    """What one in the last telling place of a number is worth; 1 of a whole count."""
    decimals = _DECIMALS.search(figure.number_text.replace(" ", ""))
    value = abs(figure.value or 0.0)
    digits = re.sub(r"\D", "", figure.number_text)
    printed = float(digits or 1)
    if decimals or printed != value:  # a scale word, or decimals
        return value / printed if printed else 0.0
    zeros = len(digits) - len(digits.rstrip("0"))
    return 10.0**zeros if zeros >= _ZEROS else 0.0
