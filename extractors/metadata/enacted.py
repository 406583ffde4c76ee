"""Acts without a line that names them: the words with which they begin to rule tell the type.

What does not belong here: acts that name their type (`acts`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.calendar.dates import DATE_SOURCE, find_dates
from extractors.languages import LANGUAGES
from extractors.metadata.acts import NUMBER_BEFORE, Requisites, names_matter
from extractors.metadata.lexicon import Act, act_by_word, kind_words
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
    """Return the type; the President rules by edict with the words of a decree."""
    act = next(act for act in kind_words().act if words in act.enacting)
    edict = act.name == "постановление" and words.endswith("ю") and "президент" in text.casefold()
    return act_by_word()["указ"] if edict else act


def _wrapped_head(front: Sequence[str], act: Act, language: Language) -> Requisites | None:
    """Read the line of the legal database where it is broken into several."""
    match = _head().match(" ".join(front))
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
    name = re.split(r",|(?<!\w)(?:сәйкес|мақсатында|негізінде)(?!\w)", text)[-1].strip()
    named = name[:1].isupper() and len(name.split()) <= MOST_WORDS and not re.search(r"\d", name)
    return name if named else None


@cache
def _ruling() -> re.Pattern[str]:
    words = sorted((w for act in kind_words().act for w in act.enacting), key=len, reverse=True)
    forms = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"(?<!\w)(?P<words>{forms})\s*:\s*$", re.IGNORECASE)


@cache
def _head() -> re.Pattern[str]:
    kinds = "|".join(re.escape(word) for word, act in act_by_word().items() if act.language == "kk")
    return re.compile(
        rf"(?P<title>.+?\sтуралы)\s+(?P<issuer>[^\d№]+?)\s+(?P<date>{DATE_SOURCE})"
        rf"\s*{NUMBER_BEFORE}\s+(?P<type>{kinds})\b",
        re.IGNORECASE,
    )
