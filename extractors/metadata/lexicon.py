"""Types of acts and cues of kinds, read from `lexica/document_kinds.toml`."""

from functools import cache

from extractors.lexica import load_toml
from schemas.document import Frozen
from schemas.tables import DocumentKind, Language


class Act(Frozen):
    """A type of act: how it names itself, and its kind."""

    name: str
    kind: DocumentKind
    language: Language
    words: tuple[str, ...]


class Cue(Frozen):
    """Words that tell a kind by the title, the front matter or the text."""

    kind: DocumentKind
    title: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


class KindWords(Frozen):
    """The whole lexicon; acts and cues in order of precedence."""

    act: tuple[Act, ...]
    cue: tuple[Cue, ...]


def kind_words() -> KindWords:
    """Return the lexicon of kinds."""
    return load_toml("document_kinds.toml", KindWords)


@cache
def act_by_word() -> dict[str, Act]:
    """Return the types of acts by the words that name them, folded."""
    return {word: act for act in kind_words().act for word in act.words}
