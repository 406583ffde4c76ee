"""Tell a document's kind from its text.

What does not belong here: the words that tell it (`lexica/document_kinds.toml`).
"""

from extractors.metadata.front import Layout
from extractors.metadata.lexicon import kind_words
from extractors.outline.headings import greets
from schemas.tables import DocumentKind


def tell_kind(act_type: str | None, title: str | None, place: Layout) -> DocumentKind:
    """Return the kind: an act's by its type, a letter's by its salutation, else by cues."""
    if act_type:
        return next(act.kind for act in kind_words().act if act.name == act_type)
    if any(map(greets, place.front)):
        return "letter"
    front, text = " ".join(place.front).casefold(), " ".join(place.body).casefold()
    for cue in kind_words().cue:
        if _any_in(cue.title, (title or "").casefold()) or _any_in(cue.front, front):
            return cue.kind
        if _any_in(cue.text, text):
            return cue.kind
    return "other"


def _any_in(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)
