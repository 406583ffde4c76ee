"""Normal form of text: NFC, plain single spaces, punctuation close to its word.

What belongs here: what is right for any text. What does not: joining lines.
"""

import re
import unicodedata

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SPACE_BEFORE = re.compile(r"\s+([,;:!?)\]»”…]|\.(?=\s|$))")
_SPACE_AFTER = re.compile(r"([(\[«„])\s+")


def plain(text: str) -> str:
    """Return NFC text without soft hyphens and zero-width characters."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE)


def tidy(text: str) -> str:
    """Return `text` in NFC with single spaces, none before a mark or inside a bracket."""
    text = " ".join(plain(text).split())
    return _SPACE_AFTER.sub(r"\1", _SPACE_BEFORE.sub(r"\1", text))
