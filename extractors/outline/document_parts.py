"""Say in which part of its document each element of a body stands.

What belongs here: where the front matter ends, which of its lines are the mark
of approval, where the text proper ends and what is attached to it begins, who
signs it, and lists of abbreviations. What does not: headings inside a part
(`extractors.outline.recognition`), and what a part says (`extractors.metadata`,
`extractors.abbreviations`).
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from extractors.outline import headings
from extractors.outline.abbreviation_lists import lists_of_abbreviations
from extractors.outline.approval import approval_lines, closes_act
from extractors.outline.elements import element_text, heading_text
from extractors.outline.headings import Heading
from extractors.outline.signature import signature_lines
from extractors.parsed import DocumentPart
from extractors.text.patterns import ends_clause
from schemas.document import Block, Element, Table

OUTER_KINDS = ("appendix", "part", "plan")
FRONT_LIMIT = 30  # elements: beyond it an act no longer begins to rule
LONGEST_FRONT = 15  # elements of a front that no operative words end


def front_length(elements: Sequence[Element]) -> int:
    """Return how many elements may be title, requisites or addressee, by their looks alone."""
    for index, element in enumerate(elements[:FRONT_LIMIT]):
        if isinstance(element, Block) and headings.greets(element.text):
            return index + 1
    return sum(1 for _ in takewhile(_is_front, elements))


def _is_front(element: Element) -> bool:
    if isinstance(element, Table):
        return False
    text = element.text
    if headings.numbered_heading(text) or headings.LIST_MARKER.match(text):
        return False
    is_sentence = ends_clause(text) and not headings.gives_requisites(text)
    return not (is_sentence and len(text) >= headings.SHORTEST_PROSE)


def lists_in(elements: Sequence[Element]) -> tuple[range, ...]:
    """Return where lists of abbreviations stand, titles included."""
    return tuple(
        lists_of_abbreviations(
            [element_text(element) for element in elements],
            [getattr(element, "level", None) is not None for element in elements],
        )
    )


def document_parts(
    elements: Sequence[Element], front: int, found: Mapping[int, Heading], lists: Sequence[range]
) -> tuple[DocumentPart, ...]:
    """Return the part of each element, given the front's length, headings and lists."""
    texts = [heading_text(element) for element in elements]
    start, outer = _start_of_text(texts, front, found)
    closing = (i for i in range(start, len(texts)) if i in outer or closes_act(texts[i]))
    end = next(closing, len(texts))
    parts = [
        *_front_parts(texts[:start]),
        *_text_parts(texts[start:end]),
        *_attached_parts(len(texts), end, outer),
    ]
    for listed in lists:
        parts[listed.start : listed.stop] = ["abbreviations"] * len(listed)
    return tuple(parts)


def _start_of_text(
    texts: Sequence[str], front: int, found: Mapping[int, Heading]
) -> tuple[int, dict[int, Heading]]:
    """Return where the text proper begins, and the headings that end it if it is an act's.

    An act begins with its operative words; whatever has a heading of its own
    after them is a document that it approves.
    """
    enacting = (i for i, text in enumerate(texts[:FRONT_LIMIT]) if headings.enacts(text))
    start = next(enacting, None)
    if start is None:
        return min(front, LONGEST_FRONT), {}
    return start, {i: heading for i, heading in found.items() if heading.kind in OUTER_KINDS}


def _front_parts(texts: Sequence[str]) -> list[DocumentPart]:
    parts: list[DocumentPart] = [
        "salutation" if headings.greets(text) else "front" for text in texts
    ]
    lines = _filled(texts)
    for line in approval_lines([texts[line] for line in lines]):
        parts[lines[line]] = "approval"
    return parts


def _text_parts(texts: Sequence[str]) -> list[DocumentPart]:
    parts: list[DocumentPart] = [
        "editorial_note" if headings.is_note(text) else "text" for text in texts
    ]
    lines = _filled(texts)
    for line in signature_lines([texts[line] for line in lines]):
        parts[lines[line]] = "signature"
    return parts


def _attached_parts(length: int, end: int, outer: Mapping[int, Heading]) -> Iterator[DocumentPart]:
    """Yield the parts of what follows the text proper, up to `length`."""
    under: DocumentPart = "appendix"
    for index in range(end, length):
        if index in outer:
            under = "plan" if outer[index].kind == "plan" else "appendix"
        yield under


def _filled(texts: Sequence[str]) -> list[int]:
    """Return the indices of the texts that say anything."""
    return [index for index, text in enumerate(texts) if text]
