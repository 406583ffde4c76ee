"""What a letter's head says: to whom, in reply to what, on what.

What does not belong here: telling the salutation (`extractors.outline.document_parts`)
and the executor (`extractors.contacts`).
"""

import re
from collections.abc import Container, Sequence
from functools import cache
from itertools import takewhile

from extractors.calendar.dates import find_dates
from extractors.languages.data import choice_of_words
from extractors.metadata.lexicon import cues
from schemas.document import Frozen


class LetterHead(Frozen):
    """The head of a letter, each part as printed."""

    issuer: str | None = None
    addressee: str | None = None
    reply_to: str | None = None
    title: str | None = None
    number: str | None = None
    date: str | None = None


def read_letter(front: Sequence[str], salutation: Container[str]) -> LetterHead:
    """Return the head of a letter from the lines before its text."""
    lines = [line for line in front if line not in salutation]
    letterhead = list(takewhile(_is_letterhead, lines))
    lines = lines[len(letterhead) :]
    reply = next((line for line in lines if _is_reply(line)), None)
    subject = next((line for line in lines if _is_subject(line)), None)
    own = next((line for line in lines if line is not reply and _is_own_number(line)), None)
    addressee = [line for line in lines if line not in (reply, subject, own)]
    return LetterHead(
        issuer=" ".join(line for line in letterhead if line.isupper()) or None,
        addressee=" ".join(addressee) or None,
        reply_to=cues().reply_preposition.sub("", reply).rstrip(" .") if reply else None,
        title=subject,
        number=_number(own),
        date=_date(own),
    )


def _is_letterhead(line: str) -> bool:
    """Tell whether a line is of the sender's own form: a name in capitals, an address."""
    return line.isupper() or bool(_address().search(line))


def _is_reply(line: str) -> bool:
    return "№" in line and line.casefold().startswith(cues().reply_openings)


def _is_subject(line: str) -> bool:
    return line.casefold().startswith(cues().subject_openings)


def _is_own_number(line: str) -> bool:
    return bool(_own_number().match(line)) or (len(line) < 40 and _date(line) is not None)


def _number(line: str | None) -> str | None:
    match = _own_number().search(line or "")
    return match["number"].strip("_") or None if match else None


def _date(line: str | None) -> str | None:
    found = next(find_dates(line or ""), None)
    return found.date.isoformat() if found else None


@cache
def _own_number() -> re.Pattern[str]:
    openings = choice_of_words(cues().number_openings)
    return re.compile(rf"(?:(?:{openings})\.?\s*)?№\s*(?P<number>\S+)", re.IGNORECASE)


@cache
def _address() -> re.Pattern[str]:
    """A postal code, an e-mail, or a word before a telephone or a number in a register."""
    words = choice_of_words(cues().address_words)
    return re.compile(rf"\b\d{{6}}\b|@|(?<!\w)(?:{words})\b", re.IGNORECASE)
