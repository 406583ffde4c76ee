"""What readers ask of the languages: words that show the structure of a file.

What belongs here: the model of each language's `readers.toml`. What does not: the
words themselves (`extractors.languages`), and those of web pages (`web_page`).
"""

from functools import cache

from extractors.languages import data_of_all
from extractors.languages.data import NEVER, PatternSource
from schemas.document import Frozen


class ReaderWords(Frozen):
    """What one language calls the parts of a file, and how its files are encoded.

    The first three are names of Word's paragraph styles. `letter_numbering` is
    OOXML's name for numbering by the language's letters, `list_letters` are those
    that it counts with.
    """

    heading_styles: PatternSource = NEVER.pattern
    title_styles: frozenset[str] = frozenset()
    contents_styles: PatternSource = NEVER.pattern
    number_column_titles: PatternSource = NEVER.pattern
    code_pages: tuple[str, ...] = ()
    letter_numbering: str = ""
    list_letters: str = ""


@cache
def reader_words() -> tuple[ReaderWords, ...]:
    """Return the words of each language."""
    return data_of_all("readers", ReaderWords)
