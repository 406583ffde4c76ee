"""Fetching the optional models of language.

What does not belong here: their use (`extractors.linguistics.stanza`).
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from extractors.linguistics.stanza import download_models
from pipelines.errors import ModelsError


def download(languages: Sequence[str], folder: Path) -> None:
    """Fetch the models of `languages` into `folder`.

    Raises ModelsError if the optional extra is not installed or the network fails.
    """
    if find_spec("stanza") is None:
        raise ModelsError("Stanza is not installed: run pip install 'zhospar[stanza]' first")
    try:
        download_models(languages, folder)
    except (OSError, ValueError) as error:  # what requests and Stanza raise
        raise ModelsError(f"The models cannot be fetched: {error}") from error
