"""Lists of abbreviations: at the end of a plan, in a table, under a title of their own.

What belongs here: telling a list, and cutting it into entries however its lines
and columns fall. What does not: definitions in sentences (`inline`).
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from extractors.abbreviations.entries import ACRONYM, QUOTE, QUOTED, Entry
from extractors.abbreviations.lexicon import marks, names_list
from extractors.abbreviations.undashed import read_undashed
from extractors.parsed import ParsedDocument, ParsedTable, Passage

DASH = r"(?:\s*[–—−]\s*|\s+-\s+|\s+-(?=\w)|\s*=\s*)"
# A short name: quoted words and one acronym or name that is more capital than a word is.
SHORT = (
    rf"(?:{QUOTED}\s*)?{ACRONYM}[{QUOTE}]?(?:\s{ACRONYM}[{QUOTE}]?){{0,2}}(?:\s{QUOTED})?|{QUOTED}"
)
STRICT_ENTRY = re.compile(rf"(?:(?<=^)|(?<=\s))(?P<short>{SHORT}){DASH}(?=\S)")
LOOSE_ENTRY = re.compile(rf"^(?P<short>[^\s–—]\S*(?:\s\S+){{0,4}}?){DASH}(?P<full>\S.*)$")
MARKER = re.compile(r"^\s*(?:\d+[.)]|[-•*–])\s+")
LONGEST_SHORT = 40
RUN = 3  # entries in a row that are a list even without a title


def find_lists(parsed: ParsedDocument) -> Iterator[Entry]:
    """Yield the entries of all lists, in document order."""
    tables = {cell.passage_id: table for table in parsed.tables for cell in table.cells}
    running = [p for p in parsed.passages if p.row.passage_id not in tables]
    yield from _in_passages(running)
    for table in parsed.tables:
        if table.row.kind == "abbreviations" or names_list(table.row.caption or ""):
            yield from _in_table(table, parsed)


def _in_passages(passages: Sequence[Passage]) -> Iterator[Entry]:
    index = 0
    while index < len(passages):
        text = passages[index].row.text
        title = _title_end(text)
        start = index if title is not None or _begins_run(passages, index) else None
        if start is None:
            index += 1
            continue
        entries, end = _read_list(passages, index, title or 0)
        if title is not None and not entries:
            entries, end = read_undashed(passages, index + 1)
        yield from entries
        index = max(end, index + 1)


def _title_end(text: str) -> int | None:
    """Return where a list begins in the passage that gives its title, None for no title."""
    title, colon, _ = text.partition(":")
    folded = title.casefold().strip(" .*")
    if folded in marks().note_titles and colon:
        rest = _title_end(text[len(title) + 1 :].lstrip())
        if rest is not None:
            return len(text) - len(text[len(title) + 1 :].lstrip()) + rest
        return len(title) + 1 if STRICT_ENTRY.match(text[len(title) + 1 :].lstrip()) else None
    if names_list(folded):
        return len(title) + 1 if colon else len(text)
    return None


def _begins_run(passages: Sequence[Passage], index: int) -> bool:
    """Tell whether a list without a title begins: several strict entries in a row."""
    return index + RUN <= len(passages) and all(
        _is_whole_entry(passage.row.text) for passage in passages[index : index + RUN]
    )


def _is_whole_entry(text: str) -> bool:
    match = STRICT_ENTRY.match(MARKER.sub("", text))
    return bool(match) and len(text) < 250 and not text.rstrip().endswith(":")


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
        elif index > first and not (entries and _goes_on(text, entries[-1])):
            break
        elif index > first:
            entries = _continued(entries, text)
        index += 1
    return [_finished(entry) for entry in entries], max(index, first + 1)


def _entries(text: str, start: int, passage_id: str, titled: bool) -> Iterator[Entry]:
    """Yield the entries in a passage: one, or several that columns or ";" set side by side."""
    body = text[start:]
    matches = list(STRICT_ENTRY.finditer(body))
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


def _goes_on(text: str, last: Entry) -> bool:
    """A line that begins in lower case goes on with the entry before it."""
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
    for cells in rows.values():
        if all(_is_column_title(text) for _, text in cells):
            continue
        yield from map(_finished, _in_row(cells))


def _is_column_title(text: str) -> bool:
    return names_list(text) or text.casefold().strip(" .:") in {"№", "р/с", *marks().column_titles}


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
