"""Names of months in any case form, misprinted ones too.

What belongs here: which month a word names. What does not: whole dates (`dates`)
and deadlines (`extractors.plan_vocabulary.deadline_tokens`).
"""

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz.distance import OSA

from extractors.languages import LANGUAGES, data_of_all
from extractors.languages.data import choice
from extractors.languages.lookalikes import as_cyrillic, as_cyrillic_pattern, as_typed
from schemas.document import Frozen

SHORTEST_MISPRINT = 5  # shorter stems are one letter off too many words


class Months(Frozen):
    """The months of a language, from January on, as patterns over small letters.

    `stems` hold what all case forms of a name share, `ending` what may follow it,
    `abbreviations` its short forms, `other_words` the beginnings of words that look like
    misprints and are none.
    """

    stems: tuple[str, ...] = ()
    ending: str = ""
    abbreviations: tuple[str, ...] = ()
    other_words: tuple[str, ...] = ()

    @property
    def stem_source(self) -> str:
        """The source of a pattern for the stem of any month."""
        return choice(self.stems)

    @property
    def source(self) -> str:
        """The source of a pattern for any month in any case form."""
        return choice(f"(?:{stem})(?:{self.ending})" for stem in self.stems)


def months_of(code: str) -> Months:
    """Return the months of a language."""
    return LANGUAGES[code].data("months", Months)


def month_source() -> str:
    """Return the source of a pattern for any month of any language in any case form."""
    return choice(months.source for months in _all_months())


def abbreviated_months() -> Iterator[tuple[int, str]]:
    """Yield months, 1 to 12, with the source of a pattern for their short forms."""
    for months in data_of_all("months", Months):
        yield from enumerate(months.abbreviations, start=1)


def month_number(word: str) -> int | None:
    """Return 1 to 12 for a word that begins as a month's name does, or for its number."""
    return int(word) if word.isdigit() else _month(word.lower(), whole=False)


def month_of(word: str) -> int | None:
    """Return the month, 1 to 12, that a word in small letters names in any case form, or None."""
    return _month(word, whole=True)


def nearly_month(word: str) -> int | None:
    """Return the month from whose name a word differs by one letter, if there is just one.

    A word that is typed without letters of its language differs by all of them together.
    """
    word = as_cyrillic(word)
    if any(re.match(form, word) for months in _all_months() for form in months.other_words):
        return None
    near = {
        number
        for months in _all_months()
        for number, stem in enumerate(map(_plain, months.stems), start=1)
        if len(stem) >= SHORTEST_MISPRINT
        and (_is_one_letter_off(word, stem, months.ending) or _is_typed(word, stem, months.ending))
    }
    return near.pop() if len(near) == 1 else None


def _month(word: str, *, whole: bool) -> int | None:
    """Return the first month whose stem a word has: with an ending, or just at its beginning."""
    word = as_cyrillic(word)
    for months in _all_months():
        for number, stem in enumerate(months.stems, start=1):
            found = re.fullmatch(stem + months.ending, word) if whole else re.match(stem, word)
            if found:
                return number
    return None


def _plain(stem: str) -> str:
    """Return a stem's pattern as one word: of several letters the first, without lookaheads."""
    return re.sub(r"\[(.)[^\[\]]*\]|\([^()]*\)", r"\1", stem)


def _is_one_letter_off(word: str, stem: str, ending: str) -> bool:
    """Tell whether a word is stem and ending, a letter wrong, missing, too many or swapped."""
    heads = (word[:size] for size in range(len(stem) - 1, len(stem) + 2) if size <= len(word))
    return any(
        re.fullmatch(ending, word[len(head) :]) and OSA.distance(head, stem, score_cutoff=1) == 1
        for head in heads
    )


def _is_typed(word: str, stem: str, ending: str) -> bool:
    """Tell whether a word is stem and ending but for letters that some keyboards lack."""
    return re.fullmatch(as_typed(f"{stem}(?:{ending})"), as_typed(word)) is not None


@cache
def _all_months() -> tuple[Months, ...]:
    """Return the months of all languages, as patterns for words in Cyrillic look-alikes."""
    return tuple(map(_folded, data_of_all("months", Months)))


def _folded(months: Months) -> Months:
    return Months(
        stems=tuple(map(as_cyrillic_pattern, months.stems)),
        ending=as_cyrillic_pattern(months.ending),
        other_words=tuple(map(as_cyrillic_pattern, months.other_words)),
    )
