"""What a document says of itself: kind, type, number, date, issuer, title, signatory …

`describe` is the whole of it; all is told from the text, never from the file's
name. What does not belong here: dates and names inside the text proper.
"""

import re

from extractors.bodies import resolve
from extractors.metadata.acts import Requisites, names_matter, read_requisites
from extractors.metadata.effect import find_effect
from extractors.metadata.enacted import read_enacted
from extractors.metadata.front import Layout, layout_of
from extractors.metadata.kind import is_letter, tell_kind
from extractors.metadata.letters import read_letter
from extractors.metadata.plain import read_front
from extractors.metadata.signature import read_signature
from extractors.parsed import ParsedDocument
from extractors.readers.accounting import count_characters
from schemas.tables import Abbreviations, DocumentKind, DocumentRow, Language

PUBLISHED = ("article:published_time", "datepublished", "dc.date", "date")  # of web pages
SIGNED_KINDS = ("decree", "order", "letter", "other")


def describe(parsed: ParsedDocument) -> DocumentRow:
    """Return the document's row: what it says of itself, null where it does not say."""
    source, layout = parsed.document, layout_of(parsed)
    said = _said(layout, parsed.language)
    kind = _kind(said, layout, parsed)
    if kind == "news" and source.form == "html":
        said = {**_published(source.metadata), **{k: v for k, v in said.items() if v}}
    return DocumentRow(
        document_id=parsed.document_id,
        path=source.path,
        format=source.form,
        sha256=source.sha256,
        language=parsed.language,
        kind=kind,
        page_count=source.page_count,
        withheld_contacts=source.withheld_contacts,
        characters=source.characters,
        unaccounted_characters=count_characters(piece.text for piece in source.unaccounted),
        **said,
        **(_signed(layout) if _may_be_signed(kind, said) else {}),
    )


def _may_be_signed(kind: DocumentKind, said: dict[str, str | None]) -> bool:
    """Tell whether the last signature is the document's: an act's is, if its end is known."""
    ends_unknown = not said.get("act_type") and names_matter(said.get("title") or "")
    return kind in SIGNED_KINDS and not ends_unknown


def _kind(said: dict[str, str | None], layout: Layout, parsed: ParsedDocument) -> DocumentKind:
    """Return the kind; what is no act and holds a plan is a plan, whatever it calls itself."""
    act_type, title = said.get("act_type"), said.get("title")
    kind = tell_kind(act_type, title, layout, parsed.language)
    holds_plan = any(table.plan_header for table in parsed.tables)
    if kind == "other" and holds_plan and not (act_type or names_matter(title or "")):
        return "plan"
    return kind


def _said(layout: Layout, language: Language) -> dict[str, str | None]:
    """Return the columns that the front matter and the closing points fill."""
    requisites = read_requisites(layout.front, language)
    if not requisites.act_type and layout.body:
        requisites = read_enacted(layout.front, layout.body[0], layout.body, language)
    if requisites.act_type:
        return _act(requisites, layout)
    if is_letter(layout):
        return read_letter(layout.front, layout.salutation).model_dump()
    return read_front(layout, language).model_dump()


def _published(metadata: dict[str, str]) -> dict[str, str | None]:
    """Return what a web page says of its article outside the text: author and day."""
    day = next((metadata[key][:10] for key in PUBLISHED if key in metadata), "")
    return {
        "author": metadata.get("author"),
        "date": day if re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None,
    }


def _act(requisites: Requisites, layout: Layout) -> dict[str, str | None]:
    effect = find_effect(layout.act, requisites.date)
    issuer = requisites.issuer
    return {
        **requisites.model_dump(),
        "issuer_body_id": resolve(issuer, Abbreviations()) if issuer else None,
        "effective_text": effect.text,
        "effective_date": effect.date,
    }


def _signed(layout: Layout) -> dict[str, str | None]:
    signature = read_signature(layout.signature)
    return {"signatory": signature.name, "signatory_office": signature.office}
