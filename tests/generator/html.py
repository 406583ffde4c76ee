"""Print a manuscript as HTML, as a legal database's page or a word processor's export.

What belongs here: markup. What does not: menus and archives around a text,
which only whole documents have (`documents`).
"""

from html import escape

from tests.generator.manuscript import Grid, GridCell, Manuscript, Paragraph

TAGS = {"title": "h1", "heading": "h2", "paragraph": "p", "list_item": "p", "signature": "p"}


def to_html(manuscript: Manuscript, encoding: str = "utf-8", style: str = "") -> bytes:
    """A page with the manuscript and nothing else, in any encoding that has its letters.

    `style` is CSS, for those who print it.
    """
    styled = f"<style>{style}</style>\n" if style else ""
    body = "\n".join(map(part_html, manuscript.parts))
    page = (
        f'<!DOCTYPE html>\n<html lang="{manuscript.language}">\n<head>\n'
        f'<meta charset="{encoding}">\n<title>{escape(manuscript.title)}</title>\n{styled}</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )
    return page.encode(encoding, "xmlcharrefreplace")


def part_html(part: Paragraph | Grid) -> str:
    """One paragraph or table."""
    if isinstance(part, Grid):
        return grid_html(part)
    tag = f"h{part.level}" if part.kind == "heading" and part.level else TAGS.get(part.kind, "p")
    text = escape(part.text, quote=False)
    return f"<{tag}><b>{text}</b></{tag}>" if part.bold else f"<{tag}>{text}</{tag}>"


def grid_html(grid: Grid) -> str:
    """A table; its header rows stand in thead."""
    rows = [f"<tr>{''.join(map(cell_html, row))}</tr>" for row in grid.by_row()]
    head, body = "\n".join(rows[: grid.header_rows]), "\n".join(rows[grid.header_rows :])
    head = f"<thead>\n{head}\n</thead>\n" if head else ""
    return f'<table border="1">\n{head}<tbody>\n{body}\n</tbody>\n</table>'


def cell_html(cell: GridCell) -> str:
    """A cell with its spans; paragraphs inside it as the word processor leaves them."""
    spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    paragraphs = [f"<p>{escape(text, quote=False)}</p>" for text in cell.text.split("\n")]
    return f"<td{spans}>{''.join(paragraphs)}</td>"
