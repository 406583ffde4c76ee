"""References to other legal acts, and which act each means.

What belongs here: the forms in which documents cite laws, codes, decrees,
orders and decisions. What does not: the document's own number and date
(`extractors.metadata`) and references to its own points.

Forms after the rules of legal drafting of Kazakhstan: in Russian the type
comes first ("приказ Министра … от <date> № <number> «<title>»"), in Kazakh last
("<issuer> <date> № <number> \"<title>\" бұйрығы").
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from extractors.bodies import resolve
from extractors.dates import DATE_SOURCE, find_dates
from extractors.lexica import load_tsv
from extractors.parsed import ParsedDocument, Passage
from extractors.text.folding import fold
from schemas.base import stable_id
from schemas.document import Frozen
from schemas.tables import (
    Abbreviations,
    DocumentActRow,
    DocumentRow,
    Language,
    LegalReferenceRow,
    References,
)

MAX_ISSUER_WORDS = 16


class ActType(Frozen):
    """A line of `lexica/act_types.tsv`: `stem` is a pattern for the word without its ending."""

    language: Language
    stem: str
    act_type: str


class Code(Frozen):
    """A line of `lexica/codes.tsv`: a code's name in both languages, in the nominative."""

    code: str
    russian: str
    kazakh: str


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


_QUOTED = (
    r"(?:«(?P<{0}a>[^«»]*(?:«[^«»]*»[^«»]*)*)»"
    # straight quotes within straight ones open after a space and close before one
    r'|"(?P<{0}b>[^"]{{3,400}}?(?:(?<=\s)"(?=\S)[^"]{{1,80}}(?<=\S)"(?=[\s.,])[^"]{{0,400}}?){{0,2}})"'
    r"(?=[\s.,;:)]|$)"
    r"|“(?P<{0}c>[^“”]{{3,400}})”)"
)
_NUMBER = (
    r"(?:№|(?<!\w)N(?=\s?\d))\s*(?P<number>[\w./-]*\d[\w./-]*\w|\d)(?:\s?(?P<rest>/\s?\d+))?"
    r"(?:\s?ҚРЗ|\s?ЗРК)?"
)
_COUNTRY_RU = r"(?:\s+(?:Республики\s+Казахстан|РК|Российской\s+Федерации|РФ))?"
# Words of an issuer's name; a full stop ends the sentence, unless it follows an initial.
_ISSUER_WORD = r'(?!от\b|№|{types})[^\s,;:()«»"№.]+(?:\.(?=[^\s]))?(?:(?<=\b\w)\.)?'
_COUNTRY_KK = r"(?:(?:Қазақстан\s+Республикас\w+|ҚР)\s+)"
_WORD_KK = r"(?:[^\s,;:()№\"«»]+\s+)"
# A Kazakh title of an act ends in "about"; other names in quotes are no titles.
_TITLE_KK = (
    r"(?:«(?P<ta>[^«»]*(?:«[^«»]*»[^«»]*)*туралы)»|\"(?P<tb>[^\"]{3,400}?туралы)\""
    r"|“(?P<tc>[^“”]{3,400}туралы)”)"
)
# Acts cited together: "постановлениями … от <date> № <number>, от <date> № <number>".
_ONE_MORE = re.compile(rf"(?:\s*,|\s+и)\s+от\s+(?P<date>{DATE_SOURCE})\s*{_NUMBER}", re.IGNORECASE)


def find_references(
    parsed: ParsedDocument, document: DocumentRow, abbreviations: Abbreviations
) -> References:
    """Find the acts that a document refers to; its own number and date are no reference."""
    cited = [
        (passage, citation)
        for passage in parsed.passages
        for citation in find_citations(passage.row.text)
        if not _is_own_act(citation, document)
    ]
    citations = [citation for _, citation in cited]
    acts = _resolve_acts(document.document_id, citations, abbreviations)
    rows = [_reference_row(p, c, acts[_identity(c)]) for p, c in cited]
    return References(
        acts=tuple({act.act_id: act for act in acts.values()}.values()), references=tuple(rows)
    )


