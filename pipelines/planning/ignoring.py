"""Files that are no documents: those that programs leave beside them, and those of ignore files.

What does not belong here: walking folders (`pipelines.planning.sources`).
"""

from fnmatch import fnmatch
from pathlib import Path

from pathspec import GitIgnoreSpec

from pipelines.errors import NoInputError
from pipelines.planning.corrections import CORRECTIONS, EXPECTATIONS

IGNORE_FILE = ".zhosparignore"
# What programs leave beside documents; hidden files (".*") among them.
_LEFT_BY_PROGRAMS = (
    ".*", "~$*", "*~", "*.tmp", "*.part", "*.crdownload", "*.swp", "thumbs.db", "ehthumbs.db",
    "desktop.ini", "icon\r", "__macosx", "$recycle.bin",
)  # fmt: skip

_OWN = (CORRECTIONS, EXPECTATIONS)


class Ignored:
    """What is passed over in a folder that is walked, and in all folders in it.

    An ignore file has the syntax of .gitignore, and holds for its folder and those below;
    of several, the one nearest to a file decides (gitignore(5)).
    """

    def __init__(self, top: Path) -> None:
        self._top = top
        self._specs: dict[Path, GitIgnoreSpec | None] = {}

    def passes_over(self, path: Path, *, is_folder: bool) -> bool:
        """Tell whether a file or folder within the top folder is no input."""
        name = path.name.casefold()
        if name in _OWN or any(fnmatch(name, pattern) for pattern in _LEFT_BY_PROGRAMS):
            return True
        for folder in path.parents:
            decision = self._decision(folder, path, is_folder)
            if decision is not None or folder == self._top:
                return bool(decision)
        return False

    def _decision(self, folder: Path, path: Path, is_folder: bool) -> bool | None:
        """Return what the ignore file of a folder says of a path; None if nothing."""
        if folder not in self._specs:
            self._specs[folder] = _spec(folder / IGNORE_FILE)
        spec = self._specs[folder]
        relative = path.relative_to(folder).as_posix() + "/" * is_folder
        return spec.check_file(relative).include if spec else None


def _spec(file: Path) -> GitIgnoreSpec | None:
    """Return the patterns of an ignore file, None if there is none.

    Raises NoInputError where it cannot be read or understood: passing it over would
    publish what it keeps out.
    """
    try:
        return GitIgnoreSpec.from_lines(file.read_text("utf-8-sig").splitlines())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise NoInputError(f"{file} cannot be read ({error}): mend it or take it away") from error
