"""Rows that head a group of a plan's rows: "1-бағыт. …", "Раздел 2. …".

What belongs here: how such a row begins. What does not: what it heads.
"""

import re
from functools import cache, lru_cache

from extractors.lexica import load_toml
from schemas.document import Frozen


class _Openings(Frozen):
    kk: tuple[str, ...]
    ru: tuple[str, ...]


@lru_cache(maxsize=65536)
def opens_section(text: str) -> bool:
    """Whether a line begins like a row that heads others."""
    return bool(_pattern().match(text.casefold()))


@cache
def _pattern() -> re.Pattern[str]:
    """Kazakh prints the number before the word or in it, Russian after it."""
    openings = load_toml("plan_sections.toml", _Openings)
    kazakh, russian = "|".join(openings.kk), "|".join(openings.ru)
    return re.compile(
        rf"(?:\d+(?:\.\d+)*\.?\s*)?(?:(?:нысаналы|стратегиялық|басым)\s+)?"
        rf"(?:\d+\s?-?\s?(?:{kazakh})\b[\s.:–-]|(?:{kazakh})\s*[№\d:.–-])"
        rf"|(?:\d+(?:\.\d+)*\.?\s+)?(?:(?:целевой|стратегическ\w+|приоритетн\w+)\s+)?(?:{russian})\s*№?\s*[\d:IVX]"
        rf"|(?:[ivx]+[.)]|[а-я]\))\s"
    )
