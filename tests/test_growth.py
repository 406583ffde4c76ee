"""Reading a document takes linear time, whatever its words repeat."""

from time import process_time

import pytest

from extractors import flow

_SMALL, _TIMES = 4_000, 4  # characters; how many times as many the large document has
_MOST = 8  # times the small one's time that the large one may take: 4 is linear, 16 quadratic
_HARMLESS = 1.0  # seconds for the large one; less is not told from noise
_REPEATED = {
    "percents": "1,5 %; ",
    "dates": "01.02.2020, ",
    "references": "приказ от 5 мая 2011 года № 7, ",
    "sentences": "Дом 7 принял 5 детей. ",
    "digits": "7",
    "dots": "1.",
    "hyphens": "1-",
    "capitals": "АБ",
    "brackets": "(5 школ) ",
    "underscores": "_",
    "spaced": "п о с ё л о к ",
    "blank lines": "\n",
    "comments": "<!-- а -->\n",
}
_HEAD = "О развитии посёлка Самал\n\nВ посёлке Самал в 2024 году открыто 1417 библиотек.\n\n"


@pytest.mark.parametrize("name", _REPEATED)
def test_reading_a_document_takes_linear_time(name: str) -> None:
    piece = _REPEATED[name]
    large = _seconds(piece, _SMALL * _TIMES)
    for _ in range(2):  # other programs only ever add to a time
        if large < _HARMLESS or large < _MOST * _seconds(piece, _SMALL):
            return
        large = min(large, _seconds(piece, _SMALL * _TIMES))
    pytest.fail(f"{large:.1f} s for {_SMALL * _TIMES} characters of {piece!r}")


def _seconds(piece: str, size: int) -> float:
    """Return the processor time of reading a text that repeats a piece."""
    data = (_HEAD + piece * (size // len(piece)) + "\n\nКонец работ.").encode()
    began = process_time()
    flow.extract("a.txt", data)
    return process_time() - began
