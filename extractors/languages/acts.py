"""What acts are known by in every language (`acts.toml` of its folder).

What does not belong here: types of acts (`extractors.metadata.lexicon`), and how
they are cited (`extractors.references.citations`).
"""

from extractors.languages.merging import merged_data
from schemas.document import Frozen


class ActWords(Frozen):
    """The words of `acts.toml`: the series that follow the numbers of laws."""

    law_series: tuple[str, ...] = ()


def law_series() -> tuple[str, ...]:
    """Return the series that follow the numbers of laws, in all languages."""
    return merged_data("acts", ActWords).law_series
