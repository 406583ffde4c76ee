"""Notes that a form only shows by raised digits: "45 млн тенге¹" … "¹ С учётом резерва".

What belongs here: telling such notes, and taking their marks out of the text, so that
they are part of no number and no word. What does not: notes that the form itself marks
(the readers), and exponents of units ("м²"), which stay.
"""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from schemas.document import Block, Cell, Element, Table

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")
_NOTE = re.compile(rf"([{_RAISED}]{{1,3}})[.)]?\s*(?=\w)")
_MARK = re.compile(rf"(?<=\S)[{_RAISED}]{{1,3}}(?![{_RAISED}])")
_UNIT = re.compile(r"(?<![^\W\d])[^\W\d]{1,2}$")  # before an exponent, in small letters
_Text = TypeVar("_Text", Block, Cell)


def split_raised_notes(
    body: Sequence[Element],
) -> tuple[tuple[Element, ...], tuple[Block, ...]]:
    """Return a body without its raised notes and their marks, and the notes."""
    numbers = {match[1] for element in body if (match := _opens_note(element))}
    if not numbers:
        return tuple(body), ()
    kept = [element for element in body if not _opens_note(element)]
    notes = (_as_note(element) for element in body if isinstance(element, Block))
    return tuple(_without_marks(kept, numbers)), tuple(note for note in notes if note)


def _opens_note(element: Element) -> re.Match[str] | None:
    return _NOTE.match(element.text) if isinstance(element, Block) else None


def _as_note(block: Block) -> Block | None:
    match = _opens_note(block)
    if match is None:
        return None
    note = _without(block, [(0, match.end())])
    return note.model_copy(update={"marker": match[1].translate(_DIGITS)})


def _without_marks(body: Iterable[Element], numbers: set[str]) -> Iterable[Element]:
    for element in body:
        if isinstance(element, Table):
            cells = tuple(_unmarked(cell, numbers) for cell in element.cells)
            yield element.model_copy(update={"cells": cells})
        else:
            yield _unmarked(element, numbers)


def _unmarked(text: _Text, numbers: set[str]) -> _Text:
    marks = [
        match.span()
        for match in _MARK.finditer(text.text)
        if match[0] in numbers and not _is_exponent(text.text[: match.start()])
    ]
    return _without(text, marks) if marks else text


def _is_exponent(before: str) -> bool:
    """Tell whether raised digits after a text are a unit's: one or two small letters."""
    unit = _UNIT.search(before)
    return unit is not None and unit[0].islower()


def _without(text: _Text, gaps: Sequence[tuple[int, int]]) -> _Text:
    """Return a text without some stretches of it, its offsets moved."""

    def moved(place: int) -> int:
        return place - sum(min(end, place) - start for start, end in gaps if start < place)

    ends = [0, *(end for _, end in gaps)]
    starts = [*(start for start, _ in gaps), len(text.text)]
    rest = "".join(text.text[a:b] for a, b in zip(ends, starts, strict=True))
    update: dict[str, object] = {
        "text": rest,
        "spans": tuple(s.model_copy(update={"start": moved(s.start)}) for s in text.spans),
        "breaks": tuple(map(moved, text.breaks)),
        "joins": tuple(j.model_copy(update={"start": moved(j.start)}) for j in text.joins),
    }
    return text.model_copy(update=update)
