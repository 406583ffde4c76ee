"""What a body is made of, as text: its blocks, and tables that merely lay out a line.

What does not belong here: what any of them is (`headings`, `document_parts`).
"""

from extractors.text.spacing import close_typed_spacing
from schemas.document import Block, Element

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
