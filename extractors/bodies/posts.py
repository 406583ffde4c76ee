"""Posts that lead to their organisation: "первый руководитель Министерства финансов".

What belongs here: taking a post off a name. What does not: which body the rest means
(`resolve`).
"""

import re
from collections.abc import Sequence
from functools import cache

from extractors.bodies.names import BodyWords
from extractors.languages import LANGUAGES
from extractors.languages.inflection import is_same_word
from extractors.text.folding import fold_ye


def without_post(name: str) -> str | None:
    """Return what is left of a name without the post that it names, None if it names none.

    A post stands at the end of a name where its head does, in any case and number.
    """
    rests = [rest for code in LANGUAGES if (rest := _without_post(name, code))]
    return min(rests, key=len, default=None)


def _without_post(name: str, code: str) -> str | None:
    language = LANGUAGES[code]
    words = language.data("bodies", BodyWords)
    shorter = re.sub(rf"(?<!\w)(?:{words.deputy})", "", name, flags=re.IGNORECASE)
    tokens = shorter.split() if language.head_first else shorter.split()[::-1]
    size = _post_size(tokens, code, named=shorter != name)
    if not size and shorter == name:
        return None
    rest = tokens[size:]
    return " ".join(rest if language.head_first else rest[::-1]) or None


def _post_size(tokens: Sequence[str], code: str, *, named: bool) -> int:
    """Return how many of the first words name a post: its noun with what belongs to it.

    `named` tells that the noun stands among the rest, as a deputy's does.
    """
    size = 0
    for token in tokens:
        kind = _kind(re.sub(r"\W", "", fold_ye(token)), code)
        if kind is None:
            break
        size, named = size + 1, named or kind == "post"
    return size if named else 0


def _kind(word: str, code: str) -> str | None:
    """Whether a folded word is a post's noun or belongs to one, in any of its forms."""
    for kind, words in _words(code).items():
        if any(is_same_word(word, other) for other in words):
            return kind
    return None


@cache
def _words(code: str) -> dict[str, frozenset[str]]:
    words = LANGUAGES[code].data("bodies", BodyWords)
    heads = words.heads.get("post", frozenset())
    return {"post": heads, "attribute": frozenset(words.post_attributes)}
