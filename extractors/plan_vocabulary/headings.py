"""Headings of a plan's rows: inside its table and between its tables.

What belongs here: telling a heading's kind and number, and which headings stand
over a row. What does not: the words of a language's headings (`plan_rows.toml` of
its folder), finding rows in a table (`extractors.outline.row_roles`), and the headings
of the document itself (`extractors.outline`).
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from extractors.languages import data_of_all
from extractors.languages.alphabet import CAPITAL
from extractors.languages.lookalikes import as_cyrillic
from extractors.text.digits import whole_number
from schemas.document import Frozen

ROMAN = "IVX" + as_cyrillic("IX")  # digits of Roman numerals, as typed on any keyboard
_ROMAN_DIGITS = {as_cyrillic(d): v for d, v in zip("IVXLC", (1, 5, 10, 50, 100), strict=True)}
_NUMBER = rf"\d+(?:\.\d+)*|[{ROMAN}]+"


class _HeadingWords(Frozen):
    """The words with which a language names each kind of heading."""

    direction: tuple[str, ...] = ()
    indicator: tuple[str, ...] = ()
    section: tuple[str, ...] = ()
    goal: tuple[str, ...] = ()
    task: tuple[str, ...] = ()


class _RowWords(Frozen):
    """A language's words of rows that are no actions: of headings, and how others begin."""

    headings: _HeadingWords = _HeadingWords()
    totals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class PlanHeading(Frozen):
    """A heading over rows: `kind` is a word's kind, or a number's depth ("1.2." is "depth 2")."""

    kind: str
    number: str | None
    text: str


class Headings(Frozen):
    """The headings that stand over a row, outermost first.

    `depths` says under how many others each kind has stood; `has_rows` whether actions
    stand right under the innermost heading.
    """

    stack: tuple[PlanHeading, ...] = ()
    depths: Mapping[str, int] = {}
    has_rows: bool = False

    def under(self, heading: PlanHeading) -> "Headings":
        """Return these headings with `heading` as the innermost, its equals and theirs closed."""
        depth = self._depth_of(heading)
        depths = {**self.depths, heading.kind: depth}
        return Headings(stack=(*self.stack[:depth], heading), depths=depths)

    def with_rows(self) -> "Headings":
        """Return these headings with an action under the innermost."""
        return self.model_copy(update={"has_rows": True})

    def _depth_of(self, heading: PlanHeading) -> int:
        """How many headings stay open over a new one."""
        kinds = [h.kind for h in self.stack]
        if heading.kind in kinds:
            return kinds.index(heading.kind)
        if heading.kind in self.depths:
            return min(self.depths[heading.kind], len(kinds))
        for depth, before in enumerate(self.stack):
            if _counts_on(before, heading):
                return depth
        if heading.kind == "plain" and self.has_rows and kinds and _ordinal(self.stack[-1]):
            return len(kinds) - 1  # an unnumbered one among numbered ones
        return len(kinds)

    @property
    def direction(self) -> PlanHeading | None:
        """The direction; in plans that have none, the outermost heading."""
        others = [h for h in self.stack if h.kind != "indicator"]
        return next((h for h in others if h.kind == "direction"), others[0] if others else None)

    @property
    def indicator(self) -> PlanHeading | None:
        """The target indicator."""
        return next((h for h in reversed(self.stack) if h.kind == "indicator"), None)


def _counts_on(before: PlanHeading, heading: PlanHeading) -> bool:
    """Whether a heading has the next number, be it in other digits: "1. …", "II. …"."""
    one, other = _ordinal(before), _ordinal(heading)
    return one is not None and other == one + 1


def _ordinal(heading: PlanHeading) -> int | None:
    """The number of a heading that has no more than a number of one level."""
    if heading.kind == "roman":
        return _roman(heading.number or "")
    number = heading.number or ""
    return whole_number(number) if heading.kind == "depth 1" else None


def _roman(number: str) -> int:
    """The value of a Roman numeral as typed on any keyboard."""
    values = [_ROMAN_DIGITS[digit] for digit in as_cyrillic(number)]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def read_heading(text: str, number: str | None = None) -> PlanHeading:
    """Take a text for a heading; `number` is that of a cell before it, if any."""
    labelled = _labelled(text)
    if labelled:
        return labelled if labelled.number else labelled.model_copy(update={"number": number})
    found = number or _leading_number(text)
    depth = f"depth {found.count('.') + 1}" if found else "plain"
    if found and re.fullmatch(f"[LC{ROMAN}]+", found):
        depth = "roman"
    return PlanHeading(kind=depth, number=found, text=text)


def is_labelled_heading(text: str) -> bool:
    """Whether a text begins as headings do: "1-бағыт. …", "Целевой индикатор 3 …"."""
    labelled = _labelled(text)
    return labelled is not None and labelled.number is not None


def is_total(text: str) -> bool:
    """Whether a row that begins with `text` sums up others."""
    return bool(_beginning("totals").match(text))


def is_note(text: str) -> bool:
    """Whether a row that begins with `text` only speaks of the table or its rows."""
    return bool(_beginning("notes").match(text))


def _labelled(text: str) -> PlanHeading | None:
    """Read a heading that names its own kind."""
    for kind, pattern in _label_patterns():
        match = pattern.match(text)
        if match:
            number = match.group("before") or match.group("after")
            return PlanHeading(kind=kind, number=number, text=text)
    return None


def _leading_number(text: str) -> str | None:
    """The number with which a heading begins: "2.1. …", "IV. …", "3) …", "II Title"."""
    match = re.match(rf"(\d+(?:\.\d+)*|[LC{ROMAN}]+)[.)]\s*\D", text) or re.match(
        rf"(\d{{1,2}}|[{ROMAN}]+)\s+(?=[«\"]?[A-Z{CAPITAL}])", text
    )
    return match.group(1) if match else None


@cache
def _label_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern for the headings of each kind, with the kind's name."""
    return tuple((kind, _label_pattern(_label_words(kind))) for kind in _HeadingWords.model_fields)


def _label_words(kind: str) -> list[str]:
    languages = data_of_all("plan_rows", _RowWords)
    return [re.escape(word) for words in languages for word in getattr(words.headings, kind)]


def _label_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for a word and its number; two more may stand before ("Нысаналы 1-…")."""
    return re.compile(
        rf"(?:[^\W\d]+\s+){{0,2}}?(?:(?P<before>{_NUMBER})\s*[-–.]?\s*)?"
        rf"(?:{'|'.join(words)})\b"
        rf"(?:\s*№?\s*(?P<after>{_NUMBER})\b)?(?=\s*(?:[.:,;)(–—-]|$|\s[^\W\d_]))",
        re.IGNORECASE,
    )


@cache
def _beginning(kind: str) -> re.Pattern[str]:
    """Return a pattern for rows that begin with a word that any language lists as `kind`."""
    forms = {form for words in data_of_all("plan_rows", _RowWords) for form in getattr(words, kind)}
    words = sorted(map(re.escape, forms), key=len, reverse=True)
    return re.compile(rf"[\W_]*(?:{'|'.join(words)})\b", re.IGNORECASE)
