"""Corrections and expectations that people keep beside their documents, as YAML.

What belongs here: their form, and reading them. What does not: applying them to rows
(`pipelines.publishing.corrections`) and checking them (`pipelines.orchestration.checks`).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from schemas.document import Frozen

CORRECTIONS, EXPECTATIONS = "corrections.yaml", "expectations.yaml"
_LARGEST = 10 * 1024 * 1024  # bytes; people write no more
Value = str | int | float | None


class Act(Frozen):
    """What names an act whatever file holds it; language versions of one share number and date."""

    number: str
    date: str | None = None
    language: str | None = None


class Correction(Frozen):
    """A value that a person has put right, and how its row is known again.

    `path` is the document's file, beside this one, `act` names its act. The row is that of
    `table` with this `id`, or the only one with this `quote`: the words of the source that the
    value was read from. `was` is what had been read.
    """

    path: str
    act: Act | None = None
    table: str
    id: str
    quote: str | None = None
    field: str
    was: Value = None
    value: Value
    why: str = Field(min_length=1)


class Entry(Frozen):
    """An entry of a file of corrections, or what is wrong with it."""

    file: str
    position: int
    correction: Correction | None = None
    fault: str | None = None


Expectations = Mapping[str, Mapping[str, int]]  # rows by table, by file name
_EXPECTATIONS = TypeAdapter[Expectations](dict[str, dict[str, int]])


def find_corrections(paths: Iterable[str]) -> tuple[Entry, ...]:
    """Return all entries of the files of corrections in the folders of documents."""
    files = _beside(paths, CORRECTIONS)
    return tuple(entry for file in files for entry in _entries(file))


def find_expectations(paths: Iterable[str]) -> tuple[dict[str, Mapping[str, int]], tuple[str, ...]]:
    """Return the numbers of rows that are expected of documents, by path, and faults of files."""
    expected: dict[str, Mapping[str, int]] = {}
    faults: list[str] = []
    for file in _beside(paths, EXPECTATIONS):
        try:
            named = _EXPECTATIONS.validate_python(_loaded(file) or {})
        except (ValueError, OSError) as error:
            faults.append(f"{file}: {_sentence(error)}")
            continue
        expected |= {str(file.parent / name): counts for name, counts in named.items()}
    return expected, tuple(faults)


def digest(entries: Iterable[Entry]) -> str:
    """Return a fingerprint of corrections, "" if there are none."""
    texts = [entry.model_dump_json() for entry in entries]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest() if texts else ""


def add_correction(folder: Path, correction: Correction) -> Path:
    """Write a correction at the end of a folder's file; return the file."""
    file = folder / CORRECTIONS
    entry = correction.model_dump(exclude_none=True) | {"value": correction.value}
    text = yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=100)
    before = file.read_text("utf-8") if file.exists() else ""
    gap = "" if not before or before.endswith("\n") else "\n"
    file.write_text(f"{before}{gap}{text}", "utf-8")
    return file


def _beside(paths: Iterable[str], name: str) -> Iterator[Path]:
    folders = sorted({Path(path).parent for path in paths})
    return (folder / name for folder in folders if (folder / name).is_file())


def _entries(file: Path) -> Iterator[Entry]:
    try:
        listed = _loaded(file) or []
        if not isinstance(listed, list):
            raise ValueError("it is no list of corrections")
    except (ValueError, OSError) as error:
        yield Entry(file=str(file), position=0, fault=_sentence(error))
        return
    for position, item in enumerate(listed, 1):
        yield _entry(str(file), position, item)


def _entry(file: str, position: int, item: object) -> Entry:
    try:
        correction = Correction.model_validate(item)
    except ValidationError as error:
        return Entry(file=file, position=position, fault=_sentence(error))
    beside = correction.model_copy(update={"path": str(Path(file).parent / correction.path)})
    return Entry(file=file, position=position, correction=beside)


def _loaded(file: Path) -> Any:
    """Return what a YAML file holds; raises ValueError or OSError if it cannot be read."""
    if file.stat().st_size > _LARGEST:
        raise ValueError(f"it is larger than {_LARGEST // 1024**2} MB")
    try:
        return yaml.load(file.read_text("utf-8"), Loader=_Loader)
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"it is no YAML ({' '.join(str(error).split())})") from error


class _Loader(yaml.SafeLoader):
    """Plain YAML in which dates stay text, as they stand in the tables."""


_Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        faults = error.errors()[:3]
        return "; ".join(f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in faults)
    return str(error)
