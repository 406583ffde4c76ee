"""Normal form of text: NFC, plain single spaces, punctuation close to its word.

What belongs here: what is right for any text. What does not: joining lines.
"""

import re
import unicodedata

# Soft hyphens, zero-width and direction marks, the BOM, control characters.
_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_SPACE_BEFORE = re.compile(r"(?<!\s)\s+([,;:!?)\]»”…]|\.(?=\s|$))")
_SPACE_AFTER = re.compile(r"([(\[«„])\s+")


def plain(text: str) -> str:
    """Return NFC text without soft hyphens and other invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def tidy(text: str) -> str:
    """Return `text` in NFC with single spaces, none before a mark or inside a bracket."""
    text = " ".join(plain(text).split())
    return _SPACE_AFTER.sub(r"\1", _SPACE_BEFORE.sub(r"\1", text))