def find_citations(text: str) -> Iterator[Citation]:
    """Yield the citations of acts in a text, in order, none overlapping another."""
    found = sorted(
        (c for pattern in _patterns() for m in pattern.finditer(text) for c in _citations(m)),
        key=lambda c: (c.start, -c.end),
    )
    end = -1
    for citation in found:
        if citation.start >= end:
            yield citation
            end = citation.end


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """The forms of citation, the fuller ones first."""
    stems = {
        language: "|".join(t.stem for t in _act_types() if t.language == language)
        for language in ("ru", "kk")
    }
    names_ru = "|".join(_inflected_adjective(c.russian) for c in _codes() if " " not in c.russian)
    names_ru += "|" + "|".join(
        r"\s+".join(map(_inflected_adjective, c.russian.split()))
        for c in _codes()
        if " " in c.russian and not c.russian.startswith(("о ", "об "))
    )
    names_kk = "|".join(re.escape(c.kazakh) for c in _codes() if not c.kazakh.endswith("туралы"))
    titles_kk = "|".join(re.escape(c.kazakh) for c in _codes() if c.kazakh.endswith("туралы"))
    word = _ISSUER_WORD.replace("{types}", stems["ru"])
    issuer_ru = rf"(?P<issuer>(?:\s+{word}){{0,{MAX_ISSUER_WORDS}}}?)"
    type_ru = rf"(?P<type>\b(?:{stems['ru']})[а-яё]*)"
    type_kk = rf"(?P<type>(?:{stems['kk']})[а-яәғқңөұүһі]*)"
    kinds = (
        # приказ Министра … от 22 января 2016 года № 70 «…»
        rf"{type_ru}{issuer_ru}\s+от\s+(?P<date>{DATE_SOURCE})(?:\s*{_NUMBER})?"
        rf"(?:\s*{_QUOTED.format('t')})?",
        # Закон РК «О …»
        rf"{type_ru}{_COUNTRY_RU}\s+{_QUOTED.format('t')}",
        # распоряжение … № 112-р
        rf"{type_ru}{issuer_ru}\s*{_NUMBER}(?:\s*{_QUOTED.format('t')})?",
        # … 2020 жылғы 17 тамыздағы № 112-р өкімі
        rf"(?P<issuer>(?:[^\s,;:()№\"«»]+\s+){{0,{MAX_ISSUER_WORDS}}}?)(?P<date>{DATE_SOURCE})"
        rf"(?:\s*{_NUMBER})?(?:\s*{_QUOTED.format('t')})?\s+{type_kk}",
        # "… туралы" <issuer> 2023 жылғы 26 желтоқсандағы № 135 шешімі
        rf"{_TITLE_KK}\s+(?P<issuer>{_WORD_KK}{{0,{MAX_ISSUER_WORDS}}}?)(?P<date>{DATE_SOURCE})"
        rf"(?:\s*{_NUMBER})?\s+{_COUNTRY_KK}?{type_kk}",
        # "… туралы" Қазақстан Республикасының Заңы
        rf"{_QUOTED.format('t')}\s+{_COUNTRY_KK}?(?:{DATE_SOURCE}\s+)?(?:{_NUMBER}\s+)?{type_kk}",
        # Уголовный кодекс Республики Казахстан
        rf"(?P<code>{names_ru})\s+кодекс[а-яё]*{_COUNTRY_RU}"
        rf"(?:\s+от\s+(?P<date>{DATE_SOURCE})(?:\s*{_NUMBER})?)?",
        rf"[Кк]одекс[а-яё]*{_COUNTRY_RU}(?:\s+от\s+(?P<date>{DATE_SOURCE})(?:\s*{_NUMBER})?)?"
        rf"\s+{_QUOTED.format('code')}",
        # Қазақстан Республикасының Қылмыстық кодексі
        rf"{_COUNTRY_KK}?(?P<code>{names_kk}|{titles_kk})\s+кодекс[а-яәғқңөұүһі]*",
        rf"{_QUOTED.format('code')}\s+{_COUNTRY_KK}?[Кк]одекс[а-яәғқңөұүһі]*",
        # Конституция
        r"(?P<constitution>(?:Қазақстан\s+Республикасы\w*\s+)?Конституция(?!лық)[а-яёәғқңөұүһі]*"
        r"|Конституци(?:и|ю|ей|я)\b(?:\s+Республики\s+Казахстан)?)",
    )
    return tuple(re.compile(kind, re.IGNORECASE) for kind in kinds)


def _citations(match: re.Match[str]) -> Iterator[Citation]:
    """Read a match, and the acts of the same kind and issuer that are cited with it."""
    citation = _citation(match)
    if citation is None:
        return
    yield citation
    end = citation.end
    while citation.date and (more := _ONE_MORE.match(match.string, end)):
        end = more.end()
        date, number = _date_and_number(more)
        start = more.start("date")
        yield citation._replace(start=start, end=end, title=None, date=date, number=number)


def _citation(match: re.Match[str]) -> Citation | None:
    """Read a match of one of the patterns; None where it cites no act after all."""
    groups = {k: v for k, v in match.groupdict().items() if v}
    start, end = match.span()
    date, number = _date_and_number(match)
    if "constitution" in groups:
        return Citation(start, end, "constitution") if match[0][0] in "КҚ" else None
    code_name = _either(groups, "code")
    if code_name is not None:
        code = _code_called(code_name)
        return Citation(start, end, "code", number, date, code_name, code=code) if code else None
    issuer = groups.get("issuer", "").strip()
    if match.re.groupindex.get("issuer") and match.start("issuer") == start and issuer:
        start, issuer = _trim_kazakh_issuer(match)
    title = (_either(groups, "t") or "").strip() or None
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


