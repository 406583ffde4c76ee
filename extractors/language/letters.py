"""Letters, function words and endings of Kazakh and Russian, as statistics.

What belongs here: the three lexica, loaded into the numbers that detection needs.
What does not: deciding anything.
"""

from math import log, log10

from pydantic import BaseModel, ConfigDict, Field

from extractors.lexica import load_tsv
from schemas.tables import Language


class _Letter(BaseModel):
    """How often a letter stands in each language, percent."""

    model_config = ConfigDict(extra="forbid")
    letter: str = Field(min_length=1, max_length=1)
    kk: float = Field(gt=0)
    ru: float = Field(gt=0)


class _Ending(BaseModel):
    """An ending that longer words of one of the languages have."""

    model_config = ConfigDict(extra="forbid")
    ending: str
    language: Language


class _FunctionWord(BaseModel):
    """A word that carries grammar in one of the languages."""

    model_config = ConfigDict(extra="forbid")
    word: str
    language: Language


_LETTERS = load_tsv("letters.tsv", _Letter)

# How much a letter speaks for Kazakh (above 0) or Russian (below), as a log ratio.
LANGUAGE_WEIGHTS: dict[str, float] = {row.letter: log(row.kk / row.ru) for row in _LETTERS}

# Letters that Russian has not.
KAZAKH_LETTERS = frozenset(row.letter for row in _LETTERS if row.ru < 0.01 <= row.kk)

# How common a letter is in either: 1.5 for the commonest, about 0 for one in ten thousand.
CYRILLIC_WEIGHTS: dict[str, float] = {
    row.letter: 1 + log10(max(row.kk, row.ru)) / 2 for row in _LETTERS
}

FUNCTION_WORDS: dict[str, Language] = {
    row.word: row.language for row in load_tsv("function_words.tsv", _FunctionWord)
}

ENDINGS: dict[str, Language] = {
    row.ending: row.language for row in load_tsv("language_endings.tsv", _Ending)
}
