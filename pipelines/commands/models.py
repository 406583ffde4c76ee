"""Fetching the optional models of language.

What does not belong here: their use (`extractors.linguistics.stanza`).
"""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from extractors.languages import LANGUAGES
from extractors.linguistics.stanza import download_models
from pipelines.errors import ModelsError, NoInputError


def download(languages: Sequence[str] | None, folder: Path) -> None:
    """Fetch the models of `languages`, or of all that there are, into `folder`.

    Raises NoInputError if a language is unknown, ModelsError if the optional extra is
    not installed or the network fails.
    """
    unknown = set(languages or ()) - LANGUAGES.keys()
    if unknown:
        known = ", ".join(LANGUAGES)
        raise NoInputError(f"No such language: {', '.join(sorted(unknown))}; there are {known}")
    if find_spec("stanza") is None:
        raise ModelsError("Stanza is not installed: run pip install 'zhospar[stanza]' first")
    try:
        download_models(languages or tuple(LANGUAGES), folder)
    except (OSError, ValueError) as error:  # what requests and Stanza raise
        raise ModelsError(f"The models cannot be fetched: {error}") from error
