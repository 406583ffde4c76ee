"""Names of months of both languages, in any case form, misprinted ones too.

What belongs here: which month a word names. What does not: whole dates
(`extractors.dates`) and deadlines (`extractors.plan_vocabulary.deadline_words`).
"""

import re
from functools import cache
from typing import Literal

from rapidfuzz.distance import OSA

from extractors.lexica import load_toml
from schemas.document import Frozen

SHORTEST_MISPRINT = 5  # shorter stems are one letter off too many words


class MonthForms(Frozen):
    """The months of a language: stems from January on, and what may follow a stem."""

    stems: tuple[str, ...]
    ending: str


class OtherWords(Frozen):
    """Beginnings of words that are no misprints."""

    forms: tuple[str, ...]


class MonthLexicon(Frozen):
    """The months of both languages, and words that look like misprints of them."""

    kk: MonthForms
    ru: MonthForms
    other_words: OtherWords


def month_of(word: str) -> int | None:
    """The month, 1 to 12, that a folded word names in any case form, or None."""
    for stems, ending in _months():
        for number, stem in enumerate(stems, start=1):
            if re.fullmatch(stem + ending, word):
                return number
    return None


def nearly_month(word: str) -> int | None:
    """The month from whose name a word differs by one letter, if there is just one."""
    if any(re.match(form, word) for form in _month_lexicon().other_words.forms):
        return None
    near = {
        number
        for stems, ending in _months()
        for number, stem in enumerate(stems, start=1)
        if len(_plain(stem)) >= SHORTEST_MISPRINT and _near(word, _plain(stem), ending)
    }
    return near.pop() if len(near) == 1 else None


def _plain(stem: str) -> str:
    return re.sub(r"\[(.).*?\]|\(.*?\)", r"\1", stem)


def _near(word: str, stem: str, ending: str) -> bool:
    """Whether a word is a stem and an ending, one letter wrong, missing, too many or swapped."""
    heads = (word[:size] for size in range(len(stem) - 1, len(stem) + 2) if size <= len(word))
    return any(
        re.fullmatch(ending, word[len(head) :]) and OSA.distance(head, stem, score_cutoff=1) == 1
        for head in heads
    )


def month_source() -> str:
    """Return a regular expression for any month in any case form."""
    return "|".join(f"(?:{stem})(?:{ending})" for stems, ending in _months() for stem in stems)


def month_stems(language: Literal["kk", "ru"]) -> tuple[str, ...]:
    """Return a pattern for each month's stem, January first."""
    forms: MonthForms = getattr(_month_lexicon(), language)
    return forms.stems


def _month_lexicon() -> MonthLexicon:
    return load_toml("months.toml", MonthLexicon)


@cache
def _months() -> tuple[tuple[tuple[str, ...], str], ...]:
    lexicon = _month_lexicon()
    return (lexicon.kk.stems, lexicon.kk.ending), (lexicon.ru.stems, lexicon.ru.ending)
