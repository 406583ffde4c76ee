"""The subject of a figure by the sentence's tree, where a parser has given one.

What belongs here: choosing words by what depends on what. What does not: the
built-in means that cut a clause by its borders (`extractors.figures.subjects`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from extractors.figures.model import Number, PassageToken, Unit
from extractors.figures.passage_text import PassageText

LONGEST_BRANCH = 6  # words of a branch beside the counted noun's that still say "doing what"


def subject_by_tree(
    passage: PassageText, number: Number, unit: Unit | None, spans: Sequence[tuple[int, int]]
) -> str | None:
    """Return the words that say what a figure counts, doing what, joined by spaces.

    They are the counted noun with the words that depend on it, the word that it
    depends on (mostly a verb), and what else depends on that in few words. Times
    and the figures of the passage (`spans`) are left out. None where no parser has
    told which word depends on which, or the noun depends on none.
    """
    words = passage.words
    start = min(number.start, unit.start if unit else number.start)
    end = max(number.end, unit.end if unit else number.end)
    own = [i for i, word in enumerate(words) if start <= word.start < end]
    top = next((i for i in own if _leads_out(words, i, own)), None)
    if top is None:
        return None
    branches = _branches(words)
    kept = set(_below(top, branches)) | _governed(words, top, branches)
    left_out = [*spans, *((p.start, p.end) for p in passage.periods)]
    chosen = [
        word.text
        for i, word in enumerate(words)
        if i in kept and word.is_word and not _within(word, left_out)
    ]
    return " ".join(chosen) or None


def _leads_out(words: Sequence[PassageToken], index: int, own: list[int]) -> bool:
    """Tell whether a word depends on a word outside the figure, or on none."""
    head = words[index].head
    return head is not None and (head == index or head not in own)


def _governed(words: Sequence[PassageToken], top: int, branches: dict[int, list[int]]) -> set[int]:
    """Return the word that `top` depends on, with what else depends on it in few words."""
    governor = words[top].head
    if governor is None or governor == top:
        return set()
    kept = {governor}
    for branch in branches[governor]:
        below = list(_below(branch, branches))
        if branch != top and len(below) <= LONGEST_BRANCH:
            kept.update(below)
    return kept


def _branches(words: Sequence[PassageToken]) -> dict[int, list[int]]:
    branches: dict[int, list[int]] = defaultdict(list)
    for index, word in enumerate(words):
        if word.head is not None and word.head != index:
            branches[word.head].append(index)
    return branches


def _below(index: int, branches: dict[int, list[int]]) -> Iterator[int]:
    yield index
    for branch in branches.get(index, ()):
        yield from _below(branch, branches)


def _within(word: PassageToken, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for start, end in spans)
