"""Does the exported Data Package hold what its descriptor says? Asked of frictionless.

What does not belong here: writing the package (`pipelines.publishing.exports`).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

LIMIT = 5_000  # rows of a table that are looked at: frictionless reads some 10,000 a second


class PackageReport(NamedTuple):
    """What is wrong, a sentence each, and how many tables were looked at only in part."""

    faults: tuple[str, ...]
    partial: int


def check_package(folder: Path, limit: int = LIMIT, *, links: bool = True) -> PackageReport:
    """Validate the descriptor and the tables of a folder: types, lists, keys, links.

    Of the forms of a table CSV is read. Of a table with more than `limit` rows the first
    ones are looked at, and links to or from it are not: SQLite has enforced those for all.
    Without `links` none are looked at, since rows are known to be left out.
    """
    # Loaded here because it is only needed when exports were written.
    from frictionless import Package

    descriptor = json.loads((folder / "datapackage.json").read_text("utf-8"))
    descriptor["resources"] = [r for r in descriptor["resources"] if r["format"] == "csv"]
    long = {r["name"] for r in descriptor["resources"] if _has_more(folder / r["path"], limit)}
    for resource in descriptor["resources"]:
        keys = resource["schema"]["foreignKeys"]
        resource["schema"]["foreignKeys"] = [
            key
            for key in keys
            if links and not long & {resource["name"], key["reference"].get("resource")}
        ]
    report = Package.from_descriptor(descriptor, basepath=str(folder)).validate(limit_rows=limit)
    return PackageReport(tuple(_sentences(report)), len(long))


def _has_more(table: Path, limit: int) -> bool:
    """Tell whether a CSV file may have more than `limit` rows: no row has less than one line."""
    with table.open(encoding="utf-8") as lines:
        return any(number > limit for number, _ in enumerate(lines))


def _sentences(report: Any) -> Iterator[str]:
    for error in report.errors:
        yield str(error.message)
    for task in report.tasks:
        for error in task.errors:
            yield f"{task.name}: {error.message}"
