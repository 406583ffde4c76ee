"""Find all headings of a document: each block judged with what stands around it.

What belongs here: rules that need more than one block (front matter, attached
documents, runs of points). What does not: the words and looks of a single
heading (`extractors.outline.headings`), nesting (`extractors.outline.sections`).
"""

from collections.abc import Container, Iterable, Sequence
from itertools import count, pairwise, takewhile

from extractors.outline import headings
from extractors.outline.document_parts import FRONT_LIMIT, OUTER_KINDS
from extractors.outline.elements import element_text
from extractors.outline.headings import Heading
from extractors.text.digits import whole_number
from extractors.text.patterns import ends_clause
from schemas.document import Block, Element, Table
from schemas.tables import SectionKind

ATTACHED_FRONT = 16  # blocks in which an attached document's title stands
LONGEST_LINE = 90
MARK_LINES = 3  # lines of an appendix's mark before the one with its word
WINDOW = 10  # blocks that show whether a text is prose
FRAGMENT = 40  # characters: shorter blocks on the average are fragments of a table
STACKED = 3  # headings that may stand right over each other


def find_headings(
    elements: Sequence[Element], front: int, lists: Iterable[range]
) -> dict[int, Heading]:
    """Return the headings by the index of their block in `elements`.

    `front` elements stand before the text proper; `lists` are those of abbreviations.
    """
    listed = frozenset(index for entries in lists for index in entries[1:])
    found = _whole_marks(elements, _numbered_and_marked(elements, front, listed))
    found |= _attached_titles(elements, front, found)
    found |= _plan_titles(elements, found)
    found |= _subheadings(elements, _title_length(elements, front), found, listed)
    found |= _points(elements, found)
    return dict(sorted(found.items()))


def _title_length(elements: Sequence[Element], front: int) -> int:
    """Return how long the title is: up to a heading of the first depth, else all front."""
    titles = [
        i for i, part in enumerate(elements[:front]) if isinstance(part, Block) and part.level == 1
    ]
    return titles[-1] + 1 if titles else front


def is_act(elements: Sequence[Element]) -> bool:
    """Tell whether a document rules: an act with an operative word, or one of articles."""
    blocks = [part.text for part in elements if isinstance(part, Block)]
    if any(map(headings.enacts, blocks[:FRONT_LIMIT])):
        return True
    numbered = filter(None, map(headings.numbered_heading, blocks))
    return sum(heading.kind == "article" for heading in numbered) > 1


def _numbered_and_marked(
    elements: Sequence[Element], front: int, listed: Container[int]
) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    for index, part in enumerate(elements):
        if not isinstance(part, Block):
            continue
        heading = headings.numbered_heading(part.text) or headings.appendix_mark(part.text)
        if not heading and index >= front and index not in listed:
            heading = headings.marked_heading(part)
        if heading:
            found[index] = _in_series(heading, found.values())
    return found


def _in_series(heading: Heading, before: Iterable[Heading]) -> Heading:
    """Give a numbered heading the rank of the one it counts on from, whatever its mark says."""
    if heading.kind != "subheading" or not (heading.number or "").isdigit():
        return heading
    previous = next(
        (h for h in reversed(list(before)) if h.kind == "subheading" and h.number), None
    )
    number = whole_number(heading.number or "")
    if previous and number is not None and whole_number(previous.number or "") == number - 1:
        return heading.model_copy(update={"rank": previous.rank})
    return heading


