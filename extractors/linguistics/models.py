"""Whether the optional models of language are at hand; a light module, for every run asks.

What does not belong here: loading and using them (`extractors.linguistics.stanza`).
"""

import importlib.util
from pathlib import Path

from extractors.languages.profiles import profiles
from schemas.tables import Language

PROCESSORS = ("tokenize", "pos", "lemma", "depparse")


def models_present(language: str, model_dir: Path | None) -> bool:
    """Whether Stanza is installed and `model_dir` holds all that we need for a language."""
    if model_dir is None or importlib.util.find_spec("stanza") is None:
        return False
    folders = [model_dir / language / processor for processor in PROCESSORS]
    return (model_dir / "resources.json").exists() and all(any(f.glob("*.pt")) for f in folders)


def languages_with_models(model_dir: Path | None) -> tuple[Language, ...]:
    """The languages whose models are in a folder."""
    return tuple(language for language in profiles() if models_present(language, model_dir))
