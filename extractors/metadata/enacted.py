"""Acts without a line that names them: the words with which they begin to rule tell the type.

What does not belong here: acts that name their type (`acts`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.calendar.dates import find_dates
from extractors.languages import LANGUAGES
from extractors.languages.data import choice_of_words
from extractors.languages.lookalikes import mended_words
from extractors.metadata.acts import NUMBER_LINE, Requisites, names_matter
from extractors.metadata.lexicon import Act, act_by_word, act_heads, acts, cues
from extractors.outline.approval import is_annex_mark
from extractors.text.folding import fold
from schemas.tables import Language

MOST_WORDS = 12  # of an issuer's name
SHORTEST_STEM = 4  # letters of a type's name, whose last one its cases change
MARK_LINES = 4  # of the mark of an annex, before and after the line with its word


def read_enacted(
    front: Sequence[str], ruling: str, annexes: Sequence[str], language: Language
) -> Requisites:
    """Return what the words that begin to rule tell, and a head whose lines are wrapped.

    `ruling` is the block with these words; they close it, before a colon. `annexes`
    are the lines after the act: the marks of its annexes name it, with number and date.
    """
    match = _ruling().search(mended_words(ruling))
    if match is None:
        return Requisites()
    act = _act(fold(match["words"]), " ".join([*front, ruling]))
    head = _wrapped_head(front, act, language)
    if head:
        return head
    number, date = _from_annex(annexes, act)
    return Requisites(
        act_type=act.name,
        number=number,
        date=date,
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


def _from_annex(lines: Sequence[str], act: Act) -> tuple[str | None, str | None]:
    """Return number and date of the act as the first mark of an annex to it gives them."""
    for index, line in enumerate(lines):
        if is_annex_mark(line):
            mark = " ".join(lines[max(0, index - MARK_LINES) : index + MARK_LINES])
            numbers, dates = list(NUMBER_LINE.finditer(mark)), list(find_dates(mark))
            folded = fold(mended_words(mark))
            named = any(word[: max(SHORTEST_STEM, len(word) - 1)] in folded for word in act.words)
            if named and len(numbers) == 1 and len(dates) <= 1:
                date = dates[0].date.isoformat() if dates else None
                return numbers[0]["number"].rstrip("."), date
    return None, None


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
