"""Logging that a person can read.

What does not belong here: a run's progress and summary (`pipelines.commands.console`).
"""

import logging

# Libraries that tell of each odd object in a PDF or each font they meet.
_CHATTY = ("pdfminer", "trafilatura", "htmldate", "fontTools")


def log_to_console(verbose: bool) -> None:
    """Send the project's log to the terminal's error stream: warnings, or all of it."""
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    logging.getLogger("zhospar").setLevel(logging.DEBUG if verbose else logging.WARNING)
    quiet_libraries()


def quiet_libraries() -> None:
    """Keep what libraries say of a document's oddities from the user."""
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.ERROR)
