"""Tell a heading from a paragraph, by its words and by how it stands on the page.

What belongs here: one block (and the part after it) at a time. What does not:
how headings nest (`extractors.outline.sections`).
"""

import re
from functools import cache
from string import digits, whitespace

from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.languages.data import choice_of_words
from extractors.languages.lookalikes import mended_words
from extractors.outline.lexicon import (
    LEVELS,
    HeadingWords,
    Level,
    heading_words,
    outline_words,
)
from extractors.text.patterns import ends_clause
from schemas.document import Block, Frozen, Table
from schemas.tables import SectionKind

NUMBER = r"(?P<number>\d+(?:[.-]\d+)*|[IVXLC]+)"
APPENDIX_RANK = 10
TITLE_RANK = 15  # titles of plans and of approved documents: under an appendix, over its parts
DIRECTION_RANK = 50
MARKED_RANK = 60  # headings that the form marks with a depth, 61 to 69
NUMBERED_RANK = 70  # "1. …", one more for each further level: "1.2. …"
SUBHEADING_RANK = 75
POINT_RANK = 80
LONGEST_HEADING = 400
LONGEST_SUBHEADING = 120
SHORTEST_PROSE = 60
_NUMBERING = f"{digits}{whitespace}-"

POINT = re.compile(rf"(?<!\d)(?P<number>\d+(?:-\d+)?)\. ?(?=[\"«“(]?\s?[^\W\d_a-z{SMALL}])")
LIST_MARKER = re.compile(rf"(?:\d+(?:-\d+)?\)|[{SMALL}a-z]\)|[-–—•·▪*])\s*\S", re.IGNORECASE)
PERSON = re.compile(
    rf"(?:[{CAPITAL}]\.\s?){{1,2}}[{CAPITAL}][\w-]+"
    rf"|(?:[{CAPITAL}][{SMALL}-]+\s?){{2,3}}"
)
SIGNATURE = re.compile(rf"\s(?:[{CAPITAL}]\.\s?){{1,2}}[{CAPITAL}][\w-]+$")
NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.)\s+(?=[^\W\d_])")
BLANK = re.compile(r"_{2,}|\.{4,}")  # a form to fill in
_ABBREVIATION_ENTRY = re.compile(
    rf"(?=[^\sA-Z{CAPITAL}]*+[A-Z{CAPITAL}][^\sA-Z{CAPITAL}\"»”]*+[A-Z{CAPITAL}\"»”])"
    r"\S+(?:\s\S+)?\s[–—-]\s"
)
REQUISITES = re.compile(r"№\s*\S|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b")


class Heading(Frozen):
    """A heading: its level, its number as printed, its title whole."""

    kind: SectionKind
    rank: int
    number: str | None
    title: str


def numbered_heading(text: str) -> Heading | None:
    """Return the heading that a word of the outline and a number open ("Глава 1. …")."""
    if len(text) > LONGEST_HEADING or text.endswith((";", ",")):
        return None
    for level, pattern in _level_patterns():
        if match := pattern.match(text):
            return Heading(kind=level.kind, rank=level.rank, number=match["number"], title=text)
    return None


def divider_heading(text: str) -> Heading | None:
    """Return the heading of a row that parts a table: of a direction, however it is called."""
    heading = numbered_heading(text)
    if heading and heading.rank < DIRECTION_RANK:
        return heading.model_copy(update={"kind": "direction", "rank": DIRECTION_RANK})
    return heading


def appendix_mark(text: str) -> Heading | None:
    """Return the mark of an appendix, with or without a number."""
    if len(text) >= LONGEST_HEADING:
        return None
    bare = text.lstrip('«"')
    match = next(filter(None, (words.appendix.fullmatch(bare) for words in heading_words())), None)
    if match is None:
        return None
    return Heading(kind="appendix", rank=APPENDIX_RANK, number=match["number"], title=text)


def goes_on_to_appendix(text: str) -> bool:
    """Tell whether a line ends as one does from which an appendix's mark goes on."""
    return any(words.before_appendix.search(text) for words in heading_words())


def point(text: str) -> Heading | None:
    """Return the numbered point of an act that a paragraph opens; its title is its number."""
    if match := POINT.match(text):
        label = match.group().strip()
        return Heading(kind="point", rank=POINT_RANK, number=match["number"], title=label)
    return None


def marked_heading(block: Block) -> Heading | None:
    """Return the heading that the form itself marks (md, html, docx styles).

    A reader that marks one without a depth has guessed: its looks must agree.
    """
    if block.kind != "heading" or not re.search(r"[^\W\d_]", block.text):
        return None
    if len(block.text) > LONGEST_HEADING or (
        block.level is None and not _looks_like_title(block.text)
    ):
        return None
    rank = MARKED_RANK + min(block.level or 9, 9)
    title = f"{block.marker} {block.text}" if block.marker else block.text
    return Heading(kind="subheading", rank=rank, number=_leading_number(title), title=title)


def subheading(block: Block, following: Block | Table | None) -> Heading | None:
    """Return the unnumbered heading that a block is: a short line before prose."""
    text = block.text
    if block.kind == "list_item" or block.marker or not _looks_like_title(text):
        return None
    if not isinstance(following, Block) or following.text[:1].islower():
        return None
    if not is_prose(following.text) and not block.bold:
        return None
    return _unmarked(text)


