"""Tell a document's kind from its text.

What does not belong here: the words that tell it (`lexica/document_kinds.toml`).
"""

from extractors.metadata.front import Layout
from extractors.metadata.lexicon import Cue, kind_words
from extractors.outline.headings import greets
from schemas.tables import DocumentKind

LEAD = 3  # blocks of text in which news name their source


def tell_kind(act_type: str | None, title: str | None, place: Layout) -> DocumentKind:
    """Return the kind: an act's by its type, a letter's by its salutation, else by cues."""
    if act_type:
        return next(act.kind for act in kind_words().act if act.name == act_type)
    if is_letter(place):
        return "letter"
    front = " ".join(place.front).casefold()
    lead = " ".join([front, *place.body[:LEAD], *place.furniture[:LEAD]]).casefold()
    return next(
        (cue.kind for cue in kind_words().cue if _tells(cue, title or "", front, lead)), "other"
    )


def is_letter(place: Layout) -> bool:
    """Tell whether a document greets someone before its text."""
    return any(map(greets, place.front))


def _tells(cue: Cue, title: str, front: str, lead: str) -> bool:
    groups = ((cue.title, title.casefold()), (cue.front, front), (cue.text, lead))
    return any(word in text for words, text in groups for word in words)
