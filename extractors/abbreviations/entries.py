"""What an entry of a list of abbreviations is, and how short names look.

What does not belong here: finding lists (`listing`, `undashed`).
"""

from schemas.document import Frozen

CAPITAL = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
QUOTE = '"«»“”„'
QUOTED = rf"[{QUOTE}][^–—\n]{{1,60}}?[{QUOTE}]"
ACRONYM = rf"(?=[\w/.-]*?[{CAPITAL}][\w/.-]*?[{CAPITAL}\d])[{CAPITAL}][\w/.-]*"


class Entry(Frozen):
    """An entry of a list, and the passage in which its short name stands at `start`."""

    short: str
    expansion: str
    passage_id: str
    start: int
