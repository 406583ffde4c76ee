"""Marks in a plan's cells: "-"-", "то же", and words after which a name goes on.

What belongs here: telling them. What does not: their words (`plan_marks.toml` of each
language), and what stands above a ditto (`extractors.plans.ditto`).
"""

import re
from functools import cache

from extractors.languages import data_of_all
from extractors.languages.lookalikes import as_cyrillic
from schemas.document import Frozen

# Quotes, strokes or "II" for them, between dashes or not; a dash alone is no ditto.
_QUOTES = "\"«»“”„‟″〃'’‘`"
_SIGNS = re.compile(rf"[-–—−\s]*(?:(?:[{_QUOTES}]\s?)+|,,+|[/\\|]{{2,}})[-–—−\s.]*")
_DASHED_LETTERS = re.compile(rf"[-–—−]\s*{as_cyrillic('I')}{{2}}\s*[-–—−]", re.IGNORECASE)


class _Marks(Frozen):
    """A language's words of `plan_marks.toml`."""

    ditto: tuple[str, ...] = ()
    unfinished: tuple[str, ...] = ()


def is_ditto(text: str) -> bool:
    """Tell whether a cell only says that it holds what the cell above does."""
    bare = text.strip()
    if _SIGNS.fullmatch(bare) or _DASHED_LETTERS.fullmatch(as_cyrillic(bare)):
        return True
    return " ".join(re.sub(r"[^\w\s-]", "", bare).casefold().split()).strip("- ") in _words()


def is_unfinished(name: str) -> bool:
    """Tell whether a name must go on after its last word."""
    last = re.split(r"\s", name.rstrip())[-1].casefold()
    return last.endswith(_endings()) if _endings() else False


@cache
def _words() -> frozenset[str]:
    return frozenset(word for marks in data_of_all("plan_marks", _Marks) for word in marks.ditto)


@cache
def _endings() -> tuple[str, ...]:
    marks = data_of_all("plan_marks", _Marks)
    return tuple(ending for words in marks for ending in words.unfinished)
