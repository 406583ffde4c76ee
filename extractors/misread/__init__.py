"""Words that were recognised in pictures: repaired by what the document knows, or doubted.

What belongs here: which words may be misread, and what speaks for another reading. What does
not: recognising (`extractors.readers.ocr`), and words of texts that were not pictures, of which
none is touched.

Tesseract's own confidence does not find its errors: it gives wrong words 90 to 96 percent. What
finds them is that they are no words, and what mends them is that the document, a dictionary or
the registry of bodies has the word that differs by letters that look alike.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, product
from typing import Generic, NamedTuple, TypeVar

from extractors.bodies.registry import registry_rows
from extractors.languages.profiles import profiles
from extractors.misread.numbers import with_running_numbers
from extractors.text.vocabulary import Vocabulary, own_letters
from schemas.document import Block, Document, Doubt, Element, SourcedText, Table, UnsureWord

_PART = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d")
_REPAIRED = 0.9  # sure of a word that is none as read, and one known word in letters like them
_DOUBTED = 0.5  # of a word that nobody knows
_LEAST_SURE = 0.8  # of Tesseract, below which a word is doubted whatever it is
_LEAST_SURE_NUMBER = 0.85  # for a number nothing else speaks
_SHORT = 3  # letters: shorter words are too like each other to be repaired
_MOST_READINGS = 48  # of one word
TextT = TypeVar("TextT", bound=SourcedText)


class Reading(NamedTuple):
    """What a word is taken for, how sure that is, and why."""

    word: str
    confidence: float
    evidence: str


def with_doubts(document: Document) -> Document:
    """Return a document whose recognised words are repaired where evidence allows, else doubted.

    A document without pages that were pictures is returned as it is.
    """
    texts = [text for text in _texts(document) if _is_recognised(text)]
    if not texts:
        return document
    judge = _Judge(texts, document.unsure_words)
    body = tuple(judge.element(element) for element in document.body)
    notes = tuple(judge.text(note) for note in document.notes)
    return document.model_copy(update={"body": body, "notes": notes})


def _texts(document: Document) -> Iterator[SourcedText]:
    for element in document.body:
        yield from element.cells if isinstance(element, Table) else (element,)
    yield from document.notes


def _is_recognised(text: SourcedText) -> bool:
    return text.place.source == "ocr"


class _Judge:
    """Judges the words of one document."""

    def __init__(self, texts: Sequence[SourcedText], unsure: Iterable[UnsureWord]) -> None:
        words = [word for text in texts for word in _PART.findall(text.text)]
        self._counts = Counter(map(str.casefold, words))
        self._capitals = Counter(word for word in words if word.isupper())
        self._vocabulary = Vocabulary(Counter())  # of all languages
        self._explained = frozenset(_explained(texts))
        self._unsure: dict[int, list[UnsureWord]] = {}
        for word in unsure:
            self._unsure.setdefault(word.page, []).append(word)
        self._known: dict[str, bool] = {}
        self._readings: dict[str, Reading] = {}

    def element(self, element: Element) -> Element:
        if isinstance(element, Block):
            return self.text(element)
        cells = with_running_numbers(element.cells)
        return element.model_copy(update={"cells": tuple(self.text(c) for c in cells)})

    def text(self, text: TextT) -> TextT:
        """Repair and doubt the words of a text; letters that change are as many as before."""
        if not _is_recognised(text):
            return text
        unsure = self._unsure_in(text)
        doubts, moved = list(text.doubts), _Moved(text)
        for match in _PART.finditer(text.text):
            reading = self._reading(match[0])
            if reading.word != match[0] or reading.confidence < 1:
                start = moved.put(match.start(), match[0], reading.word)
                doubts.append(_doubt(start, match[0], reading))
        for word in unsure:
            at = text.text.find(word.text)
            if at >= 0 and self._is_doubtful(word):
                doubts.append(
                    Doubt(start=moved.at(at), read=word.text, text=word.text,
                          confidence=min(_DOUBTED, word.sure), evidence="unsure")
                )  # fmt: skip
        return moved.text.model_copy(update={"doubts": tuple(doubts)}) if doubts else text

    def _unsure_in(self, text: SourcedText) -> list[UnsureWord]:
        found = []
        for span in text.spans:
            box = span.place.bbox
            for word in self._unsure.get(span.place.page or 0, ()) if box else ():
                x, y = (word.bbox[0] + word.bbox[2]) / 2, (word.bbox[1] + word.bbox[3]) / 2
                if box and box[0] <= x <= box[2] and box[1] <= y <= box[3]:
                    found.append(word)
        return found

    def _is_doubtful(self, word: UnsureWord) -> bool:
        """Whether Tesseract is too unsure of a word; one that is known needs less."""
        if _NUMBER.search(word.text):
            return word.sure < _LEAST_SURE_NUMBER
        parts = _PART.findall(word.text)
        if parts and max(map(len, parts)) > _SHORT and all(map(self._is_known, parts)):
            return False
        return word.sure < _LEAST_SURE and bool(word.text.strip("-–—.,;:«»\"'()"))

    def _reading(self, word: str) -> Reading:
        if word not in self._readings:
            self._readings[word] = self._read(word)
        return self._readings[word]

    def _read(self, word: str) -> Reading:
        """What a word of letters is taken for."""
        known = self._is_known(word)
        if word.isupper() and len(word) > 1:
            return self._abbreviation(word, known)
        if known and (other := self._printed_elsewhere(word)):
            return Reading(other, _REPAIRED, "own text")
        if known or len(word) < _SHORT:
            return Reading(word, 1.0, "known")
        count = self._counts[word.casefold()]
        likely = {
            other
            for other in _others(word)
            if self._is_known(other) or self._counts[other.casefold()] > count
        }
        if len(likely) == 1:
            return Reading(likely.pop(), _REPAIRED, "letters that look alike")
        if not likely and word[0].isupper() and count > 1:
            return Reading(word, 1.0, "name")
        return Reading(word, _DOUBTED, "unknown")

    def _printed_elsewhere(self, word: str) -> str | None:
        """The one word like a known one that the document prints more often, in its language.

        The word itself is none of that language: "оку" among words of Kazakh.
        """
        count = self._counts[word.casefold()]
        more = [o for o in _others(word) if self._counts[o.casefold()] > count]
        likely = [other for other in more if _in_language_of(other, other)]
        if len(likely) == 1 and not _in_language_of(likely[0], word):
            return likely[0]
        return None

    def _abbreviation(self, word: str, known: bool) -> Reading:
        """One is known by the registry or by the document's own list; those like it are these."""
        if known or word in self._explained or word in _registered():
            return Reading(word, 1.0, "known")
        others = set(_others(word))
        likely = others & (self._explained or frozenset()) or others & _registered()
        if len(likely) == 1:
            return Reading(likely.pop(), _REPAIRED, "abbreviation that looks alike")
        rare = len(word) < _SHORT and self._capitals[word] < 2
        return Reading(word, _DOUBTED if likely or rare else 1.0, "abbreviation")

    def _is_known(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = len(word) == 1 or self._vocabulary.in_dictionary(word)
        return self._known[word]


class _Moved(Generic[TextT]):
    """A text some of whose words are replaced; its spans move along."""

    def __init__(self, text: TextT) -> None:
        self.text = text
        self._shifts: list[tuple[int, int]] = []

    def at(self, start: int) -> int:
        """Where an offset of the text as read stands now."""
        return start + sum(by for place, by in self._shifts if place < start)

    def put(self, start: int, old: str, new: str) -> int:
        """Replace a word at an offset of the text as read; return where it stands now."""
        here = self.at(start)
        if old == new:
            return here
        by = len(new) - len(old)
        text = self.text
        update: dict[str, object] = {"text": text.text[:here] + new + text.text[here + len(old) :]}
        if by:
            self._shifts.append((start, by))
            update["spans"] = tuple(
                span.model_copy(update={"start": span.start + by}) if span.start > here else span
                for span in text.spans
            )
            update["joins"] = tuple(
                join.model_copy(update={"start": join.start + by}) if join.start > here else join
                for join in text.joins
            )
            update["breaks"] = tuple(place + by if place > here else place for place in text.breaks)
        self.text = text.model_copy(update=update)
        return here


def _doubt(start: int, read: str, reading: Reading) -> Doubt:
    return Doubt(
        start=start,
        read=read,
        text=reading.word,
        confidence=reading.confidence,
        evidence=reading.evidence,
    )


def _others(word: str) -> Iterator[str]:
    """Other words whose letters look like a word's, in the word's case; not the word itself."""
    alike = _alike()
    pairs = [
        (piece, tuple(_in_case(other, piece) for other in alike.get(piece.casefold(), ())))
        for piece in word
    ]
    choices = product(*((piece, *others) for piece, others in pairs))
    for letters in islice(choices, 1, _MOST_READINGS):
        yield "".join(letters)


def _in_case(letters: str, like: str) -> str:
    return letters.upper() if like.isupper() else letters


def _in_language_of(other: str, word: str) -> bool:
    """Whether a word is in the dictionaries of the languages whose own letters `other` has."""
    codes = tuple(code for code, own in own_letters().items() if own & set(other.casefold()))
    return bool(codes) and Vocabulary(Counter(), codes).in_dictionary(word)


@cache
def _alike() -> Mapping[str, tuple[str, ...]]:
    """For letters as they are read those that they may be, of all languages."""
    found: dict[str, list[str]] = {}
    for profile in profiles().values():
        for letter, read in profile.read_as.items():
            for one in read:
                found.setdefault(one, []).append(letter)
    return {read: tuple(letters) for read, letters in found.items()}


@cache
def _registered() -> frozenset[str]:
    """The abbreviations that the registry of bodies knows."""
    _, names = registry_rows()
    return frozenset(row.name for row in names if row.kind == "abbreviation" and row.name.isupper())


def _explained(texts: Iterable[SourcedText]) -> Iterator[str]:
    """Abbreviations that stand before a dash, as in a document's list of them."""
    for text in texts:
        for match in re.finditer(r"(?:^|\s)(\w{2,8})\s*[-–—]\s+\w", text.text):
            if match[1].isupper() and match[1].isalpha():
                yield match[1]
