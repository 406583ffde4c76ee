"""Find all headings of a document: each block judged with what stands around it.

What belongs here: rules that need more than one block (front matter, attached
documents, runs of points). What does not: the words and looks of a single
heading (`extractors.outline.headings`), nesting (`extractors.outline.sections`).
"""

from collections.abc import Sequence
from itertools import pairwise, takewhile

from extractors.outline import headings
from extractors.outline.headings import Heading
from schemas.document import Block, Table
from schemas.tables import SectionKind

Part = Block | Table
OUTER_KINDS = ("appendix", "part", "plan")
FRONT_LIMIT = 30  # blocks: beyond it an act no longer begins to rule


def find_headings(parts: Sequence[Part]) -> dict[int, Heading]:
    """Return the headings by the index of their block in `parts`."""
    found = _numbered_and_marked(parts)
    found |= _attached_titles(parts, found)
    found |= _plan_titles(parts, found)
    found |= _subheadings(parts, found)
    found |= _points(parts, found)
    return dict(sorted(found.items()))


def front_length(parts: Sequence[Part]) -> int:
    """Return how many parts stand before the text proper: title, requisites, addressee."""
    for index, part in enumerate(parts[:FRONT_LIMIT]):
        if isinstance(part, Block) and headings.greets(part.text):
            return index + 1
    return sum(1 for _ in takewhile(_is_front, parts))


def is_act(parts: Sequence[Part]) -> bool:
    """Tell whether a document rules: an act with an operative word, or one of articles."""
    blocks = [part.text for part in parts if isinstance(part, Block)]
    if any(map(headings.enacts, blocks[:FRONT_LIMIT])):
        return True
    numbered = filter(None, map(headings.numbered_heading, blocks))
    return sum(heading.kind == "article" for heading in numbered) > 1


def _is_front(part: Part) -> bool:
    if isinstance(part, Table):
        return False
    if headings.numbered_heading(part.text) or headings.LIST_MARKER.match(part.text):
        return False
    is_sentence = headings.SENTENCE_END.search(part.text) and not headings.REQUISITES.search(
        part.text
    )
    return not (is_sentence and len(part.text) >= headings.SHORTEST_PROSE)


def _numbered_and_marked(parts: Sequence[Part]) -> dict[int, Heading]:
    front = front_length(parts)
    found = {}
    for index, part in enumerate(parts):
        if not isinstance(part, Block):
            continue
        heading = headings.numbered_heading(part.text) or headings.appendix_mark(part.text)
        if not heading and index >= front:
            heading = headings.marked_heading(part)
        if heading:
            found[index] = heading
    return found


def _attached_titles(parts: Sequence[Part], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the titles of documents attached: the last title-like block after their mark."""
    titles = {}
    for index, part in enumerate(parts):
        approved = headings.is_approval_mark(part_text(part)) and isinstance(part, Table | Block)
        if not approved and found.get(index, NO_HEADING).kind != "appendix":
            continue
        title = _title_after(parts, index, found)
        if title is not None:
            kind: SectionKind = "appendix" if approved else "subheading"
            titles[title] = Heading(
                kind=kind, rank=headings.TITLE_RANK, number=None, title=part_text(parts[title])
            )
    return titles


NO_HEADING = Heading(kind="subheading", rank=0, number=None, title="")


def _title_after(parts: Sequence[Part], mark: int, found: dict[int, Heading]) -> int | None:
    last = None
    for index in range(mark + 1, min(mark + 10, len(parts))):
        part = parts[index]
        if isinstance(part, Table) or index in found or headings.point(part.text):
            break
        if headings.SENTENCE_END.search(part.text) or headings.is_note(part.text):
            break
        if part.text[:1].isupper() and not headings.REQUISITES.search(part.text):
            last = index
    return last


def _plan_titles(parts: Sequence[Part], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the titles of plans: told by their noun, right before a table."""
    titles = {}
    for index, (part, following) in enumerate(pairwise(parts)):
        if isinstance(part, Block) and isinstance(following, Table):
            heading = headings.plan_title(part.text)
            if heading and found.get(index, NO_HEADING).kind not in ("appendix", "part"):
                titles[index] = heading
    return titles


def _subheadings(parts: Sequence[Part], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the unnumbered headings, from the end backwards: one may stand over another."""
    front = front_length(parts)
    subheadings: dict[int, Heading] = {}
    for index in range(len(parts) - 1, front - 1, -1):
        part = parts[index]
        if not isinstance(part, Block) or index in found:
            continue
        following = parts[index + 1] if index + 1 < len(parts) else None
        heading = headings.subheading(part, following)
        if heading is None and index + 1 in subheadings:
            heading = headings.stacked_subheading(part)
        if heading:
            subheadings[index] = heading
    return subheadings


def _points(parts: Sequence[Part], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the points of an act: those that count on, in a region or an article."""
    if not is_act(parts):
        return {}
    points: dict[int, Heading] = {}
    expected = 1
    inside = True
    for index, part in enumerate(parts):
        heading = found.get(index)
        if heading and heading.kind in (*OUTER_KINDS, "article"):
            expected, inside = 1, heading.kind != "part"
        elif headings.is_approval_mark(part_text(part)):
            expected, inside = 1, True
        elif isinstance(part, Block) and inside and (mark := headings.point(part.text)):
            base, _, inserted = (mark.number or "").partition("-")
            if int(base) == expected or (inserted and int(base) == expected - 1):
                points[index] = mark
                expected = int(base) + 1
    return points


def part_text(part: Part) -> str:
    """Return a block's text, or that of a table that merely lays out one cell or two."""
    if isinstance(part, Block):
        return part.text
    texts = [cell.text for cell in part.cells if cell.text]
    return " ".join(texts) if len(texts) <= 2 else ""
