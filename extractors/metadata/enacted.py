"""Acts without a line that names them: the words with which they begin to rule tell the type.

What does not belong here: acts that name their type (`acts`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.calendar.dates import find_dates
from extractors.languages import LANGUAGES
from extractors.languages.data import choice_of_words
from extractors.metadata.acts import Requisites, names_matter
from extractors.metadata.lexicon import Act, act_by_word, act_heads, acts, cues
from extractors.text.folding import fold
from schemas.tables import Language

MOST_WORDS = 12  # of an issuer's name


def read_enacted(front: Sequence[str], ruling: str, language: Language) -> Requisites:
    """Return what the words that begin to rule tell, and a head whose lines are wrapped.

    `ruling` is the block with these words; they close it, before a colon.
    """
    match = _ruling().search(ruling)
    if match is None:
        return Requisites()
    act = _act(fold(match["words"]), " ".join([*front, ruling]))
    head = _wrapped_head(front, act, language)
    if head:
        return head
    return Requisites(
        act_type=act.name,
        issuer=_issuer(ruling[: match.start()]),
        title=next(filter(names_matter, front), None),
    )


def _act(words: str, text: str) -> Act:
    """Return the type that begins to rule with these words, in a text that names its ruler."""
    folded = text.casefold()
    return next(act for act in acts() if words in act.enacting and act.ruler in folded)


def _wrapped_head(front: Sequence[str], act: Act, language: Language) -> Requisites | None:
    """Read the line of the legal database where it is broken into several."""
    head = " ".join(front)
    match = next(filter(None, (heads.wrapped.match(head) for heads in act_heads())), None)
    if match is None or act_by_word()[match["type"].casefold()].name != act.name:
        return None
    found = next(find_dates(match["date"]), None)
    return Requisites(
        act_type=act.name,
        number=match["number"],
        date=found.date.isoformat() if found else None,
        issuer=LANGUAGES[language].nominative(match["issuer"]),
        title=match["title"],
    )


def _issuer(text: str) -> str | None:
    """Return the name right before the words, after the reasons that the act gives."""
    name = re.split(rf",|(?<!\w)(?:{choice_of_words(cues().reasons)})(?!\w)", text)[-1].strip()
    named = name[:1].isupper() and len(name.split()) <= MOST_WORDS and not re.search(r"\d", name)
    return name if named else None


@cache
def _ruling() -> re.Pattern[str]:
    words = sorted((w for act in acts() for w in act.enacting), key=len, reverse=True)
    forms = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?P<words>{forms})\s*:\s*$", re.IGNORECASE)
