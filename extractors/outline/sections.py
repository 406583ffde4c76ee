"""Nest headings into sections, in document order.

What belongs here: parents, positions and ids. What does not: finding headings
(`extractors.outline.recognition`).
"""

from extractors.outline.headings import Heading, bare_title
from schemas.base import stable_id
from schemas.document import Place
from schemas.tables import SectionRow


class Outline:
    """Sections as they open; the innermost open one is `current`."""

    def __init__(self, document_id: str) -> None:
        self._document_id = document_id
        self._open: list[tuple[int, SectionRow]] = []
        self.rows: list[SectionRow] = []

    @property
    def current(self) -> str | None:
        """Id of the innermost open section, None before the first."""
        return self._open[-1][1].section_id if self._open else None

    def mark(self) -> int:
        """Return how deep the outline is open, for `close_to`."""
        return len(self._open)

    def close_to(self, depth: int) -> None:
        """Close the sections opened since `mark` gave `depth`."""
        del self._open[depth:]

    def open(self, heading: Heading, place: Place) -> None:
        """Close the sections that `heading` ends and open its own."""
        while self._open and self._open[-1][0] >= heading.rank:
            self._open.pop()
        position = len(self.rows) + 1
        row = SectionRow.at(
            place,
            section_id=stable_id("section", self._document_id, position, heading.title),
            document_id=self._document_id,
            parent_id=self.current,
            position=position,
            kind=heading.kind,
            number=heading.number,
            title=bare_title(heading),
            heading=heading.title,
        )
        self._open.append((heading.rank, row))
        self.rows.append(row)
