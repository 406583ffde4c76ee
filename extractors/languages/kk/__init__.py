"""Kazakh: the face of its folder.

What belongs here: one line a question of the interface. What does not: grammar
(the modules beside this one) and words (the data files).
"""

import re
from collections.abc import Mapping, Sequence

from extractors.languages.alphabet import CAPITAL
from extractors.languages.base import Analysis, Case, Language
from extractors.languages.kk import cases, counting, endings, morphology, numerals, phrases
from extractors.languages.words import ABBREVIATION_ENDING, words_of

# An ending that a hyphen parts from an abbreviation: "БҚДБ-ның".
_HYPHENATED_ENDING = re.compile(rf"(?<=[A-Z{CAPITAL}]){ABBREVIATION_ENDING}$")


class Kazakh(Language):
    """Kazakh grammar by our own rules over the Hunspell word list."""

    head_first = False

    def fragments(self) -> Mapping[str, str]:
        """Return the endings of each case that follows numbers, by its name."""
        return cases.fragments()

    def analyse(self, word: str) -> Analysis:
        """Take a word apart; of several readings the one the dictionary knows best."""
        return morphology.analyse(word)

    def stem(self, word: str) -> str:
        """Return the folded dictionary form, of a verb its root."""
        return morphology.stem(word)

    def counted_lemma(self, word: str) -> str:
        """Return the dictionary form; of an adjective that makes a dimension, its noun's."""
        return counting.dimension(word) or morphology.lemma(word)

    def has_stem(self, word: str) -> bool:
        """Tell whether the dictionary has the stem of a word."""
        return morphology.analyse(word).known

    def is_ending(self, stem: str, rest: str) -> bool:
        """Tell whether `rest` ends a word that begins with `stem`, by harmony and assimilation."""
        return endings.is_ending(stem, rest)

    def is_conjunction(self, word: str) -> bool:
        """Tell whether a word is "мен", "бен" or "пен", which are endings, too."""
        return endings.is_conjunction(word)

    def case_of_ending(self, ending: str) -> Case | None:
        """Return the case that an ending after digits shows."""
        return cases.case_after_digits(ending)

    def numeral_endings(self) -> Sequence[str]:
        """Return the endings of cases, of possession and others that numerals take."""
        return numerals.numeral_endings()

    def is_possessive_ending(self, ending: str) -> bool:
        """Tell whether an ending is one of the third person's possession: "45-і"."""
        return numerals.is_possessive(ending)

    def counted_noun(self, words: Sequence[str]) -> int | None:
        """Return the last noun of the phrase that follows a numeral."""
        return counting.counted_noun(words)

    def paired_noun(self, words: Sequence[str], noun: int) -> int | None:
        """Return the second noun of "бағдарлама мен жоба"."""
        return counting.paired_noun(words, noun)

    def is_verbal_noun(self, word: str) -> bool:
        """Tell whether a word ends as infinitives do: "жеткізу"."""
        return counting.is_verbal_noun(word)

    def without_ending(self, abbreviation: str) -> str:
        """Return an abbreviation without the ending that a hyphen parts from it."""
        return abbreviation.rsplit("-", 1)[0]

    def told_nominative(
        self, phrase: str, *, governed: bool = False, number: str | None = None
    ) -> str | None:
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

    def is_postposition(self, word: str) -> bool:
        """Tell whether a word is a postposition."""
        return phrases.is_postposition(word)


LANGUAGE = Kazakh("kk")
