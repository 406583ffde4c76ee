"""Styles of a Word document: what a named style says of a paragraph or run.

What belongs here: the inheritance of styles, and access to the XML by local
names (transitional and strict files differ in namespaces only). What does not:
text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extractors.readers.lexicon import reader_words

Element = etree._Element

_HEADINGS = "|".join(["heading", *(words.heading_styles for words in reader_words())])
_HEADING = re.compile(rf"(?:{_HEADINGS})\s*([1-9])(?:\D|$)", re.I)
_TITLES = frozenset({"title", "subtitle"}).union(*(w.title_styles for w in reader_words()))
_TABLES_OF_CONTENTS = "|".join(["toc", *(words.contents_styles for words in reader_words())])
_CONTENTS = re.compile(rf"(?:{_TABLES_OF_CONTENTS})\s*\d?$", re.I)
_OFF = frozenset({"0", "false", "off", "none"})


def local(element: Element) -> str:
    """Return an element's name without its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str) -> str | None:
    """Return an attribute by its local name."""
    if element is None:
        return None
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant down a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((e for e in element if local(e) == name), None)
    return element


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Yield the children of that local name."""
    return (e for e in (() if element is None else element) if local(e) == name)


def number(element: Element | None, default: int | None = None, name: str = "val") -> int | None:
    """Return the whole number in an element's attribute, `default` if there is none."""
    value = attribute(element, name) or ""
    return int(value) if re.fullmatch(r"-?[0-9]{1,9}", value) else default


def switch(properties: Element | None, name: str) -> bool | None:
    """Return whether a property is on; None if it is not stated."""
    element = child(properties, name)
    if element is None:
        return None
    return (attribute(element, "val") or "1").lower() not in _OFF


@dataclass(frozen=True)
class Style:
    """What a style says, with what it inherits."""

    is_heading: bool = False
    is_contents: bool = False
    level: int | None = None
    numbering: tuple[int, int | None] | None = None  # numId, ilvl
    bold: bool | None = None
    hidden: bool | None = None
    centred: bool | None = None
    size: float | None = None
    ruled: bool | None = None


@dataclass
class Styles:
    """All styles of a document, by id."""

    root: Element | None
    _raw: dict[str, Element] = field(default_factory=dict)
    _resolved: dict[str, Style] = field(default_factory=dict)
    default: str = ""

    def __post_init__(self) -> None:
        for style in children(self.root, "style"):
            self._raw.setdefault(attribute(style, "styleId") or "", style)
            if attribute(style, "type") == "paragraph" and attribute(style, "default") == "1":
                self.default = attribute(style, "styleId") or ""

    def get(self, style_id: str | None) -> Style:
        """Return a style by id; one that says nothing if there is none of that id."""
        key = style_id or self.default
        if key not in self._resolved:
            self._resolved[key] = Style()  # ends a circle of styles
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    def _resolve(self, style_id: str) -> Style:
        raw = self._raw.get(style_id)
        if raw is None:
            return self._by_name(style_id, Style())
        based_on = attribute(child(raw, "basedOn"), "val")
        base = self.get(based_on) if based_on else Style()
        own = _stated(raw, base)
        return self._by_name(attribute(child(raw, "name"), "val") or style_id, own)

    def _by_name(self, name: str, style: Style) -> Style:
        heading = _HEADING.match(name)
        fields = dict(style.__dict__)
        if heading:
            fields.update(is_heading=True, level=int(heading[1]))
        elif name.strip().lower() in _TITLES:
            fields.update(is_heading=True)
        elif _CONTENTS.match(name):
            fields.update(is_contents=True, is_heading=False)
        return Style(**fields)


def _stated(raw: Element, base: Style) -> Style:
    """Return what a style's own properties add to those of its base."""
    paragraph, run = child(raw, "pPr"), child(raw, "rPr")
    level = outline_level(paragraph)
    size = number(child(run, "sz"))
    own = {
        "is_heading": level is not None or None,
        "level": level,
        "numbering": numbering_of(paragraph),
        "bold": switch(run, "b"),
        "hidden": switch(run, "vanish"),
        "centred": centred(paragraph),
        "size": None if size is None else size / 2,
        "ruled": has_borders(child(raw, "tblPr", "tblBorders")),
    }
    return Style(**{**base.__dict__, **{k: v for k, v in own.items() if v is not None}})


def outline_level(properties: Element | None) -> int | None:
    """Return a heading's depth from 1; None for body text."""
    level = number(child(properties, "outlineLvl"))
    return level + 1 if level is not None and 0 <= level <= 8 else None


def numbering_of(properties: Element | None) -> tuple[int, int | None] | None:
    """Return numId and ilvl (None if not stated) of a paragraph's numbering."""
    element = child(properties, "numPr")
    num_id = number(child(element, "numId"))
    return None if num_id is None else (num_id, number(child(element, "ilvl")))


def centred(properties: Element | None) -> bool | None:
    """Return whether a paragraph is centred; None if it does not state its alignment."""
    alignment = attribute(child(properties, "jc"), "val")
    return None if alignment is None else alignment == "center"


def has_borders(borders: Element | None) -> bool | None:
    """Return whether any border is drawn; None if none is stated."""
    if borders is None or not len(borders):
        return None
    return any((attribute(b, "val") or "none") not in ("none", "nil") for b in borders)
