"""Shares and changes against the numbers beside them: "120 из 400 (35 %)", "в 3 раза, с 10 до 20".

What belongs here: what percent or how many times a text says, and what its own numbers make.
What does not: sums of counts and money (`sums`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from extractors.findings.lists import lists_with_numbers
from extractors.findings.numbers import printed
from extractors.findings.quantities import Quantity, Sentence
from extractors.findings.relations import joined_gap, relations, without_brackets
from extractors.findings.rules import Evidence, Flaw, of_quantity, rule_of
from extractors.parsed import Passage

_WHOLE = 100.0
_ROUGH = 3.0  # percent points by which a share may be off that is said to be rough
_ROUGH_TIMES = 0.15  # of a multiple that is said to be rough
_BRACKET = re.compile(r"[^()\d]{0,60}\(\s*(?:[^\W\d_]+\s+){0,3}")
_CLOSED = re.compile(r"[^()\d]{0,40}\)")
_NEAR = 60  # characters between a share and the number that it is of
_SERIES = re.compile(r"[^\d.;:()]{0,60}\(")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Pair(NamedTuple):
    """A number that is said to be a part of another, with their sentence."""

    sentence: Sentence
    part: Quantity
    whole: Quantity


@rule_of("error")
def share_differs(evidence: Evidence) -> Iterator[Flaw]:
    """A share is not what the part and the whole beside it make."""
    before: Sentence | None = None
    for sentence in evidence.sentences.all:
        for pair in _pairs(sentence, before):
            for percent in _shares_beside(pair):
                if not _is_share(pair, percent):
                    yield _share_flaw(pair, percent)
        yield from _stated_of(sentence)
        before = sentence


@rule_of("error")
def change_differs(evidence: Evidence) -> Iterator[Flaw]:
    """A change is not what the values before and after it make."""
    for sentence in evidence.sentences.all:
        for first, second in pairwise(sentence.quantities):
            if _is_change(sentence, first, second):
                for change in _changes_beside(sentence, first, second):
                    yield from _change_flaw(sentence, first, second, change)
        yield from _serial_flaws(sentence)


def _serial_flaws(sentence: Sentence) -> Iterator[Flaw]:
    """Yield the multiples that no two values of the series in brackets behind them make."""
    for change in sentence.quantities:
        series = _series_after(sentence, change) if change.kind == "ratio" else []
        times = [b.value / a.value for a, b in combinations(series, 2) if a.value and b.value]
        if times and not any(_is_near(max(t, 1 / t), change) for t in times):
            values = " → ".join(printed(quantity.value) for quantity in series)
            last = times[len(series) - 2]  # from the first to the last
            message = f"From {values} is {printed(max(last, 1 / last), 3)} times, not "
            quotes = "; ".join(map(sentence.quote, (change, *series)))
            yield of_quantity(sentence, change, f"{message}“{sentence.quote(change)}”", quotes)


def _series_after(sentence: Sentence, change: Quantity) -> list[Quantity]:
    """The values by year in the brackets after a multiple: "(2020 год – 5, 2025 год – 9)"."""
    opened = _SERIES.match(sentence.text, change.body_end, sentence.end)
    if not opened:
        return []
    close = sentence.text.find(")", opened.end(), sentence.end)
    inner = [q for q in sentence.quantities if opened.end() <= q.start < close]
    text = sentence.passage.row.text[opened.end() : close]
    dated = len(_YEAR.findall(text)) == len(inner) > 1
    alike = {(q.kind, q.unit) for q in inner if q.figure}
    return inner if dated and len(alike) < 2 else []


@rule_of("warning")
def share_over_whole(evidence: Evidence) -> Iterator[Flaw]:
    """A share of a whole is over 100 %."""
    for sentence in evidence.sentences.all:
        words = relations(sentence.language)
        over = [q for q in sentence.quantities if q.kind == "percent" and q.value > _WHOLE]
        if (
            over
            and words.share.search(sentence.words)
            and not words.not_share.search(sentence.words)
        ):
            for percent in over:
                quote = sentence.quote(percent)
                message = f"“{quote}” is said of a share, and a share is at most 100 %"
                yield of_quantity(sentence, percent, message, quote)


@rule_of("warning")
def shares_do_not_add_up(evidence: Evidence) -> Iterator[Flaw]:
    """Shares that are said to make up a whole do not make 100 %."""
    for sentence in evidence.sentences.all:
        percents = [(sentence, q) for q in sentence.quantities if q.kind == "percent"]
        if len(percents) > 1 and _make_whole(sentence, [q for _, q in percents]):
            yield from _whole_flaw(percents)
    for head, items in lists_with_numbers(evidence):
        if all(q.kind == "percent" and not q.qualifier for _, q in items) and _is_whole(head):
            yield from _whole_flaw(items)


def _whole_flaw(percents: Sequence[tuple[Sentence, Quantity]]) -> Iterator[Flaw]:
    """Yield the flaw of shares that do not make 100 %, but for rounding."""
    values = [percent.value for _, percent in percents]
    total, rounding = sum(values), sum(percent.step / 2 for _, percent in percents)
    if abs(total - _WHOLE) > rounding + 1e-6:
        added = " + ".join(map(printed, values))
        message = f"The shares of a whole make {added} = {printed(total)} %, not 100 %"
        quotes = "; ".join(sentence.quote(percent) for sentence, percent in percents)
        yield of_quantity(*percents[0], message, quotes)


def _is_whole(head: Passage) -> bool:
    """Tell whether the head of a list says that its items are all of a whole."""
    words = relations(head.row.language)
    partial = words.partial.search(head.row.text) or words.up.search(head.row.text)
    return not partial and words.whole.search(head.row.text) is not None


# -- parts and wholes --------------------------------------------------------------------------


def _pairs(sentence: Sentence, before: Sentence | None) -> Iterator[Pair]:
    """Yield the numbers of a sentence that words make a part of another."""
    counts = [q for q in sentence.quantities if q.kind in ("count", "money", "measure")]
    bare = without_brackets(sentence.text[sentence.start : sentence.end])
    outside = [q for q in counts if bare[q.start - sentence.start] != " "]
    for first, second in pairwise(outside):
        if _may_be_of(first, second) and _is_of(sentence, bare, first, second):
            yield Pair(sentence, first, second)
        elif _may_be_of(second, first) and _has(sentence, bare, first, second):
            yield Pair(sentence, second, first)
    yield from _bracketed(sentence)
    yield from _of_the_last(sentence, before, outside)


def _may_be_of(part: Quantity, whole: Quantity) -> bool:
    same = part.kind == whole.kind or part.figure is None or whole.figure is None
    same_unit = part.unit in (None, whole.unit) or part.kind == "count"
    return same and same_unit and whole.value > 0 and not (part.is_range or whole.is_range)


def _is_of(sentence: Sentence, bare: str, part: Quantity, whole: Quantity) -> bool:
    """Tell whether "120 из 400" stands there."""
    gap = bare[part.body_end - sentence.start : whole.start - sentence.start]
    return relations(sentence.language).of.fullmatch(gap) is not None


def _has(sentence: Sentence, bare: str, whole: Quantity, part: Quantity) -> bool:
    """Tell whether "400, из них 120" or "из 400 … 120" stands there."""
    words = relations(sentence.language)
    start = sentence.start
    gap = bare[whole.body_end - start : part.start - start]
    if words.whole_first.fullmatch(gap):
        return True
    opened = any(m.end() == whole.start - start for m in words.whole_before.finditer(bare))
    return opened and words.whole_gap.fullmatch(gap) is not None


def _bracketed(sentence: Sentence) -> Iterator[Pair]:
    """Yield the pairs within brackets: "30 % (120 из 400)"; their numbers have no unit."""
    words = relations(sentence.language)
    for first, second in pairwise(sentence.quantities):
        bare = "%" not in sentence.text[first.start : second.end]
        if bare and joined_gap(words.of, sentence.text, first.body_end, second.start):
            opened = sentence.text.rfind("(", sentence.start, first.start)
            if opened >= 0 and ")" not in sentence.text[opened : first.start]:
                yield Pair(sentence, first, second)


def _of_the_last(
    sentence: Sentence, before: Sentence | None, counts: Sequence[Quantity]
) -> Iterator[Pair]:
    """Yield the part of the only number of the sentence before: "Из них 120 (30 %)"."""
    if before is None or not counts or before.passage is not sentence.passage:
        return
    opens = relations(sentence.language).opens_part
    wholes = [q for q in before.quantities if q.kind == "count"]
    opened = opens.fullmatch(sentence.text, sentence.start, counts[0].start)
    if opened and len(wholes) == 1 and _may_be_of(counts[0], wholes[0]):
        yield Pair(sentence, counts[0], wholes[0])


def _shares_beside(pair: Pair) -> Iterator[Quantity]:
    """Yield the percent that words or brackets tie to a part of a whole."""
    sentence = pair.sentence
    ends = sorted((pair.part, pair.whole), key=lambda quantity: quantity.start)
    for quantity in sentence.quantities:
        if quantity.kind == "percent" and not quantity.is_range and _is_tied(pair, ends, quantity):
            yield quantity


def _stated_of(sentence: Sentence) -> Iterator[Flaw]:
    """Yield the flaws of a part that is called a share of a whole: "45, то есть 40 % от 90"."""
    words, text = relations(sentence.language), sentence.text
    for part, second, third in zip(*(sentence.quantities[i:] for i in range(3)), strict=False):
        percent, whole = (second, third) if second.kind == "percent" else (third, second)
        of = words.percent_of if percent is second else words.whole_first
        tied = joined_gap(words.same, text, part.body_end, second.start)
        if percent.kind == "percent" != whole.kind and _may_be_of(part, whole) and tied:
            pair = Pair(sentence, part, whole)
            if joined_gap(of, text, second.body_end, third.start) and not _is_share(pair, percent):
                yield _share_flaw(pair, percent)


def _is_tied(pair: Pair, ends: Sequence[Quantity], percent: Quantity) -> bool:
    text, words = pair.sentence.text, relations(pair.sentence.language)
    own = [end for end in ends if end.start >= pair.sentence.start]
    before = [end for end in own if end.start < percent.start]
    if len(before) < len(own):  # "30 % (120 из 400)", "30 %, или 120 из 400"
        first = own[0]
        return not before and (
            joined_gap(_OPENED, text, percent.body_end, first.start)
            or joined_gap(words.same, text, percent.body_end, first.start)
        )
    last = before[-1]
    bracketed = joined_gap(_BRACKET, text, last.body_end, percent.start)
    closed = _CLOSED.match(text, percent.body_end) is not None
    return (bracketed and closed) or joined_gap(words.same, text, last.body_end, percent.start)


_OPENED = re.compile(r"\s*%[^()\d]{0,40}\(\s*(?:[^\W\d_]+\s+){0,3}")


def _is_share(pair: Pair, percent: Quantity) -> bool:
    """Whether a percent is that of the part, as exactly as all three are printed."""
    low, high = _bounds(pair)
    slack = percent.step * (1 - 1e-9)  # rounded, or cut off
    rough = any(q.qualifier for q in (pair.part, pair.whole, percent))
    slack = max(slack, _ROUGH) if rough else slack
    return low - slack < percent.value < high + slack


def _bounds(pair: Pair) -> tuple[float, float]:
    part, whole = pair.part, pair.whole
    lowest = (part.value - part.slack) / (whole.value + whole.slack)
    highest = (part.value + part.slack) / max(whole.value - whole.slack, 1e-12)
    return _WHOLE * lowest, _WHOLE * highest


def _share_flaw(pair: Pair, percent: Quantity) -> Flaw:
    sentence, share = pair.sentence, _WHOLE * pair.part.value / pair.whole.value
    message = f"{printed(pair.part.value)} of {printed(pair.whole.value)} is "
    message += f"{printed(share, 3)} %, not “{sentence.quote(percent)}”"
    quotes = (sentence.passage.row.text[q.start : q.end] for q in (pair.part, percent))
    return of_quantity(sentence, percent, message, "; ".join(quotes))


# -- changes -----------------------------------------------------------------------------------


def _is_change(sentence: Sentence, first: Quantity, second: Quantity) -> bool:
    """Tell whether two numbers are a value before and after: "с 10 до 20"."""
    words, text = relations(sentence.language), sentence.text
    same = first.kind == second.kind and first.unit in (None, second.unit)
    bare = first.figure is None or second.figure is None
    if not (same or bare) or first.is_range or second.is_range or not first.value:
        return False
    before = text[max(sentence.start, first.start - 30) : first.start]
    opened = words.opening is None or any(
        m.end() == len(before) for m in words.opening.finditer(before)
    )
    return opened and joined_gap(words.to, text, first.body_end, second.start)


def _changes_beside(sentence: Sentence, first: Quantity, second: Quantity) -> Iterator[Quantity]:
    """Yield by how much the change beside it is said to be: the number before, or after."""
    by, text = relations(sentence.language).by, sentence.text
    index = sentence.quantities.index(first)
    told = [q for q in sentence.quantities[:index] if q.figure]
    before = [q for q in told[-1:] if joined_gap(by, text, q.body_end, first.start)]
    following = sentence.quantities[index + 2 : index + 3]
    after = [q for q in following if joined_gap(by, text, second.body_end, q.start)]
    changes = [q for q in (*before, *after) if q.kind in ("ratio", "percent")]
    yield from changes[:1]


def _change_flaw(
    sentence: Sentence, first: Quantity, second: Quantity, change: Quantity
) -> Iterator[Flaw]:
    """Yield the flaw of a change that is none of what its values make."""
    made = _made(sentence, first, second, change)
    if made and not any(_is_near(value, change) for value in made):
        what = "%" if change.kind == "percent" else "times" if change.kind == "ratio" else "more"
        message = f"From {printed(first.value)} to {printed(second.value)} is "
        message += f"{printed(made[0], 3)} {what}, not “{sentence.quote(change)}”"
        quotes = "; ".join(map(sentence.quote, (first, second, change)))
        yield of_quantity(sentence, change, message, quotes)


def _made(sentence: Sentence, first: Quantity, second: Quantity, change: Quantity) -> list[float]:
    """What a change may be by its values; nothing if it is no change that can be told."""
    up, down = max(first.value, second.value), min(first.value, second.value)
    if change.kind == "ratio" and down > 0 and not change.is_range:
        return [up / down]
    if change.kind == "percent" and _is_difference(sentence, change):
        points = [up - down] if first.kind == "percent" or second.kind == "percent" else []
        return [_WHOLE * (up - down) / first.value, *points]
    return []


def _is_difference(sentence: Sentence, change: Quantity) -> bool:
    """Tell whether a text says by how much, and not how much."""
    words, text = relations(sentence.language), sentence.text
    before = text[max(sentence.start, change.start - 30) : change.start]
    told = any(match.end() == len(before) for match in words.difference.finditer(before))
    return told or words.difference_after.match(text, change.body_end) is not None


def _is_near(value: float, change: Quantity) -> bool:
    """Whether a change is as printed: rounded or cut off, or rough if it is said to be."""
    slack = change.step if change.kind == "percent" else max(change.step / 2, 0.1)
    if change.qualifier:
        slack = max(slack, _ROUGH) if change.kind == "percent" else slack + _ROUGH_TIMES * value
        if change.qualifier in ("more_than", "at_least"):
            slack += change.step
    return abs(value - change.value) < slack * (1 + 1e-9)


# -- shares of one whole -----------------------------------------------------------------------


def _make_whole(sentence: Sentence, percents: Sequence[Quantity]) -> bool:
    """Tell whether a sentence says that its shares are all there are of one whole."""
    words, text = relations(sentence.language), sentence.text
    others = [q for q in sentence.quantities if q.kind == "percent" and (q.is_range or q.qualifier)]
    if others or words.partial.search(sentence.words) or words.up.search(sentence.words):
        return False
    if words.rest.search(sentence.words):
        return _is_listed(text, percents, sentence.start, sentence.end)
    colon = text.find(":", sentence.start, percents[0].start)
    head = text[sentence.start : colon] if colon >= 0 else ""
    return bool(words.whole.search(head)) and _is_listed(text, percents, colon, sentence.end)


def _is_listed(text: str, percents: Sequence[Quantity], start: int, end: int) -> bool:
    """Tell whether each item of a list has one of the shares."""
    gaps = [text[a.end : b.start] for a, b in pairwise(percents)]
    return all(re.search(r"[,;]|\s[^\W\d_]{1,3}\s", gap) for gap in gaps)
