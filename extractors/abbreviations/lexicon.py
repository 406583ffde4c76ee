"""The words around abbreviations, read from `lexica/abbreviation_marks.toml`."""

from extractors.lexica import load_toml
from schemas.document import Frozen


class AbbreviationMarks(Frozen):
    """The whole lexicon; the file's comments say what each list is for."""

    column_titles: frozenset[str]
    inline_kk: tuple[str, ...]
    inline_ru: tuple[str, ...]
    inline_fillers: tuple[str, ...]
    function_words: frozenset[str]
    state_words: frozenset[str]
    pointers: tuple[str, ...]
    continuations_ru: tuple[str, ...]


def marks() -> AbbreviationMarks:
    """Return the lexicon."""
    return load_toml("abbreviation_marks.toml", AbbreviationMarks)
