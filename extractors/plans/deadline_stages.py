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

from extractors.languages.data import choice
from extractors.plan_vocabulary.deadline_grammar import PartOfYear, TimeUnit, Token, TokenKind
from extractors.plan_vocabulary.deadline_tokens import tokens
from extractors.plan_vocabulary.deadline_words import deadline_words

_EDGES = " \t\n,;:–—-"
_FINER = ("year", "half_year", "quarter", "month", "ten_days", "week", "day", "hour")
_BINDING = ("glue", "and", "open", "close")
_NEAR = 8  # tokens that may stand between two that belong together
_LONGEST_BRACKET = 30  # tokens
_NO_TIME = {"words", "and", "comma", "dash", "open", "close", "semicolon"}
_NAMING: tuple[TokenKind, ...] = ("years", "period", "every", "always", "need")
_TIMELESS = {"always", "need", "whole_year", "duration"}
_PLAIN = ("period", "years", "until", "since", "glue", "and", "dash", "comma")


@dataclass(frozen=True)
class Stage:
    """The tokens of one stage, `text[start:end]`, gathered by what they say.

    `places` are the offsets of `periods`; `ranged` says that these are the ends
    of one span, `to` is the stage's end where that has a year of its own;
    `years_last` says that its years came after its periods, `school` that they are a
    school year. `every` is a unit in whose `apart` it comes `times` times, on `weekdays`
    (of a month the `nth`), in a `month` of it; `within` a unit that is not named. `what`
    are the offsets of what is due. `open_ended` says that its years have no end, because
    it goes on from the stage before. `marks` are the kinds of the other tokens, and
    "unknown" where a year stands beside words that are not understood.
    """

    start: int = -1
    end: int = -1
    years: tuple[int, ...] = ()
    years_last: bool = False
    school: bool = False
    periods: tuple[PartOfYear, ...] = ()
    places: tuple[int, ...] = ()
    ranged: bool = False
    days: tuple[int, ...] = ()
    every: str = ""
    times: int = 1
    apart: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    month: int = 0
    within: str = ""
    marks: frozenset[str] = frozenset()
    what: tuple[int, int] | None = None
    open_ended: bool = False
    to: "Stage | None" = None

    @property
    def names_time(self) -> bool:
        """Tell whether it holds any time: a year, a period, a day, a recurrence or "always"."""
        timeless = self.within or self.marks & _TIMELESS
        return bool(self.years or self.periods or self.day or self.recurs or timeless)

    @property
    def day(self) -> int | None:
        """Its first day of a month that is not named."""
        return self.days[0] if self.days else None

    @property
    def recurs(self) -> bool:
        """Tell whether the action is to be done more than once."""
        return bool(self.every or "following" in self.marks)

    @property
    def is_untold(self) -> bool:
        """Tell whether its words say a time that has no dates, or are not understood."""
        bare_year = bool(self.years) and not (self.periods or self.recurs or self.day)
        unknown = "unknown" in self.marks and bare_year
        weekday = bool(self.weekdays) and not self.every
        from_event = bool(self.within and self.what) and "since" in self.marks
        return unknown or weekday or from_event or bool(self.marks & {"duration", "vague"})

    @property
    def has_year_and_part(self) -> bool:
        """Whether its time has both a year and a part of it."""
        return bool(self.years and self.periods)

    @property
    def unit(self) -> TimeUnit | None:
        """The unit of its periods."""
        return self.periods[0].unit if self.periods else None

    def has(self, mark: str) -> bool:
        """Tell whether it has a token of this kind, or is "unknown"."""
        return mark in self.marks


def stages_of(text: str) -> list[Stage]:
    """Return the stages of a deadline that name a time, in order."""
    builder = _StageBuilder(text)
    return _with_neighbours_years([stage for stage in builder.stages() if stage.names_time])


def trimmed(text: str, start: int, end: int) -> str:
    """Return `text[start:end]` without separators at its ends, its brackets paired."""
    piece = _conjunction_last().sub("", text[start:end].strip(_EDGES)).strip(_EDGES)
    if piece.count("(") > piece.count(")"):
        after = text[text.find(piece, start) + len(piece) :]
        piece = f"{piece})" if after.startswith(")") else piece.removeprefix("(").strip()
    while piece.count(")") > piece.count("(") and piece.endswith(")"):
        piece = piece[:-1].strip(_EDGES)
    if piece.startswith("(") and piece.endswith(")") and piece.count("(") == 1:
        piece = piece[1:-1].strip()
    return piece


