"""The nominative of a noun phrase in either language.

What does not belong here: the grammar of each (`kazakh`, `russian`).
"""

import re

from extractors.phrases import kazakh, russian
from extractors.phrases.words import words_of
from schemas.tables import Language

HYPHENATED_CASE = re.compile(r"(?<=[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])-[а-яәіңғүұқөһ]{1,4}$")


def in_nominative(phrase: str, language: Language, *, governed: bool = False) -> str:
    """Return a phrase with its head in the nominative; as it is where that cannot be told."""
    if language == "ru":
        return russian.nominative(phrase, governed=governed) or phrase
    words = words_of(phrase)
    if not words or words[-1].end != len(phrase):
        return phrase
    last = words[-1]
    before = words[-2].text if len(words) > 1 else ""
    head = HYPHENATED_CASE.sub("", last.text)
    head = kazakh.nominative(head, before) if head == last.text else head
    return phrase[: last.start] + head
