"""The words around abbreviations, read from `lexica/abbreviation_marks.toml`."""

from extractors.lexica import load_toml
from schemas.document import Frozen


class AbbreviationMarks(Frozen):
    """The whole lexicon; the file's comments say what each list is for."""

    list_titles: tuple[str, ...]
    column_titles: frozenset[str]
    note_titles: tuple[str, ...]
    inline_kk: tuple[str, ...]
    inline_ru: tuple[str, ...]
    inline_fillers: tuple[str, ...]
    function_words: frozenset[str]
    state_words: frozenset[str]
    pointers: tuple[str, ...]
    continuations_ru: tuple[str, ...]


LONGEST_TITLE = 120


def names_list(text: str) -> bool:
    """Tell whether a short text names a list of abbreviations."""
    folded = text.casefold()
    return len(text) <= LONGEST_TITLE and any(title in folded for title in marks().list_titles)


def marks() -> AbbreviationMarks:
    """Return the lexicon."""
    return load_toml("abbreviation_marks.toml", AbbreviationMarks)
