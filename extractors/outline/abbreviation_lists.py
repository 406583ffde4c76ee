"""Tell which elements of a body make up a list of abbreviations.

What belongs here: titles of lists, how an entry begins, and where a list ends.
What does not: cutting a list into its entries (`extractors.abbreviations.listing`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from extractors.languages.alphabet import CAPITAL
from extractors.outline.headings import appendix_mark, numbered_heading
from extractors.outline.lexicon import outline_words

CAPITALS = f"A-Z{CAPITAL}"
QUOTE = '"«»“”„'
QUOTED = rf"[{QUOTE}][^–—\n]{{1,60}}?[{QUOTE}]"
ACRONYM = rf"(?=[\w/.-]*?[{CAPITALS}][\w/.-]*?[{CAPITALS}\d])[{CAPITALS}][\w/.-]*"
DASH = r"(?:\s*[–—−]\s*|\s+-\s+|\s+-(?=\w)|\s*=\s*)"
# A short name: quoted words and one acronym or name that is more capital than a word is.
SHORT = (
    rf"(?:{QUOTED}\s*)?{ACRONYM}[{QUOTE}]?(?:\s{ACRONYM}[{QUOTE}]?){{0,2}}(?:\s{QUOTED})?|{QUOTED}"
)
ENTRY = re.compile(rf"(?:(?<=^)|(?<=\s))(?P<short>{SHORT}){DASH}(?=\S)")
MARKER = re.compile(r"^\s*(?:\d+[.)]|[-•*–])\s+")
NUMBER_SIGN = "№"
LONGEST_TITLE = 120
LONGEST_ENTRY = 250
RUN = 3  # entries in a row that are a list even without a title


def names_list(text: str) -> bool:
    """Tell whether a short text names a list of abbreviations."""
    folded = text.casefold()
    titles = outline_words().abbreviations.titles
    return len(text) <= LONGEST_TITLE and any(title in folded for title in titles)


def is_column_title(text: str) -> bool:
    """Tell whether a text is the title of a column in a table of abbreviations."""
    titles = outline_words().abbreviations.column_titles
    return names_list(text) or text.casefold().strip(" .:") in {NUMBER_SIGN, *titles}


def title_end(text: str) -> int | None:
    """Return where a list begins in the text that gives its title, None for no title."""
    title, colon, rest = text.partition(":")
    folded = title.casefold().strip(" .*")
    if folded in outline_words().abbreviations.note_titles and colon:
        listed = rest.lstrip()
        inner = title_end(listed)
        if inner is not None:
            return len(text) - len(listed) + inner
        return len(title) + 1 if ENTRY.match(listed) else None
    if names_list(folded):
        return len(title) + 1 if colon else len(text)
    return None


def begins_run(texts: Sequence[str], index: int) -> bool:
    """Tell whether a list without a title begins: several entries in a row."""
    run = texts[index : index + RUN]
    return len(run) == RUN and all(map(_is_whole_entry, run))


def _is_whole_entry(text: str) -> bool:
    match = ENTRY.match(MARKER.sub("", text))
    return bool(match) and len(text) < LONGEST_ENTRY and not text.rstrip().endswith(":")


def lists_of_abbreviations(texts: Sequence[str], marked: Sequence[bool]) -> Iterator[range]:
    """Yield the lists among the texts of a body, titles included.

    `marked` says which texts are headings by their form: these end a list, and
    so do headings of the outline's own.
    """
    index = 0
    while index < len(texts):
        if title_end(texts[index]) is not None:
            end = _end_of_titled(texts, marked, index + 1)
        elif begins_run(texts, index):
            end = index + sum(1 for _ in takewhile(_is_in_run, texts[index:]))
        else:
            end = index
        if end > index:
            yield range(index, end)
        index = max(end, index + 1)


def _end_of_titled(texts: Sequence[str], marked: Sequence[bool], index: int) -> int:
    while index < len(texts) and not marked[index] and not _is_outlines(texts[index]):
        index += 1
    return index


def _is_outlines(text: str) -> bool:
    return bool(numbered_heading(text) or appendix_mark(text))


def _is_in_run(text: str) -> bool:
    """Tell whether a text holds entries, or goes on with the one before it."""
    return bool(ENTRY.search(text)) or text[:1].islower()
