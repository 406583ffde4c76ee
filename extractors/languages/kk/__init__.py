"""Kazakh: the face of its folder.

What belongs here: one line a question of the interface. What does not: grammar
(the modules beside this one) and words (the data files).
"""

import re
from collections.abc import Sequence

from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.languages.base import Analysis, Case, Language
from extractors.languages.kk import cases, endings, morphology, phrases
from extractors.languages.words import words_of

# An ending that a hyphen parts from an abbreviation: "БҚДБ-ның".
_HYPHENATED_ENDING = re.compile(rf"(?<=[A-Z{CAPITAL}])-[{SMALL}]{{1,4}}$")


class Kazakh(Language):
    """Kazakh grammar by our own rules over the Hunspell word list."""

    def analyse(self, word: str) -> Analysis:
        """Take a word apart; of several readings the one the dictionary knows best."""
        return morphology.analyse(word)

    def stem(self, word: str) -> str:
        """Return the folded dictionary form, of a verb its root."""
        return morphology.stem(word)

    def is_ending(self, stem: str, rest: str) -> bool:
        """Tell whether `rest` ends a word that begins with `stem`, by harmony and assimilation."""
        return endings.is_ending(stem, rest)

    def is_conjunction(self, word: str) -> bool:
        """Tell whether a word is "мен", "бен" or "пен", which are endings, too."""
        return endings.is_conjunction(word)

    def case_of_ending(self, ending: str) -> Case | None:
        """Return the case that an ending after digits shows."""
        return cases.case_after_digits(ending)

    def nominative(self, phrase: str, *, governed: bool = False) -> str:
        """Return the phrase with its head, which is its last word, in the nominative."""
        words = words_of(phrase)
        if not words or words[-1].end != len(phrase):
            return phrase
        last = words[-1]
        before = words[-2].text if len(words) > 1 else ""
        head = _HYPHENATED_ENDING.sub("", last.text)
        head = phrases.nominative(head, before) if head == last.text else head
        return phrase[: last.start] + head

    def phrase_start(self, words: Sequence[str]) -> int:
        """Return where the noun phrase begins whose head is the last word."""
        return phrases.phrase_start(words)

    def is_adposition(self, word: str) -> bool:
        """Tell whether a word is a postposition."""
        return phrases.is_postposition(word)


LANGUAGE = Kazakh("kk")
