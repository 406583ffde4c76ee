"""Print a manuscript as Markdown.

Markdown has no cells that span: a cell stands in each of its places, which is
what a reader gives back anyway.
"""

from tests.generator.manuscript import Grid, Manuscript, Paragraph


def to_md(manuscript: Manuscript) -> bytes:
    """The manuscript with ATX headings and pipe tables, a blank line between its parts."""
    return ("\n\n".join(map(part_md, manuscript.parts)) + "\n").encode()


def part_md(part: Paragraph | Grid) -> str:
    """One paragraph or table."""
    if isinstance(part, Grid):
        return grid_md(part)
    if part.kind in ("title", "heading"):
        return f"{'#' * max(part.level, 1)} {part.text}"
    return f"**{part.text}**" if part.bold else part.text


def grid_md(grid: Grid) -> str:
    """A pipe table; its first row is the header."""
    rows = ["| " + " | ".join(row) + " |" for row in grid.texts()]
    return "\n".join([rows[0], "|" + " --- |" * grid.column_count, *rows[1:]])
