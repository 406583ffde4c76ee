"""What a body is made of, as text: its blocks, and tables that merely lay out a line.

What does not belong here: what any of them is (`headings`, `document_parts`).
"""

import re

from schemas.document import Block, Element

SPACED = re.compile(r"(?:\b\w\s){2,}\w\b")
MOST_LINES = 2  # cells of a table that lays out a line, no more


def element_text(element: Element) -> str:
    """Return a block's text, or that of a table that merely lays out one cell or two."""
    if isinstance(element, Block):
        return element.text
    texts = [cell.text for cell in element.cells if cell.text]
    return " ".join(texts) if len(texts) <= MOST_LINES else ""


def unspaced(text: str) -> str:
    """Return text with letter-spaced words made whole ("П Р И К А З")."""
    return SPACED.sub(lambda match: re.sub(r"\s", "", match.group()), text)
