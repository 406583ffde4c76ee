"""The citations of acts in a text, by the forms that each language has for them.

What belongs here: finding and reading citations. What does not: which act each
means (`extractors.references`) and the forms themselves (`citations.toml`,
`act_types.tsv` and `codes.tsv` of each language).
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractors.calendar.dates import DATE_SOURCE, find_dates
from extractors.languages import LANGUAGES, rows_of_all
from extractors.languages.acts import law_series
from extractors.languages.data import NEVER, Pattern, choice_of_words
from extractors.languages.lookalikes import mended_words
from extractors.lexica import load_tsv
from extractors.text.folding import fold
from extractors.text.patterns import ACT_NUMBER_SIGN
from schemas.document import Frozen

CONSTITUTION = "constitution"


class Citation(NamedTuple):
    """A reference found in a text, before it is tied to an act."""

    start: int
    end: int
    act_type: str
    number: str | None = None
    date: str | None = None
    title: str | None = None
    issuer: str | None = None
    code: str | None = None


class _ActType(Frozen):
    """A type of act; `stem` is a pattern for the word without its ending."""

    stem: str
    act_type: str


class _CodeName(Frozen):
    """The name of a code of law as a pattern; `bare` names stand without quotes, too."""

    code: str
    pattern: str
    bare: bool


class _Code(Frozen):
    """A code of law and the title under which it is published (`lexica/codes.tsv`)."""

    code: str
    title: str


class _Forms(Frozen):
    """How a language cites acts (`citations.toml`).

    `forms` have the groups type, issuer, date, number, rest, title (ta, tb, tc), code and
    constitution. Where an issuer opens a citation, its name begins with `issuer_opening`.
    """

    forms: tuple[Pattern, ...] = ()
    one_more: Pattern = NEVER
    issuer_opening: Pattern = NEVER


_QUOTED = (
    r"(?:«(?P<{0}a>[^«»]*(?:«[^«»]*»[^«»]*)*)»"
    # straight quotes within straight ones open after a space and close before one
    r'|"(?P<{0}b>[^"]{{3,400}}?(?:(?<=\s)"(?=\S)[^"]{{1,80}}(?<=\S)"(?=[\s.,])[^"]{{0,400}}?){{0,2}})"'
    r"(?=[\s.,;:)]|$)"
    r"|“(?P<{0}c>[^“”]{{3,400}})”)"
)


def find_citations(text: str) -> Iterator[Citation]:
    """Yield the citations of acts in a text, in order, none overlapping another."""
    mended = mended_words(text)
    found = sorted(
        (
            citation
            for forms in _forms()
            for form in forms.forms
            for match in form.finditer(mended)
            for citation in _citations(match, forms, text)
        ),
        key=lambda c: (c.start, -c.end),
    )
    end = -1
    for citation in found:
        if citation.start >= end:
            yield citation
            end = citation.end


def fold_name(name: str) -> str:
    """Return the name of an act as names are compared: in lower case, without quotes."""
    return fold(re.sub(r"[«»\"“”„]", "", name))


@cache
def title_of_code(code: str) -> str:
    """Return the title under which a code is published, in whatever language it is cited."""
    return next(row.title for row in load_tsv("codes.tsv", _Code) if row.code == code)


@cache
def _forms() -> tuple[_Forms, ...]:
    """The forms of citation of each language, the fuller ones first."""
    return tuple(
        language.data("citations", _Forms, _fragments(code)) for code, language in LANGUAGES.items()
    )


def _fragments(code: str) -> dict[str, str]:
    """The parts that the forms of a language name."""
    types = LANGUAGES[code].rows("act_types", _ActType)
    codes = (row.pattern for row in LANGUAGES[code].rows("codes", _CodeName) if row.bare)
    return {
        "types": "|".join(row.stem for row in types),
        "codes": "|".join(codes),
        "date": DATE_SOURCE,
        "number": _number(),
        "quoted_title": _QUOTED.format("t"),
        "quoted_code": _QUOTED.format("code"),
    }


@cache
def _number() -> str:
    """An act's number, of which the series of a law is no part."""
    series = choice_of_words(law_series())
    return (
        rf"{ACT_NUMBER_SIGN}\s*+(?P<number>(?=[\w./-]*\d[\w./-]*\w)(?>[\w./-]*\w)|\d)"
        r"(?:\s?(?P<rest>/\s?\d++))?"
        rf"(?:\s?(?:{series}))?"
    )


def _citations(match: re.Match[str], forms: _Forms, text: str) -> Iterator[Citation]:
    """Read a match, and the acts of the same kind and issuer that are cited with it."""
    citation = _citation(match, forms, text)
    if citation is None:
        return
    yield citation
    end = citation.end
    while citation.date and (more := forms.one_more.match(match.string, end)):
        end = more.end()
        date, number = _date_and_number(more)
        start = more.start("date")
        yield citation._replace(start=start, end=end, title=None, date=date, number=number)


def _citation(match: re.Match[str], forms: _Forms, text: str) -> Citation | None:
    """Read a match of one of the patterns; None where it cites no act after all.

    `text` is what is matched as the author typed it: so a title is given.
    """
    groups = {k: v for k, v in match.groupdict().items() if v}
    start, end = match.span()
    date, number = _date_and_number(match)
    if CONSTITUTION in groups:
        return Citation(start, end, CONSTITUTION) if match[0][0].isupper() else None
    code_name = _either(groups, "code")
    if code_name is not None:
        code = _code_called(code_name)
        return Citation(start, end, "code", number, date, code_name, code=code) if code else None
    issuer = groups.get("issuer", "").strip()
    if match.re.groupindex.get("issuer") and match.start("issuer") == start and issuer:
        start, issuer = _opening_issuer(match, forms)
    typed = {k: text[slice(*match.span(k))] for k in groups}
    title = (_either(typed, "t") or "").strip() or None
    if not (number or title or issuer):
        return None
    return Citation(
        start=start,
        end=end,
        act_type=_type_of(groups["type"]),
        number=number,
        date=date,
        title=title,
        issuer=issuer or None,
    )


def _date_and_number(match: re.Match[str]) -> tuple[str | None, str | None]:
    """The date and number of the act that a match cites, as far as it gives them."""
    groups = {k: v or "" for k, v in match.groupdict().items()}
    date = next((found.date.isoformat() for found in find_dates(groups.get("date", ""))), None)
    number = groups.get("number", "") + groups.get("rest", "").replace(" ", "")
    return date, number or None


def _opening_issuer(match: re.Match[str], forms: _Forms) -> tuple[int, str]:
    """The issuer at the start of a citation begins as its language says, or is not told."""
    head = match["issuer"]
    openings = list(forms.issuer_opening.finditer(head))
    if not openings:
        return match.end("issuer"), ""
    begin = openings[-1].start()
    return match.start("issuer") + begin, head[begin:].strip()


def _either(groups: dict[str, str], name: str) -> str | None:
    """The text in whichever sort of quotes it stood, or bare."""
    return next((groups[k] for k in (name, *(name + x for x in "abc")) if k in groups), None)


def _type_of(word: str) -> str:
    rows = rows_of_all("act_types", _ActType)
    return next(row.act_type for row in rows if re.match(row.stem, word, re.IGNORECASE))


def _code_called(name: str) -> str | None:
    """The code of this name, in any case form."""
    folded = fold_name(name)
    rows = rows_of_all("codes", _CodeName)
    return next((row.code for row in rows if re.fullmatch(row.pattern, folded, re.I)), None)
