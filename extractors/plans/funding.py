"""How an action is paid for: cells of volume and source to kinds, amounts and sources.

What belongs here: reading the words of funding, amounts with their scale,
currency and year, and pairing them with sources. What does not: figures in
running text (`extractors.figures`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple, get_args

from extractors.languages.data import choice_of_words
from extractors.plan_vocabulary.funding import NUMBER_SOURCE, FundingWords, funding_lexicon
from extractors.text.digits import TOO_LONG
from extractors.text.folding import fold_in_place, fold_plain
from schemas.document import Frozen
from schemas.tables import FundingKind, SourceKind

# The kinds that words say; an amount says its own.
_WORDED: tuple[FundingKind, ...] = ("none_required", "within_allocated", "off_budget")
_TOTAL = ("total", "amount")
_AMOUNTS = ("amount", "range")
_ALL_PARTS = 0.99  # share of a sum that its parts make, where they are rounded
_PARTS_FOLLOW = re.compile(r"\s*(?::|\((?![^()]*\)))")  # what a bracket closes goes before


class MoneyUnit(NamedTuple):
    """What a column's title says of its numbers: "млн тенге" is (1000000, "KZT")."""

    scale: float = 1.0
    currency: str | None = None


class NamedSource(NamedTuple):
    """A source as printed and its kind, if that can be told."""

    text: str
    kind: SourceKind | None


class Funding(Frozen):
    """One way in which an action is paid for."""

    kind: FundingKind | None = None
    year: int | None = None
    amount: float | None = None
    currency: str | None = None
    source: str | None = None
    source_kind: SourceKind | None = None


class _FundingToken(NamedTuple):
    """A part of a funding cell: a year, span of years, source, total or amount, and its match."""

    kind: str
    match: re.Match[str]


def funding_unit(title: str) -> MoneyUnit:
    """Return the unit that a column's title names for its numbers."""
    words = fold_plain(title)
    scale = re.search(rf"(?<!\w)(?:{choice_of_words(funding_lexicon().scales)})", words)
    currency = re.search(rf"(?<!\w)(?:{choice_of_words(funding_lexicon().currencies)})", words)
    return MoneyUnit(_scale(scale and scale.group()), _currency(currency and currency.group()))


def read_funding(
    funding: str | None,
    source: str | None,
    unit: MoneyUnit = MoneyUnit(),  # noqa: B008 - a constant
    expansions: Mapping[str, str] | None = None,
) -> tuple[Funding, ...]:
    """Read an action's cells of volume and source; None stands for an empty cell.

    `unit` is that of the column's title; `expansions` are the document's own
    abbreviations, for sources that the lexicon does not know.
    """
    if not funding and not source:
        return ()
    sources = read_sources(source or "", expansions or {})
    amounts = list(_amounts(funding or "", unit))
    if amounts:
        return tuple(_with_sources(amounts, sources))
    kinds = _kinds(funding or "") or _kinds(source or "")
    own = [] if sources else _sources_in(funding or "")
    return tuple(_worded(kinds, sources or own))


def read_sources(text: str, expansions: Mapping[str, str]) -> list[NamedSource]:
    """Return the sources that a cell lists; text that says a kind of funding is none."""
    parts = re.split(rf"[,;/+\n]|(?<!\w)(?:{funding_lexicon().conjunctions})(?!\w)", text)
    found = [part.strip(" .") for part in parts if re.search(r"\w", part)]
    return [
        NamedSource(
            part,
            source_kind(part)
            or source_kind(expansions.get(part, ""))
            or source_kind(f"{part} {found[-1].split()[-1]}"),  # the noun stands once for all
        )
        for part in found
        if _kinds(part)[:1] != ["none_required"]
    ]


def source_kind(text: str) -> SourceKind | None:
    """Return the kind of a source named in a text, else None."""
    matches = [(match.start(), kind) for kind, match in _source_matches(text)]
    return min(matches)[1] if matches else None


