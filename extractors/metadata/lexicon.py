"""Types of acts, cues of kinds and words of front matter, read from the lexica.

The files are `lexica/document_kinds.toml` and `lexica/document_cues.toml`.
"""

from functools import cache

from extractors.lexica import load_toml
from schemas.document import Frozen
from schemas.tables import DocumentKind, Language


class Act(Frozen):
    """A type of act: how it names itself, how it begins to rule, and its kind."""

    name: str
    kind: DocumentKind
    language: Language
    words: tuple[str, ...]
    enacting: tuple[str, ...] = ()


class Cue(Frozen):
    """Words that tell a kind by the title, the front matter, the text or who is quoted."""

    kind: DocumentKind
    title: tuple[str, ...] = ()
    front: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    quoting: tuple[str, ...] = ()


class KindWords(Frozen):
    """The whole lexicon; acts and cues in order of precedence."""

    act: tuple[Act, ...]
    cue: tuple[Cue, ...]


class Cues(Frozen):
    """Words of front matter and closing points; the file's comments say what each is for."""

    author_openings: tuple[str, ...]
    author_offices: tuple[str, ...]
    event_words: tuple[str, ...]
    dedications_kk: tuple[str, ...]
    occasions: tuple[str, ...]
    reply_openings: tuple[str, ...]
    subject_openings: tuple[str, ...]
    effect: tuple[str, ...]
    effect_on_signing: tuple[str, ...]
    effect_exceptions: tuple[str, ...]
    effect_subjects: tuple[str, ...]
    statuses: frozenset[str]
    generic_titles: frozenset[str]


def cues() -> Cues:
    """Return the lexicon of front matter."""
    return load_toml("document_cues.toml", Cues)


def kind_words() -> KindWords:
    """Return the lexicon of kinds."""
    return load_toml("document_kinds.toml", KindWords)


@cache
def act_by_word() -> dict[str, Act]:
    """Return the types of acts by the words that name them, folded."""
    return {word: act for act in kind_words().act for word in act.words}
