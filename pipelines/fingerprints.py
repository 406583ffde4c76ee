"""Fingerprints of the code and data that rows depend on, one a step.

What does not belong here: comparing them with those of the last run (`pipelines.planning.plan`).
"""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parent.parent
_IGNORED = {"__pycache__", "py.typed", "generate"}


@cache
def fingerprints() -> dict[str, str]:
    """Return a fingerprint (12 hex digits) by step.

    The steps are the modules and packages of `extractors`, lexica among them,
    then `schemas`, `steps` (how they are put together) and `libraries`
    (the versions of what the project depends on).
    """
    parts = [path for path in (ROOT / "extractors").iterdir() if path.name not in _IGNORED]
    steps = {path.stem: _of_files(path) for path in parts}
    steps |= {
        "schemas": _of_files(ROOT / "schemas"),
        "steps": _of_files(ROOT / "pipelines" / "steps.py"),
        "libraries": _digest(version.encode() for version in library_versions()),
    }
    return dict(sorted(steps.items()))


def code_version(*steps: str) -> str:
    """Return one fingerprint for some steps, or for all if none is named."""
    every = fingerprints()
    return _digest(f"{name} {every.get(name)}".encode() for name in steps or every)


def library_versions() -> tuple[str, ...]:
    """Return the project's version and its direct dependencies', as "name version"."""
    required = (name for name in metadata.requires("zhospar") or () if "extra ==" not in name)
    names = ["zhospar", *sorted(name.split("==")[0] for name in required)]
    return tuple(f"{name} {library_version(name)}" for name in names)


def library_version(name: str) -> str:
    """Return the version of a library, "absent" if it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"


def _of_files(path: Path) -> str:
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    kept = [f for f in files if f.is_file() and not _IGNORED.intersection(f.parts)]
    return _digest(part for f in kept for part in (f.name.encode(), f.read_bytes()))


def _digest(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:12]