def _worded(kinds: Sequence[FundingKind], sources: Sequence[NamedSource]) -> Iterator[Funding]:
    """Pair kinds with sources: what is outside the budget with such a source, the rest with theirs.

    A cell that says nothing that we know still gives a row, with no kind.
    """
    if not sources:
        for said in kinds or (None,):
            yield Funding(kind=said, source_kind="off_budget" if said == "off_budget" else None)
        return
    inside = [kind for kind in kinds if kind != "off_budget"]
    named = {source.kind for source in sources}
    for source in sources:
        kind: FundingKind | None = inside[0] if inside else None
        if kinds and not inside and len(named) == 1:
            kind = kinds[0]
        if source.kind == "off_budget" and (not inside or "off_budget" in kinds):
            kind = "off_budget"
        yield Funding(kind=kind, source=source.text, source_kind=source.kind)
    if "off_budget" in kinds and not named & {"off_budget", "investor", "own", None} and inside:
        yield Funding(kind="off_budget", source_kind="off_budget")


def _with_sources(amounts: Sequence[Funding], sources: Sequence[NamedSource]) -> Iterator[Funding]:
    """Give amounts that name no source those of the cell beside them, where it is plain whose."""
    open_ = [amount for amount in amounts if amount.source is None]
    paired = len(open_) == len(sources) > 1 and len({a.year for a in open_}) == 1
    text = ", ".join(source.text for source in sources) or None
    alone = sources[0] if len(sources) == 1 else NamedSource(text or "", None)
    for amount in amounts:
        if amount.source is None and text:
            source = sources[open_.index(amount)] if paired else alone
            amount = amount.model_copy(update={"source": source.text, "source_kind": source.kind})
        yield amount


def _amounts(text: str, unit: MoneyUnit) -> Iterator[Funding]:
    """Yield the amounts of a cell with their years and sources; sums of others are left out."""
    scanned = _tokens(text)
    tokens = [token for token in scanned if token.kind != "filler"]
    kinds = [token.kind for token in tokens]
    if not {"amount", "range"} & set(kinds):
        return
    if _has_other_words(text, scanned) and not _has_unit(tokens):
        return
    yield from _without_totals(text, tokens, unit)


def _listed(tokens: Sequence[_FundingToken], unit: MoneyUnit) -> list[Funding]:
    """Return amounts that stand in a row, with sources before or after each."""
    kinds = [token.kind for token in tokens]
    first = next((i for i, kind in enumerate(kinds) if kind in _AMOUNTS), 0)
    return _paired(tokens, unit, source_first="source" in kinds[:first])


def _paired(
    tokens: Iterable[_FundingToken], unit: MoneyUnit, *, source_first: bool
) -> list[Funding]:
    """Return the amounts among tokens, each with the year before it and the source beside it."""
    amounts: list[Funding] = []
    year: int | None = None
    source: NamedSource | None = None
    for kind, match in tokens:
        if kind in ("year", "span"):
            year = int(match["year"]) if kind == "year" else None
        elif kind in _AMOUNTS:
            amount = _amount(match, year, unit)
            amounts.append(_with_source(amount, source) if source and source_first else amount)
        elif kind == "source":
            source = NamedSource(match.group(), source_kind(match.group()))
            if amounts and not source_first and amounts[-1].source is None:
                amounts[-1] = _with_source(amounts[-1], source)
    return amounts


def _without_totals(text: str, tokens: Sequence[_FundingToken], unit: MoneyUnit) -> list[Funding]:
    """Return the amounts of a cell; a sum gives way to its parts if they are all there.

    Where they are not, the sum stays, and whose money it is cannot be told.
    """
    tokens = _without_last_total(tokens)
    cut = _end_of_total(text, tokens)
    if cut is None:
        return _listed(tokens, unit)
    total, parts = _listed(tokens[:cut], unit)[-1], tokens[cut:]
    if not _has_unit(parts):  # a sum's unit is that of its parts
        unit = _own_unit(tokens[:cut], unit)
    named = _listed(parts, unit)
    told = sum(part.amount or 0 for part in named)
    if told >= _ALL_PARTS * (total.amount or 0):
        return named
    return [total.model_copy(update={"source": None, "source_kind": None})]


