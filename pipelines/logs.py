"""Logging that a person can read.

What does not belong here: a run's progress and summary (`pipelines.commands.console`).
"""

import logging
import tempfile
from collections.abc import Iterable
from pathlib import Path

# Libraries that tell of each odd object in a PDF or each font they meet.
_CHATTY = ("pdfminer", "trafilatura", "htmldate", "fontTools")
_MOST_LOGGED = 1_000_000  # bytes of tracebacks, about: more than anybody reads


def log_to_console(verbose: bool) -> None:
    """Send the project's log to the terminal's error stream: warnings, or all of it."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    logging.getLogger("zhospar").setLevel(logging.DEBUG if verbose else logging.WARNING)
    quiet_libraries()


def quiet_libraries() -> None:
    """Keep what libraries say of a document's oddities from the user."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.ERROR)


def fault_log(folder: str | Path | None) -> Path:
    """Return the log of our own faults in an output folder, or in that of temporary files.

    It holds the tracebacks of the last run that had work to do; without faults there is none.
    """
    return Path(folder or tempfile.gettempdir(), "zhospar-fault.log")


def log_faults(folder: str | Path | None, traces: Iterable[str], where: str = "") -> bool:
    """Write down the tracebacks of what failed at a place; tell whether they could be written.

    A log that cannot be written stops nobody: the traces are in what --verbose says.
    """
    log = fault_log(folder)
    text = "".join(f"{where}\n{trace}\n" for trace in traces).lstrip("\n")
    try:
        left = _MOST_LOGGED - (log.stat().st_size if log.exists() else 0)
        if text and left > 0:
            with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text[:left])
    except OSError as error:
        logging.getLogger("zhospar").debug("%s (%s)\n%s", log, error.strerror, text)
        return False
    return True
