"""What changes the rows of a document, besides its bytes and our code.

What does not belong here: where documents are and where rows go (`pipelines.commands.run`).
"""

from pathlib import Path

from extractors.linguistics.models import languages_with_models
from extractors.readers import ocr
from schemas.document import Frozen


class Options(Frozen):
    """How documents are to be read.

    `model_dir` is the folder of the optional models of language; where it has
    none, our own grammars serve. `retry_exceeded`: what exceeded a limit before is
    read again, since it has other limits now.
    """

    keep_contacts: bool = False
    model_dir: Path | None = None
    retry_exceeded: bool = False

    @property
    def recorded(self) -> dict[str, object]:
        """The options as a document's state keeps them."""
        models = list(languages_with_models(self.model_dir))
        pictures = list(ocr.languages())
        return {"keep_contacts": self.keep_contacts, "models": models, "pictures": pictures}