def _without_last_total(tokens: Sequence[_FundingToken]) -> Sequence[_FundingToken]:
    """Leave out a sum that stands after the amounts that it sums up."""
    kinds = [token.kind for token in tokens]
    for place, pair in enumerate(pairwise(kinds)):
        if pair == _TOTAL and set(kinds[:place]) & set(_AMOUNTS):
            return [*tokens[:place], *tokens[place + 2 :]]
    return tokens


def _end_of_total(text: str, tokens: Sequence[_FundingToken]) -> int | None:
    """Return the place of the first token after a sum of what follows, None without one."""
    places = [i for i, token in enumerate(tokens) if token.kind in _AMOUNTS]
    if len(places) < 2:
        return None
    first, second = places[:2]
    between = text[tokens[first].match.end() : tokens[second].match.start()]
    kinds = [token.kind for token in tokens]
    is_total = "total" in kinds[:first] or "including" in kinds[first:second]
    return first + 1 if is_total or _PARTS_FOLLOW.match(between) else None


def _own_unit(tokens: Sequence[_FundingToken], unit: MoneyUnit) -> MoneyUnit:
    """Return the unit that the amount among tokens is printed with, else that of the column."""
    match = next(token.match for token in tokens if token.kind in _AMOUNTS)
    if not (match["scale"] or match["currency"]):
        return unit
    return MoneyUnit(_scale(match["scale"]), _currency(match["currency"]) or unit.currency)


def _with_source(row: Funding, source: NamedSource) -> Funding:
    return row.model_copy(update={"source": source.text, "source_kind": source.kind})


def _amount(match: re.Match[str], year: int | None, unit: MoneyUnit) -> Funding:
    """Make an amount; the scale and currency printed with it come before the column's.

    Of a range, neither end is the amount, so that its kind cannot be told; nor can it be of
    more digits than numbers have.
    """
    groups = match.groupdict()
    currency = match["currency"] or groups.get("sign")
    own = match["scale"] or currency
    scale = _scale(match["scale"]) if own else unit.scale
    value = _number(match["number"]) * scale
    if groups.get("rest"):
        value += _number(match["rest"]) * _scale(match["rest_scale"])
    untold = "low" in groups or TOO_LONG.search(match[0].replace(" ", ""))
    return Funding(
        kind=None if untold else "amount",
        year=year,
        amount=None if untold else round(value, 2),
        currency=_currency(currency) or unit.currency,
    )


def _number(text: str) -> float:
    """Read a number with spaces or several full stops between thousands."""
    plain = text.replace(" ", "").replace(",", ".")
    return float(plain.replace(".", "") if plain.count(".") > 1 else plain)


def _tokens(text: str) -> list[_FundingToken]:
    """Return the years, sources, totals and amounts of a cell, in order."""
    folded = fold_in_place(text)
    tokens: list[_FundingToken] = []
    place = 0
    while place < len(folded):
        for kind, pattern in _token_patterns():
            match = pattern.match(text if kind == "short" else folded, place)
            if match:
                tokens.append(_FundingToken("source" if kind == "short" else kind, match))
                place = match.end()
                break
        else:
            place += 1
    return tokens


def _has_other_words(text: str, tokens: Sequence[_FundingToken]) -> bool:
    """Whether a cell has words beside its tokens."""
    rest = list(text)
    for _, match in tokens:
        rest[match.start() : match.end()] = " " * (match.end() - match.start())
    return bool(re.search(r"[^\W\d_]{2,}", "".join(rest)))


def _has_unit(tokens: Sequence[_FundingToken]) -> bool:
    """Whether any amount is printed with its scale or currency."""
    return any(
        t.kind in _AMOUNTS
        and (t.match["scale"] or t.match["currency"] or t.match.groupdict().get("sign"))
        for t in tokens
    )


def _kinds(text: str) -> list[FundingKind]:
    """The kinds of funding that a text words, in the order of the words."""
    folded = fold_plain(text)
    found = []
    for kind in _WORDED:
        matches = [re.search(form, folded) for form in getattr(funding_lexicon().kinds, kind)]
        starts = [match.start() for match in matches if match]
        if starts:
            found.append((min(starts), kind))
    return [kind for _, kind in sorted(found)]


