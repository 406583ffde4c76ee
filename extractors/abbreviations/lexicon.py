"""The words around abbreviations: `abbreviations.toml` of each language, alone and together.

What does not belong here: what is done with them.
"""

from collections.abc import Mapping
from functools import cache

from extractors.languages import LANGUAGES, data_of_all
from extractors.languages.data import NEVER, CasedPattern
from schemas.document import Frozen
from schemas.tables import Language


class AbbreviationWords(Frozen):
    """A language's words; the comments of its file say what each list is for."""

    column_titles: frozenset[str] = frozenset()
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


class AnyWords(Frozen):
    """The words of all languages, for texts whose language does not matter."""

    column_titles: frozenset[str]
    function_words: frozenset[str]
    state_words: frozenset[str]
    pointers: tuple[str, ...]


def words_of_language(language: Language) -> AbbreviationWords:
    """Return the words of one language."""
    return LANGUAGES[language].data("abbreviations", AbbreviationWords)


@cache
def any_words() -> AnyWords:
    """Return the words of all languages together."""
    every = data_of_all("abbreviations", AbbreviationWords)
    return AnyWords(
        column_titles=frozenset().union(*(words.column_titles for words in every)),
        function_words=frozenset().union(*(words.function_words for words in every)),
        state_words=frozenset().union(*(words.state_words for words in every)),
        pointers=tuple(pointer for words in every for pointer in words.pointers),
    )
