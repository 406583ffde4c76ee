"""References to other legal acts, and which act each means.

What belongs here: tying citations to acts. What does not: finding them
(`citations`), the document's own number and date (`extractors.metadata`) and
references to its own points.
"""

from extractors.bodies import resolve
from extractors.losses import part
from extractors.parsed import ParsedDocument, Passage
from extractors.references.citations import (
    CONSTITUTION,
    Citation,
    find_citations,
    fold_name,
    title_of_code,
)
from schemas.base import stable_id
from schemas.tables import (
    Abbreviations,
    DocumentActRow,
    DocumentRow,
    LegalReferenceRow,
    References,
)


def find_references(
    parsed: ParsedDocument, document: DocumentRow, abbreviations: Abbreviations
) -> References:
    """Find the acts that a document refers to; its own number and date are no reference."""
    cited = [
        (passage, citation)
        for passage in parsed.passages
        for citation in _citations(passage)
        if not _is_own_act(citation, document)
    ]
    citations = [citation for _, citation in cited]
    acts = _resolve_acts(document.document_id, citations, abbreviations)
    rows = [_reference_row(p, c, acts[_identity(c)]) for p, c in cited]
    return References(
        acts=tuple({act.act_id: act for act in acts.values()}.values()), references=tuple(rows)
    )


def _citations(passage: Passage) -> list[Citation]:
    with part("The references of a passage", passage.source.place, passage.row.text):
        return list(find_citations(passage.row.text))
    return []


def _is_own_act(citation: Citation, document: DocumentRow) -> bool:
    own = (document.number or "").split()[:1]  # laws add their series: "186-VII ЗРК"
    return own == [citation.number] and citation.date == document.date


def _identity(citation: Citation) -> tuple[str, ...]:
    """What the citation itself says of which act it means."""
    if citation.code:
        return ("code", citation.code)
    if citation.act_type == CONSTITUTION:
        return (CONSTITUTION,)
    if citation.number:
        return (citation.act_type, citation.number.lower(), citation.date or "")
    return (
        citation.act_type,
        fold_name(citation.title or citation.issuer or ""),
        citation.date or "",
    )


def _resolve_acts(
    document_id: str, citations: list[Citation], abbreviations: Abbreviations
) -> dict[tuple[str, ...], DocumentActRow]:
    """One act for each identity; a title alone means the numbered act that bears it."""
    numbered = {
        (c.act_type, fold_name(c.title)): _identity(c) for c in citations if c.title and c.number
    }
    acts: dict[tuple[str, ...], DocumentActRow] = {}
    fullest = sorted(citations, key=lambda c: -sum(part is not None for part in c))
    for citation in fullest:
        identity = _identity(citation)
        same = numbered.get((citation.act_type, fold_name(citation.title or "")), identity)
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
        title=title_of_code(citation.code) if citation.code else citation.title,
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
