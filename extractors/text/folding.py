"""Forms in which texts are compared, so that case, spaces and kinds of dashes do not matter.

What belongs here: every way to fold a text. What does not: which texts are
compared, and normal forms that are published (`normalise`).

| function | case | ё as е | spaces | marks | look-alikes |
|---|---|---|---|---|---|
| `fold` | lower | | single | kept | |
| `fold_ye` | lower | yes | kept | kept | |
| `fold_in_place` | lower | yes | plain, as many | dashes plain | |
| `fold_closed` | lower | | none | kept | |
| `fold_plain` | lower | yes | single | dashes plain | |
| `fold_alike` | lower | yes | plain, as many | dashes plain | Cyrillic |
| `squash` | lower | yes | none | none but № | Cyrillic |
| `plain_marks` | kept | | kept | dashes and quotes plain | |
"""

import re
import unicodedata

from extractors.languages.lookalikes import as_cyrillic, plain_ye

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_QUOTES = dict.fromkeys(map(ord, "«»“”„"), '"')
_SQUASHED_OUT = re.compile(r"[^\w№]|_")


def fold(text: str) -> str:
    """Return a text in lower case, with single spaces and none at its ends."""
    return " ".join(text.casefold().split())


def fold_ye(text: str) -> str:
    """Return a text in lower case, ё as е."""
    return plain_ye(text.casefold())


def fold_in_place(text: str) -> str:
    """Return a text in lower case, ё as е, dashes and spaces plain, as long as it was.

    So a match in it has the place that it has in the text.
    """
    lower = (_lower(letter) for letter in text.translate(_DASHES))
    return plain_ye("".join(lower))


def _lower(letter: str) -> str:
    """A plain space for any, else the small letter unless that is several characters."""
    if letter.isspace():
        return " "
    small = letter.lower()
    return small if len(small) == 1 else letter


def fold_plain(text: str) -> str:
    """Return a text in lower case, ё as е, dashes plain, spaces single and none at its ends."""
    return " ".join(fold_in_place(text).split())


def fold_alike(text: str) -> str:
    """Return a text as `fold_in_place` does, in Cyrillic where its letters look so."""
    return as_cyrillic(fold_in_place(text))


def fold_closed(text: str) -> str:
    """Return a text in lower case, without spaces."""
    return "".join(text.casefold().split())


def squash(text: str) -> str:
    """Return letters, digits and № only, in lower case, in Cyrillic where they look so, ё as е."""
    folded = fold_ye(as_cyrillic(unicodedata.normalize("NFC", text)))
    return _SQUASHED_OUT.sub("", folded)


def plain_marks(text: str) -> str:
    """Return a text in NFC whose dashes are hyphens and whose quotation marks are straight."""
    return unicodedata.normalize("NFC", text).translate(_DASHES | _QUOTES)
