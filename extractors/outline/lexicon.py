"""The words of outlines: each language says its own in `outline.toml` and `headings.toml`.

What does not belong here: deciding what a block is (`extractors.outline.headings`).
"""

from typing import NamedTuple

from extractors.languages import data_of_all
from extractors.languages.data import NEVER, CasedPattern, Pattern
from extractors.languages.merging import merged_data
from schemas.document import Frozen
from schemas.tables import SectionKind


class Level(NamedTuple):
    """A level of numbered headings; a smaller `rank` holds a greater one."""

    kind: SectionKind
    rank: int


# From the outermost inwards: the order in which a text is compared with them.
LEVELS = {
    "part": Level("part", 20),
    "division": Level("part", 25),
    "section": Level("section", 28),
    "chapter": Level("chapter", 30),
    "paragraph": Level("paragraph", 35),
    "article": Level("article", 40),
    "direction": Level("direction", 50),
    "indicator": Level("indicator", 55),
}


class Notes(Frozen):
    """How editors' notes open, and stamps that stand alone ("Форма")."""

    openings: tuple[str, ...] = ()
    stamps: frozenset[str] = frozenset()


class PlanTitles(Frozen):
    """How titles of plans open or end."""

    openings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


class Approval(Frozen):
    """How the mark "approved by …" opens or ends.

    `approving_marks` are what the head of an office writes over a document;
    `agreement_marks` close an act: what follows them is not part of it. `annex`
    is found in a line that says to which act this is an annex; a mark that begins
    with `first_line` stands over the front, others end it.
    """

    openings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    approving_marks: frozenset[str] = frozenset()
    agreement_marks: tuple[str, ...] = ()
    annex: Pattern = NEVER
    first_line: Pattern = NEVER


class Enacting(Frozen):
    """Words with which an act begins to rule."""

    words: tuple[str, ...] = ()


class Salutation(Frozen):
    """How letters greet."""

    openings: tuple[str, ...] = ()


class AbbreviationLists(Frozen):
    """Titles of lists (as parts of words), of their columns, and of notes that may hold one."""

    titles: tuple[str, ...] = ()
    column_titles: frozenset[str] = frozenset()
    note_titles: tuple[str, ...] = ()


class IndicatorTable(Frozen):
    """Words in the header of a table of indicators, and titles of its columns.

    The last four are found in the title of a year's column: what is planned, what
    was reached, what is expected, and what is made out of other columns.
    """

    words: tuple[str, ...] = ()
    name_header: Pattern = NEVER
    unit_header: Pattern = NEVER
    number_header: Pattern = NEVER
    planned_header: Pattern = NEVER
    reached_header: Pattern = NEVER
    expected_header: Pattern = NEVER
    derived_header: Pattern = NEVER


class Captions(Frozen):
    """How a line that names a table opens ("Table 3. …")."""

    label: Pattern = NEVER


class OutlineWords(Frozen):
    """The words of `outline.toml`."""

    notes: Notes = Notes()
    plan: PlanTitles = PlanTitles()
    approval: Approval = Approval()
    enacting: Enacting = Enacting()
    salutation: Salutation = Salutation()
    abbreviations: AbbreviationLists = AbbreviationLists()
    indicator_table: IndicatorTable = IndicatorTable()
    captions: Captions = Captions()


class LevelWords(Frozen):
    """The words of a numbered heading of each level."""

    part: tuple[str, ...] = ()
    division: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    chapter: tuple[str, ...] = ()
    paragraph: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    direction: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()


class HeadingWords(Frozen):
    """The words of `headings.toml`.

    `number_first` says whether a heading's number stands before its word; then one
    of `attributes` may stand before the number. `appendix` matches the whole mark
    of an appendix, its number as the group "number"; `before_appendix` is found in
    a line that the mark goes on from.
    """

    levels: LevelWords = LevelWords()
    number_first: bool = False
    attributes: tuple[str, ...] = ()
    appendix: Pattern = NEVER
    before_appendix: CasedPattern = NEVER


def outline_words() -> OutlineWords:
    """Return the words of outlines in all languages: a line's language need not be known."""
    return merged_data("outline", OutlineWords)


def heading_words() -> tuple[HeadingWords, ...]:
    """Return the words of numbered headings, language by language."""
    return data_of_all("headings", HeadingWords)
