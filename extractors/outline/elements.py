"""What a body is made of, as text: its blocks, and tables that merely lay out a line.

What does not belong here: what any of them is (`headings`, `document_parts`).
"""

from extractors.text.spacing import close_typed_spacing
from schemas.document import Block, Element, Table

SHORTEST_ACT = 3  # letters of the shortest name of an act that is letter-spaced: "З А Ң"
MOST_LINES = 2  # cells of a table that lays out a line, no more


def element_text(element: Element) -> str:
    """Return a block's text, or that of a table that merely lays out one cell or two."""
    if isinstance(element, Block):
        return element.text
    texts = [cell.text for cell in element.cells if cell.text]
    return " ".join(texts) if len(texts) <= MOST_LINES else ""


def heading_text(element: Element) -> str:
    """Return the text of an element with letter-spaced words made whole ("П Р И К А З")."""
    return close_typed_spacing(element_text(element), SHORTEST_ACT)


def check_places(table: Table) -> None:
    """Raise ValueError for a table two of whose cells begin in one place, or one outside of it."""
    seen: set[tuple[int, int]] = set()
    for cell in table.cells:
        place = cell.row, cell.column
        if place in seen:
            raise ValueError(f"two cells stand in row {cell.row + 1}, column {cell.column + 1}")
        if not (0 <= cell.row < table.row_count and 0 <= cell.column < table.column_count):
            raise ValueError(f"a cell stands outside, in row {cell.row + 1}")
        seen.add(place)
