"""Russian: the face of its folder.

What belongs here: one line a question of the interface. What does not: grammar
(the modules beside this one) and words (the data files).
"""

from collections.abc import Sequence

from extractors.languages.base import Analysis, Language
from extractors.languages.ru import counting, endings, morphology, phrases


class Russian(Language):
    """Russian grammar by pymorphy3 and its dictionary."""

    def analyse(self, word: str) -> Analysis:
        """Take a word apart by its most probable reading."""
        return morphology.analyse(word)

    def stem(self, word: str) -> str:
        """Return the dictionary form with е for ё."""
        return morphology.stem(word)

    def counted_lemma(self, word: str) -> str:
        """Return the dictionary form, rather of a genitive plural."""
        return morphology.counted_lemma(word)

    def is_word(self, word: str) -> bool:
        """Tell whether the dictionary has a word, as more than an abbreviation."""
        return morphology.is_word(word)

    def is_finite(self, word: str) -> bool:
        """Tell whether a word is a verb in a finite form that the dictionary has."""
        return morphology.is_finite(word)

    def is_ending(self, stem: str, rest: str) -> bool:
        """Tell whether `rest` ends a word that begins with `stem`."""
        return endings.is_ending(stem, rest)

    def counted_noun(self, words: Sequence[str]) -> int | None:
        """Return the first noun, which adjectives and participles may precede."""
        return counting.counted_noun(words)

    def may_be_several(self, word: str) -> bool:
        """Tell whether a noun is more than a singular in a case that no numeral governs."""
        return counting.may_be_several(word)

    def told_nominative(
        self, phrase: str, *, governed: bool = False, number: str | None = None
    ) -> str | None:
        """Return the phrase with its head and the head's adjectives in the nominative."""
        return phrases.nominative(phrase, governed=governed, number=number)

    def phrase_start(self, words: Sequence[str]) -> int:
        """Return where the noun phrase begins that ends the words."""
        return phrases.phrase_start(words)

    def attributes_start(self, words: Sequence[str], head: int) -> int:
        """Return the first of the adjectives right before the head that agree with it."""
        return phrases.attributes_start(words, head)

    def lemmas(self, word: str) -> frozenset[str]:
        """Return the dictionary forms that a word may be of, ё as е."""
        return phrases.lemmas(word)

    def number_of(self, words: Sequence[str]) -> str | None:
        """Return the number of a short name by its first word."""
        return phrases.number_of(words)

    def is_known(self, word: str) -> bool:
        """Tell whether the dictionary has a word, abbreviations among them."""
        return morphology.is_known(word)

    def is_noun(self, word: str) -> bool:
        """Tell whether a word may be a noun."""
        return phrases.is_noun(word)

    def is_head(self, word: str) -> bool:
        """Tell whether a word is likeliest a noun."""
        return phrases.is_head(word)

    def is_verb(self, word: str) -> bool:
        """Tell whether a word is a verb, or a short participle that serves as one."""
        return phrases.is_verb(word)

    def is_genitive(self, word: str) -> bool:
        """Tell whether a word may be a noun, adjective or participle in the genitive."""
        return phrases.is_genitive(word)

    def is_preposition(self, word: str) -> bool:
        """Tell whether a word is a preposition."""
        return phrases.is_preposition(word)


LANGUAGE = Russian("ru")
