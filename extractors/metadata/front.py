"""A document's blocks as metadata needs them: before, in and after the text proper.

What does not belong here: what any of them says.
"""

import re

from extractors.outline.headings import enacts
from extractors.outline.recognition import front_length
from extractors.parsed import ParsedDocument
from schemas.document import Block, Frozen

FRONT_LIMIT = 15
SPACED = re.compile(r"(?:\b\w\s){2,}\w\b")


class Layout(Frozen):
    """Texts of the blocks: `front` before the text proper, `body` from there on."""

    front: tuple[str, ...]
    body: tuple[str, ...]
    act_end: int

    @property
    def act(self) -> tuple[str, ...]:
        """The act itself, without the documents that it approves."""
        return self.body[: self.act_end]


def layout(parsed: ParsedDocument) -> Layout:
    """Return the blocks of a document, letter-spaced words made whole."""
    parts = parsed.document.body
    enacting = next(
        (i for i, part in enumerate(parts[:30]) if isinstance(part, Block) and enacts(part.text)),
        None,
    )
    front = min(front_length(parts), FRONT_LIMIT) if enacting is None else enacting
    texts = [part.text if isinstance(part, Block) else _layout_text(part) for part in parts]
    outer = [s for s in parsed.sections if s.kind in ("appendix", "part", "plan")]
    body = tuple(texts[front:])
    end = next((i for i, t in enumerate(body) if outer and t == outer[0].title), len(body))
    return Layout(front=tuple(map(unspaced, texts[:front])), body=body, act_end=end)


def unspaced(text: str) -> str:
    """Return text with letter-spaced words made whole ("П Р И К А З")."""
    return SPACED.sub(lambda match: re.sub(r"\s", "", match.group()), text)


def _layout_text(table: object) -> str:
    cells = [cell.text for cell in getattr(table, "cells", ()) if cell.text]
    return " ".join(cells) if len(cells) <= 2 else ""
