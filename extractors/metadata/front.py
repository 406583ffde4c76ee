"""What a document says before, in and after its text proper, as metadata needs it.

What does not belong here: what any of the lines says, and in which part of the
document it stands (`extractors.outline.document_parts`).
"""

from itertools import takewhile

from extractors.metadata.lexicon import cues
from extractors.outline.elements import heading_text
from extractors.parsed import ATTACHED, FRONT, DocumentPart, ParsedDocument
from schemas.document import Frozen


class Layout(Frozen):
    """Texts of the lines by where they stand, letter-spaced words made whole.

    `front` is all that stands before the text proper, `approval` and
    `salutation` are lines of it. `body` is the rest; `act` is the text proper alone,
    without editors' notes, documents that it approves, and agreements.
    `furniture` is what the reader set apart (captions, counters, menus).
    """

    front: tuple[str, ...]
    approval: tuple[str, ...]
    salutation: tuple[str, ...]
    act: tuple[str, ...]
    signature: tuple[str, ...]
    body: tuple[str, ...]
    furniture: tuple[str, ...]


def layout_of(parsed: ParsedDocument) -> Layout:
    """Return the lines of a document by where they stand."""
    texts = (heading_text(element) for element in parsed.document.body)
    lines = [
        (part, text)
        for part, text in zip(parsed.parts, texts, strict=True)
        if text and not cues().electronic_signature.search(text)
    ]
    end = max((i for i, (part, _) in enumerate(lines, start=1) if part in FRONT), default=0)
    front, body = lines[:end], lines[end:]
    act = list(takewhile(lambda line: line[0] not in ATTACHED, body))
    return Layout(
        front=_texts(front),
        approval=_texts(front, "approval"),
        salutation=_texts(front, "salutation"),
        act=tuple(text for part, text in act if part != "editorial_note"),
        signature=_texts(act, "signature"),
        body=_texts(body),
        furniture=tuple(block.text for block in parsed.document.furniture),
    )


def _texts(
    lines: list[tuple[DocumentPart, str]], only: DocumentPart | None = None
) -> tuple[str, ...]:
    return tuple(text for part, text in lines if only in (None, part))
