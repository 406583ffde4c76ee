"""Automatic numbering of Word: the marker that each list paragraph shows.

What belongs here: numbering.xml and counting. What does not: number styles
(`list_numbers`), paragraphs (`docx`).
"""

import re
from dataclasses import dataclass, field

from extractors.readers.docx_styles import Element, attribute, child, children, number, switch
from extractors.readers.list_numbers import BULLET, BULLETS, format_number

_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class _ListLevel:
    """How one depth of a list counts and looks."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False  # higher levels show as decimals
    restarts: bool = True
    paragraph_style: str | None = None


@dataclass(frozen=True)
class _ListDefinition:
    """A list definition as one numId sees it; lists of one `abstract` count on."""

    abstract: int
    levels: dict[int, _ListLevel]
    restarts: frozenset[int] = frozenset()  # depths at which this numId counts anew


@dataclass
class Numbering:
    """Counts the list paragraphs of a document in order."""

    root: Element | None
    _lists: dict[int, _ListDefinition] = field(default_factory=dict)
    _counters: dict[int, dict[int, int]] = field(default_factory=dict)
    _used: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        raw = _abstracts(self.root)
        for num in children(self.root, "num"):
            abstract = number(child(num, "abstractNumId"))
            num_id = number(num, name="numId")
            if abstract is not None and abstract in raw and num_id is not None:
                levels = _levels(_linked(raw[abstract], raw))
                self._lists[num_id] = _overridden(abstract, levels, num)

    def level_of_style(self, num_id: int, style_id: str | None) -> int:
        """Return the depth that a list gives to a paragraph style, 0 if it names none."""
        levels = self._lists[num_id].levels if num_id in self._lists else {}
        return next((n for n, x in levels.items() if style_id and x.paragraph_style == style_id), 0)

    def next_marker(self, num_id: int, depth: int) -> str | None:
        """Count a paragraph of a list and return its marker; None if it shows none."""
        found = self._lists.get(num_id)
        if found is None or depth not in found.levels:
            return None
        counter = self._counters.setdefault(found.abstract, {})
        if num_id not in self._used:
            self._used.add(num_id)
            for level in found.restarts:
                counter.pop(level, None)
        _count(counter, found.levels, depth)
        return _shown(counter, found.levels, depth) or None


def _abstracts(root: Element | None) -> dict[int, Element]:
    found = ((number(a, name="abstractNumId"), a) for a in children(root, "abstractNum"))
    return {key: element for key, element in found if key is not None}


def _linked(abstract: Element, raw: dict[int, Element]) -> Element:
    """Follow a definition that only names a numbering style to the one that defines it."""
    link = attribute(child(abstract, "numStyleLink"), "val")
    if link is None:
        return abstract
    defining = (a for a in raw.values() if attribute(child(a, "styleLink"), "val") == link)
    return next(defining, abstract)


def _levels(abstract: Element) -> dict[int, _ListLevel]:
    return dict(_level(element) for element in children(abstract, "lvl"))


def _level(element: Element) -> tuple[int, _ListLevel]:
    level = _ListLevel(
        start=number(child(element, "start"), 0) or 0,
        style=attribute(child(element, "numFmt"), "val") or "decimal",
        text=attribute(child(element, "lvlText"), "val") or "",
        legal=bool(switch(element, "isLgl")),
        restarts=number(child(element, "lvlRestart")) != 0,
        paragraph_style=attribute(child(element, "pStyle"), "val"),
    )
    return number(element, 0, "ilvl") or 0, level


def _overridden(abstract: int, levels: dict[int, _ListLevel], num: Element) -> _ListDefinition:
    restarts: set[int] = set()
    for override in children(num, "lvlOverride"):
        depth = number(override, 0, "ilvl") or 0
        own = child(override, "lvl")
        if own is not None:
            levels[depth] = _level(own)[1]
        start = number(child(override, "startOverride"))
        if start is not None:
            restarts.add(depth)
            levels[depth] = _ListLevel(
                **{**levels.get(depth, _ListLevel()).__dict__, "start": start}
            )
    return _ListDefinition(abstract, levels, frozenset(restarts))


def _count(counter: dict[int, int], levels: dict[int, _ListLevel], depth: int) -> None:
    for level in range(depth):
        counter.setdefault(level, levels.get(level, _ListLevel()).start)
    counter[depth] = counter[depth] + 1 if depth in counter else levels[depth].start
    for level in [n for n in counter if n > depth and levels.get(n, _ListLevel()).restarts]:
        del counter[level]


def _shown(counter: dict[int, int], levels: dict[int, _ListLevel], depth: int) -> str:
    level = levels[depth]
    if level.style == "bullet":
        return level.text if level.text and level.text in BULLETS else BULLET

    def value(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        style = "decimal" if level.legal else levels.get(place, _ListLevel()).style
        return format_number(counter.get(place, 0), style)

    return "" if level.style == "none" else _PLACE.sub(value, level.text).strip()
