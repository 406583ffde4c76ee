"""Print a manuscript as Markdown.

Markdown has no cells that span: a cell stands in each of its places, which is
what a reader gives back anyway.
"""

from itertools import pairwise

from tests.generator.manuscript import Grid, Manuscript, Paragraph


def to_md(manuscript: Manuscript) -> bytes:
    """The manuscript with ATX headings and pipe tables, a blank line between its parts."""
    text = part_md(manuscript.parts[0])
    for before, part in pairwise(manuscript.parts):
        text += ("\n" if is_item(before) and is_item(part) else "\n\n") + part_md(part)
    return f"{text}\n".encode()


def is_item(part: Paragraph | Grid) -> bool:
    """Whether a part is an item of a bulleted list."""
    return isinstance(part, Paragraph) and part.kind == "list_item"


def part_md(part: Paragraph | Grid) -> str:
    """One paragraph or table."""
    if isinstance(part, Grid):
        return grid_md(part)
    if part.kind in ("title", "heading"):
        return f"{'#' * max(part.level, 1)} {part.text}"
    text = f"- {part.text}" if part.kind == "list_item" else part.text
    return f"**{text}**" if part.bold else text


def grid_md(grid: Grid) -> str:
    """A pipe table; its first row is the header."""
    rows = ["| " + " | ".join(row) + " |" for row in grid.texts()]
    return "\n".join([rows[0], "|" + " --- |" * grid.column_count, *rows[1:]])
