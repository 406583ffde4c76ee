"""Definitions in running text: "(далее – АСП)", "(бұдан әрі – ЕББҚ)", "… (ПН)".

What belongs here: finding the definition and its short name. What does not:
which words it stands for (`expansion`).
"""

import re
from collections.abc import Iterator
from functools import cache

from extractors.abbreviations import expansion
from extractors.abbreviations.lexicon import words_of_language
from extractors.languages import LANGUAGES
from extractors.languages.alphabet import CAPITAL
from extractors.languages.data import choice_of_words
from extractors.languages.detection import detect_language
from schemas.document import Frozen
from schemas.tables import Language

ACRONYM = rf"(?=[\w-]*?[A-Z{CAPITAL}][\w-]*?[A-Z{CAPITAL}])[A-Z{CAPITAL}][\w-]*"
PAIR = re.compile(rf"\(\s*[«\"“]?(?P<short>{ACRONYM})[»\"”]?\s*\)")
REVERSED = re.compile(rf"(?<![\w-])(?P<short>{ACRONYM})\s+\((?P<phrase>[^()]{{5,150}})\)")
LONGEST_SHORT = 80


class Definition(Frozen):
    """A short name, what it stands for, and where in the passage it is defined."""

    short: str
    expansion: str
    start: int
    end: int


def find_inline(text: str, language: Language) -> Iterator[Definition]:
    """Yield the definitions in a passage, in order."""
    yield from sorted(
        [*_hereinafter(text), *_pairs(text, language), *_reversed(text, language)],
        key=lambda definition: definition.start,
    )


def _hereinafter(text: str) -> Iterator[Definition]:
    floor = 0
    for match in _mark().finditer(text):
        short = _clean(match["short"])
        if not short or not _is_name(short, bool(match["dash"])):
            continue
        language = next(code for code in LANGUAGES if match[code])
        full = expansion.expand(short, text, match.start(), match.end(), language, floor)
        floor = match.end()
        if full:
            yield Definition(short=short, expansion=full, start=match.start(), end=match.end())


def _pairs(text: str, language: Language) -> Iterator[Definition]:
    for match in PAIR.finditer(text):
        full = expansion.expand_pair(match["short"], text, match.start(), language)
        if full:
            yield Definition(
                short=match["short"], expansion=full, start=match.start(), end=match.end()
            )


def _reversed(text: str, language: Language) -> Iterator[Definition]:
    for match in REVERSED.finditer(text):
        if expansion.fits_whole(match["short"], match["phrase"]):
            found = detect_language(match["phrase"], language)
            full = LANGUAGES[found].nominative(match["phrase"].strip())
            yield Definition(
                short=match["short"], expansion=full, start=match.start(), end=match.end()
            )


def _is_name(short: str, dashed: bool) -> bool:
    """Without a dash after "hereinafter", only a capital makes what follows a name."""
    return len(short) <= LONGEST_SHORT and (dashed or short[0].isupper())


def _clean(short: str) -> str:
    short = re.sub(r"[*_]{1,3}", "", short).strip(" ,;:–—-")
    short = short if re.fullmatch(r"(?:\w\.\s?){2,}", short) else short.rstrip(".")
    if len(short) > 2 and short[0] in '«"“„' and short[-1] in '»"”':
        inner = short[1:-1]
        return inner if not re.search(r"[«»\"“”]", inner) else short
    return short


@cache
def _mark() -> re.Pattern[str]:
    """A definition in brackets; the group that matches is named for the mark's language."""
    words = {code: words_of_language(code) for code in LANGUAGES}
    marks = "|".join(f"(?P<{code}>{choice_of_words(words[code].hereinafter)})" for code in words)
    fillers = choice_of_words([filler for one in words.values() for filler in one.fillers])
    return re.compile(
        rf"[(\[][\s*_]*(?:{marks})(?:\s*,?\s*(?:{fillers}))*+"
        rf"\s*(?P<dash>[-–—:−]\s*)?(?P<short>[^()\[\]]{{1,{LONGEST_SHORT}}}?)\s*[)\]]",
        re.IGNORECASE,
    )