def _whole_marks(elements: Sequence[Element], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return marks of appendices with the lines that belong to them.

    Set at the right margin, the mark is often printed line by line: in Kazakh
    its last line holds the word ("… | тұжырымдамасына қосымша"), in Russian its
    first ("Приложение | к приказу …").
    """
    whole = dict(found)
    for index, heading in found.items():
        if heading.kind != "appendix":
            continue
        first, last = index, index
        while (
            _is_cut_off(elements, index)
            and index - first < MARK_LINES
            and _is_line(elements, first - 1)
        ):
            first -= 1
            whole.pop(first, None)
        while last + 1 not in found and _is_line(elements, last + 1, lower=True):
            last += 1
        del whole[index]
        title = " ".join(element_text(part) for part in elements[first : last + 1])
        whole[first] = heading.model_copy(update={"title": title})
    return whole


def _is_cut_off(elements: Sequence[Element], index: int) -> bool:
    """Tell whether a Kazakh mark begins on lines before: it is in lower case, or "1-қосымша"."""
    text = element_text(elements[index])
    before = element_text(elements[index - 1]) if index else ""
    return text[0].islower() or (text[0].isdigit() and headings.goes_on_to_appendix(before))


def _is_line(elements: Sequence[Element], index: int, *, lower: bool = False) -> bool:
    """Tell whether a part is a short line without an end, in lower case if asked."""
    part = elements[index] if 0 <= index < len(elements) else None
    return (
        isinstance(part, Block)
        and len(part.text) <= LONGEST_LINE
        and not ends_clause(part.text)
        and not headings.SIGNATURE.search(part.text)
        and (not lower or part.text[:1].islower())
    )


def _attached_titles(
    elements: Sequence[Element], front: int, found: dict[int, Heading]
) -> dict[int, Heading]:
    """Return the titles of documents attached, which follow their mark.

    A mark in the front matter approves the document itself.
    """
    titles = {}
    for index, part in enumerate(elements[front:], start=front):
        approved = headings.is_approval_mark(element_text(part))
        if not approved and (index not in found or found[index].kind != "appendix"):
            continue
        lines = _title_lines(elements, index, found)
        if lines:
            kind: SectionKind = "appendix" if approved else "subheading"
            title = " ".join(element_text(elements[line]) for line in lines)
            titles[lines[0]] = Heading(
                kind=kind, rank=headings.TITLE_RANK, number=None, title=title
            )
    return titles


def _title_lines(elements: Sequence[Element], mark: int, found: dict[int, Heading]) -> list[int]:
    """Return the lines of an attached document's title: those from capitals on, else the last."""
    run = []
    for index in range(mark + 1, min(mark + ATTACHED_FRONT, len(elements))):
        part = elements[index]
        if isinstance(part, Table) or index in found or headings.point(part.text):
            break
        if ends_clause(part.text) or headings.is_note(part.text):
            break
        if not headings.REQUISITES.search(part.text) and not headings.BLANK.search(part.text):
            run.append(index)
    texts = {index: element_text(elements[index]) for index in run}
    capitals = next((i for i in run if len(texts[i]) > 3 and texts[i].isupper()), None)
    if capitals is not None:
        return [index for index in run if index >= capitals]
    starts = [index for index in run if texts[index][:1].isupper()]
    return [index for index in starts if not element_text(elements[index - 1])[:1].islower()][-1:]


def _plan_titles(elements: Sequence[Element], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the titles of plans: told by their noun, right before a table."""
    titles = {}
    for index, (part, following) in enumerate(pairwise(elements)):
        if isinstance(part, Block) and isinstance(following, Table):
            heading = headings.plan_title(part.text)
            if heading and (index not in found or found[index].kind not in OUTER_KINDS):
                titles[index] = heading
    return titles


def _subheadings(
    elements: Sequence[Element], start: int, found: dict[int, Heading], listed: Container[int]
) -> dict[int, Heading]:
    """Return the unnumbered headings, from the end backwards: one may stand over another."""
    subheadings: dict[int, Heading] = {}
    for index in range(len(elements) - 1, start - 1, -1):
        part = elements[index]
        if not isinstance(part, Block) or index in found:
            continue
        following = elements[index + 1] if index + 1 < len(elements) else None
        heading = headings.subheading(part, following)
        if heading is None and index + 1 in subheadings:
            heading = headings.stacked_subheading(part)
        if heading:
            subheadings[index] = heading
    return {
        index: heading
        for index, heading in subheadings.items()
        if index not in listed
        and _run_length(subheadings, index) <= STACKED
        and not _among_fragments(elements, index)
    }


def _among_fragments(elements: Sequence[Element], index: int) -> bool:
    """Tell whether what follows is no prose: cells of a table that no reader could rebuild."""
    lengths = [
        len(part.text) for part in elements[index + 1 : index + WINDOW] if isinstance(part, Block)
    ]
    return len(lengths) > WINDOW // 2 and sum(lengths) / len(lengths) < FRAGMENT


def _run_length(indices: Container[int], index: int) -> int:
    """Return how many of `indices` stand in a row around `index`: many are a list or a form."""
    before = sum(1 for _ in takewhile(lambda i: i in indices, count(index - 1, -1)))
    return before + sum(1 for _ in takewhile(lambda i: i in indices, count(index)))


def _points(elements: Sequence[Element], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the points of an act: those that count on, in a region or an article."""
    if not is_act(elements):
        return {}
    points: dict[int, Heading] = {}
    expected = 1
    inside = True
    for index, part in enumerate(elements):
        heading = found.get(index)
        if heading and heading.kind in (*OUTER_KINDS, "article"):
            expected, inside = 1, heading.kind != "part"
        elif headings.is_approval_mark(element_text(part)):
            expected, inside = 1, True
        elif isinstance(part, Block) and inside and (mark := headings.point(part.text)):
            base, _, inserted = (mark.number or "").partition("-")
            number = whole_number(base)
            if number == expected or (inserted and number == expected - 1):
                points[index] = mark
                expected = number + 1
    return points
