"""Totals against their parts: in a sentence, and in a list under its head.

What belongs here: which numbers are said to be all parts of another, and whether they make
it. What does not: tables (`table_sums`), and parts in percent (`shares`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractors.findings.lists import lists_with_numbers
from extractors.findings.numbers import printed
from extractors.findings.quantities import Quantity, Sentence
from extractors.findings.relations import relations
from extractors.findings.rules import Evidence, Flaw, of_quantity, rule_of

_SCALES = (1e3, 1e6, 1e9, 1e-3, 1e-6, 1e-9)
_LIKELY = (0.5, 2.0)  # parts that make less or more than this share of a total are none of it
_FAR = 90  # characters from a total to what opens its parts: its noun, its verb
_SUMMED = ("count", "money", "measure")  # kinds of quantities that add up
_OPENER = re.compile(r"[:(]|\s[–—]\s(?=\d)")
_SEPARATOR = re.compile(r"[,;](?!\d)")


class Split(NamedTuple):
    """A total and what it is said to be made of, with their sentences; `told` names it a sum."""

    sentence: Sentence
    total: Quantity
    parts: Sequence[tuple[Sentence, Quantity]]
    told: bool = False

    @property
    def values(self) -> list[float]:
        """What the parts are worth."""
        return [part.value for _, part in self.parts]

    @property
    def sum(self) -> float:
        """What the parts make."""
        return float(f"{sum(self.values):.12g}")

    @property
    def slack(self) -> float:
        """How far total and parts may be apart because they are rounded."""
        return self.total.slack + sum(part.slack for _, part in self.parts)

    @property
    def alike(self) -> bool:
        """Whether the parts count the same thing as the total, in the same unit."""
        units = {part.unit for _, part in self.parts}
        return units <= {self.total.unit, None}


@rule_of("error")
def sum_differs(evidence: Evidence) -> Iterator[Flaw]:
    """The parts that a text lists do not make the total that it gives."""
    for split in _splits(evidence):
        if not _holds(split) and not _scale(split) and _is_likely(split):
            yield _flaw(split, f"not {split.sentence.quote(split.total)}")


@rule_of("error")
def scale_differs(evidence: Evidence) -> Iterator[Flaw]:
    """A total and its parts fit but for a thousand or a million: a slip of the scale word."""
    for split in _splits(evidence):
        if not _holds(split) and (scale := _scale(split)):
            times = f"{scale:,.0f} times more" if scale > 1 else f"1/{1 / scale:,.0f} of it"
            yield _flaw(split, f"{times} than “{split.sentence.quote(split.total)}” says")


@rule_of("warning")
def part_exceeds_total(evidence: Evidence) -> Iterator[Flaw]:
    """A part is said to be of a total that is smaller."""
    for sentence in evidence.sentences.all:
        for whole, part in pairwise(sentence.quantities):
            if _exceeds(sentence, whole, part):
                message = f"“{sentence.quote(part)}” is said to be a part of “"
                message += f"{sentence.quote(whole)}”, but {printed(part.value)} is more than "
                yield of_quantity(
                    sentence, part, message + printed(whole.value), _quotes(sentence, whole, part)
                )


def _exceeds(sentence: Sentence, whole: Quantity, part: Quantity) -> bool:
    """Tell whether words make one number a part of the one before, which is smaller."""
    same = part.kind == whole.kind and part.kind in _SUMMED and part.unit in (whole.unit, None)
    if not same or part.is_range or whole.is_range or whole.qualifier or part.qualifier:
        return False
    gap = relations(sentence.language).whole_first
    linked = gap.fullmatch(sentence.text, whole.end, part.start) is not None
    named = relations(sentence.language).partial.search(sentence.text, whole.end, part.start)
    return bool(linked and named) and part.value - part.slack > whole.value + whole.slack


# -- what is said to be made of what -----------------------------------------------------------


def _splits(evidence: Evidence) -> Iterator[Split]:
    yield from (split for s in evidence.sentences.all for split in _in_sentence(s))
    yield from _in_lists(evidence)


def _in_sentence(sentence: Sentence) -> Iterator[Split]:
    """Yield totals with the parts that a colon or brackets open after them, or before them."""
    for index, total in enumerate(sentence.quantities):
        if _is_summed(total):
            region = _region(sentence, total)
            if region:
                parts = [q for q in sentence.quantities[index + 1 :] if q.start < region[1]]
                yield from _split(sentence, total, parts, *region)
    yield from _total_last(sentence)


def _is_summed(quantity: Quantity) -> bool:
    limited = quantity.qualifier in ("less_than", "up_to", "from")
    return quantity.kind in _SUMMED and not quantity.is_range and not limited


def _region(sentence: Sentence, total: Quantity) -> tuple[int, int] | None:
    """Where the parts of a total stand: from the colon or bracket after it to its end."""
    text = sentence.text
    opener = _OPENER.search(text, total.end, min(sentence.end, total.end + _FAR))
    if not opener:
        return None
    end = _closing(text, opener.start(), sentence.end) if opener[0] == "(" else sentence.end
    return opener.end(), end


def _closing(text: str, start: int, end: int) -> int:
    """Where the bracket that opens at `start` is closed, at most at `end`."""
    depth = 0
    for place in range(start, end):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place
    return end


def _split(
    sentence: Sentence, total: Quantity, parts: Sequence[Quantity], start: int, end: int
) -> Iterator[Split]:
    """Yield the split if what stands from `start` to `end` lists parts, and all of them."""
    words = relations(sentence.language)
    text, between = sentence.text, sentence.text[total.end : start]
    own = [part for part in parts if part.start >= start]
    if len(own) != len(parts) or len(own) < 2 or words.partial.search(text, total.end, end):
        return
    told = bool(words.total.search(sentence.before(total)) or words.total.search(between))
    if between.rstrip().endswith(("–", "—")) and not (told and total is sentence.quantities[0]):
        return  # a dash opens parts only of what is called a sum
    items = _items(text, own, start, end)
    if items and all(_fits(total, part) for part in items):
        dated = _is_dated(sentence, items, start, end)
        if told or not dated:
            yield Split(sentence, total, [(sentence, part) for part in items], told)


def _items(text: str, parts: Sequence[Quantity], start: int, end: int) -> list[Quantity]:
    """The parts if each item of a list has one; numbers in brackets only explain them."""
    own = [part for part in parts if _is_bare(text, start, part.start)]
    borders = [start, *(m.end() for m in _SEPARATOR.finditer(text, start, end)), end]
    bare = [border for border in borders if _is_bare(text, start, border)]
    filled = [sum(a <= part.start < b for part in own) for a, b in pairwise(bare)]
    last = _joined_last(text, own, bare)
    regular = all(count == 1 for count in filled[:-1]) and filled[-1:] in ([1], [last])
    return own if regular and len(own) > 1 else []


def _joined_last(text: str, own: Sequence[Quantity], borders: Sequence[int]) -> int:
    """How many parts "and" may join in the last item: two, if one word stands between."""
    return 2 if len(own) > 1 and own[-2].start >= borders[-2] else 1


def _fits(total: Quantity, part: Quantity) -> bool:
    if part.is_range or part.qualifier or part.kind not in _SUMMED:
        return False
    if total.kind == "count":
        return part.kind == "count"
    return part.kind == total.kind and part.unit == total.unit


def _is_dated(sentence: Sentence, parts: Sequence[Quantity], start: int, end: int) -> bool:
    """Whether times stand between the parts: values of other years are no parts."""
    printed = sentence.passage.row.text
    return printed[start:end] != sentence.text[start:end] and any(
        printed[place] != sentence.text[place] and printed[place].isdigit()
        for place in range(start, min(end, len(printed)))
    )


def _total_last(sentence: Sentence) -> Iterator[Split]:
    """Yield a total that follows its parts: "34 центра и 14 приютов, всего 48"."""
    *parts, total = sentence.quantities
    words = relations(sentence.language)
    if len(parts) < 2 or not _is_summed(total):
        return
    start, gap_start = (
        max(sentence.start, sentence.text.rfind(":", 0, parts[0].start) + 1),
        parts[-1].end,
    )
    gap = sentence.text[gap_start : total.start]
    named = words.total.search(gap) and _SEPARATOR.search(gap.replace("–", ",").replace("—", ","))
    if named and not words.partial.search(sentence.words) and all(_fits(total, p) for p in parts):
        items = _items(sentence.text, parts, start, gap_start)
        if items and not _is_dated(sentence, items, start, gap_start):
            yield Split(sentence, total, [(sentence, part) for part in items], told=True)


def _in_lists(evidence: Evidence) -> Iterator[Split]:
    """Yield the totals of heads with the numbers of the items under them, one an item."""
    for head, items in lists_with_numbers(evidence):
        sentences = evidence.sentences.by_passage.get(head.row.passage_id, ())
        if sentences:
            yield from _list_split(sentences[-1], items)


def _is_bare(text: str, start: int, place: int) -> bool:
    """Whether a place stands in no brackets that open after `start`."""
    return text.count("(", start, place) == text.count(")", start, place)


def _list_split(head: Sentence, parts: Sequence[tuple[Sentence, Quantity]]) -> Iterator[Split]:
    words, total = relations(head.language), head.quantities[-1]
    if len(head.quantities) > 1 or not _is_summed(total) or words.partial.search(head.words):
        return
    partial = any(words.partial.search(sentence.words) for sentence, _ in parts)
    if not partial and all(_fits(total, part) for _, part in parts):
        told = words.total.search(head.words) is not None
        yield Split(head, total, parts, told)


# -- arithmetic --------------------------------------------------------------------------------


def _holds(split: Split) -> bool:
    """Whether the parts make the total, as exactly as both are printed."""
    below = split.total.value - split.sum
    near = 1e-9 * abs(split.total.value) + split.slack
    rough = 0.1 * split.total.value
    if split.total.qualifier in ("more_than", "at_least"):
        return -near - rough <= below <= near
    return abs(below) <= near + (rough if split.total.qualifier == "about" else 0.0)


def _scale(split: Split) -> float | None:
    """By how many thousands the parts are off the total, if that is all."""
    if not split.alike:
        return None
    slack = 0.05 * split.total.value  # a slip of scale is seen in spite of small slips beside it
    fits = (s for s in _SCALES if abs(split.total.value * s - split.sum) <= slack * s)
    return next(fits, None)


def _is_likely(split: Split) -> bool:
    """Whether the parts can be meant as all of the total, though they do not make it."""
    ratio = split.sum / split.total.value if split.total.value else 0.0
    low, high = _LIKELY
    return low <= ratio <= high


def _flaw(split: Split, but: str) -> Flaw:
    added = " + ".join(printed(value) for value in split.values)
    message = f"{added} = {printed(split.sum)}, {but}"
    quoted = [split.sentence.quote(split.total)]
    quoted += [sentence.quote(part) for sentence, part in split.parts]
    return of_quantity(split.sentence, split.total, message, "; ".join(quoted))


def _quotes(sentence: Sentence, *quantities: Quantity) -> str:
    return "; ".join(map(sentence.quote, quantities))
