"""How often letters, words and endings stand in each language.

What belongs here: the languages' `letters.tsv`, `function_words.tsv` and
`telling_endings.tsv` as the numbers that detection needs. What does not:
deciding anything (`detection`).
"""

from math import log, log10

from pydantic import Field

from extractors.languages import LANGUAGES
from schemas.document import Frozen
from schemas.tables import Language

_RARE = 0.01  # percent; what is rarer in a language is none of its letters


class _Letter(Frozen):
    """How often a letter stands in running text of the language, percent of letters."""

    letter: str = Field(min_length=1, max_length=1)
    percent: float = Field(gt=0)


class _Ending(Frozen):
    ending: str


class _FunctionWord(Frozen):
    word: str


def _percents(code: str) -> dict[str, float]:
    return {row.letter: row.percent for row in LANGUAGES[code].rows("letters", _Letter)}


_PERCENTS = {code: _percents(code) for code in LANGUAGES}
_LETTERS = sorted(set().union(*_PERCENTS.values()))
_LEAST = min((p for percents in _PERCENTS.values() for p in percents.values()), default=_RARE)


def _share(code: str, letter: str) -> float:
    """Percent of a letter in a language; the least known for one that it has not."""
    return _PERCENTS[code].get(letter, _LEAST)


def _highest_elsewhere(code: str, letter: str) -> float:
    return max((_share(other, letter) for other in LANGUAGES if other != code), default=_LEAST)


def percent_of(code: str, letter: str) -> float:
    """Percent of the letters of running text that a letter is; 0 if the language lacks it."""
    return _PERCENTS[code].get(letter, 0.0)


# How much a letter speaks for a language against its nearest rival, as a log ratio.
LETTER_WEIGHTS = {
    code: {
        letter: log(_share(code, letter) / _highest_elsewhere(code, letter)) for letter in _LETTERS
    }
    for code in LANGUAGES
}

# The letters that one language alone has.
OWN_LETTERS = {
    code: frozenset(
        letter
        for letter in _LETTERS
        if _highest_elsewhere(code, letter) < _RARE <= _share(code, letter)
    )
    for code in LANGUAGES
}

# How common a letter is in any of them: 1.5 for the commonest, about 0 for one in ten thousand.
LETTER_FREQUENCY = {
    letter: 1 + log10(max(_share(code, letter) for code in LANGUAGES)) / 2 for letter in _LETTERS
}

# Words that carry grammar, and the endings that tell, each with its language.
FUNCTION_WORDS: dict[str, Language] = {
    row.word: code
    for code, language in LANGUAGES.items()
    for row in language.rows("function_words", _FunctionWord)
}
ENDINGS: dict[str, Language] = {
    row.ending: code
    for code, language in LANGUAGES.items()
    for row in language.rows("telling_endings", _Ending)
}
