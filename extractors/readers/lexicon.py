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
    that it counts with. The last four are what pages print beside the text: the
    word beside a page's number, the one between it and the number of pages,
    captions above a table that goes on, and units of which a raised number is the
    power, not a footnote's mark.
    """

    heading_styles: PatternSource = NEVER.pattern
    title_styles: frozenset[str] = frozenset()
    contents_styles: PatternSource = NEVER.pattern
    number_column_titles: PatternSource = NEVER.pattern
    code_pages: tuple[str, ...] = ()
    letter_numbering: str = ""
    list_letters: str = ""
    page_words: PatternSource = NEVER.pattern
    out_of: PatternSource = NEVER.pattern
    continued_table: PatternSource = NEVER.pattern
    raised_power_units: PatternSource = NEVER.pattern


@cache
def reader_words() -> tuple[ReaderWords, ...]:
    """Return the words of each language."""
    return data_of_all("readers", ReaderWords)
