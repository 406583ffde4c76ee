"""Putting a new folder where an old one is, in one step where the system can.

What does not belong here: what is in the folder (`pipelines.publishing.exports`).
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

_EXPORTS, _RUN = ".exports-", ".run-"  # begin the names of folders for exports, and for a run
_HERE = -100  # AT_FDCWD: paths are relative to the current folder (fcntl.h)
_EXCHANGE = 2  # RENAME_EXCHANGE: the two names change places (renameat2(2), Linux 3.15)


def put_in_place(made: Path, folder: Path) -> None:
    """Rename `made` to `folder`; what was there before is then where `made` was.

    Where the system cannot let two names change places, the folder is missing for
    a moment between two renames.
    """
    if not folder.exists():
        os.replace(made, folder)
    elif not _exchange(made, folder):
        old = made.with_name(f"{made.name}-old")
        os.replace(folder, old)
        os.replace(made, folder)
        os.replace(old, made)


def temporary_folder(output: Path, *, of_exports: bool = False) -> TemporaryDirectory[str]:
    """Make a folder in the output folder that goes at the end; a killed run's goes in the next."""
    output.mkdir(parents=True, exist_ok=True)
    return TemporaryDirectory(prefix=_EXPORTS if of_exports else _RUN, dir=output)


def remove_left_over(output: Path) -> None:
    """Remove what killed runs have left in an output folder, while no other is at work there."""
    for prefix in (_EXPORTS, _RUN):
        for left in output.glob(f"{prefix}*"):
            shutil.rmtree(left, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two names change places in one step; tell whether the system could."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)