def stacked_subheading(block: Block) -> Heading | None:
    """Return the unnumbered heading that stands right over another."""
    if block.kind == "list_item" or not _looks_like_title(block.text):
        return None
    return _unmarked(block.text)


def _unmarked(title: str) -> Heading:
    """Return a heading that no mark ranks: by the depth of its number, if it has one."""
    number = _leading_number(title)
    rank = NUMBERED_RANK + number.count(".") if number else SUBHEADING_RANK
    return Heading(kind="subheading", rank=rank, number=number, title=title)


def plan_title(text: str) -> Heading | None:
    """Return the title of a plan, which is told by its noun."""
    if not text or len(text) > LONGEST_HEADING or ends_clause(text):
        return None
    words, folded = outline_words().plan, text.casefold()
    if folded.endswith(words.endings) or re.match(
        rf"({choice_of_words(words.openings)})\b", folded
    ):
        return Heading(kind="plan", rank=TITLE_RANK, number=None, title=text)
    return None


def is_approval_mark(text: str) -> bool:
    """Tell whether a block says who approved the document that follows."""
    words, folded = outline_words().approval, text.casefold().strip()
    return len(text) < LONGEST_HEADING and (
        folded.startswith(words.openings) or folded.endswith(words.endings)
    )


def is_note(text: str) -> bool:
    """Tell whether a block is an editor's or legal database's note."""
    return text.casefold().lstrip("[(*").startswith(outline_words().notes.openings)


def is_prose(text: str) -> bool:
    """Tell whether a block is running text: a sentence with its end, or a list item."""
    return bool(
        len(text) >= LONGEST_SUBHEADING
        or LIST_MARKER.match(text)
        or (ends_clause(text) and len(text) > 20)
    )


def is_list_item(block: Block) -> bool:
    """Tell whether a block is an item of a list, by its form or its printed marker."""
    return block.kind == "list_item" or bool(LIST_MARKER.match(block.text))


def gives_requisites(text: str) -> bool:
    """Tell whether a number or date stands in the first sentence, as under an act's title."""
    match = REQUISITES.search(text)
    return bool(match) and not re.search(
        r"[^\W\d_]{3}\.\s[^\W\d_]", text[: match and match.start()]
    )


def enacts(text: str) -> bool:
    """Tell whether a block holds the words with which an act begins to rule."""
    return bool(_enacting_pattern().search(re.sub(r"\s", "", mended_words(text).casefold())))


def is_stamp(text: str) -> bool:
    """Tell whether a block is a mark of forms, numbered or not ("Форма 2"), that names nothing."""
    bare = text.casefold().lstrip(_NUMBERING).rstrip(f"№{_NUMBERING}")
    return bare in outline_words().notes.stamps


def greets(text: str) -> bool:
    """Tell whether a block is a letter's salutation."""
    return len(text) < SHORTEST_PROSE + 40 and text.casefold().startswith(
        outline_words().salutation.openings
    )


def _looks_like_title(text: str) -> bool:
    bare = NUMBERED.sub("", text)
    return bool(
        3 < len(bare) <= LONGEST_SUBHEADING
        and (bare[0].isupper() or (bare[0] in '«"“' and bare[1:2].isupper()))
        and not ends_clause(text)
        and not PERSON.fullmatch(text)
        and not BLANK.search(text)
        and not _ABBREVIATION_ENTRY.match(text)
        and not is_stamp(text)
        and not SIGNATURE.search(text)
        and not REQUISITES.search(text)
        and not is_note(text)
    )


def bare_title(heading: Heading) -> str:
    """Return a heading's title without its number and the word of its level, if any is left."""
    text = heading.title
    if heading.number is None or heading.kind in ("appendix", "point"):
        return text
    for pattern in (*(pattern for _, pattern in _level_patterns()), NUMBERED):
        if match := pattern.match(text):
            return text[match.end() :].strip(" .:–—-") or text
    return text


def _leading_number(title: str) -> str | None:
    match = re.match(r"(\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}(?=\.))[.)]?\s", title)
    return match[1] if match else None


@cache
def _level_patterns() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """Return the patterns of all levels, each in all languages, from the outermost inwards."""
    return tuple(
        (level, _level_pattern(choice_of_words(forms), words))
        for name, level in LEVELS.items()
        for words in heading_words()
        if (forms := getattr(words.levels, name))
    )


def _level_pattern(forms: str, words: HeadingWords) -> re.Pattern[str]:
    after = rf"(?:\.|:|\s*$|\s+(?=[\"«“A-Z{CAPITAL}]))"
    if not words.number_first:
        return re.compile(rf"(?i:{forms})\s*№?\s*{NUMBER}{after}")
    attribute = rf"(?:(?i:{choice_of_words(words.attributes)})\s+)?" if words.attributes else ""
    return re.compile(rf"{attribute}{NUMBER}\s?[-–]?\s?(?i:{forms}){after}")


@cache
def _enacting_pattern() -> re.Pattern[str]:
    words = outline_words().enacting.words
    return re.compile("|".join(word.replace(" ", "") for word in words))
