"""A document's blocks as metadata needs them: before, in and after the text proper.

What does not belong here: what any of them says.
"""

import re

from extractors.metadata.lexicon import cues
from extractors.outline.headings import enacts, is_approval_mark
from extractors.outline.recognition import front_length, part_text
from extractors.parsed import ParsedDocument
from schemas.document import Frozen

FRONT_LIMIT = 15  # blocks
OUTER_KINDS = ("appendix", "part", "plan")
SPACED = re.compile(r"(?:\b\w\s){2,}\w\b")


class Layout(Frozen):
    """Texts of the blocks: `front` before the text proper, `act` it alone, `body` all of it.

    `act` leaves out the documents that an act approves, and agreements.
    `furniture` is what the reader set apart (captions, counters, menus).
    """

    front: tuple[str, ...]
    act: tuple[str, ...]
    body: tuple[str, ...]
    furniture: tuple[str, ...]


def layout(parsed: ParsedDocument) -> Layout:
    """Return the blocks of a document, letter-spaced words made whole."""
    parts = parsed.document.body
    texts = [unspaced(part_text(part)) for part in parts]
    enacting = next((i for i, text in enumerate(texts[:30]) if enacts(text)), None)
    front = min(front_length(parts), FRONT_LIMIT) if enacting is None else enacting
    body = [text for text in texts[front:] if text]
    outer = (
        {s.heading for s in parsed.sections if s.kind in OUTER_KINDS}
        if enacting is not None
        else set()
    )
    end = next((i for i, text in enumerate(body) if text in outer or _closes(text)), len(body))
    return Layout(
        front=tuple(filter(None, texts[:front])),
        act=tuple(body[:end]),
        body=tuple(body),
        furniture=tuple(block.text for block in parsed.document.furniture),
    )


def unspaced(text: str) -> str:
    """Return text with letter-spaced words made whole ("П Р И К А З")."""
    return SPACED.sub(lambda match: re.sub(r"\s", "", match.group()), text)


def _closes(text: str) -> bool:
    """Tell whether what follows is no part of the act: approvals and agreements."""
    return len(text) < 200 and (
        is_approval_mark(text) or text.casefold().startswith(cues().agreement_marks)
    )
