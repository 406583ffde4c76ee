"""The passport of a programme: a table of two columns, key and fact.

A dump prints each row's key, then its fact, apart by a blank line or not at
all, so the keys are told by a lexicon; without two of them nothing is rebuilt.

What belongs here: that table. What does not: any other (`plan`).
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from extractors.languages import data_of_all
from extractors.readers.dump.lines import DumpLine
from extractors.readers.layout import join_stripped
from extractors.text import Piece, Vocabulary
from schemas.document import Cell, Frozen, Table

_LONGEST = 120  # lines of a passport
_KEY_LINES = 3  # on which a key may stand


class _PassportLexicon(Frozen):
    """A language's headings of passports and keys of their rows, in lower case.

    `after_number` and `before_number` are words for a part of a document.
    """

    headings: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    after_number: tuple[str, ...] = ()
    before_number: tuple[str, ...] = ()


class _PassportPart(NamedTuple):
    """A line, or what is left of it beside a key on the same line."""

    line: DumpLine
    text: str

    @property
    def piece(self) -> Piece:
        return Piece(self.text, self.line.place, self.line.ends_in_space)


_PassportRow = tuple[list[_PassportPart], list[_PassportPart]]


class Passport(NamedTuple):
    """A passport: its rows, and the lines that it takes from `start` to before `end`."""

    rows: list[_PassportRow]
    start: int
    end: int

    def table(self, vocabulary: Vocabulary) -> Table:
        """Return it as a table."""
        cells = [
            Cell(
                row=row,
                column=column,
                **join_stripped([part.piece for part in parts], vocabulary).model_dump(),
            )
            for row, pair in enumerate(self.rows)
            for column, parts in enumerate(pair)
            if parts
        ]
        place = self.rows[0][0][0].line.place
        return Table(cells=tuple(cells), row_count=len(self.rows), column_count=2, place=place)


def find_passport(lines: Sequence[DumpLine]) -> Passport | None:
    """Return the passport under its heading among the lines, None if there is none to rebuild."""
    for index, line in enumerate(lines):
        if _heading().fullmatch(line.text.casefold()):
            end = _passport_end(lines, index + 1)
            rows = _passport_rows(lines[index + 1 : end])
            return Passport(rows, index + 1, end) if len(rows) > 1 else None
    return None


def _passport_end(lines: Sequence[DumpLine], start: int) -> int:
    """Return the line before which it ends: a numbered heading, or an indented paragraph."""
    for index in range(start, min(start + _LONGEST, len(lines))):
        line = lines[index]
        if line.indented or (index > start and line.blank_lines and _numbered().match(line.text)):
            return index
    return min(start + _LONGEST, len(lines))


def _passport_rows(lines: Sequence[DumpLine]) -> list[_PassportRow]:
    """Return the rows that lines make, each begun by a key; none if the first line is no key."""
    rows: list[_PassportRow] = []
    index = 0
    while index < len(lines):
        used, rest = _key_at(lines, index)
        if used:
            key = [_PassportPart(line, line.text) for line in lines[index : index + used]]
            last = lines[index + used - 1]
            fact = [_PassportPart(last, rest)] if rest else []
            if rest:
                key[-1] = _PassportPart(last, last.text.removesuffix(rest).strip())
            rows.append((key, fact))
            index += used
            continue
        if not rows:
            return []
        rows[-1][1].append(_PassportPart(lines[index], lines[index].text))
        index += 1
    return rows


def _key_at(lines: Sequence[DumpLine], index: int) -> tuple[int, str]:
    """Return how many lines a key takes at `index`, and what follows it on its last line."""
    text = ""
    best = (0, "")
    for used, line in enumerate(lines[index : index + _KEY_LINES], start=1):
        if used > 1 and line.blank_lines:
            break
        text = f"{text} {line.text}".strip()
        if _keys().fullmatch(text.casefold()):
            return used, ""
    first = lines[index]
    found = _keys().match(first.text.casefold())
    starts = index == 0 or first.blank_lines > 0
    if starts and found and first.text[found.end() :].startswith(" "):
        rest = first.text[found.end() :].strip()
        if rest and (rest[0].isupper() or rest[0].isdigit() or rest[0] in '"«'):
            best = (1, rest)
    return best


def _words(kind: str) -> list[str]:
    """Return the words of a kind in all languages."""
    return [
        w for lexicon in data_of_all("passport", _PassportLexicon) for w in getattr(lexicon, kind)
    ]


@cache
def _heading() -> re.Pattern[str]:
    """Return a pattern for a passport's heading in lower case, with its number."""
    after, before = "|".join(_words("after_number")), "|".join(_words("before_number"))
    number = rf"(?:[\divx]+[-.\s]*(?:{after})?[.\s]*|(?:{before})\s*\d+[.\s]*)?"
    return re.compile(rf"{number}(?:{'|'.join(_words('headings'))})(?:\s.{{0,60}})?")


@cache
def _numbered() -> re.Pattern[str]:
    """Return a pattern for the beginning of a numbered heading."""
    before = "|".join(word.capitalize() for word in _words("before_number"))
    return re.compile(rf"(?:\d+[-.]\s?\S|(?:{before})\s|[IVX]+\.)")


@cache
def _keys() -> re.Pattern[str]:
    """Return a pattern for any key of a row, the longest first."""
    keys = sorted(_words("keys"), key=len, reverse=True)
    patterns = (re.escape(key).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for key in keys)
    return re.compile(f"(?:{'|'.join(patterns)})")