def _trim_kazakh_issuer(match: re.Match[str]) -> tuple[int, str]:
    """The issuer before a Kazakh date begins with the country's name, or is not told."""
    head = match["issuer"]
    country = list(re.finditer(r"Қазақстан\s+Республикас|(?<!\w)ҚР\s", head))
    if not country:
        return match.start("date"), ""
    return match.start("issuer") + country[-1].start(), head[country[-1].start() :].strip()


def _either(groups: dict[str, str], name: str) -> str | None:
    """The text in whichever sort of quotes it stood, or bare."""
    return next((groups[k] for k in (name, *(name + x for x in "abc")) if k in groups), None)


def _is_own_act(citation: Citation, document: DocumentRow) -> bool:
    own = (document.number or "").split()[:1]  # laws add their series: "186-VII ЗРК"
    return own == [citation.number] and citation.date == document.date


def _identity(citation: Citation) -> tuple[str, ...]:
    """What the citation itself says of which act it means."""
    if citation.code:
        return ("code", citation.code)
    if citation.act_type == "constitution":
        return ("constitution",)
    if citation.number:
        return (citation.act_type, citation.number.lower(), citation.date or "")
    return (citation.act_type, _fold(citation.title or citation.issuer or ""), citation.date or "")


def _resolve_acts(
    document_id: str, citations: list[Citation], abbreviations: Abbreviations
) -> dict[tuple[str, ...], DocumentActRow]:
    """One act for each identity; a title alone means the numbered act that bears it."""
    numbered = {
        (c.act_type, _fold(c.title)): _identity(c) for c in citations if c.title and c.number
    }
    acts: dict[tuple[str, ...], DocumentActRow] = {}
    fullest = sorted(citations, key=lambda c: -sum(part is not None for part in c))
    for citation in fullest:
        identity = _identity(citation)
        same = numbered.get((citation.act_type, _fold(citation.title or "")), identity)
        if identity not in acts:
            act = acts.get(same) or _act_row(document_id, same, citation, abbreviations)
            acts[identity] = act
    return acts


def _act_row(
    document_id: str, identity: tuple[str, ...], citation: Citation, abbreviations: Abbreviations
) -> DocumentActRow:
    issuer = citation.issuer
    return DocumentActRow(
        document_id=document_id,
        act_id=stable_id("act", *identity),
        act_type=citation.act_type,
        number=citation.number,
        date=citation.date,
        title=_code_title(citation.code) if citation.code else citation.title,
        body_id=resolve(issuer, abbreviations) if issuer else None,
    )


def _reference_row(passage: Passage, citation: Citation, act: DocumentActRow) -> LegalReferenceRow:
    return LegalReferenceRow.at(
        passage.source.place_at(citation.start),
        reference_id=stable_id("ref", passage.row.passage_id, citation.start),
        document_id=passage.row.document_id,
        passage_id=passage.row.passage_id,
        act_id=act.act_id,
        text=passage.row.text[citation.start : citation.end],
        act_type=citation.act_type,
        number=citation.number,
        date=citation.date,
        title=citation.title,
        body_id=act.body_id,
        char_start=citation.start,
        char_end=citation.end,
    )


def _type_of(word: str) -> str:
    return next(t.act_type for t in _act_types() if re.match(t.stem, word, re.IGNORECASE))


def _code_called(name: str) -> str | None:
    """The code of this name, in any case form of its adjectives."""
    folded = _fold(name)
    for code in _codes():
        pattern = r"\s+".join(map(_inflected_adjective, code.russian.split()))
        if folded == code.kazakh or re.fullmatch(pattern, folded, re.IGNORECASE):
            return code.code
    return None


def _code_title(code: str) -> str:
    """The code's Russian name, whatever language and case the text cites it in."""
    name = next(c.russian for c in _codes() if c.code == code)
    return (
        f"Кодекс «{name.capitalize()}»"
        if name.startswith(("о ", "об "))
        else f"{name.capitalize()} кодекс"
    )


def _inflected_adjective(word: str) -> str:
    """A pattern for all case forms of a masculine Russian adjective; other words as they are."""
    stem = re.sub(r"(?:ый|ой|ий)$", "", word)
    return re.escape(word) if stem == word else re.escape(stem) + r"[а-яё]{2,3}"


def _fold(text: str) -> str:
    return fold(re.sub(r"[«»\"“”„]", "", text))


def _act_types() -> tuple[ActType, ...]:
    return load_tsv("act_types.tsv", ActType)


def _codes() -> tuple[Code, ...]:
    return load_tsv("codes.tsv", Code)
