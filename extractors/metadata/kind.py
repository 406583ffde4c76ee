"""Tell a document's kind from its text.

What does not belong here: the words that tell it (`lexica/document_kinds.toml`).
"""

from extractors.metadata.front import Layout
from extractors.metadata.lexicon import kind_words
from extractors.outline.headings import greets
from schemas.tables import DocumentKind, Language

LEAD = 3  # blocks of text in which news name their source


def tell_kind(
    act_type: str | None, title: str | None, place: Layout, language: Language
) -> DocumentKind:
    """Return the kind: an act's by its type, a letter's by its salutation, else by cues."""
    if act_type:
        return next(act.kind for act in kind_words().act if act.name == act_type)
    if is_letter(place):
        return "letter"
    by_title = _kind_of_title(title or "", language)
    if by_title in ("plan", "concept"):
        return by_title
    front = " ".join(place.front).casefold()
    lead = " ".join([front, *place.body[:LEAD], *place.furniture[:LEAD]]).casefold()
    for cue in kind_words().cue:
        if any(word in front for word in cue.front) or any(word in lead for word in cue.text):
            return cue.kind
    return by_title or "other"


def is_letter(place: Layout) -> bool:
    """Tell whether a document greets someone before its text, and is no speech."""
    front = " ".join(place.front).casefold()
    speech = next(cue for cue in kind_words().cue if cue.kind == "speech")
    return any(map(greets, place.front)) and not any(word in front for word in speech.front)


def _kind_of_title(title: str, language: Language) -> DocumentKind | None:
    """Return the kind that the title's head names: first in Russian, last in Kazakh."""
    folded = title.casefold()
    places = [
        (folded.rfind(word) + len(word) if language == "kk" else -folded.find(word), cue.kind)
        for cue in kind_words().cue
        for word in cue.title
        if word in folded
    ]
    return max(places)[1] if places else None
