"""Find all headings of a document: each block judged with what stands around it.

What belongs here: rules that need more than one block (front matter, attached
documents, runs of points). What does not: the words and looks of a single
heading (`extractors.outline.headings`), nesting (`extractors.outline.sections`).
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import count, pairwise, takewhile

from extractors.abbreviations.lexicon import names_list
from extractors.outline import headings
from extractors.outline.headings import Heading
from schemas.document import Block, Table
from schemas.tables import SectionKind

Part = Block | Table
OUTER_KINDS = ("appendix", "part", "plan")
ATTACHED_FRONT = 16  # blocks in which an attached document's title stands
LONGEST_LINE = 90
MARK_LINES = 3  # lines of an appendix's mark before the one with its word
WINDOW = 10  # blocks that show whether a text is prose
FRAGMENT = 40  # characters: shorter blocks on the average are fragments of a table
STACKED = 3  # headings that may stand right over each other
FRONT_LIMIT = 30  # blocks: beyond it an act no longer begins to rule


def find_headings(parts: Sequence[Part]) -> dict[int, Heading]:
    """Return the headings by the index of their block in `parts`."""
    found = _whole_marks(parts, _numbered_and_marked(parts))
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


def _title_length(parts: Sequence[Part]) -> int:
    """Return how many parts the title takes: up to a heading of the first depth, else all front."""
    front = front_length(parts)
    titles = [
        i for i, part in enumerate(parts[:front]) if isinstance(part, Block) and part.level == 1
    ]
    return titles[-1] + 1 if titles else front


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
    is_sentence = headings.SENTENCE_END.search(part.text) and not _gives_requisites(part.text)
    return not (is_sentence and len(part.text) >= headings.SHORTEST_PROSE)


def _gives_requisites(text: str) -> bool:
    """Tell whether a number or date stands in the first sentence, as under an act's title."""
    match = headings.REQUISITES.search(text)
    return bool(match) and not re.search(
        r"[^\W\d_]{3}\.\s[^\W\d_]", text[: match and match.start()]
    )


def _numbered_and_marked(parts: Sequence[Part]) -> dict[int, Heading]:
    front = front_length(parts)
    found: dict[int, Heading] = {}
    listed = set(_lists_of_abbreviations(parts))
    for index, part in enumerate(parts):
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
    if previous and previous.number == str(int(heading.number or 0) - 1):
        return heading.model_copy(update={"rank": previous.rank})
    return heading


def _whole_marks(parts: Sequence[Part], found: dict[int, Heading]) -> dict[int, Heading]:
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
            _is_cut_off(parts, index) and index - first < MARK_LINES and _is_line(parts, first - 1)
        ):
            first -= 1
            whole.pop(first, None)
        while last + 1 not in found and _is_line(parts, last + 1, lower=True):
            last += 1
        del whole[index]
        title = " ".join(part_text(part) for part in parts[first : last + 1])
        whole[first] = heading.model_copy(update={"title": title})
    return whole


def _is_cut_off(parts: Sequence[Part], index: int) -> bool:
    """Tell whether a Kazakh mark begins on lines before: it is in lower case, or "1-қосымша"."""
    text = part_text(parts[index])
    before = part_text(parts[index - 1]) if index else ""
    return text[0].islower() or (text[0].isdigit() and bool(re.search(r"[ғгқкн][ае]$", before)))


def _is_line(parts: Sequence[Part], index: int, *, lower: bool = False) -> bool:
    """Tell whether a part is a short line without an end, in lower case if asked."""
    part = parts[index] if 0 <= index < len(parts) else None
    return (
        isinstance(part, Block)
        and len(part.text) <= LONGEST_LINE
        and not headings.SENTENCE_END.search(part.text)
        and not headings.SIGNATURE.search(part.text)
        and (not lower or part.text[:1].islower())
    )


def _attached_titles(parts: Sequence[Part], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the titles of documents attached, which follow their mark."""
    titles = {}
    front = front_length(parts)  # a mark there approves the document itself
    for index, part in enumerate(parts[front:], start=front):
        approved = headings.is_approval_mark(part_text(part))
        if not approved and (index not in found or found[index].kind != "appendix"):
            continue
        lines = _title_lines(parts, index, found)
        if lines:
            kind: SectionKind = "appendix" if approved else "subheading"
            title = " ".join(part_text(parts[line]) for line in lines)
            titles[lines[0]] = Heading(
                kind=kind, rank=headings.TITLE_RANK, number=None, title=title
            )
    return titles


def _title_lines(parts: Sequence[Part], mark: int, found: dict[int, Heading]) -> list[int]:
    """Return the lines of an attached document's title: those from capitals on, else the last."""
    run = []
    for index in range(mark + 1, min(mark + ATTACHED_FRONT, len(parts))):
        part = parts[index]
        if isinstance(part, Table) or index in found or headings.point(part.text):
            break
        if headings.SENTENCE_END.search(part.text) or headings.is_note(part.text):
            break
        if not headings.REQUISITES.search(part.text) and not headings.BLANK.search(part.text):
            run.append(index)
    texts = {index: part_text(parts[index]) for index in run}
    capitals = next((i for i in run if len(texts[i]) > 3 and texts[i].isupper()), None)
    if capitals is not None:
        return [index for index in run if index >= capitals]
    starts = [index for index in run if texts[index][:1].isupper()]
    return [index for index in starts if not part_text(parts[index - 1])[:1].islower()][-1:]


def _plan_titles(parts: Sequence[Part], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the titles of plans: told by their noun, right before a table."""
    titles = {}
    for index, (part, following) in enumerate(pairwise(parts)):
        if isinstance(part, Block) and isinstance(following, Table):
            heading = headings.plan_title(part.text)
            if heading and (index not in found or found[index].kind not in OUTER_KINDS):
                titles[index] = heading
    return titles


def _subheadings(parts: Sequence[Part], found: dict[int, Heading]) -> dict[int, Heading]:
    """Return the unnumbered headings, from the end backwards: one may stand over another."""
    front = _title_length(parts)
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
    listed = set(_lists_of_abbreviations(parts))
    return {
        index: heading
        for index, heading in subheadings.items()
        if index not in listed
        and _run_length(subheadings, index) <= STACKED
        and not _among_fragments(parts, index)
    }


def _among_fragments(parts: Sequence[Part], index: int) -> bool:
    """Tell whether what follows is no prose: cells of a table that no reader could rebuild."""
    lengths = [
        len(part.text) for part in parts[index + 1 : index + WINDOW] if isinstance(part, Block)
    ]
    return len(lengths) > WINDOW // 2 and sum(lengths) / len(lengths) < FRAGMENT


def _lists_of_abbreviations(parts: Sequence[Part]) -> Iterator[int]:
    """Yield the parts after the title of a list of abbreviations, which are no headings.

    A heading of the outline's own, or with a depth, ends the list.
    """
    inside = False
    for index, part in enumerate(parts):
        text = part_text(part)
        ends = headings.numbered_heading(text) or headings.appendix_mark(text)
        inside = inside and not ends and getattr(part, "level", None) is None
        if inside:
            yield index
        inside = inside or names_list(text)


def _run_length(indices: Container[int], index: int) -> int:
    """Return how many of `indices` stand in a row around `index`: many are a list or a form."""
    before = sum(1 for _ in takewhile(lambda i: i in indices, count(index - 1, -1)))
    return before + sum(1 for _ in takewhile(lambda i: i in indices, count(index)))


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
