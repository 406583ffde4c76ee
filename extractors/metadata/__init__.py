"""What a document says of itself: kind, type, number, date, issuer, title, signatory.

`describe` is the whole of it; all is told from the text, never from the file's
name. What does not belong here: dates and names inside the text proper.
"""

import re

from extractors.metadata.acts import Requisites, read_requisites
from extractors.metadata.front import Layout, layout
from extractors.metadata.kind import tell_kind
from extractors.metadata.signature import find_signature
from extractors.parsed import ParsedDocument
from schemas.tables import DocumentRow


def describe(parsed: ParsedDocument) -> DocumentRow:
    """Return the document's row: what it says of itself, null where it does not say."""
    source, place = parsed.document, layout(parsed)
    requisites = read_requisites(place.front)
    title = requisites.title or _plain_title(place, requisites)
    signature = find_signature(place.act)
    return DocumentRow(
        document_id=parsed.document_id,
        path=source.path,
        format=source.form,
        sha256=source.sha256,
        language=parsed.language,
        kind=tell_kind(requisites.act_type, title, place),
        act_type=requisites.act_type,
        title=title,
        number=requisites.number,
        date=requisites.date,
        issuer=requisites.issuer,
        signatory=signature.name,
        signatory_office=signature.office,
        page_count=source.page_count,
        withheld_contacts=parsed.withheld_contacts,
    )


def _plain_title(place: Layout, requisites: Requisites) -> str | None:
    """Return the title of a document that is no act: the first line that can be one."""
    if requisites.act_type:
        return None
    return next((t for t in place.front if len(t) > 15 and not re.search(r"\d{4}$", t)), None)
