"""The shapes that the steps of figure recognition hand to each other.

What belongs here: plain data. What does not: rules.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from schemas.tables import FigureKind, Language, Qualifier

__all__ = ["Figure", "ListContext", "Number", "PassageToken", "Period", "Unit", "replace"]


class PassageToken(NamedTuple):
    """A token of the passage; `lemma` and `head` are set where a tagger or parser said so.

    `head` is the index of the word that this one depends on.
    """

    text: str
    start: int
    end: int
    lemma: str | None = None
    head: int | None = None

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters, at least in part."""
        return any(map(str.isalpha, self.text))


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts or measures, and where the text says so (`end` past its last word).

    `base` is where the base of a rate stands, if it is one; `way` says in a word where the
    unit comes from if it does not stand beside the number.
    """

    name: str
    kind: FigureKind
    end: int
    start: int
    case: str | None = None  # of the counted noun or the unit, where its form tells
    base: tuple[int, int] | None = None
    way: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed in `text[start:end]`, scale word and case ending included.

    `ending` is what hangs on it, as a case ending; `weak` numbers are figures only as part of
    something larger; `unit` is set where the word itself says it ("вдвое").
    """

    start: int
    end: int
    value: float
    value_max: float | None = None
    ending: str = ""
    spelled: bool = False
    scale: float = 1.0
    weak: bool = False
    plus: bool = False
    unit: Unit | None = None
    rule: str = "digits"


@dataclass(frozen=True, slots=True)
class Period:
    """A time that the text names at `start:end`; `text` in the form of the contract.

    `relation` is what `text` begins with where the time only begins or ends something.
    """

    start: int
    end: int
    text: str
    first: date | None = None
    last: date | None = None
    relation: str = ""


@dataclass(frozen=True, slots=True)
class ListContext:
    """What the passage before says for this one: the head of a list for its items."""

    period: Period | None = None
    base: str | None = None  # "на 1000 живорожденных"
    unit: Unit | None = None


class FigureEvidence(NamedTuple):
    """What a figure and each of its fields rest on (`extractors.confidence`).

    None where the figure has no such field.
    """

    figure: str
    unit: str | None
    period: str | None
    subject: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in a passage; `text` stands at `start:end`. Columns as in the contract."""

    start: int
    end: int
    text: str
    number_text: str
    value: float
    value_max: float | None
    kind: FigureKind
    unit: str | None
    qualifier: Qualifier | None
    subject: str | None
    period: Period | None
    spelled: bool
    rule: str
    language: Language
    evidence: FigureEvidence
