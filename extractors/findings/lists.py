"""Lists under their heads, with the one number that each of their items states.

What belongs here: which passages are the items of a list. What does not: what is said of them.
"""

from collections.abc import Iterator, Sequence

from extractors.findings.quantities import Quantity, Sentence
from extractors.findings.rules import Evidence
from extractors.parsed import Passage

Item = tuple[Sentence, Quantity]


def lists_with_numbers(evidence: Evidence) -> Iterator[tuple[Passage, list[Item]]]:
    """Yield the head of each list whose items have one number each, and these."""
    by_passage = evidence.sentences.by_passage
    for head, items in _lists(evidence.parsed.passages):
        inner = [_only_number(by_passage.get(item.row.passage_id, ())) for item in items]
        told = [item for item in inner if item]
        if len(told) == len(inner):
            yield head, told


def _only_number(sentences: Sequence[Sentence]) -> Item | None:
    """The number of an item of one sentence, if it has one outside brackets."""
    numbers = [(s, q) for s in sentences for q in s.quantities if not s.in_brackets(q)]
    return numbers[0] if len(sentences) == len(numbers) == 1 else None


def _lists(passages: Sequence[Passage]) -> Iterator[tuple[Passage, list[Passage]]]:
    """Yield each passage that ends in a colon with the items of the list that follows it."""
    for index, head in enumerate(passages):
        if head.row.kind in ("paragraph", "list_item") and head.row.text.rstrip().endswith(":"):
            items = list(_following(passages, index + 1))
            if len(items) > 1:
                yield head, items


def _following(passages: Sequence[Passage], index: int) -> Iterator[Passage]:
    """Yield list items, or paragraphs that end in a semicolon and the one after them."""
    for passage in passages[index:]:
        ended = passage.row.text.rstrip()[-1:]
        if (passage.row.kind != "list_item" and ended not in (";", ".")) or ended == ":":
            return
        yield passage
        if ended == ".":
            return
