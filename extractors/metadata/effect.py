"""When an act comes into force, and what it says of it.

What does not belong here: when others do (references, transitional rules).
"""

import re
from collections.abc import Sequence

from extractors.calendar.dates import find_dates
from extractors.languages.alphabet import CAPITAL
from extractors.languages.data import choice_of_words
from extractors.metadata.lexicon import cues
from extractors.outline.headings import POINT
from schemas.document import Frozen

SENTENCE = re.compile(rf"[^.]+(?:\.(?!\s+[A-Z{CAPITAL}])[^.]*)*\.?")


class Effect(Frozen):
    """What an act says of coming into force, and the day, if it names one."""

    text: str | None = None
    date: str | None = None


def find_effect(texts: Sequence[str], signed: str | None) -> Effect:
    """Return what the act says of its own coming into force; `signed` is its date."""
    for text in reversed(texts):
        for sentence in SENTENCE.findall(POINT.sub("", text, count=1)):
            if _is_effect(sentence):
                return Effect(text=sentence.strip(), date=_date(sentence, signed))
    return Effect()


def _is_effect(sentence: str) -> bool:
    folded = sentence.casefold().strip()
    return any(words in folded for words in cues().effect) and folded.startswith(
        cues().effect_subjects
    )


def _date(sentence: str, signed: str | None) -> str | None:
    """Return the day, where one holds for the whole act; exceptions follow the rule."""
    folded = sentence.casefold()
    cut = min(
        (folded.find(w) for w in cues().effect_exceptions if w in folded), default=len(folded)
    )
    rule = sentence[:cut]
    if any(words in rule.casefold() for words in cues().effect_on_signing):
        return signed
    found = list(find_dates(rule))
    if len(found) != 1 or _is_of_an_act(rule, found[0].end):
        return None
    return found[0].date.isoformat()


def _is_of_an_act(text: str, end: int) -> bool:
    """A date with a number after it is that of another act."""
    years = choice_of_words(cues().year_words)
    return bool(re.match(rf"\s*(?:{years})?\s*№", text[end:]))
