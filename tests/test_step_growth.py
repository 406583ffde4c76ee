"""Each step takes time in proportion to its text: long paragraphs, long cells, long tables.

The steps are handed documents as readers make them, so that none is spared by what a reader
cuts or bounds (`extractors.text.cutting`, `extractors.readers.markup_tables`).
"""

from collections.abc import Callable
from hashlib import sha256
from math import inf

import pytest

from extractors import flow
from extractors.outline import parse
from schemas.document import Block, Cell, Document, Element, Place, Table
from tests.growth import seconds

_SMALL = 1_500  # characters; the large document has four times as many
_MOST = 10  # times the small one's time that the large one may take: 4 is linear, 16 quadratic
_HARMLESS = 0.6  # seconds of a step for the large one; less is not told from noise
_HOPELESS = 5.0
_PIECES = {
    "percents": "1,5 %; ",
    "numbers": "1, ",
    "dates": "01.02.2020, ",
    "references": "приказ от 5 мая 2011 года № 7, ",
    "definitions": "(далее – АБВ) ",
    "bodies": "МОН РК, акимат города, ",
    "money": "РБ 5 млн тенге; ",
    "letters": "п о с ё л о к ",
}
_TITLES = ("№", "Мероприятие", "Срок исполнения", "Ответственные", "Объём, млн тенге")
_USUAL = ("1", "Открыть школу", "июнь 2026 года", "МОН РК", "5")


def _paragraph(text: str) -> Element:
    return Block(text=text.strip())


def _long_cells(text: str) -> Element:
    quarter = text[: len(text) // 4].strip()
    return _table([_TITLES, ("1", *[quarter] * 4)])


def _long_table(text: str) -> Element:
    starts = range(0, len(text), 60)
    return _table(
        [_TITLES, *((*_USUAL[:1], text[s : s + 60].strip(), *_USUAL[2:]) for s in starts)]
    )


def _table(rows: list[tuple[str, ...]]) -> Table:
    cells = tuple(
        Cell(text=text, row=row, column=column)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return Table(cells=cells, row_count=len(rows), column_count=len(rows[0]), place=Place())


@pytest.mark.parametrize("make", [_paragraph, _long_cells, _long_table])
@pytest.mark.parametrize("name", _PIECES)
def test_each_step_takes_linear_time(name: str, make: Callable[[str], Element]) -> None:
    piece = _PIECES[name]
    for _ in range(3):  # other programs only ever add to a time
        large = _times(make(piece * (4 * _SMALL // len(piece))))
        small = _times(make(piece * (_SMALL // len(piece))))
        slow = {step: took for step, took in large.items() if took > _HARMLESS}
        slow = {step: took for step, took in slow.items() if took > _MOST * small[step]}
        if not slow:
            return
    pytest.fail(f"{slow}")


def _times(element: Element) -> dict[str, float]:
    """Return the processor time of each step, of a document that holds an element."""
    head = (Block(text="О развитии посёлка"), Block(text="В посёлке в 2024 году открыто 7 школ."))
    digest = sha256(repr(element).encode()).hexdigest()
    document = Document(path="a.md", form="md", sha256=digest, body=(*head, element))
    results: dict[str, object] = {"model_dir": None}
    times: dict[str, float] = {}

    def take(name: str, run: Callable[[], object]) -> None:
        times[name] = seconds(lambda: results.update({name: run()}), _HOPELESS)
        assert times[name] < inf, name

    take("parsed_documents", lambda: parse(document))
    for name in flow.STEPS.order():
        if name not in times and name in iter(flow.STEPS):
            taken = {key: results[key] for key in flow.STEPS.takes(name)}
            take(name, lambda: getattr(flow, name)(**taken))  # noqa: B023
    return times
