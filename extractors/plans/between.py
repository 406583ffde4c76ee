"""What stands between the tables of a document, and which of it heads a plan's rows.

What belongs here: telling free headings, which name no kind ("Инженерные работы"),
from titles, and from what pages repeat. What does not: headings that name their own kind
(`extractors.plan_vocabulary.headings`), and whether a table goes on
(`extractors.outline.continuation`).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest
from typing import NamedTuple

from extractors.outline.continuation import says_nothing
from extractors.outline.headings import plan_title
from extractors.parsed import ParsedDocument, ParsedTable
from extractors.plan_vocabulary.headings import PlanHeading, is_labelled_heading, read_heading
from schemas.document import Block


class Between(NamedTuple):
    """A table, the blocks between it and the one before, and the free headings among them."""

    table: ParsedTable
    blocks: tuple[Block, ...]
    free: tuple[PlanHeading, ...] = ()

    @property
    def texts(self) -> list[str]:
        """The texts of the blocks."""
        return [_tidy(block.text) for block in self.blocks]


def free_headings(parsed: ParsedDocument) -> Iterator[Between]:
    """Yield each table with what stands above it.

    A table that goes on under free headings has them; so has the first, if what stands
    right above it looks like them.
    """
    repeated = _Repeated(parsed)
    gathered = list(_gathered(parsed))
    for between, following in zip_longest(gathered, gathered[1:]):
        blocks = between.blocks if between.table.goes_on else between.blocks[1:][-1:]
        found = [block for block in blocks if _may_head(block, repeated)]
        if not between.table.goes_on:
            found = [block for block in found if _is_like_next(block, following, repeated)]
        yield between._replace(free=tuple(map(_heading, found)))


def _gathered(parsed: ParsedDocument) -> Iterator[Between]:
    tables = iter(parsed.tables)  # as many as the body has, in its order
    blocks: list[Block] = []
    for part in parsed.document.body:
        if isinstance(part, Block):
            blocks.append(part)
        else:
            yield Between(next(tables), tuple(blocks))
            blocks = []


class _Repeated:
    """What a document repeats: its title, and what stands on its pages more than once."""

    def __init__(self, parsed: ParsedDocument) -> None:
        blocks = list(parsed.document.blocks)
        head = takewhile(lambda part: isinstance(part, Block), parsed.document.body)
        texts = Counter(_tidy(block.text).casefold() for block in blocks)
        self._titles = [_words(part.text) for part in head if isinstance(part, Block)]
        self._texts = {text for text, times in texts.items() if times > 1}
        self._texts |= {_tidy(block.text).casefold() for block in parsed.document.furniture}

    def holds(self, block: Block) -> bool:
        """Tell whether a block says again what the document's title or its pages do."""
        again = block.level is None and _tidy(block.text).casefold() in self._texts
        return again or any(_words(block.text) < title for title in self._titles)


def _may_head(block: Block, repeated: _Repeated) -> bool:
    text = _tidy(block.text)
    if says_nothing(text) or is_labelled_heading(text) or plan_title(text):
        return False
    return not repeated.holds(block) and not _is_running_title(block)


def _is_running_title(block: Block) -> bool:
    """Tell whether a line of a page is set as plain text, so that it heads only the page."""
    plain = block.kind == "paragraph" and not block.bold and not block.centred
    return plain and block.place.page is not None


def _is_like_next(block: Block, following: Between | None, repeated: _Repeated) -> bool:
    """Tell whether a block looks like a free heading over the next part of the same table."""
    if following is None or not following.table.goes_on:
        return False
    others = [other for other in following.blocks if _may_head(other, repeated)]
    return any(_look(block) == _look(other) for other in others)


def _look(block: Block) -> Sequence[object]:
    return block.kind, block.level, block.bold, block.centred


def _heading(block: Block) -> PlanHeading:
    """Read a free heading; where the form marks its depth, that tells its kind."""
    heading = read_heading(_tidy(block.text))
    if heading.kind == "plain" and block.level is not None:
        return heading.model_copy(update={"kind": f"level {block.level}"})
    return heading


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _words(text: str) -> frozenset[str]:
    return frozenset(text.casefold().split())
