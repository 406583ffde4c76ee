"""Tell a document's kind from its text.

What does not belong here: the words that tell it (`document_kinds.toml` of each language).
"""

import re

from extractors.languages import LANGUAGES
from extractors.languages.words import QUOTED_PATTERN, WORD_PATTERN
from extractors.metadata.acts import names_matter
from extractors.metadata.front import Layout
from extractors.metadata.lexicon import acts, cues, kind_cues
from schemas.tables import DocumentKind, Language

FEWEST_WORDS = 3  # of a headline
LEAD = 3  # blocks of text in which news name their source


def tell_kind(
    act_type: str | None, title: str | None, layout: Layout, language: Language
) -> DocumentKind:
    """Return the kind: an act's by its type, a letter's by its salutation, else by cues."""
    if act_type:
        return next(act.kind for act in acts() if act.name == act_type)
    if is_letter(layout):
        return "letter"
    if is_headline(title or "", language):
        return "news"
    by_title = _kind_of_title(title or "", language)
    if by_title == "plan" and names_matter(title or ""):
        by_title = None  # an act about a plan
    if by_title in ("plan", "concept"):
        return by_title
    front = " ".join(layout.front).casefold()
    lead = " ".join([front, *layout.body[:LEAD], *layout.furniture[:LEAD]]).casefold()
    for kind, cue in kind_cues().items():
        if any(word in front for word in cue.front) or any(word in lead for word in cue.text):
            return kind
    if by_title is None and _quotes(lead):
        return "news"
    return by_title or "other"


def _quotes(lead: str) -> bool:
    return any(word in lead for word in kind_cues()["news"].quoting)


def is_letter(layout: Layout) -> bool:
    """Tell whether a document greets someone before its text, and is no speech."""
    front = " ".join(layout.front).casefold()
    speech = kind_cues()["speech"].front
    return (
        bool(layout.salutation)
        and not any(word in front for word in speech)
        and not any(map(cues().collection.search, layout.front))
    )


def is_headline(title: str, language: Language) -> bool:
    """Tell whether a title says with a finite verb what happened: news do, documents do not."""
    words = WORD_PATTERN.findall(QUOTED_PATTERN.sub(" ", title))
    if len(words) < FEWEST_WORDS:
        return False
    if LANGUAGES[language].head_first:
        verbs = [word for word in words if not word.isupper()]
    else:  # the verb stands last, too
        verbs = WORD_PATTERN.findall(re.split(r"\s[-–—]\s", title)[0])[-1:]
    return any(map(LANGUAGES[language].is_finite, verbs))


def _kind_of_title(title: str, language: Language) -> DocumentKind | None:
    """Return the kind that the title's head names, which stands first or last."""
    folded, head_first = title.casefold(), LANGUAGES[language].head_first
    places = [
        (-folded.find(word) if head_first else folded.rfind(word) + len(word), kind)
        for kind, cue in kind_cues().items()
        for word in cue.title
        if word in folded
    ]
    return max(places)[1] if places else None
