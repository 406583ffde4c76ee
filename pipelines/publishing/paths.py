"""Where in an output folder the published files are.

What does not belong here: writing them (`pipelines.publishing.publish`, `exports`).
"""

from pathlib import Path


def database_path(folder: str | Path) -> Path:
    """Return the path of the database in an output folder."""
    return Path(folder, "zhospar.db")


def exports_path(folder: str | Path) -> Path:
    """Return the path of the folder of exports in an output folder."""
    return Path(folder, "exports")
