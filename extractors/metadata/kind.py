"""Tell a document's kind from its text.

What does not belong here: the words that tell it (`lexica/document_kinds.toml`).
"""

import re

from extractors.languages.kk import morphology as kazakh
from extractors.languages.ru import morphology as russian
from extractors.metadata.front import Layout
from extractors.metadata.lexicon import kind_words
from schemas.tables import DocumentKind, Language

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
FEWEST_WORDS = 3  # of a headline
LEAD = 3  # blocks of text in which news name their source


def tell_kind(
    act_type: str | None, title: str | None, place: Layout, language: Language
) -> DocumentKind:
    """Return the kind: an act's by its type, a letter's by its salutation, else by cues."""
    if act_type:
        return next(act.kind for act in kind_words().act if act.name == act_type)
    if is_letter(place):
        return "letter"
    if is_headline(title or "", language):
        return "news"
    by_title = _kind_of_title(title or "", language)
    if by_title in ("plan", "concept"):
        return by_title
    front = " ".join(place.front).casefold()
    lead = " ".join([front, *place.body[:LEAD], *place.furniture[:LEAD]]).casefold()
    for cue in kind_words().cue:
        if any(word in front for word in cue.front) or any(word in lead for word in cue.text):
            return cue.kind
    if by_title is None and _quotes(lead):
        return "news"
    return by_title or "other"


def _quotes(lead: str) -> bool:
    return any(word in lead for cue in kind_words().cue for word in cue.quoting)


def is_letter(place: Layout) -> bool:
    """Tell whether a document greets someone before its text, and is no speech."""
    front = " ".join(place.front).casefold()
    speech = next(cue for cue in kind_words().cue if cue.kind == "speech")
    return bool(place.salutation) and not any(word in front for word in speech.front)


def is_headline(title: str, language: Language) -> bool:
    """Tell whether a title says with a finite verb what happened: news do, documents do not."""
    words = WORD.findall(QUOTED.sub(" ", title))
    if len(words) < FEWEST_WORDS:
        return False
    if language == "ru":
        return any(russian.is_finite(word) for word in words if not word.isupper())
    last = WORD.findall(re.split(r"\s[-–—]\s", title)[0])[-1:]
    return any(kazakh.analyse(word).pos == "verb" for word in last)


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
