"""Rows that head a group of a plan's rows: "1-бағыт. …", "Раздел 2. …".

What belongs here: how such a row begins. What does not: its words, which stand with the
languages (`plan_sections.toml`), and what it heads.
"""

import re
from functools import cache, lru_cache

from extractors.languages import data_of_all
from extractors.languages.alphabet import SMALL
from extractors.languages.data import NEVER, PatternSource
from schemas.document import Frozen


class _SectionWords(Frozen):
    """How such a row begins in a language, in lower case."""

    opening: PatternSource = NEVER.pattern


@lru_cache(maxsize=65536)
def opens_section(text: str) -> bool:
    """Whether a line begins like a row that heads others."""
    return bool(_opening().match(text.casefold()))


@cache
def _opening() -> re.Pattern[str]:
    """Return a pattern of all languages' words, of Roman numerals and of letters as numbers."""
    worded = [words.opening for words in data_of_all("plan_sections", _SectionWords)]
    return re.compile("|".join([*worded, rf"(?:[ivx]+[.)]|[{SMALL}]\))\s"]))
