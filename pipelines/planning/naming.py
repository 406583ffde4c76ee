"""What people mean by the name of something published: its id, its path, a folder, a part.

What does not belong here: what is done with it.
"""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from pathlib import PurePath

from pipelines.errors import NoInputError
from pipelines.planning.plan import is_in
from schemas.tables import DocumentStateRow

States = Mapping[str, DocumentStateRow]


def paths_named(names: Iterable[str], states: States) -> frozenset[str]:
    """Return the published paths that names mean, those of quarantine among them.

    A name is a document's id (all its paths), a path, a folder (all in it), or a part of
    exactly one path. Raises NoInputError for any other, with what may be meant.
    """
    return frozenset(path for name in names for path in _named(name, states))


def _named(name: str, states: States) -> list[str]:
    if name in states:
        return [name]
    found = [path for path, state in states.items() if state.document_id == name]
    found = found or [path for path in states if is_in(path, [name])]
    if found:
        return found
    parts = [path for path in states if name and name.casefold() in path.casefold()]
    if len(parts) == 1:
        return parts
    raise NoInputError(f"{_unclear(name, parts)}{_advice(name, parts or states)}")


def _unclear(name: str, parts: list[str]) -> str:
    return f"Several inputs are called {name}" if parts else f"Nothing published is called {name}"


def _advice(name: str, paths: Iterable[str]) -> str:
    """Return what may be meant: by the file's own name, since folders are long and alike."""
    files: dict[str, list[str]] = {}
    for path in paths:
        files.setdefault(PurePath(path).name.casefold(), []).append(path)
    close = get_close_matches(PurePath(name).name.casefold(), files, n=3)
    meant = [path for file in close for path in files[file]] or sorted(paths)
    return f": did you mean {', '.join(meant[:5])}?" if meant else ""
