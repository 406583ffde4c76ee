"""What looks wrong in a document, or could not be told: a list that a reviewer works off.

What belongs here: one small rule a function, in a module for what it looks at, each over rows
already extracted. What does not: mending anything. Every finding names its evidence and its
row. `docs/findings.md` lists the rules.
"""

from extractors.findings import abbreviations as _abbreviations
from extractors.findings import (
    accounting,
    dates,
    indicators,
    lengths,
    letters,
    numbering,
    pictures,
    plan_tables,
    plan_words,
    repeated,
    shares,
    sums,
    table_sums,
)
from extractors.findings.precision import is_on
from extractors.findings.rules import RULES, Evidence, Flaw, Severity
from extractors.losses import part
from extractors.parsed import ParsedDocument
from schemas.base import stable_id
from schemas.tables import (
    Abbreviations,
    Actions,
    DocumentRow,
    Figures,
    FindingRow,
)

# The modules of rules, which enter their rules themselves.
MODULES = (
    _abbreviations, accounting, dates, indicators, lengths, letters, numbering, pictures,
    plan_tables, plan_words, repeated, shares, sums, table_sums,
)  # fmt: skip

# Characters: nobody reads more in a list; the row that a finding names has all of it.
_LONGEST_MESSAGE, _LONGEST_EVIDENCE = 400, 2000


def find_findings(
    parsed: ParsedDocument,
    abbreviations: Abbreviations,
    actions: Actions,
    figures: Figures | None = None,
    document: DocumentRow | None = None,
) -> tuple[FindingRow, ...]:
    """Apply every rule that is on to what was extracted from a document."""
    evidence = Evidence(parsed, abbreviations, actions, figures or Figures(), document)
    rows: list[FindingRow] = []
    for name, (severity, rule) in filter(lambda item: is_on(item[0]), RULES.items()):
        with part(f"The evidence of the rule {name}", then="the rule told nothing more"):
            for number, flaw in enumerate(rule(evidence)):
                rows.append(_row(parsed.document_id, name, severity, number, flaw))
    return tuple(rows)


def _row(document_id: str, rule: str, severity: Severity, number: int, flaw: Flaw) -> FindingRow:
    return FindingRow.model_validate(
        {
            "finding_id": stable_id("find", document_id, rule, flaw.row_id, flaw.evidence, number),
            "document_id": document_id,
            "rule": rule,
            "severity": severity,
            "table_name": flaw.table,
            "row_id": flaw.row_id,
            "message": _bounded(flaw.message, _LONGEST_MESSAGE),
            "evidence": flaw.evidence and _bounded(flaw.evidence, _LONGEST_EVIDENCE),
            **flaw.where,
        }
    )


def _bounded(text: str, longest: int) -> str:
    """Return a text without the middle of what it quotes at length."""
    if len(text) <= longest:
        return text
    end = longest // 4
    return f"{text[: longest - end - 1]}…{text[-end:]}"
