"""Which body a text names: the document's own abbreviations first, the registry second.

What belongs here: the order of looking, and the bodies that only a document
defines. What does not: cutting a cell into bodies (`extractors.plans.responsible`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from extractors.bodies.names import (
    NameIndex,
    bare,
    kind_of,
    looks_like_body,
    proper_words,
    quoted,
    words_of,
)
from extractors.bodies.posts import without_post
from extractors.bodies.registry import bodies, registry_rows, with_preferred
from extractors.languages.alphabet import CAPITAL, SMALL
from extractors.languages.detection import detect_language
from extractors.languages.lookalikes import as_cyrillic
from extractors.languages.words import ABBREVIATION_ENDING
from schemas.base import stable_id
from schemas.tables import Abbreviations, BodyNameRow, BodyRow, Language

DOCUMENT_LEVEL = "document"  # level of bodies that only a document's own list names
PARTS = ("committee", "organisation")  # levels of bodies that are part of another

# "ОМ-мен", "ЖАО-ға": an abbreviation with a Kazakh case ending.
_CASE_ENDING = re.compile(rf"(?<=[A-Z{CAPITAL}]){ABBREVIATION_ENDING}$")
# What a body does, and its parts, beside its name: "МП (свод)", "МП – свод".
_NOTE = re.compile(rf"\s*\([^()]*\)\s*$|\s[–—-]\s+[{SMALL} ]+$")
_WORD_OF_NAME = re.compile(rf"[{CAPITAL}][{SMALL}]{{3,}}")  # a short name that bends as words do


class Told(NamedTuple):
    """The id of a body, None where it cannot be told, and in a word how it was told."""

    body_id: str | None
    way: str


class Resolver:
    """Tells bodies in the texts of one document."""

    def __init__(self, abbreviations: Abbreviations, language: Language | None = None) -> None:
        """Take the document's abbreviations and language (None if it is not known)."""
        self._language = language
        rows = abbreviations.abbreviations
        self._expansions = {key_of(a.abbreviation): a.expansion for a in rows}
        self._own = NameIndex(
            (row.name, row.body_id) for row in document_rows(abbreviations)[1] if row.kind == "full"
        )
        self._own_short = _short_words((a.abbreviation, a.expansion) for a in rows)
        self._known: dict[str, Told] = {}

    def resolve(self, text: str) -> str | None:
        """Return the id of the body that `text` names, None where it cannot be told."""
        return self.tell(text).body_id

    def tell(self, text: str) -> Told:
        """Return the body that `text` names, and how that was told."""
        if text not in self._known:
            self._known[text] = self._tell(_NOTE.sub("", text).strip(' ,;."«»'), text)
        return self._known[text]

    def full_name(self, text: str) -> str | None:
        """Return the id of the body whose whole name `text` is, else None."""
        words, proper = words_of(text), proper_words(text)
        return self._own.find(words, proper) or _names().find(words, proper)

    def _tell(self, name: str, text: str) -> Told:
        found = (Told(body_id, way) for way, body_id in self._ways(name, text) if body_id)
        unknown = "looks like a body" if looks_like_body(text) else "unknown"
        return next(found, Told(None, unknown))

    def _ways(self, name: str, text: str) -> Iterator[tuple[str, str | None]]:
        """Yield what each way of looking finds, the surest first.

        What the document's own list says of a short name is the last word on it.
        """
        plain = _CASE_ENDING.sub("", name)
        expansion = self._expansion((text, plain, bare(plain)))
        if expansion:
            yield "own list", body_of_name(expansion)
            yield "own list", self._own.find(words_of(expansion))
            yield "own list", body_of_name(without_post(expansion) or "")
            return
        yield "own name", self._own.find(words_of(name), proper_words(text))
        yield "abbreviation", registry_abbreviation(bare(plain), self._language)
        yield "short name", _registry_short().find(words_of(name))
        yield "name", body_of_name(name, proper_words(text))
        yield "quotes", self._by_quotes(text)
        yield "part", self._part_of(plain)
        yield "post", self._led(plain)

    def _expansion(self, forms: Iterable[str]) -> str | None:
        """What the document's own list says of a short name, in any of its forms."""
        found = (self._expansions.get(key_of(form)) for form in dict.fromkeys(forms))
        bent = (self._own_short.find(words_of(form)) for form in forms)
        return next(filter(None, (*found, *bent)), None)

    def _led(self, text: str) -> str | None:
        """The organisation that a post leads to: "вице-министр финансов"."""
        rest = without_post(text)
        return self.resolve(rest) if rest and rest != text else None

    def _by_quotes(self, text: str) -> str | None:
        """A body by its proper name in quotes, the document's own list aside."""
        for piece in quoted(text):
            found = _quoted_names().get(piece) or registry_abbreviation(
                piece.upper(), self._language
            )
            if found:
                return found
        return None

    def _part_of(self, text: str) -> str | None:
        """A part of another body, either of them abbreviated: "КОПД МП", "ДСМ СЭБК"."""
        words = bare(text).split()
        for cut in range(1, len(words)):
            sides = (" ".join(words[:cut]), " ".join(words[cut:]))
            part = _the_part(*(self._registered(side) for side in sides))
            if part:
                return part
        return None

    def _registered(self, text: str) -> str | None:
        own = self._expansions.get(key_of(text))
        if own:
            return body_of_name(own)
        return registry_abbreviation(text, self._language) or _names().find(words_of(text))