@cache
def _conjunction_last() -> re.Pattern[str]:
    """Return a pattern for a conjunction at the end of a piece."""
    forms = (form for w in deadline_words() for form in (w.conjunctions, w.disjunctions))
    return re.compile(rf"\s+(?:{choice(forms)})$")


class _StageBuilder:
    """Gathers tokens into stages, in one walk.

    `stage` is the one being gathered, `finished` those before it; `previous` and
    `before_previous` are the kinds of the tokens before, those aside that only bind.
    `ends_span` says that the stage being gathered is the end of a span. `lead` is where
    the words begin that lead up to the next period ("не позднее"), -1 if there are none;
    `has_orphan` says that such a word leads up to no time ("с графиком").
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = tokens(text)
        self.finished: list[Stage] = []
        self.stage = Stage()
        self.previous = ""
        self.before_previous = ""
        self.ends_span = False
        self.lead = -1
        self.has_orphan = False
        significant = [token.kind for token in self.tokens if token.kind not in _BINDING]
        self.words_first = significant[:1] == ["words"]

    def stages(self) -> list[Stage]:
        """Return all stages of the tokens, in order."""
        for index, token in enumerate(self.tokens):
            if token.kind == "semicolon":
                self.close()
            elif self.leads_to_next(index):
                self.close()
                self.add(token)
            elif token.kind == "open" and self.is_told_exactly(index):
                self.stage = replace(self.stage, periods=(), places=(), ranged=False)
            elif token.kind in ("since", "until") and not self.is_bound(index):
                self.has_orphan = True
                self.add(token._replace(kind="words"))
            else:
                self.add(token)
            self.go_on(index)
        self.close()
        return self.finished

    def leads_to_next(self, index: int) -> bool:
        """Whether a token leads up to the next stage: "…, до 1 мая", "…, повторно – до"."""
        before = self.tokens[index - 1].kind if index else ""
        if not self.stage.names_time or before not in ("comma", "and", "dash"):
            return False
        token, after = self.tokens[index], self.next_of(index, _BINDING, step=1)
        if after is None:
            return False
        if token.kind == "words":
            return before == "comma" and after.kind == "dash"
        leads = token.kind in ("since", "until") and before != "dash"
        return leads and self.begins_next_stage(after)

    def next_of(self, index: int, binding: Sequence[str], step: int) -> Token | None:
        """The nearest token after (step 1) or before (step -1) one, those that bind aside."""
        places = range(index + step, index + step * _NEAR, step)
        near = (self.tokens[i] for i in places if 0 <= i < len(self.tokens))
        return next((token for token in near if token.kind not in binding), None)

    def go_on(self, index: int) -> None:
        """Remember a token as the one before the next."""
        token = self.tokens[index]
        if token.kind not in _BINDING and (token.kind, self.previous) != ("since", "since"):
            self.before_previous, self.previous = self.previous, token.kind
        leads = token.kind in ("since", "until", "glue")
        self.lead = (token.start if self.lead < 0 else self.lead) if leads else -1
        if token.kind in ("comma", "dash", "open", "close", "semicolon"):
            self.has_orphan = False
        orphan = self.has_orphan and token.kind == "years"
        if orphan or (index and self.is_unknown(self.tokens[index - 1], token)):
            self.stage = replace(self.stage, marks=self.stage.marks | {"unknown"})

    def is_bound(self, index: int) -> bool:
        """Whether "from" or "to" stands next to a time: else it is another word's."""
        around = (self.next_of(index, ("glue",), step) for step in (-1, 1))
        return any(token and token.kind not in _NO_TIME for token in around)

    def is_unknown(self, before: Token, token: Token) -> bool:
        """Whether a year stands right beside a word that is not understood."""
        beside = {before.kind, token.kind} == {"words", "years"}
        return beside and not self.text[before.end : token.start].strip()

    def is_told_exactly(self, index: int) -> bool:
        """Whether a bracket holds nothing but a finer time than the one before it."""
        inside: list[Token] = []
        for token in self.tokens[index + 1 : index + _LONGEST_BRACKET]:
            if token.kind == "close":
                break
            inside.append(token)
        units = [period.unit for token in inside for period in token.periods]
        plain = all(token.kind in _PLAIN for token in inside)
        if not (self.stage.unit and units and plain) or self.stage.recurs:
            return False
        finer = _FINER.index(units[0]) > _FINER.index(self.stage.unit)
        if finer and any(token.kind == "years" for token in inside):
            self.stage = replace(self.stage, years=())
        return finer

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
        if token.kind in ("dash", "comma", "open", "close"):
            return
        place = self.lead if self.lead >= 0 else token.start
        self.stage = _with_token(self.stage, token, place, self.previous, self.makes_span())
        start = token.start if self.stage.start < 0 else self.stage.start
        self.stage = replace(self.stage, start=start, end=max(token.end, self.stage.end))

    def begins_end_of_span(self) -> bool:
        """Whether a stage that begins here ends a span: "май 2026 – июнь 2027", "с … по …"."""
        by_dash = self.previous == "dash" and self.before_previous in ("period", "years")
        return by_dash or self.goes_from_to()

    def makes_span(self) -> bool:
        """Whether the tokens before make a span with the next period: "май – июнь"."""
        by_dash = self.previous == "dash" and self.before_previous == "period"
        return by_dash or self.goes_from_to()

    def goes_from_to(self) -> bool:
        """Whether the tokens before begin a span whose end comes next: "с мая по", "мамырдан"."""
        after_time = self.previous == "since" and self.before_previous in ("period", "years")
        return self.stage.has("since") and (self.previous == "until" or after_time)

    def begins_next_stage(self, token: Token) -> bool:
        """Whether a token belongs to a stage after the one being gathered."""
        now = self.stage
        if token.kind == "thereafter":
            return now.names_time
        if token.kind == "words":
            return self.words_first and now.names_time
        if token.kind not in _NAMING:
            return False
        if now.what and now.names_time and now.what[0] > now.start and not self.words_first:
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


