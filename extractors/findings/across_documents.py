"""The same quantity in two documents with two values.

What belongs here: comparing the figures of all documents, which only publishing has at hand.
What does not: what makes two figures the same quantity (`same_quantity`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from extractors.findings.same_quantity import (
    Key,
    Stated,
    contradictions,
    key_of,
    stated_in,
    subject_of,
)
from schemas.base import stable_id
from schemas.tables import DocumentRow, FigureRow, FindingRow, PassageRow

RULE = "value_differs_between_documents"
SEVERITY = "warning"


def differences_between(
    documents: Sequence[DocumentRow],
    figures: Iterable[FigureRow],
    passages: Mapping[str, PassageRow],
) -> tuple[FindingRow, ...]:
    """Return a finding for each quantity that two documents give differently.

    Only figures with a time are compared, since documents are of many times. The finding is of
    the newest document, which its message names first; documents without a date come last.
    """
    age = {row.document_id: i for i, row in enumerate(sorted(documents, key=_newest_first))}
    paths = {row.document_id: row.path for row in documents}
    by_key: dict[Key, list[Stated]] = defaultdict(list)
    for figure in figures:
        passage = passages[figure.passage_id]
        if figure.period and (key := key_of(figure, passage.language)):
            by_key[key].append(stated_in(figure, passage))
    return tuple(
        _row(new, old, paths)
        for items in by_key.values()
        if len({item.figure.document_id for item in items}) > 1
        for new, old in contradictions(sorted(items, key=lambda i: _place(i.figure, age)))
        if new.figure.document_id != old.figure.document_id
    )


def _newest_first(row: DocumentRow) -> tuple[bool, int, str]:
    digits = int((row.date or "0").replace("-", ""))
    return not row.date, -digits, row.path


def _place(figure: FigureRow, age: Mapping[str, int]) -> tuple[int, int]:
    return age[figure.document_id], figure.position


def _row(new: Stated, old: Stated, paths: Mapping[str, str]) -> FindingRow:
    message = (
        f"“{new.figure.text}” here, but “{old.figure.text}” in {paths[old.figure.document_id]}"
    )
    return FindingRow.model_validate(
        {
            "finding_id": stable_id("find", RULE, new.figure.figure_id, old.figure.figure_id),
            "document_id": new.figure.document_id,
            "rule": RULE,
            "severity": SEVERITY,
            "table_name": "figures",
            "row_id": new.figure.figure_id,
            "message": f"{message} of the same: {subject_of(new)}",
            "evidence": f"{new.sentence} / {old.sentence}",
            **new.figure.model_dump(include={"page", "line", "bbox", "block"}),
        }
    )
