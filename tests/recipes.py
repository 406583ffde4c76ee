"""Running the recipes of `docs/recipes.md` on the sample documents.

Run `python -m tests.recipes` or `make docs` to write their outputs anew: each
block of SQL or Python in the page is followed by a block of what it prints.
"""

import io
import re
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir, closing, redirect_stdout
from pathlib import Path

from tests.site import RAW_DOCS, publish

PAGE = Path(__file__).parent.parent / "docs" / "recipes.md"
WIDTH = 60  # characters of a cell that are shown
_RECIPE = re.compile(r"```(?P<language>sql|python)\n(?P<code>.*?)```\n\n```text\n.*?```", re.DOTALL)


def rendered(page: str, folder: Path) -> str:
    """Return the page with the outputs that its recipes give in `folder`, beside `outputs/`."""

    def run(match: re.Match[str]) -> str:
        code, language = match["code"], match["language"]
        printed = _run_sql(code) if language == "sql" else _run_python(code)
        return f"```{language}\n{code}```\n\n```text\n{printed}\n```"

    with chdir(folder):
        return _RECIPE.sub(run, page)


def publish_samples(folder: Path) -> None:
    """Publish the samples into `folder/outputs` under the paths that users see."""
    (folder / "raw_docs").symlink_to(RAW_DOCS)
    with chdir(folder):
        publish(Path("outputs"), [Path("raw_docs")])


def _run_sql(code: str) -> str:
    with closing(sqlite3.connect("outputs/zhospar.db")) as connection:
        cursor = connection.execute(code)
        names = [column[0] for column in cursor.description]
        return "\n".join(_lines([names, *([_cell(value) for value in row] for row in cursor)]))


def _lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _cell(value: object) -> str:
    text = "" if value is None else f"{value:.12g}" if isinstance(value, float) else str(value)
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def _run_python(code: str) -> str:
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(code, PAGE.name, "exec"), {"__name__": "recipe"})
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines())


def main() -> None:
    """Write the outputs in the page anew."""
    with tempfile.TemporaryDirectory() as folder:
        publish_samples(Path(folder))
        page = rendered(PAGE.read_text("utf-8"), Path(folder))
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
