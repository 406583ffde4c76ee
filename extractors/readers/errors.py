"""What keeps a document from being read, in a closed list of reasons."""

from extractors.losses import WholeDocumentError
from schemas.tables import QuarantineReason


class UnreadableDocumentError(WholeDocumentError):
    """A document cannot be read; `detail` tells a person why and what to do."""

    def __init__(self, reason: QuarantineReason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: QuarantineReason = reason
        self.detail = detail

    def __reduce__(self) -> tuple[type["UnreadableDocumentError"], tuple[QuarantineReason, str]]:
        return type(self), (self.reason, self.detail)
