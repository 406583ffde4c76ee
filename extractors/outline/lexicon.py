"""The words of outlines, read from `lexica/sections.toml` and checked on load.

What does not belong here: deciding what a block is (`extractors.outline.headings`).
"""

import re

from extractors.lexica import load_toml
from schemas.document import Frozen
from schemas.tables import SectionKind


class Level(Frozen):
    """A level of numbered headings; a smaller `rank` holds a greater one."""

    kind: SectionKind
    rank: int
    kk: tuple[str, ...]
    ru: tuple[str, ...]


class Notes(Frozen):
    """How editors' notes open, and stamps that stand alone ("Форма")."""

    openings: tuple[str, ...]
    stamps: frozenset[str]


class PlanTitles(Frozen):
    """How titles of plans end in Kazakh and open in Russian."""

    kk_endings: tuple[str, ...]
    ru_openings: tuple[str, ...]


class Approval(Frozen):
    """How the mark "approved by …" opens or ends.

    `approving_marks` are what the head of an office writes over a document;
    `agreement_marks` close an act: what follows them is not part of it.
    """

    openings: tuple[str, ...]
    endings: tuple[str, ...]
    approving_marks: frozenset[str]
    agreement_marks: tuple[str, ...]


class AbbreviationLists(Frozen):
    """Titles of lists of abbreviations (as parts of words), and of notes that may hold one."""

    titles: tuple[str, ...]
    note_titles: tuple[str, ...]


class Enacting(Frozen):
    """Words with which an act begins to rule."""

    kk: tuple[str, ...]
    ru: tuple[str, ...]


class Salutation(Frozen):
    """How letters greet."""

    openings: tuple[str, ...]


class SectionWords(Frozen):
    """The whole lexicon."""

    level: tuple[Level, ...]
    notes: Notes
    plan: PlanTitles
    approval: Approval
    enacting: Enacting
    salutation: Salutation
    abbreviations: AbbreviationLists


def section_words() -> SectionWords:
    """Return the lexicon of outlines."""
    return load_toml("sections.toml", SectionWords)


def alternatives(words: tuple[str, ...]) -> str:
    """Return a regular expression for any of the words, spaces taken loosely."""
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
