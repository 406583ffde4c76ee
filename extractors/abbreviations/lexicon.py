"""The words around abbreviations: `abbreviations.toml` of each language, alone and together.

What does not belong here: what is done with them.
"""

from collections.abc import Mapping
from functools import cache

from extractors.languages import LANGUAGES, rows_of_all
from extractors.languages.data import NEVER, CasedPattern, Pattern
from extractors.languages.merging import merged_data
from schemas.document import Frozen
from schemas.tables import Language


class AbbreviationWords(Frozen):
    """A language's words; the comments of its file say what each list is for."""

    hereinafter: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    function_words: frozenset[str] = frozenset()
    state_words: frozenset[str] = frozenset()
    state_names: frozenset[str] = frozenset()
    pointers: tuple[str, ...] = ()
    continuations: tuple[str, ...] = ()
    clause_openings: tuple[str, ...] = ()
    company: CasedPattern = NEVER
    party: Pattern = NEVER
    act_title: CasedPattern = NEVER
    clipped: CasedPattern = NEVER
    clipped_halves: Mapping[str, str] = {}


class _CommonAbbreviation(Frozen):
    """A line of a language's `common_abbreviations.tsv`: one that no document need explain."""

    abbreviation: str


@cache
def common_abbreviations() -> frozenset[str]:
    """Return the abbreviations that are general knowledge in some language."""
    lines = rows_of_all("common_abbreviations", _CommonAbbreviation)
    return frozenset(line.abbreviation for line in lines)


def words_of_language(language: Language) -> AbbreviationWords:
    """Return the words of one language."""
    return LANGUAGES[language].data("abbreviations", AbbreviationWords)


def any_words() -> AbbreviationWords:
    """Return the words of all languages together, for texts whose language does not matter."""
    return merged_data("abbreviations", AbbreviationWords)
