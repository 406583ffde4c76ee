"""Words and ends of sentences as patterns, said once for all that read text.

What belongs here: what a word, an end of a sentence or of a clause looks like in
any language of the registry. What does not: the languages' own words and grammar
(`extractors.languages`).
"""

import re

WORD = r"[^\W\d_]+(?:-[^\W\d_]+)*"  # letters, hyphenated ones whole
WORD_PATTERN = re.compile(WORD)
_SENTENCE_END = re.compile(r"[.!?…:;][»”\"')\]]*$")
_CLAUSE_END = re.compile(r"[.;:,!?…]\W*$")


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends a sentence or an item of a list."""
    return _SENTENCE_END.search(text.rstrip()) is not None


def ends_clause(text: str) -> bool:
    """Tell whether a text ends in a mark that no heading ends in."""
    return _CLAUSE_END.search(text) is not None
