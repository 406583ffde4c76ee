"""Personal contacts, which are not for publishing: a letter's executor and the like.

What belongs here: telling a line that gives a person's phone or e-mail. What
does not: leaving it out (`extractors.outline`). Hotlines and offices' numbers
in running text are no personal contacts.
"""

import re
from collections.abc import Sequence

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
