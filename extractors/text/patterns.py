"""Ends of sentences and signs as patterns, said once for all that read text.

What belongs here: what an end of a sentence or of a clause, or a sign before a
number looks like in any language of the registry. What does not: words
(`extractors.languages.words`), and the languages' own words and grammar
(`extractors.languages`).
"""

import re

ACT_NUMBER_SIGN = r"(?:№|(?<!\w)N(?=\s?\d))"  # before the number of an act; N for want of the sign
_SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\]]*$")
_CLAUSE_END = re.compile(r"(?<!\W)[^\w.;:,!?…]*+[.;:,!?…]\W*$")


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends a sentence or an item of a list."""
    return _SENTENCE_END.search(text.rstrip()) is not None


def ends_clause(text: str) -> bool:
    """Tell whether a text ends in a mark that no heading ends in."""
    return _CLAUSE_END.search(text) is not None
