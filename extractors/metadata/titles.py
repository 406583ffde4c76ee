"""A title in several lines: which lines belong together, and which of them are the title.

What belongs here: documents that are no acts. What does not: which lines are
dates, authors or events (`plain`), and acts' titles (`acts`).
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from extractors.languages import LANGUAGES
from extractors.metadata.lexicon import cues
from extractors.text.patterns import ends_clause
from schemas.tables import Language

SHORTEST_TITLE = 2  # words, but for menus' separators
_POINT = re.compile(r"(?<![\d.])\d+(?:\.\d+)*\.\s")  # the first point: the text has begun


def before_points(lines: Sequence[str]) -> list[str]:
    """Return the lines before the first numbered point, all of them if they begin with one."""
    head = list(takewhile(lambda line: not _POINT.match(line), lines))
    return head or list(lines)


def joined_lines(lines: Sequence[str], language: Language) -> list[str]:
    """Return the lines with those made one that go on with the one before."""
    joined = list[str]()
    for line in lines:
        if joined and _goes_on(joined[-1], line, language):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def title_of(lines: Sequence[str]) -> str | None:
    """Return the title among joined lines: the one that names its genre, else the first.

    The names of institutions stand over titles and are none while others are left.
    """
    genre = next(
        (i for i, line in enumerate(lines) if i and names_genre(line) and len(line.split()) > 1), 0
    )
    if genre and all(map(_is_institution, lines[:genre])):
        return _first_title(lines[genre:])
    titles = [line for line in lines if not _is_institution(line)]
    return _first_title(titles or lines)


def names_genre(line: str) -> bool:
    """Tell whether a line names what the document is: "План …", "… ережесі"."""
    return bool(cues().genre.search(line))


def _first_title(lines: Sequence[str]) -> str | None:
    """Return the first line, with what follows if it is but a generic word ("ОТЧЕТ").

    A title in capitals goes on in capitals.
    """
    if not lines:
        return None
    if len(lines) > 1 and _is_generic(lines[1]):
        return " ".join(lines[:2])
    if _is_generic(lines[0]):
        return " ".join(lines[:2])
    if lines[0].isupper() and len(lines[0].split()) >= SHORTEST_TITLE:
        goes_on = takewhile(lambda line: line.isupper() and line not in lines[0], lines[1:])
        return " ".join([lines[0], *goes_on])
    return next((line for line in lines if len(line.split()) >= SHORTEST_TITLE), lines[0])


def _goes_on(before: str, line: str, language: Language) -> bool:
    """Tell whether a line is the rest of the one before: by its case, quotes or grammar."""
    if ends_clause(before):
        return False
    first, last = line.split()[0], before.split()[-1].strip('«»"“”,')
    grammar = LANGUAGES[language]
    return (
        line[0].islower()
        or before.count("«") > before.count("»")
        or (before.isupper() and line.isupper() and grammar.is_preposition(first.casefold()))
        or grammar.is_preposition(last.casefold())
        or last.casefold() in cues().carried_on
        or (not grammar.head_first and grammar.is_genitive(last.casefold()))
    )


def _is_generic(line: str) -> bool:
    return line.casefold().strip(" .:") in cues().generic_titles


def _is_institution(line: str) -> bool:
    return bool(cues().institution.search(line)) and not names_genre(line)