def resolve(
    text: str, abbreviations: Abbreviations, language: Language | None = None
) -> str | None:
    """Return the id of the body that `text` names in a document, else None."""
    return Resolver(abbreviations, language).resolve(text)


def body_of_name(name: str, proper: frozenset[str] = frozenset()) -> str | None:
    """Return the registry's body of a full name in any case form, else None.

    `proper` are its words that stand in quotes, which do not bend.
    """
    words = words_of(name)
    if not words:
        return None
    return _names().find(words, proper) or _by_parent(words) or _by_beginning(words)


def registry_abbreviation(text: str, language: Language | None) -> str | None:
    """Return the one body that an abbreviation means, in the language given first."""
    key = key_of(text)
    for tried in ((language,) if language else ()) + _name_languages():
        found = _abbreviations().get((tried, key), frozenset())
        if len(found) > 1:
            return None
        if found:
            return next(iter(found))
    return None


def document_rows(abbreviations: Abbreviations) -> tuple[list[BodyRow], list[BodyNameRow]]:
    """Return rows for the bodies that a document's abbreviations explain and the registry lacks.

    Their ids are derived from the folded name, so that the same name gives the
    same body in every document.
    """
    rows: dict[str, BodyRow] = {}
    names: dict[tuple[str, str], BodyNameRow] = {}
    for name in _defined(abbreviations):
        kind = kind_of(name.name) if name.kind == "full" else None
        if kind and name.body_id not in rows:
            rows[name.body_id] = BodyRow(body_id=name.body_id, level=DOCUMENT_LEVEL, kind=kind)
        names[name.body_id, name.name] = name
    return list(rows.values()), with_preferred(names.values())


def _defined(abbreviations: Abbreviations) -> Iterator[BodyNameRow]:
    """The names of the bodies that only a document defines."""
    for row in abbreviations.abbreviations:
        name = row.expansion
        if looks_like_body(name) and body_of_name(name) is None and not _leads(name):
            body_id = stable_id("body", " ".join(words_of(name)))
            language = detect_language(name)
            yield BodyNameRow(body_id=body_id, language=language, name=name, kind="full")
            yield BodyNameRow(
                body_id=body_id, language=language, name=row.abbreviation, kind="abbreviation"
            )


def _leads(name: str) -> bool:
    """Whether a name is that of a post at a body of the registry, which it then means."""
    rest = without_post(name)
    return bool(rest and body_of_name(rest))


def key_of(abbreviation: str) -> str:
    """Fold an abbreviation to what is compared: no spaces, quotes or dots; case matters."""
    return as_cyrillic(re.sub(r"[\s\"«»“”„.]+", "", abbreviation))


def _by_parent(words: tuple[str, ...]) -> str | None:
    """A part of another body: the parent stands before it in Kazakh, after it in Russian."""
    for cut in range(1, len(words)):
        part = _the_part(_names().find(words[:cut]), _names().find(words[cut:]))
        if part:
            return part
    return None


def _the_part(left: str | None, right: str | None) -> str | None:
    """Of two bodies named together, the one that is part of the other."""
    if left is None or right is None:
        return None
    parts = [body_id for body_id in (left, right) if bodies()[body_id].level in PARTS]
    return parts[0] if len(parts) == 1 else None


def _by_beginning(words: tuple[str, ...]) -> str | None:
    """A ministry by the beginning of its name, where one of today's alone (else of old) has it."""
    if len(words) < 2:
        return None
    found = _ministries().beginning(words) or _ministries().beginning(words[:-1], words[-1:])
    today = {i for i in found if bodies()[i].valid_to is None}
    candidates = today or found
    return candidates.pop() if len(candidates) == 1 else None


@cache
def _names() -> NameIndex:
    rows = registry_rows()[1]
    return NameIndex((row.name, row.body_id) for row in rows if row.kind == "full")


@cache
def _ministries() -> NameIndex:
    rows = registry_rows()[1]
    return NameIndex(
        (row.name, row.body_id)
        for row in rows
        if row.kind == "full" and bodies()[row.body_id].level == "ministry"
    )


@cache
def _abbreviations() -> dict[tuple[str | None, str], frozenset[str]]:
    """The bodies of each abbreviation of the registry, by language."""
    found: dict[tuple[str | None, str], set[str]] = {}
    for row in registry_rows()[1]:
        if row.kind == "abbreviation":
            found.setdefault((row.language, key_of(row.name)), set()).add(row.body_id)
    return {key: frozenset(ids) for key, ids in found.items()}


@cache
def _quoted_names() -> dict[str, str]:
    """The bodies whose names hold a proper name in quotes that no other's does."""
    found: dict[str, set[str]] = {}
    for row in registry_rows()[1]:
        for piece in quoted(f" {row.name} "):
            found.setdefault(piece, set()).add(row.body_id)
    return {piece: ids.copy().pop() for piece, ids in found.items() if len(ids) == 1}


@cache
def _registry_short() -> NameIndex:
    """The registry's short names that are words ("Минздрав"), in any of their forms."""
    return _short_words(
        (row.name, row.body_id) for row in registry_rows()[1] if row.kind == "abbreviation"
    )


def _short_words(pairs: Iterable[tuple[str, str]]) -> NameIndex:
    """An index of those short names that bend as words do, to what each stands for."""
    return NameIndex((short, meant) for short, meant in pairs if _WORD_OF_NAME.fullmatch(short))


@cache
def _name_languages() -> tuple[Language, ...]:
    """The languages in which the registry has names, in its order."""
    return tuple(dict.fromkeys(row.language for row in registry_rows()[1]))
