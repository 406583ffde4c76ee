"""What each run has changed: in all other tables equal inputs give equal rows.

What does not belong here: what an input was when it was read last (`schemas.tables.states`).
"""

from typing import Literal

from pydantic import Field

from schemas.base import Display, Row


class ChangeRow(Row):
    """What each of the last 20 runs has added, changed and removed, row by row."""

    table = "changes"
    label = "Changes"
    primary_key = ("run", "table_name", "row_id")
    display = Display(sort="run", facets=("run", "table_name", "change"), internal=True)

    run: int = Field(description="Number of the run")
    table_name: str = Field(description="The table")
    row_id: str = Field(description="Key of the row; the parts of a key are joined by /")
    change: Literal["added", "changed", "removed"] = Field(
        description="What became of it; rows of a file with new bytes are known by what they say"
    )
    before: str | None = Field(None, description="JSON: the columns concerned, as they were")
    after: str | None = Field(None, description="JSON: the columns concerned, as they are now")


class RunRow(Row):
    """The runs that have changed something."""

    table = "runs"
    label = "Runs"
    primary_key = ("run",)
    display = Display(sort="run", internal=True)

    run: int = Field(description="Number of the run, from 1")
    published: str = Field(description="When it published, ISO 8601, UTC")
    code_version: str = Field(description="Version of the code")
    state: str = Field(description="Digest of the states of all inputs after it")
    documents_new: int = Field(description="Documents read for the first time")
    documents_changed: int = Field(description="Documents read again")
    documents_retired: int = Field(description="Inputs that were taken out")
    rows_added: int = Field(description="Rows added, of all tables")
    rows_changed: int = Field(description="Rows changed")
    rows_removed: int = Field(description="Rows removed")
