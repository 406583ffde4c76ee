"""Personal contacts, which are not for publishing: a letter's executor and the like.

What belongs here: telling a line that gives a person's phone or e-mail, and
leaving it out of a document as read, so that no later step can publish it.
Hotlines and offices' numbers in running text are no personal contacts.
"""

import re
from collections.abc import Iterable, Sequence

from schemas.document import Block, Document, Table

EXECUTOR = re.compile(
    r"(?:исп(?:олнитель|олнила?)?|орынд(?:аушы|аған)?|контакт(?:ное\s+лицо|ы)?|байланыс(?:\s+тұлғасы)?"
    r"|әзірлеген|подготовила?)\b\s*[.:]",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\d№/.,-])(?:\+?\d[\s()-]{0,3}(?:\d[\s()-]{0,2}){4,10}\d)(?![\d/])")
PHONE_WORD = re.compile(
    r"(?<!\w)(?:тел(?:ефоны?)?|моб|вн|ішкі|факс|ұялы|сот|т)\s*[.:№]|(?<!\w)телефон", re.IGNORECASE
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PERSON = re.compile(
    r"(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?){1,2}\s?[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+"
    r"|[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+\s(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?){1,2}"
    r"|(?:[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+\s){1,2}[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+"
)
NAME_ALONE = re.compile(
    r"(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?){1,2}[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+"
    r"|[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+\s(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]\.\s?){1,2}"
)
LONGEST_CONTACT = 160


def withhold_contacts(document: Document) -> Document:
    """Return a document without the lines and cells that give a person's contacts, and their count.

    It runs before anything is looked for in the text. Body, footnotes and what
    each page repeats are judged apart: no contact goes over from one to another.
    """
    body, notes, furniture = (
        _without_contacts(parts) for parts in (document.body, document.notes, document.furniture)
    )
    before = _count(document.body) + _count(document.notes)
    return document.model_copy(
        update={
            "body": body,
            "notes": notes,
            "furniture": furniture,
            "withheld_contacts": before - _count(body) - _count(notes),
        }
    )


def _without_contacts(parts: Sequence[Block | Table]) -> tuple[Block | Table, ...]:
    contacts = contact_lines([part.text if isinstance(part, Block) else "" for part in parts])
    return tuple(_cleared(part) for index, part in enumerate(parts) if index not in contacts)


def _cleared(part: Block | Table) -> Block | Table:
    """Return a table without the cells that give contacts; a block as it is."""
    if isinstance(part, Block):
        return part
    cells = tuple(cell for cell in part.cells if not is_personal_contact(cell.text))
    return part.model_copy(update={"cells": cells})


def _count(parts: Iterable[Block | Table]) -> int:
    """Return how many texts there are, cells each for itself; tables themselves never go."""
    return sum(1 if isinstance(part, Block) else len(part.cells) for part in parts)


def is_personal_contact(text: str) -> bool:
    """Tell whether a line gives a person's phone or e-mail, as at a letter's foot."""
    if len(text) > LONGEST_CONTACT:
        return False
    reachable = bool(PHONE.search(text) or EMAIL.search(text))
    if EXECUTOR.match(text):
        return reachable or bool(PERSON.search(text))
    if text.rstrip().endswith((".", ";")) and len(text) > LONGEST_CONTACT // 2:
        return False
    named = bool(PERSON.search(text))
    return named and (bool(EMAIL.search(text)) or (reachable and bool(PHONE_WORD.search(text))))


def is_bare_contact(text: str) -> bool:
    """Tell whether a line holds a phone or e-mail and nothing else."""
    if not (PHONE.search(text) or EMAIL.search(text)):
        return False
    rest = PHONE_WORD.sub("", EMAIL.sub("", PHONE.sub("", text)))
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
