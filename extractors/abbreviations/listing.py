"""Lists of abbreviations: at the end of a plan, in a table, under a title of their own.

What belongs here: cutting a list into entries however its lines and columns
fall. What does not: telling where a list stands (`extractors.outline`), and
definitions in sentences (`inline`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from extractors.abbreviations.entries import Entry
from extractors.abbreviations.run_together_lists import read_run_together
from extractors.outline.abbreviation_lists import (
    DASH,
    ENTRY,
    MARKER,
    QUOTE,
    begins_run,
    names_list,
    title_end,
)
from extractors.parsed import ParsedDocument, ParsedTable, Passage

LOOSE_ENTRY = re.compile(rf"^(?P<short>[^\s–—]\S*(?:\s\S+){{0,4}}?){DASH}(?P<full>\S.*)$")
LONGEST_SHORT = 40


def find_lists(parsed: ParsedDocument) -> Iterator[Entry]:
    """Yield the entries of all lists, in document order."""
    running = [p for p in parsed.passages if p.row.kind != "table_cell"]
    for part, passages in groupby(running, key=lambda passage: passage.part):
        if part == "abbreviations":
            yield from _in_passages(list(passages))
    for table in parsed.tables:
        if table.part == "abbreviations":
            yield from _in_table(table, parsed)


def _in_passages(passages: Sequence[Passage]) -> Iterator[Entry]:
    """Yield the entries of lists that follow each other."""
    texts = [passage.row.text for passage in passages]
    index = 0
    while index < len(passages):
        title = title_end(texts[index])
        if title is None and not begins_run(texts, index):
            index += 1
            continue
        entries, end = _read_list(passages, index, title or 0)
        if title is not None and not entries:
            entries, end = read_run_together(passages, index + 1)
        yield from entries
        index = max(end, index + 1)


def _read_list(passages: Sequence[Passage], index: int, offset: int) -> tuple[list[Entry], int]:
    """Read entries from `offset` of a passage on, over the passages that go on with them."""
    first, entries = index, list[Entry]()
    while index < len(passages):
        text = passages[index].row.text
        start = offset if index == first else 0
        found = list(
            _entries(text, start, passages[index].row.passage_id, bool(entries) or offset > 0)
        )
        if found:
            lead = text[start : found[0].start]
            entries = _continued(entries, MARKER.sub("", lead + " ").strip()) + found
        elif index > first and not entries and names_list(text):
            pass  # titles of columns
        elif index > first and not (entries and _continues_entry(text, entries[-1])):
            break
        elif index > first:
            entries = _continued(entries, text)
        index += 1
    return [_finished(entry) for entry in entries], max(index, first + 1)


def _entries(text: str, start: int, passage_id: str, titled: bool) -> Iterator[Entry]:
    """Yield the entries in a passage: one, or several that columns or ";" set side by side."""
    body = text[start:]
    matches = list(ENTRY.finditer(body))
    if not matches and titled and (loose := LOOSE_ENTRY.match(MARKER.sub("", body).strip())):
        if _is_short_name(loose["short"]):
            yield Entry(
                short=loose["short"], expansion=loose["full"], passage_id=passage_id,
                start=text.index(loose["short"]),
            )  # fmt: skip
        return
    ends = [*(match.start() for match in matches[1:]), len(body)]
    for match, end in zip(matches, ends, strict=False):
        yield Entry(
            short=match["short"].strip(), expansion=body[match.end() : end].strip(),
            passage_id=passage_id, start=start + match.start(),
        )  # fmt: skip


def _is_short_name(short: str) -> bool:
    """Under a list's title a name in one word will do ("Әділетмині"), or in capitals."""
    words = short.split()
    return len(short) <= LONGEST_SHORT and (
        (len(words) == 1 and short.lstrip(QUOTE)[:1].isupper())
        or all(word.lstrip(QUOTE)[:1].isupper() for word in words)
    )


def _continues_entry(text: str, last: Entry) -> bool:
    """Tell whether a line, which then begins in lower case, continues the entry before it."""
    return text[:1].islower() and not last.expansion.endswith((".", ";"))


def _continued(entries: list[Entry], text: str) -> list[Entry]:
    if not text or not entries:
        return entries
    last = entries[-1]
    return [*entries[:-1], last.model_copy(update={"expansion": f"{last.expansion} {text}"})]


def _finished(entry: Entry) -> Entry:
    return entry.model_copy(update={"expansion": entry.expansion.rstrip(" ;,.")})


def _in_table(table: ParsedTable, parsed: ParsedDocument) -> Iterator[Entry]:
    texts = {p.row.passage_id: p.row.text for p in parsed.passages}
    rows: dict[int, list[tuple[str, str]]] = {}
    for cell in table.cells:
        rows.setdefault(cell.row, []).append((cell.passage_id, texts[cell.passage_id]))
    for row, cells in rows.items():
        if table.roles[row] == "body":
            yield from map(_finished, _in_row(cells))


def _in_row(cells: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    """Entries in cells of their own, or short name and expansion side by side."""
    short: tuple[str, str] | None = None
    for passage_id, text in cells:
        inner = list(_entries(text, 0, passage_id, titled=False))
        if inner:
            yield from inner
            short = None
        elif short and len(text) > len(short[1]) and not re.fullmatch(r"[–—-]", text):
            yield Entry(short=short[1], expansion=text, passage_id=short[0], start=0)
            short = None
        elif len(text) <= LONGEST_SHORT and text.lstrip(QUOTE)[:1].isupper():
            short = (passage_id, text)
