"""Features of a column: its title's words and the traits that its cells share.

What belongs here: features and their values from 0 to 1. What does not: what they
weigh (`scores`) and traits of one cell (`cells`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.languages import LANGUAGES
from extractors.languages.lookalikes import as_cyrillic
from extractors.plan_columns.cells import traits_of
from extractors.plan_vocabulary.titles import match_title
from extractors.text.digits import whole_number
from extractors.text.folding import fold_ye
from schemas.document import Frozen

SAMPLE = 24  # cells of a column that tell what it holds; more change nothing
UPPER_LEVEL = 0.5  # what a word of an upper title says of a column beside one of its own title
FULL_LENGTH = 12  # words; a column whose cells have more is long

Features = dict[str, float]


class ColumnView(Frozen):
    """A column as it stands in its table: titles from the upper level down, and its cells.

    `cells` are those under the header, "" for an empty one.
    """

    titles: tuple[str, ...]
    cells: tuple[str, ...]
    first: bool = False
    last: bool = False
    longest: bool = False


def features_of(column: ColumnView, *, known_titles: bool = True) -> Features:
    """Return a column's features; `known_titles` off leaves out whether a list has its title."""
    found = {**_title_features(column.titles), **_cell_features(column.cells)}
    if known_titles:
        found |= _known_title(column.titles)
    place = {"first": column.first, "last": column.last, "longest": column.longest}
    found |= {f"place {name}": 1.0 for name, holds in place.items() if holds}
    found["bias"] = 1.0
    return found


def _known_title(titles: Sequence[str]) -> Features:
    """What the lists of titles say of the lowest level that they know."""
    match = next((m for m in map(match_title, reversed(titles)) if m), None)
    return {f"list {match.rank.name.lower()} {match.field}": 1.0} if match else {}


def _title_features(titles: Sequence[str]) -> Features:
    if not any(title.strip() for title in titles):
        return {"title none": 1.0}
    found: Features = {}
    for depth, title in enumerate(reversed(titles)):
        weight = UPPER_LEVEL**depth
        words = _words_of(title)
        for name in _named(words):
            found[name] = max(found.get(name, 0.0), weight)
    return found


def _words_of(title: str) -> list[str]:
    """The words of a title; what a hyphen joins are several."""
    return re.findall(r"[^\W_]+", fold_ye(as_cyrillic(title)))


def _named(words: Sequence[str]) -> set[str]:
    """Features of a title's words: each stem, and which stand first and last."""
    stems = [_stem(word) for word in words]
    return {
        *(f"word {stem}" for stem in stems),
        *(f"first {stem}" for stem in stems[:1]),
        *(f"final {stem}" for stem in stems[-1:]),
    }


def _stem(word: str) -> str:
    """The shortest of a word's stems in all languages: the title does not say in which it is."""
    if word.isdigit():
        return "0000" if len(word) == len("2026") else "0"
    stems = (fold_ye(language.stem(word)) for language in LANGUAGES.values())
    return min(stems, key=lambda stem: (len(stem), stem))


def _cell_features(cells: Sequence[str]) -> Features:
    filled = [cell for cell in cells if re.search(r"\w", cell)][:SAMPLE]
    if not filled:
        return {"cells none": 1.0}
    traits = [traits_of(cell) for cell in filled]
    names = {name for found in traits for name in found}
    shares = {f"cells {n}": sum(n in found for found in traits) / len(traits) for n in names}
    shares["cells running"] = _running(filled)
    shares["cells distinct"] = len(set(filled)) / len(filled)
    shares["cells filled"] = len(filled) / len(cells[:SAMPLE]) if len(cells) < SAMPLE else 1.0
    lengths = [len(cell.split()) for cell in filled]
    shares["cells length"] = min(sum(lengths) / len(lengths) / FULL_LENGTH, 1.0)
    return shares


def _running(cells: Sequence[str]) -> float:
    """The share of neighbours whose last numbers follow each other, or begin anew."""
    numbers = [re.findall(r"\d+", cell) for cell in cells]
    if len(cells) < 2:
        return float(cells[0].strip(" .)") == "1")
    follows = [
        bool(a and b) and _follows(a[-1], b[-1]) and len(a) == len(b) for a, b in pairwise(numbers)
    ]
    return sum(follows) / len(follows)


def _follows(one: str, other: str) -> bool:
    """Whether a number is the next one, or the first."""
    before, after = whole_number(one), whole_number(other)
    return after == 1 or (before is not None and after == before + 1)
