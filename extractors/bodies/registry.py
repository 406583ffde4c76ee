"""The registry of bodies: entries of the lexica as published rows.

What belongs here: reading `bodies.toml` and `regions.tsv`, and their names as
rows. What does not: telling which body a text names (`resolve`).
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Literal

from pydantic import ConfigDict, Field

from extractors.lexica import load_toml, load_tsv
from schemas.document import Frozen
from schemas.tables import BodyKind, BodyNameRow, BodyRow, Language

NameKind = Literal["full", "abbreviation"]
_SHORT = "_short"
# What a level's bodies are where their entries do not say.
_KINDS: Mapping[str, BodyKind] = {
    "organisation": "organisation", "international": "organisation", "group": "group",
}  # fmt: skip


class FormerName(Frozen):
    """A name that a body bore before."""

    language: Language
    kind: NameKind
    name: str
    valid_from: str | None = Field(None, alias="from")
    valid_to: str | None = Field(None, alias="to")


class NamedInLanguages(Frozen):
    """An entry whose names are columns by language: `kk` full ones, `kk_short` short ones."""

    model_config = ConfigDict(extra="allow")

    @property
    def names(self) -> Iterator[tuple[Language, NameKind, tuple[str, ...]]]:
        """The names in each language, full ones before short ones."""
        given = self.model_extra or {}
        for language in dict.fromkeys(column.removesuffix(_SHORT) for column in given):
            yield language, "full", _listed(given.get(language))
            yield language, "abbreviation", _listed(given.get(language + _SHORT))


def _listed(names: str | list[str] | None) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names or ())


class Entry(NamedInLanguages):
    """A body of the registry; see the lexicon's head for the fields."""

    id: str
    level: str
    kind: BodyKind | None = None
    valid_from: str | None = Field(None, alias="from")
    valid_to: str | None = Field(None, alias="to")
    successor: str | None = None
    former: tuple[FormerName, ...] = ()


class Entries(Frozen):
    """The lexicon's entries."""

    body: tuple[Entry, ...]


class Region(NamedInLanguages):
    """A name of a region or city whose akimat is a body."""

    body_id: str
    kind: Literal["region", "city"]
    valid_from: str | None = None
    valid_to: str | None = None


class AkimatNames(Frozen):
    """How an akimat is called by its place: by kind of name, language and kind of place."""

    full: Mapping[Language, Mapping[str, str]]
    abbreviation: Mapping[Language, Mapping[str, str]]


def registry_rows() -> tuple[list[BodyRow], list[BodyNameRow]]:
    """Return the registry as rows of `bodies` and `body_names`, in the lexica's order."""
    names = {(n.body_id, n.language, n.kind, n.name): n for n in _names()}
    return list(bodies().values()), with_preferred(names.values())


def with_preferred(names: Iterable[BodyNameRow]) -> list[BodyNameRow]:
    """Mark the first full name of each body in each language that is still in use."""
    seen: set[tuple[str, Language]] = set()
    marked = []
    for name in names:
        key = name.body_id, name.language
        preferred = name.kind == "full" and not name.valid_to and key not in seen
        seen |= {key} if preferred else set()
        marked.append(name.model_copy(update={"preferred": preferred}))
    return marked


@cache
def bodies() -> dict[str, BodyRow]:
    """The registry's bodies by id."""
    rows = [
        BodyRow(
            body_id=entry.id,
            level=entry.level,
            kind=entry.kind or _KINDS.get(entry.level, "public body"),
            successor_id=entry.successor,
            valid_from=entry.valid_from,
            valid_to=entry.valid_to,
        )
        for entry in _entries()
    ]
    rows += [BodyRow(body_id=region.body_id, level="local") for region in _regions()]
    return {row.body_id: row for row in rows}


def _names() -> Iterator[BodyNameRow]:
    """All names of all bodies."""
    for entry in _entries():
        yield from _entry_names(entry)
    for region in _regions():
        yield from _region_names(region)


def _entry_names(entry: Entry) -> Iterator[BodyNameRow]:
    """The names of an entry, official ones first, former ones last."""
    for language, kind, names in entry.names:
        for name in names:
            yield BodyNameRow(body_id=entry.id, language=language, kind=kind, name=name)
    for former in entry.former:
        yield BodyNameRow(body_id=entry.id, **former.model_dump())


def _region_names(region: Region) -> Iterator[BodyNameRow]:
    """The names of an akimat, made from its region's; the full ones are of their time."""
    patterns = load_toml("akimats.toml", AkimatNames)
    for language, kind, names in region.names:
        for name in names:
            is_full = kind == "full"
            yield BodyNameRow(
                body_id=region.body_id,
                language=language,
                kind=kind,
                name=getattr(patterns, kind)[language][region.kind].format(name),
                valid_from=region.valid_from if is_full else None,
                valid_to=region.valid_to if is_full else None,
            )


def _entries() -> tuple[Entry, ...]:
    return load_toml("bodies.toml", Entries).body


def _regions() -> tuple[Region, ...]:
    return load_tsv("regions.tsv", Region)
