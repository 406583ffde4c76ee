"""What a person looks over: a document's reading page as a file, or the worst values first.

What does not belong here: the page itself (`pipelines.site.reading`).
"""

from pathlib import Path

from rich.console import Console

from pipelines.commands.listing import Form, write
from pipelines.commands.queue import worst
from pipelines.commands.show import find_document
from pipelines.errors import OutputError
from pipelines.publishing.database import reading_own
from pipelines.site.reading import render_reading_page


def list_worst(console: Console, database: Path, name: str | None, count: int, form: Form) -> None:
    """List the values that most want to be looked at; names are taken as by `write_review`."""
    with reading_own(database) as connection:
        own = find_document(connection, name) if name is not None else None
        write(worst(connection, str(own["document_id"]) if own else None, count), form, console)


def write_review(database: Path, name: str, output: Path | None = None) -> Path:
    """Write the page of the document called `name` and return the file's path.

    `name` is an id, a path or a part of one; `output` is named after the
    document if it is None. Raises ZhosparError if `name` names no document or
    several, or if the file cannot be written.
    """
    with reading_own(database) as connection:
        document = find_document(connection, name)
        connection.row_factory = None
        page = render_reading_page(connection, document["document_id"])
    output = output or Path(Path(document["path"]).name).with_suffix(".html")
    try:
        output.write_text(page, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{output} cannot be written ({error.strerror})") from error
    return output
