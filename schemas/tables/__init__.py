"""One model per published table: the single declaration of its columns and keys.

SQL, data dictionary, JSON Schema, Data Package and Datasette metadata are made
from these classes (`schemas.generate`). Each family of tables has a module, so
that a change of one makes only what is made of it stale; this one tells them all.
What does not belong here: how a value is found (`extractors`) or stored (`pipelines`).
"""

from schemas.base import Row
from schemas.tables.abbreviations import AbbreviationRow, Abbreviations, AbbreviationUseRow
from schemas.tables.actions import (
    ActionBodyRow,
    ActionDeadlineRow,
    ActionDueDateRow,
    ActionFundingRow,
    ActionRow,
    Actions,
    FundingKind,
    Precision,
    SourceKind,
)
from schemas.tables.bodies import BodyKind, BodyNameRow, BodyRow
from schemas.tables.common import Language
from schemas.tables.corrections import CorrectionRow
from schemas.tables.documents import DocumentKind, DocumentRow
from schemas.tables.figures import FigureKind, FigureRow, Figures, Qualifier
from schemas.tables.findings import FindingRow
from schemas.tables.history import ChangeRow, RunRow
from schemas.tables.indicators import IndicatorRow, Indicators, IndicatorValueRow
from schemas.tables.outline import (
    FactRow,
    FurnitureRow,
    PassageKind,
    PassageRow,
    SectionKind,
    SectionRow,
    TableCellRow,
    TableRole,
    TableRoleRow,
    TableRow,
)
from schemas.tables.references import ActRow, DocumentActRow, LegalReferenceRow, References
from schemas.tables.search import SearchEntryRow, SearchKind
from schemas.tables.states import DocumentStateRow, MetaRow, QuarantineReason, QuarantineRow
from schemas.tables.unit_values import UnitValueRow

__all__ = [
    "SCHEMA_VERSION", "TABLES", "AbbreviationRow", "AbbreviationUseRow", "Abbreviations",
    "ActRow", "ActionBodyRow", "ActionDeadlineRow", "ActionDueDateRow", "ActionFundingRow",
    "ActionRow", "Actions", "BodyKind", "BodyNameRow", "BodyRow", "ChangeRow", "CorrectionRow",
    "DocumentActRow", "DocumentKind", "DocumentRow", "DocumentStateRow", "FactRow",
    "FigureKind", "FigureRow", "Figures", "FindingRow", "FundingKind", "FurnitureRow",
    "IndicatorRow", "IndicatorValueRow", "Indicators", "Language", "LegalReferenceRow",
    "MetaRow", "PassageKind", "PassageRow", "Precision", "Qualifier", "QuarantineReason",
    "QuarantineRow", "References", "RunRow", "SearchEntryRow",
    "SearchKind", "SectionKind", "SectionRow", "SourceKind", "TableCellRow", "TableRole",
    "TableRoleRow", "TableRow", "UnitValueRow",
]  # fmt: skip

SCHEMA_VERSION = 2

# In the order in which people are shown them.
TABLES: tuple[type[Row], ...] = (
    DocumentRow, SectionRow, PassageRow, TableRow, TableCellRow, TableRoleRow,
    FurnitureRow, FactRow, IndicatorRow, IndicatorValueRow, ActionRow, ActionDeadlineRow,
    ActionDueDateRow, ActionBodyRow, ActionFundingRow, FigureRow, BodyRow, BodyNameRow,
    AbbreviationRow, AbbreviationUseRow, ActRow, DocumentActRow, LegalReferenceRow, FindingRow,
    SearchEntryRow, UnitValueRow, CorrectionRow, QuarantineRow, DocumentStateRow, MetaRow,
    ChangeRow, RunRow,
)  # fmt: skip