def _with_token(stage: Stage, token: Token, place: int, previous: str, makes_span: bool) -> Stage:
    """Return a stage with one more token, `previous` being the kind of the one before.

    `place` is where the words begin that lead up to it.
    """
    kind = token.kind
    if kind == "years":
        years = {*stage.years, *token.years}
        if previous == "dash" and stage.years:
            years = set(range(min(years), max(years) + 1))
        return replace(
            stage,
            years=tuple(sorted(years)),
            years_last=bool(stage.periods),
            school=stage.school or token.school,
        )
    if kind == "period":
        return replace(
            stage,
            periods=stage.periods + token.periods,
            places=stage.places + (place,) * len(token.periods),
            ranged=stage.ranged or (bool(stage.periods) and makes_span),
        )
    if kind == "words":
        return replace(stage, what=(stage.what[0] if stage.what else token.start, token.end))
    return _with_mark(stage, token)


def _with_mark(stage: Stage, token: Token) -> Stage:
    """Return a stage with a token that says how often, or marks its time."""
    if token.kind == "every":
        return _with_recurrence(stage, token)
    if token.kind == "weekday":
        return replace(stage, weekdays=token.weekdays, nth=token.nth)
    if token.kind == "within":
        return replace(stage, within=token.every)
    if token.kind == "day":
        return replace(stage, days=(*stage.days, token.number))
    if token.kind in ("glue", "and"):
        return stage
    every = stage.every
    if token.kind == "following" and token.every != "year":
        every = every or token.every
    school = stage.school or token.school
    return replace(stage, marks=stage.marks | {token.kind}, every=every, school=school)


def _with_recurrence(stage: Stage, token: Token) -> Stage:
    """Return a stage with how often it comes: of two units the finer one counts."""
    if stage.every and _FINER.index(token.every) <= _FINER.index(stage.every):
        coarser = replace(
            stage, weekdays=stage.weekdays or token.weekdays, nth=stage.nth or token.nth
        )
        same = token.every == stage.every
        return replace(coarser, times=max(stage.times, token.number)) if same else coarser
    return replace(
        stage,
        every=token.every,
        times=token.number,
        apart=token.apart,
        weekdays=token.weekdays or stage.weekdays,
        nth=token.nth or stage.nth,
        month=token.month,
    )


def _with_neighbours_years(stages: list[Stage]) -> list[Stage]:
    """Give stages that name no year that of a neighbour, the one before first."""
    return [
        _continued(stage, stages[i - 1])
        if stage.has("thereafter") and i
        else replace(stage, years=next(_neighbours_years(stages, i), ()))
        if stage.periods and not stage.years and not stage.recurs
        else stage
        for i, stage in enumerate(stages)
    ]


def _continued(stage: Stage, before: Stage) -> Stage:
    """Return a stage that goes on from the one before: in its months, from the next time on.

    What goes on all the time or on need has no times of its own.
    """
    if stage.marks & {"always", "need"} and not stage.recurs:
        return stage
    yearly = stage.every in ("", "year")
    step = stage.apart if yearly else 0
    years = stage.years or tuple(year + step for year in before.years[-1:])
    own = stage.periods or not yearly
    periods, places = (stage.periods, stage.places) if own else (before.periods, before.places)
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
