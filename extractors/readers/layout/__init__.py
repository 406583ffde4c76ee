"""What the readers of printed pages share: how lines were broken, and a beam for searches.

What belongs here: models of layout that both a PDF and a dump of one rest on.
What does not: what only one of them knows (`pdf`, `dump`), and words (`extractors.text`).
"""

from extractors.readers.layout.beam import Beam
from extractors.readers.layout.line_breaking import (
    LineBreaker,
    SetLine,
    join_stripped,
    leaves_room,
)

__all__ = ["Beam", "LineBreaker", "SetLine", "join_stripped", "leaves_room"]
