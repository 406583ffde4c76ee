"""Whether the words around numbers say that something changed: "снизилась от 65 % до 61 %".

What belongs here: telling a change, whose two numbers are two figures, from a range
and from limits. What does not: the words (`changes.toml` of the languages).
"""

import re
from functools import cache

from extractors.figures.passage_text import PassageText
from extractors.languages import LANGUAGES
from extractors.languages.data import NEVER, Pattern
from schemas.document import Frozen
from schemas.tables import Language

_FAR = 70  # characters after the numbers in which their verb stands
_END = re.compile(r"[;)]")
_BORDER = re.compile(r"[;:]|,(?!\d)")


class ChangeForms(Frozen):
    """Words that say that something went from one value to another (changes.toml)."""

    words: Pattern = NEVER


@cache
def _words(language: Language) -> re.Pattern[str]:
    return LANGUAGES[language].data("changes", ChangeForms).words


def is_change_after(passage: PassageText, offset: int) -> bool:
    """Tell whether a verb soon after `offset` says that the value changed."""
    end = min(passage.sentence(offset)[1], offset + _FAR)
    clause = _END.split(passage.without_brackets(offset, end), maxsplit=1)[0]
    return _words(passage.language).search(clause) is not None


def is_change_before(passage: PassageText, offset: int) -> bool:
    """Tell whether the clause before `offset` says that the value changed."""
    start = passage.sentence(offset)[0]
    borders = [match.end() for match in _BORDER.finditer(passage.text, start, offset)]
    clause = max(borders, default=start)
    return _words(passage.language).search(passage.text, clause, offset) is not None


def is_change_in(text: str, language: Language) -> bool:
    """Tell whether a text has a word of change."""
    return _words(language).search(text) is not None
