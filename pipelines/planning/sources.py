"""The input files: which there are, and what can be told without reading them as documents.

What does not belong here: what was known of them before (`pipelines.planning.plan`).
"""

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipelines.planning.ignoring import Ignored
from schemas.document import Frozen
from schemas.tables import QuarantineReason, QuarantineRow


class SourceFile(Frozen):
    """An input file: its path as published, its size in bytes and its SHA-256.

    `refusal` says why it cannot even be hashed; then `sha256` is None. A folder
    that cannot be read stands in for the files that may be in it.
    """

    path: str
    size: int
    sha256: str | None = None
    refusal: QuarantineRow | None = None
    is_folder: bool = False

    def renamed(self, path: str) -> "SourceFile":
        """Return the same file under another path."""
        refusal = self.refusal and self.refusal.model_copy(update={"path": path})
        return self.model_copy(update={"path": path, "refusal": refusal})


def find_sources(
    inputs: Iterable[str], max_size: int, output: Path, *, follow_links: bool = False
) -> tuple[SourceFile, ...]:
    """Return the files that the inputs name or hold, each once, ordered by path.

    Files over `max_size` bytes and what is no file are not opened, nor are links
    that lead out of the folder they were found in, unless `follow_links`.
    `output` and errors: see `find_files`.
    """
    roots = tuple(Path(name).resolve() for name in inputs)
    within = None if follow_links else roots
    files = find_files(inputs, output, follow_links=follow_links)
    return tuple(examine(label, path, max_size, within) for label, path in files.items())


def find_files(
    inputs: Iterable[str], output: Path, *, follow_links: bool = False
) -> dict[str, Path]:
    """Return where the input files are, by the path to publish, in its order.

    Folders are walked to the bottom, passing over hidden and temporary files, what their
    ignore files name, and the folder that we write to; a file that is named outright is
    always taken.
    Folders that cannot be read, or that are links which are not followed, stand
    among the files. Raises FileNotFoundError for an input that does not exist, and
    NoInputError for an ignore file that cannot be read.
    """
    found = (path for name in inputs for path in _walk(Path(name), output, follow_links))
    once = {os.path.abspath(path): path for path in found}  # given as ../a and as /b/a
    return dict(sorted((_label(path), path) for path in once.values()))


def _walk(path: Path, output: Path, follow_links: bool) -> Iterator[Path]:
    if not path.exists():
        raise FileNotFoundError(f"{path} does not exist")
    if not path.is_dir():
        yield path
        return
    seen: set[Path] = set()  # links can lead round in a circle
    unreadable: list[Path] = []
    ignored = Ignored(path)

    def note(error: OSError) -> None:
        unreadable.append(Path(error.filename))

    for folder, subfolders, names in os.walk(path, onerror=note, followlinks=follow_links):
        below = [Path(folder, name) for name in subfolders]
        below = [sub for sub in below if not ignored.passes_over(sub, is_folder=True)]
        below = [sub for sub in below if sub.resolve() not in seen | {output.resolve()}]
        seen.update(sub.resolve() for sub in below)
        links = [] if follow_links else [sub for sub in below if sub.is_symlink()]
        subfolders[:] = [sub.name for sub in below if sub not in links]
        yield from links
        files = (Path(folder, name) for name in names)
        yield from (file for file in files if not ignored.passes_over(file, is_folder=False))
    yield from unreadable


def _label(path: Path) -> str:
    """Return the path to publish: relative to the current folder if it lies within.

    Bytes that are no UTF-8 and control characters are shown escaped.
    """
    absolute = Path(os.path.abspath(path))
    try:
        label = absolute.relative_to(Path.cwd()).as_posix()
    except ValueError:
        label = path.as_posix()
    return _escaped(label)


def _escaped(name: str) -> str:
    text = name.encode("utf-8", "backslashreplace").decode("utf-8")
    return "".join(
        char.encode("unicode_escape").decode("ascii") if _is_control(char) else char
        for char in text
    )


def _is_control(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Zl", "Zp")


def examine(
    label: str, path: Path, max_size: int, within: tuple[Path, ...] | None = None
) -> SourceFile:
    """Return a file by the path to publish; links must not lead out of `within`, if given."""
    try:
        state = path.stat()
        if refused := _refused(path, state, max_size, within):
            reason, detail = refused
            size = state.st_size if stat.S_ISREG(state.st_mode) else 0
            return _refusal(label, size, reason, detail, is_folder=path.is_dir())
        return SourceFile(path=label, size=state.st_size, sha256=_sha256(path))
    except OSError as error:
        detail = f"It cannot be opened ({error.strerror}): see to its permissions and disk."
        return _refusal(label, 0, "unreadable", detail)


def _refused(
    path: Path, state: os.stat_result, max_size: int, within: tuple[Path, ...] | None
) -> tuple[QuarantineReason, str] | None:
    """Return why a file is not opened, and what to do; None if it is."""
    if _escaped(str(path)) != str(path):
        return "undecodable", (
            "Its name, or a folder's, holds bytes that are no UTF-8 or control characters: "
            "rename it."
        )
    if within is not None and path.is_symlink() and not _leads_inside(path, within):
        return "not_a_file", (
            "It is a link that leads out of the folder: "
            "put the file itself there, or follow links (zhospar run --follow-links)."
        )
    if stat.S_ISDIR(state.st_mode):
        return _refused_folder(path)
    if not stat.S_ISREG(state.st_mode):
        return "not_a_file", "It is a pipe or a device, and no file: take it out of the folder."
    if state.st_size > max_size:
        return "too_large", (
            f"The file has {state.st_size:,} bytes, the limit is {max_size:,}: "
            "raise the limit (zhospar run --max-size) or split the file."
        )
    return None


def _refused_folder(path: Path) -> tuple[QuarantineReason, str]:
    if path.is_symlink():
        return "not_a_file", "It is a link to a folder that is read anyway: take it away."
    return "unreadable", (
        "The folder cannot be read, nor can what is in it: give us the right to, and run again."
    )


def _leads_inside(path: Path, roots: tuple[Path, ...]) -> bool:
    """Tell whether a link leads to what the inputs name or hold; a link named outright does."""
    target = path.resolve()
    return any(target == root or root in target.parents for root in roots)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refusal(
    label: str, size: int, reason: QuarantineReason, detail: str, *, is_folder: bool = False
) -> SourceFile:
    row = QuarantineRow(path=label, reason=reason, detail=detail)
    return SourceFile(path=label, size=size, refusal=row, is_folder=is_folder)
