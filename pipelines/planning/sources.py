"""The input files: which there are, and what can be told without reading them as documents.

What does not belong here: what was known of them before (`pipelines.planning.plan`).
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from schemas.document import Frozen
from schemas.tables import QuarantineRow

# What programs leave beside documents; hidden files (".*") among them.
PASSED_OVER = (
    ".*", "~$*", "*~", "*.tmp", "*.part", "*.crdownload", "*.swp", "thumbs.db", "desktop.ini",
)  # fmt: skip


class SourceFile(Frozen):
    """An input file: its path as published, its size in bytes and its SHA-256.

    `refusal` says why it cannot even be hashed; then `sha256` is None.
    """

    path: str
    size: int
    sha256: str | None = None
    refusal: QuarantineRow | None = None


def find_sources(inputs: Iterable[str], max_size: int, output: Path) -> tuple[SourceFile, ...]:
    """Return the files that the inputs name or hold, each once, ordered by path.

    Files over `max_size` bytes are not opened. `output` and errors: see `find_files`.
    """
    files = find_files(inputs, output)
    return tuple(_examine(label, path, max_size) for label, path in files.items())


def find_files(inputs: Iterable[str], output: Path) -> dict[str, Path]:
    """Return where the input files are, by the path to publish, in its order.

    Folders are walked to the bottom, passing over hidden and temporary files and
    the folder that we write to; a file that is named outright is always taken.
    Raises FileNotFoundError for an input that does not exist.
    """
    files = {_label(path): path for name in inputs for path in _walk(Path(name), output)}
    return dict(sorted(files.items()))


def _walk(path: Path, output: Path) -> Iterator[Path]:
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist")
    if not path.is_dir():
        yield path
        return
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = [
            name
            for name in subfolders
            if not _passed_over(name) and Path(folder, name).resolve() != output.resolve()
        ]
        yield from (Path(folder, name) for name in names if not _passed_over(name))


def _passed_over(name: str) -> bool:
    return any(fnmatch(name.casefold(), pattern) for pattern in PASSED_OVER)


def _label(path: Path) -> str:
    """Return the path to publish: relative to the current folder if it lies within."""
    absolute = Path(os.path.abspath(path))
    try:
        return absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def _examine(label: str, path: Path, max_size: int) -> SourceFile:
    try:
        size = path.stat().st_size
        if size > max_size:
            return SourceFile(path=label, size=size, refusal=_too_large(label, size, max_size))
        return SourceFile(path=label, size=size, sha256=_sha256(path))
    except OSError as error:
        return SourceFile(path=label, size=0, refusal=_unopened(label, error))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _too_large(label: str, size: int, max_size: int) -> QuarantineRow:
    detail = (
        f"The file has {size:,} bytes, the limit is {max_size:,}: "
        "raise the limit (zhospar run --max-size) or split the file."
    )
    return QuarantineRow(path=label, reason="too_large", detail=detail)


def _unopened(label: str, error: OSError) -> QuarantineRow:
    detail = f"The file cannot be opened ({error.strerror}): see to its permissions and disk."
    return QuarantineRow(path=label, reason="damaged", detail=detail)
