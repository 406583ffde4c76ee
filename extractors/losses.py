"""What of a document was left out while it was read, and which of its parts failed.

A reader or a step tells it here, at the place where it happens, as it would tell a log;
`extractors.flow` collects it and publishes each loss as a finding. What belongs here:
keeping losses, and the one way to run a part of a document so that an unexpected error
costs no more than that part. What does not: the bounds, which stand where they are kept.
"""

import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

from schemas.base import provenance, stable_id
from schemas.document import Frozen, Place
from schemas.tables import FindingRow

AS_TEXT = "its text stands as paragraphs"  # what becomes of a table that is none
NOWHERE = Place()
_LONGEST_EVIDENCE = 200  # characters
_MOST = 200  # losses of a document that are told one by one
_MOST_TRACES, _LONGEST_TRACE = 20, 10_000  # of a document, and characters
_ADDRESS = re.compile(r"\b0x[0-9a-f]+", re.I)  # in memory: another in each run
LossKind = Literal["left_out", "part_failed"]
SEVERITIES: Mapping[LossKind, Literal["warning", "error"]] = {
    "left_out": "warning",
    "part_failed": "error",
}


class WholeDocumentError(Exception):
    """A document cannot be read: what one of its parts raises of this kind ends them all."""


class BoundExceededError(Exception):
    """A part exceeds a bound and is not read; the message says which, as part of a sentence."""


class Loss(Frozen):
    """A part of a document that was not read as it stands there.

    `left_out`: a bound was reached, and more than that was not read, or not in its form.
    `part_failed`: the part raised an error that nobody foresaw.
    """

    kind: LossKind
    message: str
    evidence: str | None = None
    place: Place = NOWHERE


@dataclass
class Losses:
    """The losses of one document in the order in which they were told, and their tracebacks."""

    found: list[Loss] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    untold: int = 0

    def add(self, loss: Loss, trace: str | None = None) -> None:
        """Keep a loss, once; past the most, only count it."""
        if loss in self.found:
            return
        if len(self.found) >= _MOST:
            self.untold += 1
            return
        self.found.append(loss)
        if trace and len(self.traces) < _MOST_TRACES:
            self.traces.append(_printable(trace[-_LONGEST_TRACE:]))

    def rows(self, document_id: str) -> Iterator[FindingRow]:
        """The losses as findings of a document."""
        for number, loss in enumerate(self._told()):
            named = stable_id("find", document_id, loss.kind, loss.message, loss.evidence, number)
            yield FindingRow.model_validate(
                {
                    "finding_id": named,
                    "document_id": document_id,
                    "rule": loss.kind,
                    "severity": SEVERITIES[loss.kind],
                    "message": loss.message,
                    "evidence": loss.evidence,
                    **provenance(loss.place),
                }
            )

    def _told(self) -> Iterator[Loss]:
        yield from self.found
        if self.untold:
            message = f"{self.untold} parts more were left out: they are not listed one by one"
            yield Loss(kind="left_out", message=message)


_CURRENT: ContextVar[Losses | None] = ContextVar("losses", default=None)


@contextmanager
def collected() -> Iterator[Losses]:
    """Collect what is told within; inside of another collection, into that one."""
    outer = _CURRENT.get()
    if outer is not None:
        yield outer
        return
    losses = Losses()
    token = _CURRENT.set(losses)
    try:
        yield losses
    finally:
        _CURRENT.reset(token)


def left_out(message: str, evidence: str | None = None, place: Place = NOWHERE) -> None:
    """Tell that more than a bound allows was not read; `evidence` are words of it."""
    _tell(Loss(kind="left_out", message=message, evidence=_cut(evidence), place=place))


class part:  # noqa: N801 - reads as what it is: `with part("The table", place):`
    """Run a part of a document: an unexpected error ends the part, is told, and goes no further.

    `what` names the part and `then` what becomes of it, so that both make a sentence; `evidence`
    are words of it. After the block, `error` is what broke it off, if anything did. Errors that
    concern the whole document (`WholeDocumentError`, memory that is used up) are let through.
    """

    def __init__(
        self,
        what: str,
        place: Place = NOWHERE,
        evidence: str | None = None,
        *,
        then: str = "is left out",
    ) -> None:
        self.what, self.then = what, then
        self.place, self.evidence = place, evidence
        self.error: Exception | None = None

    @property
    def failed(self) -> bool:
        """Whether an error broke it off."""
        return self.error is not None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception) or isinstance(error, WholeDocumentError | MemoryError):
            return False
        self.error = error
        self._tell(error)
        return True

    def _tell(self, error: Exception) -> None:
        evidence = _cut(self.evidence)
        if isinstance(error, BoundExceededError):
            left_out(f"{self.what}: {self.then}, for {error}", evidence, self.place)
            return
        words = _ADDRESS.sub("…", " ".join(_printable(f"{type(error).__name__}: {error}").split()))
        message = f"{self.what} could not be read and {self.then} ({_cut(words)})"
        loss = Loss(kind="part_failed", message=message, evidence=evidence, place=self.place)
        _tell(loss, "".join(traceback.format_exception(error)))


def _tell(loss: Loss, trace: str | None = None) -> None:
    losses = _CURRENT.get()
    if losses is not None:
        losses.add(loss, trace)


def _printable(text: str) -> str:
    """Return a text with escapes for halves of pairs of code units: no database takes them."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _cut(words: str | None) -> str | None:
    if words is None or len(words) <= _LONGEST_EVIDENCE:
        return words
    return words[: _LONGEST_EVIDENCE - 1] + "…"
