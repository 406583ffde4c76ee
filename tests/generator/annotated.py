"""Text with the truth of its figures written into it.

`{words of the text=value;kind;unit;period}` stands for a figure: the words are
printed, the rest is what a reader must find. Unit and period may be missing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

MARKED = re.compile(r"\{([^=}]+)=([^;}]+);([^;}]+)(?:;([^;}]*))?(?:;([^;}]*))?\}")


@dataclass(frozen=True)
class ExpectedFigure:
    """A figure that the text states; `words` hold its number."""

    words: str
    value: float
    kind: str
    unit: str | None
    period: str | None


def plain(text: str) -> str:
    """The text as printed."""
    return MARKED.sub(r"\1", text)


def figures(texts: Iterable[str]) -> list[ExpectedFigure]:
    """The figures of the texts, in order."""
    return [
        ExpectedFigure(m[1], float(m[2]), m[3], m[4] or None, m[5] or None)
        for text in texts
        for m in MARKED.finditer(text)
    ]
