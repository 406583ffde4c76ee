"""The words around abbreviations: `abbreviations.toml` of each language, alone and together.

What does not belong here: what is done with them.
"""

from collections.abc import Mapping

from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, CasedPattern
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
    act_title: CasedPattern = NEVER
    clipped: CasedPattern = NEVER
    clipped_halves: Mapping[str, str] = {}


def words_of_language(language: Language) -> AbbreviationWords:
    """Return the words of one language."""
    return LANGUAGES[language].data("abbreviations", AbbreviationWords)


def any_words() -> AbbreviationWords:
    """Return the words of all languages together, for texts whose language does not matter."""
    return merged_data("abbreviations", AbbreviationWords)
