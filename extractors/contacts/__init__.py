"""Personal contacts, which are not for publishing: a letter's executor and the like.

What belongs here: telling a line that gives a person's phone or e-mail, and
leaving it out of a document as read, so that no later step can publish it.
Hotlines and offices' numbers in running text are no personal contacts.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from extractors.languages import data_of_all
from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.languages.data import NEVER, PatternSource
from schemas.document import Block, Document, Element, Frozen

PHONE = re.compile(r"(?<![\d№/.,-])(?:\+?\d[\s()-]{0,3}(?:\d[\s()-]{0,2}){4,10}\d)(?![\d/])")
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++")
INITIALS = rf"(?:[{CAPITAL}]\.\s?){{1,2}}"
NAME = rf"[{CAPITAL}][{SMALL}-]+"
NAME_ALONE = re.compile(rf"{INITIALS}{NAME}|{NAME}\s{INITIALS}")
PERSON = re.compile(rf"{INITIALS}\s?{NAME}|{NAME}\s{INITIALS}|(?:{NAME}\s){{1,2}}{NAME}")
LONGEST_CONTACT = 160


class ContactWords(Frozen):
    """How a language leads up to who executed a letter, and to a phone (`contacts.toml`)."""

    executor: PatternSource = NEVER.pattern
    phone: PatternSource = NEVER.pattern


@cache
def _executor() -> re.Pattern[str]:
    words = "|".join(words.executor for words in data_of_all("contacts", ContactWords))
    return re.compile(rf"(?:{words})\b\s*[.:]", re.IGNORECASE)


@cache
def _phone_word() -> re.Pattern[str]:
    words = "|".join(words.phone for words in data_of_all("contacts", ContactWords))
    return re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)


def withhold_contacts(document: Document) -> Document:
    """Return a document without the lines and cells that give a person's contacts, and their count.

    It runs before anything is looked for in the text. Body, footnotes and what
    each page repeats are judged apart: no contact goes over from one to another.
    """
    body, notes, furniture = (
        _without_contacts(parts) for parts in (document.body, document.notes, document.furniture)
    )
    before = _count((*document.body, *document.notes, *document.furniture))
    lost = contact_lines([piece.text for piece in document.unaccounted])
    return document.model_copy(
        update={
            "body": body,
            "notes": notes,
            "furniture": furniture,
            "withheld_contacts": before - _count((*body, *notes, *furniture)),
            "unaccounted": tuple(p for n, p in enumerate(document.unaccounted) if n not in lost),
        }
    )


def _without_contacts(parts: Sequence[Element]) -> tuple[Element, ...]:
    contacts = contact_lines([part.text if isinstance(part, Block) else "" for part in parts])
    return tuple(_cleared(part) for index, part in enumerate(parts) if index not in contacts)


def _cleared(part: Element) -> Element:
    """Return a table without the cells that give contacts; a block as it is."""
    if isinstance(part, Block):
        return part
    cells = tuple(cell for cell in part.cells if not is_personal_contact(cell.text))
    return part.model_copy(update={"cells": cells})


def _count(parts: Iterable[Element]) -> int:
    """Return how many texts there are, cells each for itself; tables themselves never go."""
    return sum(1 if isinstance(part, Block) else len(part.cells) for part in parts)


def is_personal_contact(text: str) -> bool:
    """Tell whether a line gives a person's phone or e-mail, as at a letter's foot."""
    if len(text) > LONGEST_CONTACT:
        return False
    reachable = bool(PHONE.search(text) or EMAIL.search(text))
    if _executor().match(text):
        return reachable or bool(PERSON.search(text))
    if text.rstrip().endswith((".", ";")) and len(text) > LONGEST_CONTACT // 2:
        return False
    named = bool(PERSON.search(text))
    return named and (bool(EMAIL.search(text)) or (reachable and bool(_phone_word().search(text))))


def is_bare_contact(text: str) -> bool:
    """Tell whether a line holds a phone or e-mail and nothing else."""
    if len(text) > LONGEST_CONTACT or not (PHONE.search(text) or EMAIL.search(text)):
        return False
    rest = _phone_word().sub("", EMAIL.sub("", PHONE.sub("", text)))
    return not re.search(r"\w", rest.casefold().replace("e-mail", "").replace("email", ""))


def contact_lines(texts: Sequence[str]) -> frozenset[int]:
    """Return which of a document's lines give a person's contacts.

    An executor may take two lines: the name, and the phone under it. The name
    before a bare phone goes too, unless it is the only one: then it signs.
    """
    contacts = {index for index, text in enumerate(texts) if is_personal_contact(text)}
    names = [index for index, text in enumerate(texts) if NAME_ALONE.fullmatch(text)]
    for index, text in enumerate(texts):
        if is_bare_contact(text) and index - 1 in contacts:
            contacts.add(index)
        elif is_bare_contact(text) and index - 1 in names:
            contacts |= {index} if index - 1 == names[0] else {index - 1, index}
    return frozenset(contacts)
