"""What every part of the house may ask of a language.

What belongs here: the interface, with the answers of a language that knows
nothing of the question, so that a new language says only what it can. What does
not: any word of a language (its folder), and words and patterns that only one
extractor needs: those stand in a data file of the language's folder, and the
extractor asks for them by `data` or `rows` with a model of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from extractors.languages.data import ModelT, load, load_rows
from extractors.languages.profiles import profiles

Case = Literal["genitive", "dative", "accusative", "locative", "ablative", "instrumental"]
PartOfSpeech = Literal[
    "noun", "adjective", "participle", "verb", "infinitive", "converb", "preposition",
    "conjunction", "adverb", "numeral", "pronoun", "particle", "invariable", "other",
]  # fmt: skip


class Analysis(NamedTuple):
    """What a word's form says. `lemma` is lower case; `case` is None in the nominative.

    Of a form that may be of several cases (Russian), `noun_cases` holds those of its
    readings as a noun, each by its first four letters in English ("gent", "nomn", …:
    pymorphy's names).
    """

    lemma: str
    pos: PartOfSpeech
    plural: bool = False
    possessive: bool = False
    case: Case | None = None
    relative: bool = False  # a locative made an adjective (Kazakh "-дағы")
    known: bool = False  # the dictionary has the lemma
    noun_cases: frozenset[str] = frozenset()
    animate: bool = False  # the noun names a living being
    countable: bool = False  # the form may be a noun's genitive plural, as after numerals


class Language:
    """A language: its grammar and its words. Each folder makes one, `LANGUAGE`."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.profile = profiles()[code]

    # -- words and patterns -------------------------------------------------------------

    def data(
        self, name: str, model: type[ModelT], fragments: Mapping[str, str] | None = None
    ) -> ModelT:
        """Return the words and patterns of `NAME.toml` in the language's folder, as `model`.

        `fragments` gives patterns that those of the file may name in braces, beside
        the language's own.
        """
        return load(self.code, name, model, {**self.fragments(), **(fragments or {})})

    def fragments(self) -> Mapping[str, str]:
        """Return sources of patterns that grammar makes, for data files to build on."""
        return {}

    def rows(self, name: str, model: type[ModelT]) -> tuple[ModelT, ...]:
        """Return the lines of `NAME.tsv` in the language's folder, each as `model`."""
        return load_rows(self.code, name, model)

    # -- words --------------------------------------------------------------------------

    def analyse(self, word: str) -> Analysis:
        """Take a word apart by its most probable reading."""
        return Analysis(word.casefold(), "other")

    def lemma(self, word: str) -> str:
        """Return the dictionary form, in lower case."""
        return self.analyse(word).lemma

    def stem(self, word: str) -> str:
        """Return what all forms of a word share, for search and for comparing titles."""
        return self.lemma(word)

    def counted_lemma(self, word: str) -> str:
        """Return the dictionary form of a word that a numeral governs."""
        return self.lemma(word)

    def is_word(self, word: str) -> bool:
        """Tell whether the dictionary has a word, as more than an abbreviation."""
        return self.analyse(word).known

    def has_stem(self, word: str) -> bool:
        """Tell whether the dictionary lists stems only and has that of a word with endings."""
        return False

    def is_finite(self, word: str) -> bool:
        """Tell whether a word is most probably a verb in a finite form."""
        return self.analyse(word).pos == "verb"

    def is_ending(self, stem: str, rest: str) -> bool:
        """Tell whether a word may begin with `stem` and end with `rest`, by its endings."""
        return False

    def is_conjunction(self, word: str) -> bool:
        """Tell whether a word looks like an ending but joins two nouns."""
        return False

    def case_of_ending(self, ending: str) -> Case | None:
        """Return the case that an ending after digits or an abbreviation marks ("100-ге")."""
        return None

    # -- numerals -----------------------------------------------------------------------

    def numeral_endings(self) -> Sequence[str]:
        """Return the endings that digits and number words may take ("100-ге")."""
        return ()

    def is_possessive_ending(self, ending: str) -> bool:
        """Tell whether an ending makes a number stand for some of what was named before."""
        return False

    def counted_noun(self, words: Sequence[str]) -> int | None:
        """Return which of the words after a numeral is the noun that it counts, if any is."""
        return None

    def paired_noun(self, words: Sequence[str], noun: int) -> int | None:
        """Return the index of a noun that is counted together with the one at `noun`."""
        return None

    def may_be_several(self, word: str) -> bool:
        """Tell whether a noun may stand in the form that numbers other than one ask for."""
        return True

    def is_verbal_noun(self, word: str) -> bool:
        """Tell whether a word names what is done, so that a number before it is its object."""
        return False

    def without_ending(self, abbreviation: str) -> str:
        """Return an abbreviation as it stands in the nominative."""
        return abbreviation

    # -- phrases ------------------------------------------------------------------------

    # Whether the head of a noun phrase stands at its start, after its adjectives, or at its
    # end, where a clause has its verb, too.
    head_first = True

    def nominative(self, phrase: str, *, governed: bool = False) -> str:
        """Return a noun phrase with its head in the nominative; as it is if that is unknown."""
        return self.told_nominative(phrase, governed=governed) or phrase

    def told_nominative(
        self, phrase: str, *, governed: bool = False, number: str | None = None
    ) -> str | None:
        """Return a phrase with its head in the nominative; None if it is no noun phrase.

        `governed` says that a preposition stands before it, so that it is in no
        nominative yet; `number` is the one that its head should have, as `number_of`
        tells it of a short name.
        """
        return phrase

    def phrase_start(self, words: Sequence[str]) -> int:
        """Return the index where the noun phrase that ends the words begins."""
        return max(len(words) - 1, 0)

    def attributes_start(self, words: Sequence[str], head: int) -> int:
        """Return the index of the first of the attributes right before the head."""
        return head

    def lemmas(self, word: str) -> frozenset[str]:
        """Return all dictionary forms that a word may be of."""
        return frozenset((self.lemma(word),))

    def number_of(self, words: Sequence[str]) -> str | None:
        """Return the number ("sing", "plur") of a name in the nominative, None if unknown."""
        return None

    def is_known(self, word: str) -> bool:
        """Tell whether the dictionary has a word, in any of its forms."""
        return self.analyse(word).known

    def is_noun(self, word: str) -> bool:
        """Tell whether a word may be a noun."""
        return self.analyse(word).pos == "noun"

    def is_head(self, word: str) -> bool:
        """Tell whether a word is likeliest a noun: the head of a short name."""
        return self.is_noun(word)

    def is_verb(self, word: str) -> bool:
        """Tell whether a word is a verb, or a participle that serves as one."""
        return self.analyse(word).pos == "verb"

    def is_genitive(self, word: str) -> bool:
        """Tell whether a word may be a noun or an attribute in the genitive."""
        return self.analyse(word).case == "genitive"

    def is_preposition(self, word: str) -> bool:
        """Tell whether a word stands before the phrase that it governs."""
        return False

    def is_postposition(self, word: str) -> bool:
        """Tell whether a word stands after the phrase that it governs."""
        return False
