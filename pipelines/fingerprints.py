"""Fingerprints of the code and data that rows rest on, one a step of the flow.

A step rests on what its function in `extractors.flow` names, on what that module
holds besides steps, and on all that these reach (`pipelines.import_graph`):
modules, data files, libraries. Nothing of it is kept by hand; and code is read,
not run, so that a run with nothing to do stays quick.

What does not belong here: comparing fingerprints with those of the last run
(`pipelines.planning`).
"""

import ast
import hashlib
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

from pipelines.import_graph import DATA, Reach, Sources, is_docstring

ROOT = Path(__file__).parent.parent
PACKAGES = ("schemas", "extractors", "pipelines")
FLOW = "extractors.flow"
_KEPT = Path(__file__).parent / "__pycache__" / "fingerprints.json"
_NAME = re.compile(r"[\w.-]+")


class Footing(NamedTuple):
    """What a step rests on: its own code in the flow, and all that this reaches."""

    code: str
    reach: Reach


@cache
def fingerprints() -> Mapping[str, str]:
    """Return a fingerprint (12 hex digits) of each step, by name.

    They are kept beside the bytecode, and as that is, good for as long as no source
    file has another size or time.
    """
    state = _state_of_files(ROOT)
    with suppress(OSError, ValueError, KeyError):
        kept = json.loads(_KEPT.read_text("utf-8"))
        if kept["state"] == state:
            return dict(kept["fingerprints"])
    made = fingerprints_of(sources_in(ROOT))
    with suppress(OSError):
        _write_whole(_KEPT, json.dumps({"state": state, "fingerprints": made}))
    return made


def _state_of_files(root: Path) -> str:
    """Return a digest of all that fingerprints can rest on: sizes and times, and versions."""
    files = sorted(f for name in PACKAGES for f in (root / name).rglob("*.*") if _counts(f))
    states = ((file, file.stat()) for file in files)
    lines = (f"{file} {state.st_size} {state.st_mtime_ns}" for file, state in states)
    versions = (f"{name} {library_version(name)}" for name in _required(extras=True))
    return _digest((*lines, *versions, sys.version))


def _counts(file: Path) -> bool:
    return file.suffix in (".py", *DATA)


def _write_whole(file: Path, text: str) -> None:
    """Write a file that others may read meanwhile: they see the old one or the new one."""
    file.parent.mkdir(exist_ok=True)
    new = file.with_name(f"{file.name}.{os.getpid()}")
    new.write_text(text, "utf-8")
    os.replace(new, file)


def code_version(*steps: str) -> str:
    """Return one fingerprint for some steps, or for all if none is named."""
    every = fingerprints()
    return _digest(f"{name} {every[name]}" for name in steps or every)


def sources_in(root: Path) -> Sources:
    """Return the source tree in a folder."""
    return Sources(root, PACKAGES, _libraries_by_import())


def fingerprints_of(sources: Sources) -> dict[str, str]:
    """Return the fingerprints of the steps of a source tree."""
    hashed = cache(_hash)  # as files are now: by the next call they may have changed
    return {
        name: _digest(_parts(step, sources, hashed)) for name, step in footings(sources).items()
    }


def footings(sources: Sources) -> dict[str, Footing]:
    """Return what each step of the flow rests on, by name."""
    flow = sources.modules[FLOW]
    body = flow.tree().body
    steps = [node for node in body if isinstance(node, ast.FunctionDef) and node.decorator_list]
    common = [node for node in body if not (node in steps or _is_frame(node))]
    serving = _serving_libraries(sources)
    found = {}
    for step in steps:
        reach = sources.reach(flow.mentions_of([step, *common]))
        code = "\n".join(map(ast.unparse, [step, *common]))
        found[step.name] = Footing(code, reach._replace(libraries=reach.libraries | serving))
    return found


def _is_frame(node: ast.stmt) -> bool:
    """Tell whether a statement does nothing by itself: an import, whose use counts, or words."""
    return isinstance(node, ast.Import | ast.ImportFrom) or is_docstring(node)


def _parts(step: Footing, sources: Sources, hashed: Callable[[Path], str]) -> Iterator[str]:
    """Yield all that a step's fingerprint is made of."""
    yield step.code
    for name in sorted(step.reach.modules):
        yield f"{name} {hashed(sources.modules[name].path)}"
    for file in sorted(step.reach.data):
        yield f"{file.parent.name}/{file.name} {hashed(file)}"
    for library in sorted(step.reach.libraries):
        yield f"{library} {library_version(library)}"


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def library_versions() -> tuple[str, ...]:
    """Return the project's version and its direct dependencies', as "name version"."""
    return tuple(f"{name} {library_version(name)}" for name in ("zhospar", *_required()))


def library_version(name: str) -> str:
    """Return the version of a library, "absent" if it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"


def _serving_libraries(sources: Sources) -> frozenset[str]:
    """Return the libraries that no module imports: they serve others, and so whoever uses those."""
    imported = (sources.direct_reach(module.mentions) for module in sources.modules.values())
    return frozenset(_required()).difference(*(reach.libraries for reach in imported))


@cache
def _required(*, extras: bool = False) -> tuple[str, ...]:
    """Return the names of the libraries that the project requires."""
    lines = metadata.requires("zhospar") or ()
    names = (_NAME.match(line) for line in lines if extras or "extra ==" not in line)
    return tuple(sorted({name[0] for name in names if name} - {"zhospar"}))


@cache
def _libraries_by_import() -> Mapping[str, list[str]]:
    """Return the libraries that give each name that can be imported."""
    libraries = defaultdict(list)
    for library in _required(extras=True):
        for name in _import_names(library):
            libraries[name].append(library)
    return libraries


def _import_names(library: str) -> set[str]:
    try:
        distribution = metadata.distribution(library)
    except metadata.PackageNotFoundError:
        return {library}
    declared = (distribution.read_text("top_level.txt") or "").split()
    return set(declared) or {file.parts[0] for file in distribution.files or ()}
