"""An entry of a list of abbreviations, as it is found.

What does not belong here: finding lists (`extractors.outline.abbreviation_lists`)
and cutting them (`listing`, `run_together_lists`).
"""

from schemas.document import Frozen


class Entry(Frozen):
    """An entry of a list, and the passage in which its short name stands at `start`."""

    short: str
    expansion: str
    passage_id: str
    start: int
