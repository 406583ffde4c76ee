"""Section headings of a plan: inside its table and between its tables.

What belongs here: telling a heading's kind and number, and which headings stand
over a row. What does not: finding rows in a table (`extractors.plans.actions`).
"""

import re
from functools import cache

from extractors.lexica import load_toml
from schemas.document import Frozen


class HeadingWords(Frozen):
    """The words that name each kind of heading."""

    direction: tuple[str, ...]
    indicator: tuple[str, ...]
    section: tuple[str, ...]
    goal: tuple[str, ...]
    task: tuple[str, ...]


class RowWords(Frozen):
    """The words with which rows of a kind begin."""

    words: tuple[str, ...]


class RowLexicon(Frozen):
    """The lexicon of rows that are no actions."""

    headings: HeadingWords
    totals: RowWords
    notes: RowWords


class Heading(Frozen):
    """A heading over rows: `kind` is a word's kind, or a number's depth ("1.2." is "depth 2")."""

    kind: str
    number: str | None
    text: str


class Headings(Frozen):
    """The headings that stand over a row, outermost first."""

    stack: tuple[Heading, ...] = ()

    def under(self, heading: Heading) -> "Headings":
        """Return these headings with `heading` as the innermost, its equals and theirs closed."""
        kinds = [h.kind for h in self.stack]
        depth = kinds.index(heading.kind) if heading.kind in kinds else len(kinds)
        return Headings(stack=(*self.stack[:depth], heading))

    @property
    def direction(self) -> Heading | None:
        """The direction; in plans that have none, the outermost heading."""
        others = [h for h in self.stack if h.kind != "indicator"]
        return next((h for h in others if h.kind == "direction"), others[0] if others else None)

    @property
    def indicator(self) -> Heading | None:
        """The target indicator."""
        return next((h for h in reversed(self.stack) if h.kind == "indicator"), None)


def read_heading(text: str, number: str | None = None) -> Heading:
    """Take a text for a heading; `number` is that of a cell before it, if any."""
    labelled = _labelled(text)
    if labelled:
        return labelled if labelled.number else labelled.model_copy(update={"number": number})
    found = number or _leading_number(text)
    depth = f"depth {found.count('.') + 1}" if found else "plain"
    if found and re.fullmatch("[IVXLCІХ]+", found):
        depth = "roman"
    return Heading(kind=depth, number=found, text=text)


def is_labelled_heading(text: str) -> bool:
    """Whether a text begins as headings do: "1-бағыт. …", "Целевой индикатор 3 …"."""
    labelled = _labelled(text)
    return labelled is not None and labelled.number is not None


def is_total(text: str) -> bool:
    """Whether a row that begins with `text` sums up others."""
    return bool(_beginning(_lexicon().totals).match(text))


def is_note(text: str) -> bool:
    """Whether a row that begins with `text` only speaks of the table or its rows."""
    return bool(_beginning(_lexicon().notes).match(text))


def _labelled(text: str) -> Heading | None:
    """Read a heading that names its own kind."""
    for kind, pattern in _label_patterns():
        match = pattern.match(text)
        if match:
            number = match.group("before") or match.group("after")
            return Heading(kind=kind, number=number, text=text)
    return None


def _leading_number(text: str) -> str | None:
    """The number with which a heading begins: "2.1. …", "IV. …", "3) …"."""
    match = re.match(r"(\d+(?:\.\d+)*|[IVXLCІХ]+)[.)]\s*\D", text)
    return match.group(1) if match else None


_NUMBER = r"\d+(?:\.\d+)*|[IVXІХ]+"


@cache
def _label_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One pattern a kind: up to two words may stand before its own ("Нысаналы 1-индикатор")."""
    words = _lexicon().headings
    return tuple(
        (
            kind,
            re.compile(
                rf"(?:[^\W\d]+\s+){{0,2}}?(?:(?P<before>{_NUMBER})\s*[-–.]?\s*)?"
                rf"(?:{'|'.join(map(re.escape, getattr(words, kind)))})\b"
                rf"(?:\s*№?\s*(?P<after>{_NUMBER})\b)?(?=\s*(?:[.:,;)(–—-]|$|\s[^\W\d_]))",
                re.IGNORECASE,
            ),
        )
        for kind in HeadingWords.model_fields
    )


@cache
def _beginning(row: RowWords) -> re.Pattern[str]:
    words = sorted(row.words, key=len, reverse=True)
    return re.compile(rf"[\W_]*(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _lexicon() -> RowLexicon:
    return load_toml("plan_rows.toml", RowLexicon)
