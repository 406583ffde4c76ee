"""The stages of a deadline: where each begins and ends, and what it names.

What belongs here: gathering a deadline's tokens into stages. What does not:
telling the tokens (`extractors.plan_vocabulary.deadline_tokens`), and the dates that a stage means
(`deadlines`).

A cell is a row of stages; each names a time ("2027 жылғы қазан") and may say
what is due then, after or before it. Kazakh names the year first and Russian
last, so a stage ends where its time is whole and another begins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.plan_vocabulary.deadline_patterns import choice_of, deadline_words
from extractors.plan_vocabulary.deadline_tokens import PartOfYear, TimeUnit, Token, tokens

_EDGES = " \t\n,;:–—-"
_FINER = ("year", "half_year", "quarter", "month", "week", "day")


@dataclass(frozen=True)
class Stage:
    """The tokens of one stage, `text[start:end]`, gathered by what they say.

    `places` are the offsets of `periods`; `ranged` says that these are the ends
    of one span, `to` is the stage's end where that has a year of its own;
    `years_last` says that its years came after its periods. `apart` is the number of years from one
    time to the next, `what` the offsets of what is due. `open_ended` says that its
    years have no end, because it goes on from the stage before.
    """

    start: int = -1
    end: int = -1
    years: tuple[int, ...] = ()
    years_last: bool = False
    periods: tuple[PartOfYear, ...] = ()
    places: tuple[int, ...] = ()
    ranged: bool = False
    day: int | None = None
    every: str = ""
    times: int = 0
    apart: int = 1
    marks: frozenset[str] = frozenset()
    what: tuple[int, int] | None = None
    open_ended: bool = False
    to: "Stage | None" = None

    @property
    def names_time(self) -> bool:
        """Tell whether it holds any time: a year, a period, a day, a recurrence or "always"."""
        timeless = self.always or self.whole_year
        return bool(self.years or self.periods or self.day or self.recurs or timeless)

    @property
    def recurs(self) -> bool:
        """Tell whether the action is to be done more than once."""
        return bool(self.every or self.times or self.apart > 1 or self.following)

    @property
    def has_year_and_part(self) -> bool:
        """Whether its time has both a year and a part of it."""
        return bool(self.years and self.periods)

    @property
    def unit(self) -> TimeUnit | None:
        """The unit of its periods."""
        return self.periods[0].unit if self.periods else None

    @property
    def always(self) -> bool:
        """Whether it goes on all the time."""
        return "always" in self.marks

    @property
    def whole_year(self) -> bool:
        """Whether it takes a whole year, not named."""
        return "whole_year" in self.marks

    @property
    def following(self) -> bool:
        """Whether it falls in the year after the one that is reported on."""
        return "following" in self.marks

    @property
    def thereafter(self) -> bool:
        """Whether it goes on from the stage before."""
        return "thereafter" in self.marks

    @property
    def since(self) -> bool:
        """Whether it names a beginning."""
        return "since" in self.marks

    @property
    def until(self) -> bool:
        """Whether it names an end."""
        return "until" in self.marks

    @property
    def at_end(self) -> bool:
        """Whether it names the end of its time."""
        return "end" in self.marks


def stages_of(text: str) -> list[Stage]:
    """Return the stages of a deadline that name a time, in order."""
    builder = _StageBuilder(tokens(text))
    return _with_neighbours_years([stage for stage in builder.stages() if stage.names_time])


def trimmed(text: str, start: int, end: int) -> str:
    """Return `text[start:end]` without separators at its ends, its brackets paired."""
    piece = _last_word().sub("", text[start:end].strip(_EDGES)).strip(_EDGES)
    if piece.count("(") > piece.count(")"):
        after = text[text.find(piece, start) + len(piece) :]
        piece = f"{piece})" if after.startswith(")") else piece.removeprefix("(").strip()
    while piece.count(")") > piece.count("(") and piece.endswith(")"):
        piece = piece[:-1].strip(_EDGES)
    if piece.startswith("(") and piece.endswith(")") and piece.count("(") == 1:
        piece = piece[1:-1].strip()
    return piece


@cache
def _last_word() -> re.Pattern[str]:
    """Return a pattern for a conjunction at the end of a piece, or a full stop of no "year"."""
    conjunctions = f"{choice_of('conjunctions')}|{choice_of('disjunctions')}"
    abbreviations = {short for words in deadline_words() for short in words.year_abbreviations}
    no_year = "".join(rf"(?<!\b{re.escape(short)})" for short in sorted(abbreviations))
    return re.compile(rf"(?:\s+(?:{conjunctions}))$|{no_year}\.$")


class _StageBuilder:
    """Gathers tokens into stages, in one walk.

    `stage` is the one being gathered, `finished` those before it; `previous` and
    `before_previous` are the kinds of the tokens before, those aside that only bind.
    `ends_span` says that the stage being gathered is the end of a span.
    """

    def __init__(self, deadline: Sequence[Token]) -> None:
        self.tokens = deadline
        self.finished: list[Stage] = []
        self.stage = Stage()
        self.previous = ""
        self.before_previous = ""
        self.ends_span = False
        significant = [token.kind for token in deadline if token.kind not in ("glue", "bracket")]
        self.words_first = significant[:1] == ["words"]

    def stages(self) -> list[Stage]:
        """Return all stages of the tokens, in order."""
        for token in self.tokens:
            if token.kind == "semicolon":
                self.close()
            else:
                self.add(token)
            if token.kind not in ("glue", "bracket"):
                self.before_previous, self.previous = self.previous, token.kind
        self.close()
        return self.finished

    def close(self) -> None:
        """End the stage being gathered; as the end of a span it goes into the one before."""
        if self.ends_span and self.finished and self.stage.names_time:
            opening = self.finished.pop()
            self.stage = replace(
                opening, to=self.stage, end=self.stage.end, what=self.stage.what or opening.what
            )
        if self.stage.start >= 0:
            self.finished.append(self.stage)
        self.stage, self.ends_span = Stage(), False

    def add(self, token: Token) -> None:
        """Add a token to its stage."""
        if self.begins_next_stage(token):
            ends_span = self.begins_end_of_span()
            self.close()
            self.ends_span = ends_span
        if token.kind in ("dash", "comma", "bracket"):
            return
        self.stage = _with_token(self.stage, token, self.previous, self.makes_span())
        start = token.start if self.stage.start < 0 else self.stage.start
        self.stage = replace(self.stage, start=start, end=max(token.end, self.stage.end))

    def begins_end_of_span(self) -> bool:
        """Whether a stage that begins here ends a span: "май 2026 – июнь 2027", "с … по …"."""
        by_dash = self.previous == "dash" and self.before_previous in ("period", "years")
        return by_dash or (self.stage.since and self.previous == "until")

    def makes_span(self) -> bool:
        """Whether the tokens before make a span with the next period: "май – июнь"."""
        by_dash = self.previous == "dash" and self.before_previous == "period"
        return by_dash or (self.stage.since and self.previous == "until")

    def begins_next_stage(self, token: Token) -> bool:
        """Whether a token belongs to a stage after the one being gathered."""
        now = self.stage
        if token.kind == "thereafter":
            return now.names_time
        if token.kind == "words":
            return self.words_first and now.names_time
        if token.kind not in ("years", "period", "every", "times", "apart", "always"):
            return False
        if now.what and now.names_time and not self.words_first:
            return True
        if token.kind == "years":
            return bool(now.years) and self.previous != "years" and not self.lists_years()
        return token.kind == "period" and now.has_year_and_part and now.years_last

    def lists_years(self) -> bool:
        """Whether only a separator parts the next year from one before: "2026, 2027 годы"."""
        return (
            self.previous in ("comma", "dash")
            and self.before_previous == "years"
            and (self.previous == "comma" or not self.stage.periods)
        )


def _with_token(stage: Stage, token: Token, previous: str, makes_span: bool) -> Stage:
    """Return a stage with one more token, `previous` being the kind of the one before."""
    kind = token.kind
    if kind == "years":
        years = {*stage.years, *token.years}
        if previous == "dash" and stage.years:
            years = set(range(min(years), max(years) + 1))
        return replace(stage, years=tuple(sorted(years)), years_last=bool(stage.periods))
    if kind == "period":
        return replace(
            stage,
            periods=stage.periods + token.periods,
            places=stage.places + (token.start,) * len(token.periods),
            ranged=stage.ranged or (bool(stage.periods) and makes_span),
        )
    if kind == "words":
        return replace(stage, what=(stage.what[0] if stage.what else token.start, token.end))
    return _with_mark(stage, token)


def _with_mark(stage: Stage, token: Token) -> Stage:
    """Return a stage with a token that says how often, or marks its time."""
    if token.kind == "every":
        finer = max((unit for unit in (stage.every, token.every) if unit), key=_FINER.index)
        return replace(stage, every=finer)
    if token.kind == "times":
        return replace(stage, times=token.number)
    if token.kind == "apart":
        return replace(stage, apart=max(1, token.number))
    if token.kind == "day":
        return replace(stage, day=token.number)
    if token.kind == "glue":
        return stage
    every = stage.every
    if token.kind == "following" and token.every != "year":
        every = every or token.every
    return replace(stage, marks=stage.marks | {token.kind}, every=every)


def _with_neighbours_years(stages: list[Stage]) -> list[Stage]:
    """Give stages that name no year that of a neighbour, the one before first."""
    return [
        _continued(stage, stages[i - 1])
        if stage.thereafter and i
        else replace(stage, years=next(_neighbours_years(stages, i), ()))
        if stage.periods and not stage.years and not stage.recurs
        else stage
        for i, stage in enumerate(stages)
    ]


def _continued(stage: Stage, before: Stage) -> Stage:
    """Return a stage that goes on from the one before: in its months, from the next time on."""
    years = stage.years or tuple(year + stage.apart for year in before.years[-1:])
    periods, places = (stage.periods, stage.places) if stage.periods else (
        before.periods, before.places
    )  # fmt: skip
    every = stage.every or ("" if stage.recurs else "year")
    return replace(
        stage,
        years=years,
        periods=periods,
        places=places,
        every=every,
        open_ended=not stage.years,
    )


def _neighbours_years(stages: list[Stage], index: int) -> Iterator[tuple[int, ...]]:
    """Yield the years of the stages around one, the nearest before first."""
    for stage in (*reversed(stages[:index]), *stages[index + 1 :]):
        if stage.years:
            yield stage.years
