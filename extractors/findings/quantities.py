"""The numbers of a text as findings compare them, sentence by sentence.

What belongs here: what a number is worth, how exactly it is printed, and what the figures say
of it. A number that is no figure ("120 из 400") is told apart from dates and codes only.
What does not: any rule.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from extractors.figures.model import Number
from extractors.figures.not_figures import mask
from extractors.figures.numbers import find_numbers
from extractors.figures.periods import find_periods
from extractors.figures.plain_text import plain_text
from extractors.parsed import Passage
from schemas.tables import FigureRow, Language

_DIGIT = re.compile(r"\d")
_DECIMALS = re.compile(r"\d[.,]\s?(\d+)(?!\d)")
# After a dash, at the end of an item: "по телефону – 700" is no telephone's number.
_LISTED = re.compile(r"(?<=\s[–—]\s)\d{1,3}(?:\s?\d{3})*(?=[,;)])")
_PERCENT = re.compile(r"(?<!\d)\d++(?:[.,]\d++)?+\s?%")
_LONGEST = 3_000  # characters; what is longer is no sentence, and costs its square


class Quantity(NamedTuple):
    """A number in a passage, at `start:end` with its unit; `step` is its last printed place."""

    start: int
    end: int
    value: float
    step: float
    body_end: int  # past the number itself, before its ending and unit
    figure: FigureRow | None
    spelled: bool = False

    @property
    def kind(self) -> str:
        """The figure's kind; of a bare number "count"."""
        return self.figure.kind if self.figure else "count"

    @property
    def unit(self) -> str | None:
        """The figure's unit, None of a bare number."""
        return self.figure.unit if self.figure else None

    @property
    def qualifier(self) -> str | None:
        """How the text qualifies it."""
        return self.figure.qualifier if self.figure else None

    @property
    def is_range(self) -> bool:
        """Whether it names two values."""
        return self.figure is not None and self.figure.value_max is not None

    @property
    def slack(self) -> float:
        """How far the exact value may be from the printed one; a whole count is exact."""
        exact = self.step == 1 and not self.spelled and self.kind != "percent"
        return 0.0 if exact else self.step / 2


class Sentence(NamedTuple):
    """A sentence of a passage with its numbers; offsets are into the passage's text."""

    passage: Passage
    text: str  # the passage's, with spaces for the times that it names
    start: int
    end: int
    quantities: tuple[Quantity, ...]

    @property
    def words(self) -> str:
        """The sentence alone, as printed."""
        return self.passage.row.text[self.start : self.end].strip()

    @property
    def language(self) -> Language:
        """The passage's language."""
        return self.passage.row.language

    def quote(self, quantity: Quantity) -> str:
        """Return a number as printed, with its unit."""
        return self.passage.row.text[quantity.start : quantity.end].strip()

    def in_brackets(self, quantity: Quantity) -> bool:
        """Tell whether a number stands in brackets."""
        before = self.before(quantity)
        return before.count("(") > before.count(")")

    def before(self, quantity: Quantity) -> str:
        """Return the sentence up to a number."""
        return self.text[self.start : quantity.start]


class Sentences:
    """The sentences of a document that hold numbers, by passage, each read once."""

    def __init__(self, passages: Sequence[Passage], figures: Sequence[FigureRow]) -> None:
        self._passages = passages
        self._figures: dict[str, list[FigureRow]] = defaultdict(list)
        for figure in figures:
            self._figures[figure.passage_id].append(figure)

    @cached_property
    def by_passage(self) -> dict[str, tuple[Sentence, ...]]:
        """Sentences with at least one number, by the id of their passage."""
        found = {p.row.passage_id: tuple(self._read(p)) for p in self._passages}
        return {key: sentences for key, sentences in found.items() if sentences}

    @cached_property
    def all(self) -> tuple[Sentence, ...]:
        """All of them, in document order."""
        return tuple(s for sentences in self.by_passage.values() for s in sentences)

    def _read(self, passage: Passage) -> Iterator[Sentence]:
        figures = self._figures.get(passage.row.passage_id, [])
        if not figures and not _DIGIT.search(passage.row.text):
            return
        from extractors.linguistics.spacy_pipelines import sentence_starts  # slow to import

        text, masked = _without_times(passage, figures)
        quantities = list(_quantities(text, masked, passage, figures))
        starts = list(sentence_starts(passage.row.text))
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            inside = tuple(q for q in quantities if start <= q.start < end)
            if inside and end - start <= _LONGEST:
                yield Sentence(passage, text, start, end, inside)


def _without_times(passage: Passage, figures: Sequence[FigureRow]) -> tuple[str, list[bool]]:
    """The plain text with spaces for times, and which characters are no number's.

    What is a figure, or stands before a percent sign, is a number in any case.
    """
    text = plain_text(passage.row.text, passage.row.language)
    masked, letters = mask(text, passage.row.language), list(text)
    kept = [False] * len(text)
    spans = [match.span() for pattern in (_PERCENT, _LISTED) for match in pattern.finditer(text)]
    for start, end in [*spans, *((figure.char_start, figure.char_end) for figure in figures)]:
        masked[start:end] = [False] * (end - start)
        kept[start:end] = [True] * (end - start)
    for period in find_periods(text, passage.row.language, None):
        if not any(kept[period.start : period.end]):
            masked[period.start : period.end] = [True] * (period.end - period.start)
            letters[period.start : period.end] = " " * (period.end - period.start)
    return "".join(letters), masked


def _quantities(
    text: str, masked: list[bool], passage: Passage, figures: Sequence[FigureRow]
) -> Iterator[Quantity]:
    """Yield the numbers of a passage, in order; those of a range are one."""
    done, starts = 0, [figure.char_start for figure in figures]
    for number in find_numbers(text, passage.row.language, masked):
        if number.start < done:
            continue
        figure = _figure_at(number.start, figures, starts)
        if figure or _is_number(text, number):
            quantity = _quantity(text, number, figure)
            done = quantity.end
            yield quantity


def _is_number(text: str, number: Number) -> bool:
    """Whether digits that are no figure may be a number all the same: "2Б" is none."""
    return not (number.spelled or number.weak or text[number.end : number.end + 1].isalpha())


def _figure_at(place: int, figures: Sequence[FigureRow], starts: Sequence[int]) -> FigureRow | None:
    """The last figure that begins at a place or before it, if it reaches that far."""
    index = bisect_right(starts, place) - 1
    return figures[index] if index >= 0 and place < figures[index].char_end else None


def _quantity(text: str, number: Number, figure: FigureRow | None) -> Quantity:
    """A number with the end of its figure; brackets with the exact number stay outside."""
    end = max(number.end, figure.char_end) if figure else number.end
    value = number.value
    if figure and figure.value is not None and figure.value_max is None:
        value = figure.value
    body = number.end - len(number.ending)
    return Quantity(number.start, end, value, _step(text, number), body, figure, number.spelled)


def _step(text: str, number: Number) -> float:
    """Return what one in the last printed place is worth: of "1,7 млрд" a hundred million."""
    decimals = _DECIMALS.search(text, number.start, number.end)
    return number.scale * 10.0 ** -len(decimals[1] if decimals else "")