def _sources_in(text: str) -> list[NamedSource]:
    """Sources that a cell of volume names itself, as printed."""
    found = {
        match.start(): NamedSource(match.group(), kind) for kind, match in _source_matches(text)
    }
    return [found[start] for start in sorted(found) if found[start].kind != "off_budget"]


def _source_matches(text: str) -> Iterator[tuple[SourceKind, re.Match[str]]]:
    """Yield matches of sources in a text, each with its kind."""
    for kind, pattern in _token_patterns():
        if kind in ("source", "short"):
            for match in pattern.finditer(text if kind == "short" else fold_in_place(text)):
                yield _kind_of(match), match


def _kind_of(match: re.Match[str]) -> SourceKind:
    """The kind that the group of a match is named after."""
    return next(kind for kind in get_args(SourceKind) if match.groupdict().get(kind))


def _scale(word: str | None) -> float:
    """The factor of a scale word, 1 without one."""
    scales = _by_length(funding_lexicon().scales)
    return next((factor for scale, factor in scales if word and word.startswith(scale)), 1.0)


def _currency(word: str | None) -> str | None:
    """The ISO 4217 code of a currency's word."""
    codes = funding_lexicon().currencies
    return next((code for form, code in codes.items() if word and re.match(form, word)), None)


def _by_length(words: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(words.items(), key=lambda item: -len(item[0]))


@cache
def _token_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the patterns of tokens in the order in which they are tried, each with its kind."""
    lexicon = funding_lexicon()
    year_word = rf" ?(?:{lexicon.year_word})(?!\w)"
    year = rf"(?P<year>20\d\d)(?:{year_word}| ?(?=[:–—=-])|(?=, ?[^\W\d]))"
    words = _by_kind({kind: source.words for kind, source in lexicon.sources.items()})
    short = _by_kind({kind: source.short for kind, source in lexicon.sources.items()})
    return (
        ("span", re.compile(rf"(?<!\w)20\d\d ?[-–—] ?20\d\d(?:{year_word})?")),
        ("year", re.compile(rf"(?<!\w){year}")),
        ("source", re.compile(rf"(?<!\w)(?:{words})(?!\w)")),
        ("short", re.compile(rf"(?<!\w)(?:{short})(?!\w)")),
        ("total", re.compile(rf"(?<!\w)(?:{lexicon.totals})(?!\w)")),
        ("including", re.compile(rf"(?<!\w)(?:{lexicon.including})(?!\w)")),
        ("range", re.compile(rf"(?<![\w.,]){_range_source(lexicon)}")),
        ("amount", re.compile(rf"(?<![\w.,]){_amount_source(lexicon)}")),
        ("filler", re.compile(rf"(?<!\w)(?:{lexicon.fillers})(?!\w)")),
    )


def _by_kind(forms: Mapping[SourceKind, Sequence[str]]) -> str:
    """Return a choice among forms, those of each kind in a group of its name."""
    return "|".join(f"(?P<{kind}>{'|'.join(own)})" for kind, own in forms.items() if own)


def _amount_source(words: FundingWords) -> str:
    """An amount: its sign, number, scale, what a lesser scale adds to it, and currency."""
    scales = choice_of_words(words.scales)
    return (
        rf"(?:(?P<sign>[$€₸]) ?)?(?P<number>{NUMBER_SOURCE})"
        rf"(?:[ -]?(?P<scale>{scales})\w*\.?"
        rf"(?: (?P<rest>{NUMBER_SOURCE}) ?(?P<rest_scale>{scales})\w*\.?)?)?"
        rf"(?: ?(?P<currency>{choice_of_words(words.currencies)})\w*)?"
    )


def _range_source(words: FundingWords) -> str:
    """Two ends of a range; the scale and the currency of the upper one are those of both."""
    scales, currencies = choice_of_words(words.scales), choice_of_words(words.currencies)
    return (
        rf"(?P<low>{NUMBER_SOURCE})(?: ?(?:{scales})\w*\.?)?(?: ?(?:{currencies})\w*)?"
        rf" ?(?:[-–—]|{words.range_joints}) ?(?P<number>{NUMBER_SOURCE})"
        rf"(?:[ -]?(?P<scale>{scales})\w*\.?)?(?: ?(?P<currency>{currencies})\w*)?"
    )
